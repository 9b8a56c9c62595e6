import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { Matrix } from "../../../lib/core/matrix";
import { Sequential } from "../../../lib/core/model/sequential";
import { Random } from "../../../lib/core/random";

const ROWS = 50;
const COLS = 40;
const X = Matrix.from({
  data: Array.from({ length: ROWS * COLS }, (_, i) => 1 + (i % 7)),
  shape: [ROWS, COLS],
});

const maskOf = (A: Matrix) => Array.from(A.data, (x) => x !== 0);

/** The mask of a layer in a model's place at a step, read from what it does. */
function masksOf(seed: number, steps: number): boolean[][][] {
  const layers = [new Dropout(0.5), new Dropout(0.5)];
  const model = new Sequential([...layers, new Dense({ units: 1 })], {
    inputs: COLS,
    seed,
    dtype: "float64",
  }).compile({ loss: "quadratic" });
  return Array.from({ length: steps }, () => {
    model.trainOnBatch(X, new Float64Array(ROWS));
    return [maskOf(layers[0].output.copy(ROWS)), maskOf(layers[1].output.copy(ROWS))];
  });
}

test("when predicting nothing changes, at any rate", () => {
  for (const rate of [0, 0.3, 0.99]) {
    assert.deepEqual(new Dropout(rate).forward(X), X);
  }
});

test("while learning an entry is 0 or divided by 1 − rate, and so is its gradient", () => {
  const layer = new Dropout({ rate: 0.75 });
  const A = layer.forward(X, { training: true });
  const dX = layer.backward(X);
  let kept = 0;
  for (let i = 0; i < X.data.length; i++) {
    assert.ok(A.data[i] === 0 || A.data[i] === 4 * X.data[i]);
    if (A.data[i] !== 0) kept++;
  }
  assert.deepEqual(dX, A, "the gradient of the inputs goes where the inputs went");
  assert.ok(kept > 0 && kept < X.data.length);
});

// Each kept entry is x / (1 − rate): a mean of n = 2,000 entries x = 1 has the deviation √(rate / (1 − rate) / n).
test("the mean stays, within five standard deviations", () => {
  const ones = Matrix.zeros(ROWS, COLS);
  ones.data.fill(1);
  for (const rate of [0.1, 0.5, 0.9]) {
    const layer = new Dropout(rate);
    for (let step = 0; step < 5; step++) {
      const A = layer.forward(ones, { training: true });
      const mean = Array.from(A.data).reduce((sum, a) => sum + a, 0) / A.data.length;
      const bound = 5 * Math.sqrt(rate / (1 - rate) / A.data.length);
      assert.ok(Math.abs(mean - 1) < bound, `rate ${rate}, step ${step}: ${mean}`);
    }
  }
});

test("every step, every layer and every seed leaves out others; the same ones leave out the same", () => {
  const [first, again, other] = [masksOf(1, 3), masksOf(1, 3), masksOf(2, 3)];
  assert.deepEqual(first, again);
  // The second layer's mask shows only where the first one kept something.
  const all = [...first.flat(), ...other.flat()];
  for (const [i, mask] of all.entries()) {
    for (const later of all.slice(i + 1)) assert.notDeepEqual(mask, later);
  }
});

test("which are left out does not depend on what the model was asked meanwhile", () => {
  const make = () =>
    new Sequential([new Dropout(0.5), new Dense({ units: 1 })], {
      inputs: COLS,
      dtype: "float64",
    }).compile({ loss: "quadratic" });
  const [quiet, asked] = [make(), make()];
  const y = new Float64Array(ROWS).fill(1);
  for (let i = 0; i < 3; i++) {
    quiet.trainOnBatch(X, y);
    asked.predict(X);
    asked.computeGradients(X, y);
    asked.evaluate(X, y);
    asked.trainOnBatch(X, y);
  }
  assert.deepEqual(asked.state(), quiet.state());
});

test("evaluate and predict leave nobody out", () => {
  const model = new Sequential([new Dropout(0.9), new Dense({ units: 1 })], {
    inputs: COLS,
    dtype: "float64",
  }).compile({ loss: "quadratic" });
  const plain = new Sequential([new Dense({ units: 1 })], { inputs: COLS, dtype: "float64" });
  plain.compile({ loss: "quadratic" }).setState(model.state());
  const y = new Float64Array(ROWS).fill(1);
  assert.deepEqual(model.predict(X), plain.predict(X));
  assert.deepEqual(model.evaluate(X, y), plain.evaluate(X, y));
  assert.notEqual(model.computeGradients(X, y), plain.computeGradients(X, y));
});

test("at rate 0 learning is what it is without the layer, bit by bit", async () => {
  const random = new Random(4);
  const rows = Array.from({ length: 30 }, () => [random.normal(), random.normal()]);
  const y = rows.map(([a, b]) => a * b);
  const hidden = () => new Dense({ units: 5, activation: "tanh" });
  const make = (layers: (Dropout | Dense)[]) =>
    new Sequential([hidden(), ...layers, new Dense({ units: 1 })], {
      inputs: 2,
      dtype: "float64",
    }).compile({ loss: "meanSquaredError" });
  const [without, at0] = [make([]), make([new Dropout(0)])];
  for (const model of [without, at0]) await model.fit(rows, y, { epochs: 3, batchSize: 8 });
  assert.deepEqual(at0.state(), without.state());
});

test("a batch may be larger and smaller than the one before", () => {
  const layer = new Dropout(0.5);
  for (const rows of [2, 50, 1, 30]) {
    const part = X.copy(rows);
    const A = layer.forward(part, { training: true });
    assert.deepEqual(A.shape, [rows, COLS]);
    assert.deepEqual(layer.backward(part), A);
  }
});

test("a rate that is not from 0 to below 1 is refused", () => {
  for (const rate of [1, 1.5, -0.1, NaN, Infinity, undefined, "0.5", null]) {
    assert.throws(() => new Dropout({ rate: rate as number }), {
      name: "RangeError",
      message: /^Dropout expects rate to be a number from 0 to below 1 but got/,
    });
  }
  assert.throws(() => new Dropout(1), { name: "RangeError" });
  assert.throws(() => new Dropout({ rate: 0.5, seed: 1 } as { rate: number }), {
    name: "TypeError",
    message: /^Dropout knows no option "seed": it takes rate/,
  });
  assert.deepEqual(new Dropout(0.25).config(), { class: "Dropout", rate: 0.25 });
});
