import assert from "node:assert/strict";
import { test } from "node:test";
import { losses, type LossName } from "../../../lib/core/losses";
import { toBeClose } from "../../helpers/close";
import { nudged, toAgree } from "../../helpers/gradient-check";

function valueOf(name: LossName, a: number[][], y: number[][]): number {
  return losses[name].value(
    Float64Array.from(a.flat()),
    Float64Array.from(y.flat()),
    a.length,
    a[0].length,
  );
}

function gradientOf(name: LossName, a: number[][], y: number[][]): number[] {
  const out = new Float64Array(a.flat().length);
  losses[name].gradient(
    Float64Array.from(a.flat()),
    Float64Array.from(y.flat()),
    out,
    a.length,
    a[0].length,
  );
  return Array.from(out);
}

const a = [
  [1, 0.5, 0],
  [2, 0, 1],
];
const y = [
  [0, 0.5, 1],
  [0, 0, 0],
];
// Differences (1, 0, −1) and (2, 0, 1): squares sum to 2 + 5 = 7.

test("quadratic is half the sum of the squares, averaged over the rows: 7 / 4", () => {
  toBeClose(valueOf("quadratic", a, y), 7 / 4);
});

test("the gradient of quadratic is the difference over the rows", () => {
  toBeClose(gradientOf("quadratic", a, y), [1 / 2, 0, -1 / 2, 1, 0, 1 / 2]);
});

test("meanSquaredError is the mean of all squares: 7 / 6", () => {
  toBeClose(valueOf("meanSquaredError", a, y), 7 / 6);
});

test("the gradient of meanSquaredError is twice the difference over rows times outputs", () => {
  toBeClose(gradientOf("meanSquaredError", a, y), [1 / 3, 0, -1 / 3, 2 / 3, 0, 1 / 3]);
});

test("quadratic and meanSquaredError are the same at two outputs, the second a fifth of the first at ten", () => {
  for (const [outputs, factor] of [
    [2, 1],
    [10, 1 / 5],
  ]) {
    const prediction = [0, 1, 2].map((i) => Array.from({ length: outputs }, (_, j) => i - 0.3 * j));
    const target = [0, 1, 2].map((i) => Array.from({ length: outputs }, (_, j) => i * j * 0.1));
    const [q, m] = (["quadratic", "meanSquaredError"] as const).map((name) => [
      valueOf(name, prediction, target),
      ...gradientOf(name, prediction, target),
    ]);
    toBeClose(
      m,
      q.map((x) => x * factor),
      1e-12,
    );
  }
});

for (const name of ["quadratic", "meanSquaredError"] as const) {
  test(`${name}: the gradient is the central difference of the value`, () => {
    const prediction = Float64Array.of(0.2, -1, 0.7, 3, 0.1, 0.9);
    const target = Float64Array.of(0, 0.5, 1, -1, 0.2, 2);
    const out = new Float64Array(6);
    losses[name].gradient(prediction, target, out, 3, 2);
    toAgree(
      out,
      nudged(prediction, () => losses[name].value(prediction, target, 3, 2)),
      name,
    );
  });

  test(`${name}: a perfect answer costs nothing and has no gradient`, () => {
    assert.equal(valueOf(name, y, y), 0);
    assert.deepEqual(gradientOf(name, y, y), [0, 0, 0, 0, 0, 0]);
  });

  test(`${name}: numbers behind the rows in use count for nothing`, () => {
    const out = Float64Array.of(5, 5, 5, 5);
    const far = Float64Array.of(1, 1, NaN, NaN);
    assert.ok(losses[name].value(far, new Float64Array(4), 1, 2) > 0);
    losses[name].gradient(far, new Float64Array(4), out, 1, 2);
    assert.deepEqual(Array.from(out.slice(2)), [5, 5]);
    assert.equal(losses[name].name, name);
  });
}
