import assert from "node:assert/strict";
import { test } from "node:test";
import { activations } from "../../../lib/core/activations";
import {
  categoricalCrossentropy as crossEntropy,
  sparseCategoricalCrossentropy,
} from "../../../lib/core/losses/categorical-crossentropy";
import { toBeClose } from "../../helpers/close";
import { nudged, toAgree } from "../../helpers/gradient-check";

function gradientOf(p: number[][], y: number[][]): number[] {
  const out = new Float64Array(p.flat().length);
  crossEntropy.gradient(
    Float64Array.from(p.flat()),
    Float64Array.from(y.flat()),
    out,
    p.length,
    p[0].length,
  );
  return Array.from(out);
}

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
  toBeClose(gradientOf(p, target), [0.1, -0.35, 0.25, 0.05, -0.1, 0.05], 1e-15);
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
  toBeClose(gradientOf(p, target), dz, 1e-15);
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

test("logits that all grow alike change nothing, in value and in gradient", () => {
  const target = Float64Array.of(0, 0.25, 0.75);
  const values = [0, 100, -700].map((shift) => {
    const z = Float64Array.of(0.5, -1, 2).map((x) => x + shift);
    return crossEntropy.value(z, target, 1, 3, z);
  });
  for (const value of values) toBeClose(value, values[0], 1e-12);
});

test("a class that is far from any doubt costs the difference of the logits", () => {
  const z = Float64Array.of(1000, 0, -1000);
  const cost = (c: number) =>
    crossEntropy.value(
      z,
      Float64Array.from([0, 1, 2], (i) => (i === c ? 1 : 0)),
      1,
      3,
      z,
    );
  assert.deepEqual([cost(0), cost(1), cost(2)], [0, 1000, 2000]);
});

test("sparseCategoricalCrossentropy is the same by another name, and asks for class numbers", () => {
  const { name, targets, ...same } = sparseCategoricalCrossentropy;
  assert.deepEqual([name, targets], ["sparseCategoricalCrossentropy", "classes"]);
  for (const key of Object.keys(same) as (keyof typeof same)[]) {
    assert.equal(sparseCategoricalCrossentropy[key], crossEntropy[key], key);
  }
});
