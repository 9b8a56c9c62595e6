import assert from "node:assert/strict";
import type { Labels, Matrix, MatrixLike, Sequential } from "../../lib/core/index";

const H = 1e-5;

const norm = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

/** Fails unless ‖a − n‖ ≤ 1e-7 (‖a‖ + ‖n‖) + 1e-9 √size. */
export function toAgree(a: ArrayLike<number>, n: ArrayLike<number>, what: string): void {
  assert.equal(a.length, n.length, `${what}: size`);
  const distance = norm(Array.from(a, (x, i) => x - n[i]));
  const allowed = 1e-7 * (norm(a) + norm(n)) + 1e-9 * Math.sqrt(a.length);
  assert.ok(
    distance <= allowed,
    `${what}: ${distance} apart, ${allowed} allowed\n  a ${a}\n  n ${n}`,
  );
}

/** The central difference of loss() for every entry of values, which are as before afterwards. */
export function nudged(values: Matrix["data"], loss: () => number): number[] {
  return Array.from(values, (before, i) => {
    values[i] = before + H;
    const above = loss();
    values[i] = before - H;
    const below = loss();
    values[i] = before;
    return (above - below) / (2 * H);
  });
}

/** Compares the model's gradient of every parameter with the central difference. The model must be float64. */
export function checkGradients(model: Sequential, X: MatrixLike, y: Labels, what: string): void {
  assert.equal(model.dtype, "float64", "a gradient check needs float64");
  const loss = model.computeGradients(X, y);
  assert.ok(Math.abs(loss - model.evaluate(X, y).loss) <= 1e-14 * Math.abs(loss), `${what}: loss`);
  for (const { name, value, gradient } of model.parameters()) {
    const n = nudged(value.data, () => model.evaluate(X, y).loss);
    toAgree(gradient.data.slice(), n, `${what}: ${name}`);
  }
}

/** True where every parameter has a gradient: a check of zeros against zeros would prove nothing. */
export function everythingLearns(model: Sequential, X: MatrixLike, y: Labels): boolean {
  model.computeGradients(X, y);
  return model.parameters().every(({ gradient }) => norm(gradient.data) > 1e-4);
}
