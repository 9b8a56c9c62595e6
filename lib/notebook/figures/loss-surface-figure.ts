import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { dashboardData, touchDashboard } from "../panels/dashboard";
import { lossGrid } from "../panels/loss-grid";
import { requireView, type LossSurfaceData, type LossView } from "../panels/loss-surface";
import type { Panel } from "../panels/panel";
import { stillRun } from "../panels/still";

type Range = readonly [number, number];

export interface LossSurfaceOptions extends LossView {
  /** Any loss of two numbers. Where it is not finite, its largest finite value is drawn. */
  loss: (a: number, b: number) => number;
  /** From and to for both axes, or for each one: [[−2, 2], [−1, 3]]. */
  domain: Range | readonly [Range, Range];
  /** Places [a, b] one after the other, such as those of a descent: a slider goes along them. Parts outside of the domain are not seen. */
  path?: readonly (readonly [number, number])[];
  /** What the two numbers are called (["w1", "w2"]). */
  labels?: readonly [string, string];
  /** The step of the path shown first (the last one). */
  start?: number;
  /** Places along each side where the loss is computed (65). */
  resolution?: number;
  title?: string;
  alt?: string;
}

/** Most places of a path that get a slider's step each; of more, some are left out. */
const mostPlaces = 400;

/**
 * A loss of two numbers as contour lines from above or as a surface that turns under mouse, finger and arrow keys, with a path
 * on it. Throws RangeError where domain, path or resolution do not fit, or the loss is finite nowhere.
 */
export function lossSurfaceFigure(options: LossSurfaceOptions): Figure {
  const what = "lossSurfaceFigure";
  const { loss, path = [], labels = ["w1", "w2"], resolution = 65, title, log } = options;
  if (typeof loss !== "function") {
    throw new TypeError(
      `${what} expects loss as a function of two numbers, such as (a, b) => a * a + b * b, but got ${typeof loss}`,
    );
  }
  const [xRange, yRange] = rangesOf(what, options.domain);
  if (!Number.isInteger(resolution) || resolution < 5 || resolution > 201) {
    throw new RangeError(`${what} expects a resolution from 5 to 201 but got ${resolution}`);
  }
  path.forEach((place, step) => {
    if (place.length === 2 && place.every(Number.isFinite)) return;
    throw new RangeError(
      `${what} expects a path of places [a, b] but step ${step} is [${place.join(", ")}]: end the path before it`,
    );
  });
  const every = Math.ceil(path.length / mostPlaces);
  const steps = [...path.keys()].filter((step) => step % every === 0 || step === path.length - 1);
  const { start = path.length - 1 } = options;
  if (path.length > 0 && (!Number.isInteger(start) || start < 0 || start >= path.length)) {
    throw new RangeError(`${what} expects start from 0 to ${path.length - 1} but got ${start}`);
  }
  const told: LossSurfaceData = {
    grid: lossGrid(what, loss, { xRange, yRange, n: resolution, log }),
    path: steps.map((step) => [path[step][0], path[step][1]]),
    labels: [labels[0], labels[1]],
    note: "",
    ...requireView(what, options),
  };
  const panel: Panel = {
    kind: "lossSurface",
    title,
    parts: ["turn3d", "contour", "loss-field"],
    buttons: ["contours", "3D"],
    wide: true,
    options: () => ({ ...told }),
    alt: `a loss over ${labels.join(" and ")} as a surface${path.length ? `, with a path of ${path.length} places on it` : ""}`,
  };
  const run = path.length ? { ...stillRun, steps, end: path.length } : stillRun;
  const first = steps.reduce((best, step, i) => (step <= start ? i : best), 0);
  const data = dashboardData([panel], { run, values: [] }, { start: first });
  const words = `A loss${panel.alt.slice(6)}.`;
  return touchDashboard([panel], data, options.alt ?? titled(title, words));
}

function rangesOf(
  what: string,
  domain: LossSurfaceOptions["domain"],
): [[number, number], [number, number]] {
  const each = (Array.isArray(domain?.[0]) ? domain : [domain, domain]) as [Range, Range];
  for (const range of each) {
    const [from, to] = range ?? [];
    if (Number.isFinite(from) && Number.isFinite(to) && from < to) continue;
    throw new RangeError(
      `${what} expects a domain [from, to], or one for each axis, but got ${JSON.stringify(domain)}`,
    );
  }
  return each.map(([from, to]) => [from, to]) as [[number, number], [number, number]];
}
