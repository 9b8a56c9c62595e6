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

/** A copy of every parameter's gradient, by name. */
export function gradientsOf(model: Sequential): Record<string, number[]> {
  return Object.fromEntries(
    model.parameters().map(({ name, gradient }) => [name, Array.from(gradient.data)]),
  );
}

/**
 * Compares the model's gradient of every parameter with the central difference of the loss as it is while learning: dropout
 * leaves out the same numbers at every call, batch normalization takes the batch's own mean, moving means stay as they are.
 * The model must be float64. Returns the gradients.
 */
export function checkGradients(
  model: Sequential,
  X: MatrixLike,
  y: Labels,
  what: string,
): Record<string, number[]> {
  assert.equal(model.dtype, "float64", "a gradient check needs float64");
  const before = model.state();
  const loss = model.computeGradients(X, y);
  const gradients = gradientsOf(model);
  assert.equal(model.computeGradients(X, y), loss, `${what}: the loss repeats itself`);
  assert.deepEqual(gradientsOf(model), gradients, `${what}: the gradients repeat themselves`);
  for (const { name, value } of model.parameters()) {
    toAgree(
      gradients[name],
      nudged(value.data, () => model.computeGradients(X, y)),
      `${what}: ${name}`,
    );
  }
  assert.deepEqual(model.state(), before, `${what}: parameters and moving means stay`);
  return gradients;
}

/** How near the last pass and the parameters' prices came to a place where there is no derivative; Infinity without such places. */
export function nearestKink(model: Sequential, rows: number): number {
  const distances = [Infinity];
  for (const { activationName, logits, outputs } of model.layers) {
    if (activationName !== "relu" && activationName !== "leakyRelu") continue;
    assert.ok(logits);
    distances.push(...logits.data.slice(0, rows * outputs).map(Math.abs));
  }
  for (const { value, regularizer } of model.parameters()) {
    if (regularizer && regularizer.l1 > 0) distances.push(...value.data.map(Math.abs));
  }
  return Math.min(...distances);
}

/** The length of a gradient: a check of zeros against zeros would prove nothing. */
export const lengthOf = norm;
