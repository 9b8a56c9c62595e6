// Built in notebook 03-any-shape: points on a curve, to be fitted.
import { requireWhole } from "./errors";
import { Matrix } from "./matrix";
import { Random } from "./random";

export interface FunctionOptions {
  /** How many points; 100 unless told otherwise. */
  samples?: number;
  /** Where x begins and ends; [−π, π] unless told otherwise. */
  range?: readonly [number, number];
  /** Standard deviation of what is added to y; 0 unless told otherwise. */
  noise?: number;
  seed?: number;
}

/**
 * Points on the curve of f at even distances: X [samples, 1], y [samples, 1].
 * Throws RangeError where there are fewer than 2 samples or f gives a number that is not finite.
 */
export function sampleFunction(
  f: (x: number) => number,
  { samples = 100, range = [-Math.PI, Math.PI], noise = 0, seed = 0 }: FunctionOptions = {},
): { X: Matrix; y: Matrix } {
  requireWhole("sampleFunction", "samples", samples, 2);
  const random = new Random(seed);
  const X = Matrix.zeros(samples, 1);
  const y = Matrix.zeros(samples, 1);
  for (let i = 0; i < samples; i++) {
    const x = range[0] + ((range[1] - range[0]) * i) / (samples - 1);
    X.data[i] = x;
    y.data[i] = f(x) + (noise ? random.normal(0, noise) : 0);
    if (!Number.isFinite(y.data[i])) {
      throw new RangeError(
        `sampleFunction expects f to be finite on the range but f(${x}) is ${y.data[i]}`,
      );
    }
  }
  return { X, y };
}
