import type { Sequential } from "../../core/model/sequential";
import { everySo, type PanelContext } from "./context";
import { lossGrid, type LossGrid } from "./loss-grid";
import type { Panel, Run } from "./panel";
import { principalPlane } from "./principal-plane";
import { probeOf, type Probe } from "./probe";

/** How a surface is looked at first. */
export interface LossView {
  /** "contours" from above, or "3d" ("contours"); in the page there are buttons for both. */
  view?: "contours" | "3d";
  /** How the 3D view is turned around the upright axis and tilted, in degrees (30, 42). */
  turn?: number;
  tilt?: number;
  /** Heights and lines by the logarithm of the loss; unless told otherwise where it falls to less than a twentieth. */
  log?: boolean;
}

export interface LossSurfacePanelOptions extends LossView {
  title?: string;
  /** Places along each side of the final picture (25); a live one has 15. */
  resolution?: number;
}

/** What the page draws: a surface, and a path on it with one place a moment. */
export interface LossSurfaceData {
  grid?: LossGrid;
  path: [number, number][];
  labels: [string, string];
  note: string;
  view: "contours" | "3d";
  turn: number;
  tilt: number;
}

/** Most examples that a loss is the mean of. */
const mostExamples = 200;
/** Most multiplications for one grid: about two seconds. Larger models get fewer examples, then fewer places. */
const mostWork = 1.5e9;

/**
 * The loss around the path of a training: a plane through the last moment, spanned by the two directions that hold most of
 * the path's variance (principalPlane), with the path on it. What lies off the plane is not seen: the path is the shadow of
 * the true one. The loss, with the price of regularizers, is the mean over at most 200 of the examples, in prediction: no
 * dropout, moving means as they are at the end. Of a model so large that a grid would take more than about two seconds
 * fewer examples are taken, then fewer places. A net 2-64-3 takes about 0.6 s for 25 × 25 places.
 * Throws RangeError without examples and targets, and as probeOf.
 */
export function lossSurfacePanel(
  context: PanelContext,
  options: LossSurfacePanelOptions = {},
): Panel {
  const { what, model, examples } = context;
  const { resolution = 25, title = "the loss around the path" } = options;
  if (!model) {
    throw new RangeError(
      `${what} cannot draw "lossSurface", which asks the model while it learns: use liveView, or lossSurfaceFigure`,
    );
  }
  if (!examples?.targets) {
    throw new RangeError(`${what} draws the loss over examples: give it X and y`);
  }
  if (!Number.isInteger(resolution) || resolution < 5 || resolution > 101) {
    throw new RangeError(
      `${what} expects the resolution of a loss surface from 5 to 101 but got ${resolution}`,
    );
  }
  const view = requireView(what, options);
  const probe = probeOf(model);
  const data = {
    X: examples.rows,
    y: examples.labels ?? examples.targets,
    weights: model.parameters().reduce((sum, { value }) => sum + value.data.length, 0),
  };
  let kept: { key: string; told: LossSurfaceData } | undefined;
  return {
    kind: "lossSurface",
    title,
    parts: ["turn3d", "contour", "loss-field"],
    buttons: ["contours", "3D"],
    trajectory: true,
    options(run) {
      // a live picture shows one moment, and the path up to the last one that was kept
      const live = run.trajectory.length > run.steps.length;
      const n = live ? Math.min(15, resolution) : resolution;
      const key = `${run.trajectory.length} ${n}`;
      if (kept?.key !== key) {
        const told = around(what, model, probe, data, run, n, options.log);
        kept = { key, told: { ...told, ...view } };
      }
      return { ...kept.told };
    },
    alt: "the loss as a surface around the path of the training, on the plane of its two principal directions",
  };
}

/** view, turn and tilt with what they are unless told otherwise. Throws RangeError for another view, TypeError for angles that are no numbers. */
export function requireView(what: string, { view = "contours", turn = 30, tilt = 42 }: LossView) {
  if (view !== "contours" && view !== "3d") {
    throw new RangeError(`${what} expects view as "contours" or "3d" but got ${String(view)}`);
  }
  if (!Number.isFinite(turn) || !Number.isFinite(tilt)) {
    throw new TypeError(`${what} expects turn and tilt in degrees but got ${turn} and ${tilt}`);
  }
  return { view, turn, tilt };
}

function around(
  what: string,
  model: Sequential,
  probe: Probe,
  { X, y, weights }: { X: Float64Array[]; y: readonly (number | Float64Array)[]; weights: number },
  { trajectory }: Run,
  resolution: number,
  log: boolean | undefined,
): Omit<LossSurfaceData, keyof LossView> {
  const plane = principalPlane(trajectory);
  const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
  if (!plane) return { path: [], labels: ["", ""], note: "the path has not moved yet" };
  const { directions, shares, places } = plane;
  const fitting = (places: number) => Math.floor(mostWork / (weights * places * places));
  let n = resolution;
  while (n > 9 && fitting(n) < Math.min(50, X.length)) n -= 2;
  const most = Math.max(1, Math.min(mostExamples, fitting(n)));
  const [rows, labels] = [everySo(X, most), everySo(y, most)];
  probe.follow(model);
  const last = trajectory[trajectory.length - 1];
  const [u, v] = directions;
  const moved = new Float64Array(last.length);
  const loss = (a: number, b: number) => {
    for (let k = 0; k < moved.length; k++) moved[k] = last[k] + a * u[k] + b * v[k];
    probe.set(moved);
    return probe.model.evaluate(rows, labels as number[]).loss;
  };
  const [xRange, yRange] = rangesAround(places);
  const around = { xRange, yRange, n };
  const grid = finiteGrid(() => lossGrid(what, loss, { ...around, log }));
  if (!grid) return { path: [], labels: ["", ""], note: "the loss around the path is not finite" };
  return {
    grid,
    path: places.map(([a, b]) => [Number(a.toPrecision(5)), Number(b.toPrecision(5))]),
    labels: [
      `direction 1: ${percent(shares[0])} of the path's variance`,
      `direction 2: ${percent(shares[1])}`,
    ],
    note: `mean over ${rows.length} examples`,
  };
}

/** A training must not be lost because its loss cannot be drawn. */
function finiteGrid(make: () => LossGrid): LossGrid | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Ranges around the places, with room; neither is less than a third of the other. */
function rangesAround(places: readonly [number, number][]): [[number, number], [number, number]] {
  const ends = [0, 1].map((k) => {
    const values = places.map((place) => place[k]);
    return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  });
  const longest = Math.max(...ends.map(([low, high]) => high - low)) || 1;
  return ends.map(([low, high]) => {
    const half = Math.max(0.62 * (high - low), longest / 6);
    const middle = (low + high) / 2;
    return [middle - half, middle + half];
  }) as [[number, number], [number, number]];
}
