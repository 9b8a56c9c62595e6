import assert from "node:assert/strict";
import { test } from "node:test";
import { argmax, argmaxOfRow, confusionMatrix, countCorrect } from "../../lib/core/metrics";
import { Matrix } from "../../lib/core/matrix";

test("argmax is the column of the largest entry, the first one of equals", () => {
  const m = Matrix.from([
    [0.1, 0.9, 0],
    [0.5, 0.5, 0.2],
    [-3, -2, -1],
  ]);
  assert.deepEqual(argmax(m), [1, 0, 2]);
  assert.equal(argmaxOfRow(m.data, 2, 3), 2);
});

test("with classes, right is where the largest output is that of the class", () => {
  const prediction = Float64Array.of(0.1, 0.2, 0.9, 0.8, 0.3, 0.4);
  const target = Float64Array.of(0, 1, 0, 1, 0, 1);
  assert.equal(countCorrect("classes", prediction, target, 3, 2), 2);
  assert.equal(countCorrect("classes", prediction, target, 2, 2), 1);
});

test("with yes-or-no answers, every output of a row must be on its side of a half", () => {
  const prediction = Float64Array.of(0.6, 0.4, 0.6, 0.6, 0.5, 0.1);
  const target = Float64Array.of(1, 0, 1, 0, 1, 0);
  assert.equal(countCorrect("binary", prediction, target, 3, 2), 2);
});

test("with other values there is nothing to count", () => {
  assert.ok(Number.isNaN(countCorrect("values", Float64Array.of(1), Float64Array.of(1), 1, 1)));
});

test("the confusion matrix has the truth in rows and the prediction in columns", () => {
  const counts = confusionMatrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 2, 2], 3);
  assert.deepEqual(counts.toArray(), [
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 2],
  ]);
});

test("the confusion matrix refuses lists of different length and what is no class", () => {
  assert.throws(() => confusionMatrix([0, 1], [0], 2), {
    name: "RangeError",
    message: /lists of one length but got 2 true and 1 predicted/,
  });
  for (const bad of [2, -1, 0.5, NaN]) {
    const message = new RegExp(`classes from 0 to 1 but entry 1 is ${bad}`);
    assert.throws(() => confusionMatrix([0, bad], [0, 0], 2), { name: "RangeError", message });
    assert.throws(() => confusionMatrix([0, 0], [0, bad], 2), { name: "RangeError", message });
  }
});
