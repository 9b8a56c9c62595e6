import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleFunction } from "../../lib/core/functions";
import { toBeClose } from "../helpers/close";

test("points lie at even distances from one end to the other", () => {
  const { X, y } = sampleFunction((x) => x * x, { samples: 5, range: [-1, 1] });
  toBeClose(X, [[-1], [-0.5], [0], [0.5], [1]]);
  toBeClose(y, [[1], [0.25], [0], [0.25], [1]]);
});

test("a hundred points on [−π, π] unless told otherwise", () => {
  const { X, y } = sampleFunction((x) => 0.5 * Math.sin(x) + 0.5);
  assert.deepEqual(
    [X.shape, y.shape],
    [
      [100, 1],
      [100, 1],
    ],
  );
  toBeClose([X.get(0, 0), X.get(99, 0)], [-Math.PI, Math.PI]);
  toBeClose(y.get(0, 0), 0.5);
});

test("noise has the deviation asked for, and the same seed gives the same noise", () => {
  const options = { samples: 10_000, noise: 0.3, seed: 4 };
  const { y } = sampleFunction(() => 2, options);
  const deviations = Array.from(y.data, (v) => v - 2);
  const variance = deviations.reduce((sum, d) => sum + d * d, 0) / deviations.length;
  assert.ok(Math.abs(Math.sqrt(variance) - 0.3) < 0.01);
  assert.deepEqual(sampleFunction(() => 2, options).y.data, y.data);
  assert.notDeepEqual(sampleFunction(() => 2, { ...options, seed: 5 }).y.data, y.data);
});

test("fewer than two samples and a function that leaves the numbers are refused", () => {
  assert.throws(() => sampleFunction(Math.sin, { samples: 1 }), {
    name: "RangeError",
    message: /samples to be a whole number of at least 2 but got 1/,
  });
  assert.throws(() => sampleFunction((x) => 1 / x, { samples: 3, range: [-1, 1] }), {
    name: "RangeError",
    message: /finite on the range but f\(0\) is Infinity/,
  });
});
