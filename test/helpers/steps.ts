import { PlainKernels } from "../../lib/core/engine/plain-kernels";
import type { Parameter } from "../../lib/core/layers/layer";
import { Matrix } from "../../lib/core/matrix";
import type { Optimizer } from "../../lib/core/optimizers/optimizer";

export const kernels = new PlainKernels("float64");

/** A parameter of one row. */
export const parameter = (name: string, value: number[], gradient = value): Parameter => ({
  name,
  value: new Matrix(1, value.length, Float64Array.from(value)),
  gradient: new Matrix(1, gradient.length, Float64Array.from(gradient)),
});

/** The values of a parameter of one number after each of these gradients. */
export function walk(optimizer: Optimizer, start: number, gradients: readonly number[]): number[] {
  const p = parameter("p", [start]);
  const all = [p];
  return gradients.map((g) => {
    p.gradient.set(0, 0, g);
    optimizer.step(all, kernels);
    return p.value.get(0, 0);
  });
}
