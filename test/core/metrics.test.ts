import assert from "node:assert/strict";
import { test } from "node:test";
import {
  argmax,
  argmaxOfRow,
  confusionMatrix,
  countCorrect,
  precision,
  recall,
  TOLERANCE_SHARE,
} from "../../lib/core/metrics";
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

test("with other values there is nothing to count without a tolerance", () => {
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

// Five are of class 0, of which three are found; class 0 was said four times.
const truth = [0, 0, 0, 0, 0, 1, 1, 2];
const said = [0, 0, 0, 1, 2, 1, 0, 2];

test("precision is the share of those taken for a class that are of it, recall of those of it that were found", () => {
  assert.deepEqual(precision(truth, said, 3), [3 / 4, 1 / 2, 1 / 2]);
  assert.deepEqual(recall(truth, said, 3), [3 / 5, 1 / 2, 1]);
  const counts = confusionMatrix(truth, said, 3);
  assert.deepEqual(counts.toArray(), [
    [3, 1, 1],
    [1, 1, 0],
    [0, 0, 1],
  ]);
});

test("a class that nothing was taken for has no precision, one that there is not has no recall", () => {
  assert.deepEqual(precision([0, 1], [0, 0], 3), [1 / 2, NaN, NaN]);
  assert.deepEqual(recall([0, 0], [0, 1], 3), [1 / 2, NaN, NaN]);
});

test("precision and recall refuse lists of different length and what is no class, and name themselves", () => {
  for (const [name, metric] of [
    ["precision", precision],
    ["recall", recall],
  ] as const) {
    assert.throws(() => metric([0], [0, 1], 2), {
      name: "RangeError",
      message: `${name} expects lists of one length but got 1 true and 2 predicted classes`,
    });
    assert.throws(() => metric([0], [2], 2), {
      name: "RangeError",
      message: `${name} expects classes from 0 to 1 but entry 0 is 2`,
    });
    assert.throws(() => metric([0], [0], 0), { name: "RangeError", message: /classes .* whole/ });
  }
});

test("values within the tolerance count, each for its share of the row; at the tolerance is not within", () => {
  const prediction = Float64Array.of(1, 2, 3, 4, 99, 99);
  const target = Float64Array.of(1.5, 2, 3.25, 9, 99, 99);
  assert.equal(countCorrect("values", prediction, target, 2, 2, 0.5), 1);
  assert.equal(countCorrect("values", prediction, target, 2, 2, 0.51), 1.5);
  assert.equal(TOLERANCE_SHARE, 1 / 250);
});
