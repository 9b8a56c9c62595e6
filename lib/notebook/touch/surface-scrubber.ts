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
 * A slider through the training of a net of two inputs, with a surface that turns under mouse, finger and arrow keys:
 * its height is how sure the net is of its likeliest class (0 where all are alike, 1 where one is certain), or the probability of one
 * class; the reader chooses. The points stand on it, in the colour of their class, wrong ones with a dark ring.
 * sizes: of the layers, [2, …, classes], two classes or more. snapshots: at most 400; about 5.3 bytes of page a parameter and snapshot.
 * points: [x1, x2] each; labels: the class of each. xRange: of both inputs. height: what is shown first, "vote" or a
 * class. start: which snapshot is shown first (the first one). turn, tilt: in degrees.
 * Throws RangeError where shapes do not fit.
 */
export function surfaceScrubber(options: {
  sizes: number[];
  activations?: FigureActivation | FigureActivation[];
  snapshots: Snapshot[];
  points: number[][];
  labels: ArrayLike<number>;
  xRange?: [number, number];
  outputNames?: string[];
  unit?: "step" | "epoch";
  start?: number;
  height?: "vote" | number;
  turn?: number;
  tilt?: number;
}): Figure {
  const { sizes, snapshots, points, unit = "epoch", start = 0, height = "vote" } = options;
  const { turn = 30, tilt = 48 } = options;
  const where = "surfaceScrubber";
  const outputs = sizes[sizes.length - 1];
  if (sizes[0] !== 2 || outputs < 2) {
    throw new RangeError(
      `${where} expects a net of 2 inputs with one output for each of at least 2 classes but got [${sizes.join(", ")}]`,
    );
  }
  const hidden = sizes.slice(2).map((): FigureActivation => "relu");
  const activations = perLayer(sizes, options.activations ?? [...hidden, "softmax"], where);
  const { outputNames = Array.from({ length: outputs }, (_, i) => `class ${i}`) } = options;
  if (snapshots.length > 400) {
    throw new RangeError(
      `${where} takes at most 400 snapshots but got ${snapshots.length}: keep fewer`,
    );
  }
  const labels = Array.from(options.labels);
  const known = (label: number) => Number.isInteger(label) && label >= 0 && label < outputs;
  if (
    points.length !== labels.length ||
    points.some((p) => p.length !== 2) ||
    !labels.every(known)
  ) {
    throw new RangeError(
      `${where} expects points [n, 2] and the class of each, 0 to ${outputs - 1}, but got ` +
        `[${points.length}, ${points[0]?.length}] and ${labels.length} labels, ${labels.find((label) => !known(label)) ?? "all of them classes"}`,
    );
  }
  if (outputNames.length !== outputs || (height !== "vote" && !known(height))) {
    throw new RangeError(
      `${where} expects a name for each of ${outputs} classes, and the height "vote" or a class, but got ` +
        `${outputNames.length} names and ${height}`,
    );
  }
  const xRange = options.xRange ?? around(points.flat(), 0.05);
  return widgetFigure("surface-scrubber", {
    parts: ["snapshots", "turn3d"],
    data: {
      ...packSnapshots(sizes, snapshots, where),
      ...{ sizes, activations, points: points.map(shorter), labels, xRange },
      ...{ outputNames, unit, start, height, turn, tilt },
    },
    height: 420 + 48 + 152 + 107,
    alt:
      `A net [${sizes.join(", ")}] at ${snapshots.length} moments of its training, from ${unit} ${snapshots[0]?.step} to ` +
      `${snapshots[snapshots.length - 1]?.step}, with a slider: a surface over the plane, the higher the surer the net is of ` +
      `${outputNames.join(", ")}. It can be turned.`,
  });
}
