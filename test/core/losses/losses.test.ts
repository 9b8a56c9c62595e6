import assert from "node:assert/strict";
import { test } from "node:test";
import { activations } from "../../../lib/core/activations";
import { lossNamed, losses, type LossName } from "../../../lib/core/losses";
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

/** Losses that are taken of the outputs themselves, and not of the sums behind them. */
const ofOutputs = (Object.keys(losses) as LossName[]).filter((name) => !losses[name].logitsOf);

for (const name of ofOutputs) {
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

const crossEntropy = losses.categoricalCrossentropy;

/** softmax by sums that know nothing of the library's; for small numbers. */
function softmax(z: number[][]): number[][] {
  return z.map((row) => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0);
    return row.map((x) => Math.exp(x) / sum);
  });
}

function crossEntropyOf(z: number[][], target: number[][]): number {
  const rows = z.length;
  const flat = Float64Array.from(target.flat());
  const p = Float64Array.from(softmax(z).flat());
  return crossEntropy.value(p, flat, rows, z[0].length, Float64Array.from(z.flat()));
}

test("every loss but the cross-entropies is taken of the outputs themselves", () => {
  assert.deepEqual(ofOutputs, ["quadratic", "meanSquaredError"]);
  assert.equal(crossEntropy.logitsOf, "softmax");
  assert.equal(crossEntropy.name, "categoricalCrossentropy");
});

// e^z is 1, 2, 5 with sum 8, and 3, 1, 4 with sum 8: p of the classes is 2/8 and 4/8, so (ln 4 + ln 2) / 2.
test("categoricalCrossentropy is −ln of the class's share, averaged over the rows", () => {
  const z = [
    [1, 2, 5],
    [3, 1, 4],
  ].map((row) => row.map(Math.log));
  const target = [
    [0, 1, 0],
    [0, 0, 1],
  ];
  toBeClose(crossEntropyOf(z, target), Math.log(8) / 2);
  const shares = [
    [0.5, 0.5, 0],
    [0, 0.25, 0.75],
  ];
  // ½ ln 8 + ½ ln 4 = 5/2 ln 2 and ¼ ln 8 + ¾ ln 2 = 3/2 ln 2.
  toBeClose(crossEntropyOf(z, shares), 2 * Math.log(2));
});

test("categoricalCrossentropy: the gradient of the sums is (p − y) / rows", () => {
  const p = [
    [0.2, 0.3, 0.5],
    [0.1, 0.8, 0.1],
  ];
  const target = [
    [0, 1, 0],
    [0, 1, 0],
  ];
  toBeClose(
    gradientOf("categoricalCrossentropy", p, target),
    [0.1, -0.35, 0.25, 0.05, -0.1, 0.05],
    1e-15,
  );
});

test("categoricalCrossentropy: the gradient is the central difference by the sums", () => {
  const z = Float64Array.of(0.2, -1, 0.7, 3, 0.1, 0.9, -4, 2, 2);
  const target = Float64Array.of(0, 1, 0, 0.2, 0.3, 0.5, 1, 0, 0);
  const p = new Float64Array(9);
  const out = new Float64Array(9);
  const value = () => {
    activations.softmax.forward(z, p, 3, 3);
    return crossEntropy.value(p, target, 3, 3, z);
  };
  value();
  crossEntropy.gradient(p, target, out, 3, 3);
  toAgree(out.slice(), nudged(z, value), "categoricalCrossentropy");
});

test("categoricalCrossentropy after softmax: the gradient by both, one after the other, is the same", () => {
  const z = [
    [0.2, -1, 0.7],
    [3, 0.1, 0.9],
  ];
  const target = [
    [0, 1, 0],
    [0.2, 0.3, 0.5],
  ];
  const p = softmax(z);
  const dp = p.flatMap((row, i) => row.map((share, j) => -target[i][j] / share / 2));
  const dz = new Float64Array(6);
  activations.softmax.backward(Float64Array.from(p.flat()), Float64Array.from(dp), dz, 2, 3);
  toBeClose(gradientOf("categoricalCrossentropy", p, target), dz, 1e-15);
});

test("categoricalCrossentropy: sums of ±1000 give finite numbers, and certainty costs nothing", () => {
  const z = Float64Array.of(1000, -1000, 1000, -1000);
  const p = Float64Array.of(1, 0, 1, 0);
  const right = Float64Array.of(1, 0, 1, 0);
  const half = Float64Array.of(1, 0, 0, 1);
  const out = new Float64Array(4);
  assert.equal(crossEntropy.value(p, right, 2, 2, z), 0);
  crossEntropy.gradient(p, right, out, 2, 2);
  assert.deepEqual(Array.from(out), [0, 0, 0, 0]);
  assert.equal(crossEntropy.value(p, half, 2, 2, z), 1000);
  crossEntropy.gradient(p, half, out, 2, 2);
  assert.deepEqual(Array.from(out), [0, 0, 0.5, -0.5]);
});

test("categoricalCrossentropy: numbers behind the rows in use count for nothing", () => {
  const far = Float64Array.of(0, 0, NaN, NaN);
  const target = Float64Array.of(0, 1, NaN, NaN);
  toBeClose(crossEntropy.value(far, target, 1, 2, far), Math.log(2));
  const out = Float64Array.of(5, 5, 5, 5);
  crossEntropy.gradient(Float64Array.of(0.5, 0.5, NaN, NaN), target, out, 1, 2);
  assert.deepEqual(Array.from(out), [0.5, -0.5, 5, 5]);
});

test("categoricalCrossentropy of a sum that is NaN is NaN", () => {
  const z = Float64Array.of(0, NaN);
  assert.ok(Number.isNaN(crossEntropy.value(z, Float64Array.of(1, 0), 1, 2, z)));
});

test("an unknown loss is refused with the names there are", () => {
  assert.equal(lossNamed("compile", "quadratic"), losses.quadratic);
  assert.throws(() => lossNamed("compile", "mse"), {
    name: "RangeError",
    message:
      'compile knows no loss "mse": try one of quadratic, meanSquaredError, binaryCrossentropy, ' +
      "categoricalCrossentropy, sparseCategoricalCrossentropy",
  });
});
