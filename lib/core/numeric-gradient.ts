// Built in notebook 01-or-and-xor-by-hand: a derivative as a nudge.
import type { Parameter } from "./layers/layer";

/**
 * The derivative of f at x by a nudge to both sides: (f(x + h) − f(x − h)) / 2h.
 * h: 1e-5 unless told otherwise, which leaves an error of about 1e-10 where f is smooth.
 */
export function numericDerivative(f: (x: number) => number, x: number, h = 1e-5): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}

/**
 * dL/dp for every entry of every parameter, each nudged by itself while loss() is computed anew.
 * Returns arrays in the order of the parameters; the parameters are as before afterwards.
 */
export function numericGradients(
  parameters: readonly Parameter[],
  loss: () => number,
  h = 1e-5,
): Float64Array[] {
  return parameters.map(({ value }) => {
    const gradient = new Float64Array(value.data.length);
    for (let i = 0; i < gradient.length; i++) {
      const before = value.data[i];
      gradient[i] = numericDerivative(
        (x) => {
          value.data[i] = x;
          return loss();
        },
        before,
        h,
      );
      value.data[i] = before;
    }
    return gradient;
  });
}
