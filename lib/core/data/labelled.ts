// Built in notebook 05-points-on-a-graph: points with the number of their class, what every generator of this folder takes and gives.
import { describe, requireAtLeastZero, requireOptions, requireWhole } from "../errors";
import { Matrix } from "../matrix";
import { Random } from "../random";

/** One class number for each row: bytes, or 32-bit numbers where there are more than 256 classes. */
export type ClassLabels = Uint8Array | Uint32Array;

/**
 * X: [samplesPerClass · classes, features], float64; y: the class of each row.
 * The rows lie class after class: a split or fit shuffles them.
 */
export interface LabelledData {
  X: Matrix;
  y: ClassLabels;
}

export interface PointOptions {
  /** How many points each class has; 100 unless told otherwise. */
  samplesPerClass?: number;
  /** The same seed gives the same points; 0 unless told otherwise. */
  seed?: number;
}

/** Streams of a seed of their own: a model with the same seed draws other numbers. */
const POINT_STREAM = 0x706f696e;

/** The random numbers of a generator. */
export function randomOf(seed: number): Random {
  return new Random(seed, POINT_STREAM);
}

/**
 * The given options over the defaults. Throws TypeError for an unknown option, RangeError where samplesPerClass or
 * classes is no whole number of at least 1, or noise no number of at least 0.
 */
export function withDefaults<T extends object>(where: string, options: object, defaults: T): T {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `${where} expects its options as { samplesPerClass: 100, … } but got ${describe(options)}`,
    );
  }
  requireOptions(where, options, Object.keys(defaults));
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const merged: Record<string, unknown> = { ...defaults, ...Object.fromEntries(given) };
  for (const name of ["samplesPerClass", "classes", "samples"]) {
    if (name in merged) requireWhole(where, name, merged[name], 1);
  }
  if ("noise" in merged) requireAtLeastZero(where, "noise", merged.noise);
  return merged as T;
}

/** Throws RangeError unless value is a list of so many finite numbers. */
export function requireNumbers(where: string, name: string, value: unknown, count: number): void {
  const list = value as ArrayLike<number> | null | undefined;
  const fits =
    typeof list === "object" &&
    list !== null &&
    list.length === count &&
    Array.from(list).every((x) => Number.isFinite(x));
  if (!fits) {
    throw new RangeError(
      `${where} expects ${name} to be ${count} finite numbers but got ${describe(value)}`,
    );
  }
}

/** Makes the points class by class: point(c, i) gives the coordinates of point i of class c. */
export function labelled(
  samplesPerClass: number,
  classes: number,
  features: number,
  point: (c: number, i: number) => ArrayLike<number>,
): LabelledData {
  const rows = samplesPerClass * classes;
  const X = Matrix.zeros(rows, features);
  const y = classes <= 256 ? new Uint8Array(rows) : new Uint32Array(rows);
  for (let c = 0; c < classes; c++) {
    for (let i = 0; i < samplesPerClass; i++) {
      const row = c * samplesPerClass + i;
      X.data.set(point(c, i), row * features);
      y[row] = c;
    }
  }
  return { X, y };
}

/** Number i of count numbers at even distances, from low to high, both included; low where count is 1. */
export function linspace(low: number, high: number, count: number, i: number): number {
  return count === 1 ? low : low + ((high - low) * i) / (count - 1);
}
