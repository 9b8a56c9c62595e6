import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import {
  around,
  packSnapshots,
  perLayer,
  shorter,
  type FigureActivation,
  type Snapshot,
} from "./net-snapshots";

/**
 * A slider through a training: the page itself evaluates the small net of each snapshot and redraws.
 * view "regions" (two inputs): one map per output, blue where it says 0, orange where it says 1, a line at threshold,
 * the points with their targets. view "curve" (one input): the prediction against the target points.
 * view "classes" (two inputs, one output for each class): one map in the colour of the likeliest class, the deeper the surer.
 * sizes: of the layers, inputs first. snapshots: at most 400; about 5.3 bytes of page a parameter and snapshot.
 * points: [inputs] each; targets: [outputs] each, or labels: the class of each. xRange: of the inputs; yRange: of the
 * outputs, for "curve". unit: what snapshots count ("step"). start: which snapshot is shown first (the first one).
 * Throws RangeError where shapes do not fit.
 */
export function netScrubber(options: {
  sizes: number[];
  activations?: FigureActivation | FigureActivation[];
  snapshots: Snapshot[];
  view?: "regions" | "curve" | "classes";
  points: number[][];
  targets?: number[][];
  labels?: ArrayLike<number>;
  xRange?: [number, number];
  yRange?: [number, number];
  outputNames?: string[];
  threshold?: number;
  unit?: "step" | "epoch";
  start?: number;
}): Figure {
  const { sizes, snapshots, points, threshold = 0.5, unit = "step", start = 0 } = options;
  const outputs = sizes[sizes.length - 1];
  const view = options.view ?? (sizes[0] === 1 ? "curve" : options.labels ? "classes" : "regions");
  const nameOf = (i: number) => (view === "classes" ? `class ${i}` : `output ${i + 1}`);
  const { outputNames = Array.from({ length: outputs }, (_, i) => nameOf(i)) } = options;
  const targets = options.targets ?? oneHotRows(options.labels, outputs);
  const activations = perLayer(sizes, options.activations ?? "sigmoid", "netScrubber");
  const inputs = view === "curve" ? 1 : 2;
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
  const labels = targets.map((row) => row.indexOf(1));
  if (view === "classes" && labels.includes(-1)) {
    throw new RangeError(
      `netScrubber's view "classes" expects the class of each point, 0 to ${outputs - 1}, as labels or as one-hot targets`,
    );
  }
  const few = view === "classes" ? 0.05 : 0.25;
  const xRange = options.xRange ?? around(points.flat(), few);
  const yRange = view === "classes" ? xRange : (options.yRange ?? around(targets.flat(), 0.15));
  const size = Math.min(300, Math.floor((760 - 28 * (outputs - 1)) / outputs));
  return widgetFigure("net-scrubber", {
    parts: [
      "snapshots",
      ...(view === "regions" ? ["contour"] : view === "classes" ? ["contour", "class-map"] : []),
    ],
    data: {
      ...packSnapshots(sizes, snapshots, "netScrubber"),
      ...{
        sizes,
        activations,
        view,
        ...(view === "classes" ? { points: points.map(shorter), labels } : { points, targets }),
        unit,
        xRange,
        yRange,
        outputNames,
        threshold,
        start,
      },
    },
    height: { regions: size + 56, curve: 356, classes: 436 }[view] + 142 + 62,
    alt:
      `A net [${sizes.join(", ")}] at ${snapshots.length} moments of its training, from ${unit} ${snapshots[0].step} to ` +
      `${snapshots[snapshots.length - 1].step}, with a slider: ` +
      {
        regions: `where in the plane ${outputNames.join(" and ")} say 0 or 1, and the loss.`,
        curve: "its prediction beside the target points, and the loss.",
        classes: `which of ${outputNames.join(", ")} it votes for at each place, how surely, and the loss.`,
      }[view],
  });
}

/** Rows of zeros with a 1 in the place of the class; empty where there are no labels or one is no class. */
function oneHotRows(labels: ArrayLike<number> | undefined, classes: number): number[][] {
  return Array.from(labels ?? [], (label) =>
    Array.from({ length: classes }, (_, c) => (c === label ? 1 : 0)),
  );
}
