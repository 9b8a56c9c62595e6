import assert from "node:assert/strict";
import { test } from "node:test";
import { curve, curves, friedman, sine, type CurveName } from "../../../lib/core/index";
import { toBeClose } from "../../helpers/close";

const at: Record<CurveName, [number, number][]> = {
  sine: [
    [-0.5, -1],
    [0, 0],
    [0.5, 1],
  ],
  cosine: [
    [-1, -1],
    [0, 1],
    [0.5, 0],
  ],
  line: [
    [-1, -1],
    [0.25, 0.25],
  ],
  parabola: [
    [-1, 1],
    [0, -1],
    [0.5, -0.5],
  ],
  cubic: [
    [-1, -1],
    [-0.5, 1],
    [0.5, -1],
    [1, 1],
  ],
  absolute: [
    [-1, 1],
    [0, -1],
    [0.5, 0],
  ],
  step: [
    [-0.01, -1],
    [0, 1],
    [1, 1],
  ],
  sawtooth: [
    [-1, -1],
    [-0.5, 0],
    [0, -1],
    [0.75, 0.5],
  ],
  bump: [
    [0, 1],
    [0.5, Math.exp(-2)],
  ],
  sinc: [
    [0, 1],
    [0.25, 0],
    [0.125, 2 / Math.PI],
  ],
};
for (const [name, points] of Object.entries(at) as [CurveName, [number, number][]][]) {
  test(`the curve ${name} goes through points known by hand and stays within −1 and 1`, () => {
    for (const [x, y] of points) toBeClose(curves[name](x), y);
    const { X, y } = curve(name, { samples: 201 });
    assert.deepEqual([X.shape, y.shape, X.get(0, 0), X.get(200, 0)], [[201, 1], [201, 1], -1, 1]);
    assert.ok(y.data.every((v: number) => v >= -1 - 1e-12 && v <= 1 + 1e-12));
    for (let i = 0; i < 201; i++) assert.equal(y.data[i], curves[name](X.data[i]));
  });
}

test("every curve has been checked, and an unknown one names those there are", () => {
  assert.deepEqual(Object.keys(curves), Object.keys(at));
  assert.throws(() => curve("tangent" as CurveName), {
    name: "RangeError",
    message: /^curve knows no curve "tangent": try one of sine, cosine, /,
  });
  assert.throws(() => curve("toString" as CurveName), { name: "RangeError" });
});

test("a sine is one whole wave on [0, 1] unless told otherwise", () => {
  const { X, y } = sine({ samples: 5 });
  toBeClose(X, [[0], [0.25], [0.5], [0.75], [1]]);
  toBeClose(y, [[0], [1], [0], [-1], [0]]);
});

test("frequency, amplitude, phase, range, noise and seed of a sine", () => {
  const options = { frequency: 0.5, amplitude: 3, phase: Math.PI / 2, samples: 3 };
  toBeClose(sine({ ...options, range: [0, 2] }).y, [[3], [-3], [3]]);
  const noisy = (seed: number) => sine({ noise: 0.1, seed }).y.data;
  assert.deepEqual(noisy(1), noisy(1));
  assert.notDeepEqual(noisy(1), noisy(2));
  assert.throws(() => sine({ frequency: NaN }), {
    name: "RangeError",
    message: "sine expects frequency to be a finite number but got NaN",
  });
  assert.throws(() => sine({ samples: 1 }), { name: "RangeError" });
});

test("Friedman's function is the formula, and only five numbers matter", () => {
  const { X, y } = friedman({ samples: 50, features: 7, seed: 3 });
  assert.deepEqual(
    [X.shape, y.shape],
    [
      [50, 7],
      [50, 1],
    ],
  );
  for (let i = 0; i < 50; i++) {
    const x = X.row(i);
    assert.ok(x.every((v) => v >= 0 && v < 1));
    const value =
      10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4];
    toBeClose(y.get(i, 0), value);
  }
  assert.deepEqual(friedman({ seed: 3 }), friedman({ seed: 3 }));
  assert.notDeepEqual(friedman({ seed: 3 }).y.data, friedman({ seed: 4 }).y.data);
});

test("Friedman's function with noise, and what it refuses", () => {
  const [clean, noisy] = [0, 2].map(
    (noise) => friedman({ samples: 10_000, noise, seed: 1 }).y.data,
  );
  const squares = Array.from(clean).reduce((sum, v, i) => sum + (noisy[i] - v) ** 2, 0);
  assert.ok(Math.abs(Math.sqrt(squares / 10_000) - 2) < 0.06);
  assert.throws(() => friedman({ features: 4 }), {
    name: "RangeError",
    message: "friedman expects features to be a whole number of at least 5 but got 4",
  });
  assert.throws(() => friedman({ samples: 0 }), /samples to be a whole number of at least 1/);
  assert.throws(() => friedman({ noise: -1 }), /noise to be a number of at least 0/);
  assert.throws(() => friedman({ rows: 5 } as object), { name: "TypeError" });
});
