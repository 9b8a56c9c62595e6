import { extent, type Numbers } from "../drawing/checks";
import { shorter } from "../touch/net-snapshots";
import { namesOf, type PanelContext } from "./context";
import type { Panel } from "./panel";
import { placesOf, planeOf, type PlaneOptions } from "./plane";

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
  const told = surfaceTold(context, options, true);
  return {
    ...shared,
    net: true,
    buttons: heightsOf(context),
    title: options.title ?? `the answers as a landscape${told.note}`,
    options: () => told,
    alt: `the net's answers as a surface${told.note}, which can be turned`,
  };
}

const shared = { kind: "surface", parts: ["turn3d", "panels/plane"], wide: true };

/** What the reader may choose as the height, where there is a choice. */
function heightsOf(context: PanelContext): string[] {
  if (context.outputs < 2) return [];
  const names = namesOf(context);
  return context.classes ? ["the vote", ...names] : names;
}

/** The same for a model that only the kernel can ask. */
export function askedSurface(
  context: PanelContext,
  options: SurfacePanelOptions,
  predict: (rows: number[][]) => readonly Numbers[],
): { panel: Panel; values: Float32Array } {
  const told = surfaceTold(context, { resolution: 61, ...options }, false);
  const flat = (rows: readonly Numbers[]) => rows.flatMap((row) => Array.from(row));
  const rows = context.examples?.rows.map((row) => Array.from(row)) ?? [];
  const pointAnswers = rows.length ? predict(rows).map((row) => shorter(Array.from(row))) : [];
  return {
    panel: {
      ...shared,
      buttons: heightsOf(context),
      title: options.title ?? (told.note && `the answers as a landscape${told.note}`),
      options: () => ({ ...told, pointAnswers }),
      alt: `a model's answers as a surface${told.note}, which can be turned`,
    },
    values: Float32Array.from(flat(predict(placesOf(told.plane, told.n)))),
  };
}

/** What the drawing code is told. */
function surfaceTold(context: PanelContext, options: SurfacePanelOptions, net: boolean) {
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
  if (!Number.isInteger(resolution) || resolution < 8 || resolution > 160) {
    throw new RangeError(
      `${what} expects resolution from 8 to 160 places along each side but got ${resolution}`,
    );
  }
  const drawn = planeOf(context, options, net);
  const targets =
    typeof height === "number" ? examples?.targets?.map((row) => row[height]) : undefined;
  return {
    ...drawn,
    ...{ mode: classes ? "classes" : "outputs", names, labels: examples?.labels },
    targets: classes ? undefined : targets,
    range: options.range ?? (classes || !targets ? [0, 1] : wide(extent(targets))),
    ...{ n: resolution, height, turn, tilt },
  };
}

/** A range that is not empty. */
const wide = ([low, high]: [number, number]) => (high > low ? [low, high] : [low - 1, high + 1]);
