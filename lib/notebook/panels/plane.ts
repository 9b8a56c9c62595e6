import { extent } from "../drawing/checks";
import { shorter } from "../touch/net-snapshots";
import type { PanelContext } from "./context";

/** What a panel over a plane of two inputs can be told. */
export interface PlaneOptions {
  /** Which two inputs the plane has; the first two unless told otherwise. All others stay at their mean over the examples. */
  plane?: readonly [number, number];
  /** From and to, for both axes; by default around the points. */
  domain?: readonly [number, number];
  xLabel?: string;
  yLabel?: string;
}

/** The plane as the page knows it: at is a whole row of inputs, of which two are free. */
export interface Plane {
  net: boolean;
  inputs: [number, number];
  at: number[];
  xRange: [number, number];
  yRange: [number, number];
}

/**
 * The plane of two inputs, its points and its labels. A model with more inputs is cut: the other inputs stay at their mean,
 * which the returned note says in words.
 * Throws RangeError for a model with one input, or inputs that it has not.
 */
export function planeOf(context: PanelContext, options: PlaneOptions, net = true) {
  const { what, inputs, examples } = context;
  const [i, j] = options.plane ?? [0, 1];
  const known = (k: number) => Number.isInteger(k) && k >= 0 && k < inputs;
  if (inputs < 2) {
    throw new RangeError(
      `${what} draws a plane of two inputs, but the model has ${inputs}: for one input take "fit"`,
    );
  }
  if (!known(i) || !known(j) || i === j) {
    throw new RangeError(
      `${what} expects plane as two different inputs from 0 to ${inputs - 1} but got [${i}, ${j}]`,
    );
  }
  const rows = examples?.rows ?? [];
  if (inputs > 2 && rows.length === 0) {
    throw new RangeError(
      `${what} draws two of ${inputs} inputs and needs examples (X) to know where the others stand`,
    );
  }
  const at = Array.from({ length: inputs }, (_, k) =>
    k === i || k === j ? 0 : rows.reduce((sum, row) => sum + row[k], 0) / rows.length,
  );
  const points = rows.map((row) => shorter([row[i], row[j]]));
  const range = (k: 0 | 1): [number, number] =>
    options.domain
      ? [options.domain[0], options.domain[1]]
      : roomAround(points.map((point) => point[k]));
  const [xRange, yRange] = inputs === 2 ? bothSame(range(0), range(1)) : [range(0), range(1)];
  const label = (k: number) => `x${k + 1}`;
  return {
    plane: { net, inputs: [i, j], at, xRange, yRange } as Plane,
    points,
    xLabel: options.xLabel ?? label(i),
    yLabel: options.yLabel ?? label(j),
    note:
      inputs > 2 ? ` over ${label(i)} and ${label(j)}, the other ${inputs - 2} at their mean` : "",
  };
}

/** A range with some room around some numbers; −0.25 to 1.25 around none. */
function roomAround(values: number[]): [number, number] {
  if (values.length === 0) return [-0.25, 1.25];
  const [low, high] = extent(values);
  const room = (high - low || 1) * (values.length > 12 ? 0.05 : 0.25);
  return [low - room, high + room];
}

/** Two axes of one scale: a square of the plane is a square on the page. */
function bothSame(x: [number, number], y: [number, number]): [[number, number], [number, number]] {
  const range: [number, number] = [Math.min(x[0], y[0]), Math.max(x[1], y[1])];
  return [range, range];
}

/** The inputs at the middles of n × n cells of a plane, first row at the top: in the order in which the page asks its net. */
export function placesOf({ inputs: [i, j], at, xRange, yRange }: Plane, n: number): number[][] {
  const middle = ([low, high]: [number, number], k: number) => low + ((k + 0.5) / n) * (high - low);
  return Array.from({ length: n * n }, (_, k) => {
    const row = [...at];
    row[i] = middle(xRange, k % n);
    row[j] = middle(yRange, n - 1 - Math.floor(k / n));
    return row;
  });
}
