import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activationNamed,
  activations,
  sigmoid,
  type ActivationName,
} from "../../lib/core/activations";
import { toBeClose } from "../helpers/close";
import { nudged, toAgree } from "../helpers/gradient-check";

function forward(name: ActivationName, z: number[], rows = 1): number[] {
  const a = new Float64Array(z.length);
  activations[name].forward(Float64Array.from(z), a, rows, z.length / rows);
  return Array.from(a);
}

function backward(name: ActivationName, z: number[], da: number[], rows = 1): number[] {
  const dz = new Float64Array(z.length);
  const a = Float64Array.from(forward(name, z, rows));
  activations[name].backward(a, Float64Array.from(da), dz, rows, z.length / rows);
  return Array.from(dz);
}

// e^(ln 3) = 3, so σ(ln 3) = 3/4 with slope 3/4 · 1/4 = 3/16, and tanh(ln 2) = (4 − 1) / (4 + 1) = 3/5 with slope 16/25.
test("sigmoid: σ(0) = 1/2, σ(ln 3) = 3/4, σ(−ln 3) = 1/4, with slopes 1/4 and 3/16", () => {
  const z = [0, Math.log(3), -Math.log(3)];
  toBeClose(forward("sigmoid", z), [1 / 2, 3 / 4, 1 / 4]);
  toBeClose(z.map(sigmoid), [1 / 2, 3 / 4, 1 / 4]);
  toBeClose(backward("sigmoid", z, [1, 2, -1]), [1 / 4, 6 / 16, -3 / 16]);
});

test("tanh: 0, 3/5 at ln 2, −3/5 at −ln 2, with slopes 1 and 16/25", () => {
  const z = [0, Math.log(2), -Math.log(2)];
  toBeClose(forward("tanh", z), [0, 3 / 5, -3 / 5]);
  toBeClose(backward("tanh", z, [1, 2, -1]), [1, 32 / 25, -16 / 25]);
});

test("relu: negative numbers become 0 with slope 0, the others stay with slope 1", () => {
  assert.deepEqual(forward("relu", [-2, 3]), [0, 3]);
  assert.deepEqual(backward("relu", [-2, 3], [5, 7]), [0, 7]);
});

test("relu has slope 0 at its kink", () => {
  assert.deepEqual(forward("relu", [0]), [0]);
  assert.deepEqual(backward("relu", [0], [5]), [0]);
});

test("relu lets NaN through, so that it cannot hide", () => {
  assert.ok(Number.isNaN(forward("relu", [NaN])[0]));
});

test("linear: the number itself, with slope 1", () => {
  assert.deepEqual(forward("linear", [-2, 0, 3]), [-2, 0, 3]);
  assert.deepEqual(backward("linear", [-2, 0, 3], [5, 6, 7]), [5, 6, 7]);
});

test("far from 0 sigmoid and tanh end at their borders, and never in NaN", () => {
  assert.deepEqual(forward("sigmoid", [1000, -1000]), [1, 0]);
  assert.deepEqual(backward("sigmoid", [1000, -1000], [1, 1]), [0, 0]);
  assert.deepEqual(forward("tanh", [1000, -1000]), [1, -1]);
  assert.deepEqual(backward("tanh", [1000, -1000], [1, 1]), [0, 0]);
});

// Row 1: e^z = 1, 2, 3 with sum 6. Row 2: 1, 1, 2 with sum 4.
test("softmax: shares of e^z in the row, which add up to 1", () => {
  const z = [0, Math.log(2), Math.log(3), 5, 5, 5 + Math.log(2)];
  toBeClose(forward("softmax", z, 2), [1 / 6, 1 / 3, 1 / 2, 1 / 4, 1 / 4, 1 / 2]);
});

// Σ da · a is 6/6 + 0 + 2 · 1/2 = 2 in row 1, and 4 · 1/4 = 1 in row 2; dz = a (da − that).
test("softmax: what one output gains, the others of its row lose", () => {
  const z = [0, Math.log(2), Math.log(3), 5, 5, 5 + Math.log(2)];
  const dz = backward("softmax", z, [6, 0, 2, 4, 0, 0], 2);
  toBeClose(dz, [4 / 6, -2 / 3, 0, 3 / 4, -1 / 4, -1 / 2]);
});

test("softmax stays finite at ±1000, and rows know nothing of each other", () => {
  assert.deepEqual(forward("softmax", [1000, -1000, -1000, -1000], 2), [1, 0, 0.5, 0.5]);
  assert.deepEqual(backward("softmax", [1000, -1000], [3, 7]), [0, 0]);
  const both = forward("softmax", [1000, 1000 + Math.log(3), 0, Math.log(3)], 2);
  toBeClose(both, [1 / 4, 3 / 4, 1 / 4, 3 / 4]);
});

test("softmax of one column is 1 whatever comes, and lets no gradient through", () => {
  assert.deepEqual(forward("softmax", [-1000, 0, 3], 3), [1, 1, 1]);
  assert.deepEqual(backward("softmax", [-1000, 0, 3], [5, 6, 7], 3), [0, 0, 0]);
});

test("softmax gives NaN to the whole row where one sum is NaN, and to that row only", () => {
  const a = forward("softmax", [0, NaN, 0, 0], 2);
  assert.deepEqual(a, [NaN, NaN, 0.5, 0.5]);
});

for (const name of Object.keys(activations) as ActivationName[]) {
  for (const rows of [1, 2, 4, 8]) {
    test(`${name}: backward is the central difference of forward for ${rows} rows`, () => {
      const z = Float64Array.of(-3, -1.2, -0.4, -0.01, 0.02, 0.7, 1.5, 4);
      const upstream = [0.3, -1, 2, 0.5, 1, -0.7, 1, 3];
      const a = new Float64Array(z.length);
      const L = () => {
        activations[name].forward(z, a, rows, z.length / rows);
        return a.reduce((sum, x, i) => sum + x * upstream[i], 0);
      };
      toAgree(backward(name, Array.from(z), upstream, rows), nudged(z, L), name);
    });
  }

  test(`${name}: only the rows in use are touched, and in place is allowed`, () => {
    for (const [rows, cols] of [
      [1, 2],
      [2, 1],
    ]) {
      const z = Float64Array.of(0.5, 0.5, 0.5);
      const a = Float64Array.of(9, 9, 9);
      activations[name].forward(z, a, rows, cols);
      assert.equal(a[2], 9);
      assert.equal(a[0], a[1]);
      activations[name].forward(z, z, rows, cols);
      assert.deepEqual(Array.from(z), [a[0], a[1], 0.5]);
      const da = Float64Array.of(1, 2, 8);
      const dz = new Float64Array(3);
      activations[name].backward(a, da, dz, rows, cols);
      activations[name].backward(a, da, da, rows, cols);
      assert.deepEqual(Array.from(da), [dz[0], dz[1], 8]);
      assert.equal(dz[2], 0);
    }
    assert.equal(activations[name].name, name);
  });
}

test("an unknown activation is refused with the names there are", () => {
  assert.equal(activationNamed("Dense", "tanh"), activations.tanh);
  for (const bad of ["sigmod", "toString", "", undefined, 3]) {
    assert.throws(() => activationNamed("Dense", bad as string), {
      name: "RangeError",
      message:
        /^Dense knows no activation .*: try one of linear, sigmoid, tanh, relu, leakyRelu, softmax$/,
    });
  }
});
