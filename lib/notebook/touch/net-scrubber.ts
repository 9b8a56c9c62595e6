import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import { packSnapshots, perLayer, type FigureActivation, type Snapshot } from "./net-snapshots";

/**
 * A slider through a training: the page itself evaluates the small net of each snapshot and redraws.
 * view "regions" (two inputs): one map per output, blue where it says 0, orange where it says 1, a line at threshold,
 * the points with their targets. view "curve" (one input): the prediction against the target points.
 * sizes: of the layers, inputs first. snapshots: at most 400; about 5.3 bytes of page a parameter and snapshot.
 * points: [inputs] each; targets: [outputs] each. xRange: of the inputs; yRange: of the outputs, for "curve".
 * start: which snapshot is shown first (the first one). Throws RangeError where shapes do not fit.
 */
export function netScrubber(options: {
  sizes: number[];
  activations?: FigureActivation | FigureActivation[];
  snapshots: Snapshot[];
  view?: "regions" | "curve";
  points: number[][];
  targets: number[][];
  xRange?: [number, number];
  yRange?: [number, number];
  outputNames?: string[];
  threshold?: number;
  start?: number;
}): Figure {
  const { sizes, snapshots, points, targets, threshold = 0.5, start = 0 } = options;
  const view = options.view ?? (sizes[0] === 1 ? "curve" : "regions");
  const outputs = sizes[sizes.length - 1];
  const { outputNames = Array.from({ length: outputs }, (_, i) => `output ${i + 1}`) } = options;
  const activations = perLayer(sizes, options.activations ?? "sigmoid", "netScrubber");
  const inputs = view === "regions" ? 2 : 1;
  if (sizes[0] !== inputs) {
    throw new RangeError(
      `netScrubber's view "${view}" expects ${inputs} inputs but the net has ${sizes[0]}`,
    );
  }
  if (snapshots.length > 400) {
    throw new RangeError(
      `netScrubber takes at most 400 snapshots but got ${snapshots.length}: keep fewer`,
    );
  }
  if (
    points.length !== targets.length ||
    points.some((p) => p.length !== inputs) ||
    targets.some((t) => t.length !== outputs)
  ) {
    throw new RangeError(
      `netScrubber expects points [n, ${inputs}] and targets [n, ${outputs}] but got ` +
        `[${points.length}, ${points[0]?.length}] and [${targets.length}, ${targets[0]?.length}]`,
    );
  }
  const xRange = options.xRange ?? around(points.flat(), 0.25);
  const yRange = options.yRange ?? around(targets.flat(), 0.15);
  const size = Math.min(300, Math.floor((760 - 28 * (outputs - 1)) / outputs));
  return widgetFigure("net-scrubber", {
    data: {
      ...packSnapshots(sizes, snapshots, "netScrubber"),
      ...{
        sizes,
        activations,
        view,
        points,
        targets,
        xRange,
        yRange,
        outputNames,
        threshold,
        start,
      },
    },
    height: (view === "regions" ? size + 56 : 356) + 142 + 62,
    alt:
      `A net [${sizes.join(", ")}] at ${snapshots.length} moments of its training, from step ${snapshots[0].step} to ` +
      `${snapshots[snapshots.length - 1].step}, with a slider: ` +
      (view === "regions"
        ? `where in the plane ${outputNames.join(" and ")} say 0 or 1, and the loss.`
        : "its prediction beside the target points, and the loss."),
  });
}

/** The range of some numbers with a part of its length added on both sides. */
function around(values: number[], part: number): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const more = (high - low || 1) * part;
  return [low - more, high + more];
}
