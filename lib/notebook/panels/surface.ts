import { extent } from "../drawing/checks";
import { namesOf, type PanelContext } from "./context";
import type { Panel } from "./panel";
import { planeOf, type PlaneOptions } from "./plane";

export interface SurfacePanelOptions extends PlaneOptions {
  title?: string;
  /** What stands upright: "vote", how sure the net is of its likeliest class, or the number of an output. */
  height?: "vote" | number;
  /** From and to of the upright axis; for classes 0 to 1, else the targets', or 0 to 1. */
  range?: readonly [number, number];
  /** How the view is turned around the upright axis and tilted, in degrees (30, 48). */
  turn?: number;
  tilt?: number;
  /** Places along each side that the net is asked at (81). */
  resolution?: number;
}

/**
 * A net's answers over a plane of two inputs, as a surface that turns under mouse, finger and arrow keys. A model with more
 * inputs is cut through the mean of the others, which the title says.
 */
export function surfacePanel(context: PanelContext, options: SurfacePanelOptions = {}): Panel {
  const { what, classes, examples, outputs } = context;
  const { turn = 30, tilt = 48, resolution = 81 } = options;
  const names = namesOf(context);
  const height = options.height ?? (classes && outputs > 1 ? "vote" : 0);
  const fits =
    height === "vote" ? classes : Number.isInteger(height) && height >= 0 && height < outputs;
  if (!fits) {
    throw new RangeError(
      `${what} expects the height of a surface as ${classes ? '"vote" or ' : ""}an output from 0 to ${outputs - 1} but got ${height}`,
    );
  }
  const { plane, points, xLabel, yLabel, note } = planeOf(context, options);
  const targets =
    typeof height === "number" ? examples?.targets?.map((row) => row[height]) : undefined;
  const told = {
    ...{ mode: classes ? "classes" : "outputs", names, plane, points, xLabel, yLabel },
    ...{ labels: examples?.labels, targets: classes ? undefined : targets },
    range: options.range ?? (classes || !targets ? [0, 1] : wide(extent(targets))),
    ...{ n: resolution, height, turn, tilt },
  };
  return {
    kind: "surface",
    title: options.title ?? `the answers as a landscape${note}`,
    parts: ["turn3d", "panels/plane"],
    net: true,
    wide: true,
    height: 520,
    options: () => told,
    alt: `the net's answers as a surface${note}, which can be turned`,
  };
}

/** A range that is not empty. */
const wide = ([low, high]: [number, number]) => (high > low ? [low, high] : [low - 1, high + 1]);
