import assert from "node:assert/strict";
import { test } from "node:test";
import { BatchNormalization } from "../../../lib/core/layers/batch-normalization";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { Input } from "../../../lib/core/layers/input";
import { Matrix } from "../../../lib/core/matrix";
import { Sequential } from "../../../lib/core/model/sequential";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { Random } from "../../../lib/core/random";
import { toBeClose } from "../../helpers/close";

// Columns 1, 5 and 0, 8: means 3 and 4, variances 4 and 16 (divided by 2 rows), 8 and 32 (divided by 2 − 1).
const X = [
  [1, 0],
  [5, 8],
];

test("while learning each column has mean 0 and deviation 1, up to epsilon", () => {
  const layer = new BatchNormalization({ epsilon: 1e-12 });
  toBeClose(
    layer.forward(X, { training: true }),
    [
      [-1, -1],
      [1, 1],
    ],
    1e-12,
  );
});

test("gamma and beta are 1 and 0 at first, and scale and shift what comes out", () => {
  const layer = new BatchNormalization({ epsilon: 1e-12 });
  layer.forward(X);
  assert.deepEqual(
    [layer.gamma.name, layer.gamma.value.toArray(), layer.beta.name, layer.beta.value.toArray()],
    ["batch_normalization_1/gamma", [[1, 1]], "batch_normalization_1/beta", [[0, 0]]],
  );
  layer.gamma.value.data.set([10, 2]);
  layer.beta.value.data.set([0, 7]);
  toBeClose(
    layer.forward(X, { training: true }),
    [
      [-10, 5],
      [10, 9],
    ],
    1e-10,
  );
});

// moving ← 0.9 · moving + 0.1 · the batch's: means 0.3 and 0.4, variances 0.9 + 0.8 and 0.9 + 3.2.
test("the moving mean and the moving variance take a tenth of the batch's, the variance with rows − 1", () => {
  const layer = new BatchNormalization();
  layer.forward(X, { training: true });
  assert.deepEqual(
    layer.buffers.map(({ name }) => name),
    ["batch_normalization_1/movingMean", "batch_normalization_1/movingVariance"],
  );
  const [mean, variance] = layer.buffers.map(({ value }) => value);
  toBeClose(mean, [[0.3, 0.4]], 1e-15);
  toBeClose(variance, [[1.7, 4.1]], 1e-15);
  layer.forward(X, { training: true });
  toBeClose(mean, [[0.27 + 0.3, 0.36 + 0.4]], 1e-15);
  toBeClose(variance, [[1.53 + 0.8, 3.69 + 3.2]], 1e-14);
});

test("predicting takes the moving ones and leaves them as they are", () => {
  const layer = new BatchNormalization({ momentum: 0.5, epsilon: 0.25 });
  toBeClose(layer.forward([[2, 1]]), [[2 / Math.sqrt(1.25), 1 / Math.sqrt(1.25)]], 1e-15);
  layer.forward(X, { training: true });
  const kept = layer.buffers.map(({ value }) => value.toArray());
  // Means 1.5 and 2, variances 4.5 and 16.5.
  toBeClose(
    layer.forward([[2, 1]]),
    [[0.5 / Math.sqrt(4.75), -1 / Math.sqrt(16.75)]],
    1e-15,
    "one example can be predicted",
  );
  layer.forward(X);
  assert.deepEqual(
    layer.buffers.map(({ value }) => value.toArray()),
    kept,
  );
});

function model(): Sequential {
  const layers = [new Dense({ units: 3 }), new BatchNormalization(), new Dense({ units: 1 })];
  return new Sequential(layers, { inputs: 2, dtype: "float64", seed: 1 }).compile({
    loss: "quadratic",
    optimizer: new SGD({ learningRate: 0.1 }),
  });
}

const moving = (m: Sequential) => {
  const state = m.state();
  return ["movingMean", "movingVariance"].map((b) => state[`batch_normalization_1/${b}`].toArray());
};

test("in a model the moving ones change with a step, and with nothing else", () => {
  const m = model();
  const start = moving(m);
  m.computeGradients(X, [1, 2]);
  m.evaluate(X, [1, 2]);
  m.predict(X);
  assert.deepEqual(moving(m), start);
  m.trainOnBatch(X, [1, 2]);
  assert.notDeepEqual(moving(m), start);
});

test("an evaluation between gradients and step does not come into the moving ones", async () => {
  const [quiet, asked] = [model(), model()];
  await quiet.fit(X, [1, 2], { epochs: 3 });
  await asked.fit(X, [1, 2], {
    epochs: 3,
    validationData: [[[100, 100]], [5]],
    onBatch: () => void asked.predict([[7, 7]]),
  });
  assert.deepEqual(asked.state(), quiet.state());
});

test("after many steps with the same batch, predicting is learning but for rows − 1", () => {
  const random = new Random(2);
  const rows = Array.from({ length: 1000 }, () => [random.normal(5, 3), random.normal(-2, 0.1)]);
  const layer = new BatchNormalization();
  let A = layer.forward(rows, { training: true });
  for (let i = 0; i < 300; i++) A = layer.forward(rows, { training: true });
  // The deviation of n − 1 is √(n / (n − 1)) times that of n: half a thousandth more.
  const factor = Math.sqrt(999 / 1000);
  toBeClose(
    layer.forward(rows),
    A.toArray().map((row) => row.map((a) => a * factor)),
    1e-4,
  );
});

test("backward follows a pass for learning; after one for predicting it says so", () => {
  const layer = new BatchNormalization();
  layer.forward(X);
  assert.throws(() => layer.backward(X), {
    name: "Error",
    message: /^batch_normalization_1\.backward follows a forward pass for learning.*training: true/,
  });
  layer.forward(X, { training: true });
  layer.backward(X);
});

test("a batch of one is refused by name, and the model stays as it was", async () => {
  const m = model();
  const before = [m.state(), m.config(), m.optimizer.state()];
  const one = /batch_normalization_1 expects at least 2 examples/;
  assert.throws(() => m.computeGradients([[1, 2]], [1]), { name: "RangeError", message: one });
  assert.throws(() => m.trainOnBatch([[1, 2]], [1]), { name: "RangeError", message: one });
  for (const [rows, batchSize, left] of [
    [1, 32, 1],
    [5, 1, 1],
    [5, 2, 1],
    [9, 4, 1],
    [257, 256, 1],
  ]) {
    const many = Array.from({ length: rows }, (_, i) => [i, -i]);
    const expected = new RegExp(
      `^fit: batch_normalization_1 expects at least 2 examples in every batch to learn from, but ${rows} examples in ` +
        `batches of ${batchSize} leave one of ${left}: choose another batchSize`,
    );
    await assert.rejects(m.fit(many, new Float64Array(rows), { batchSize }), {
      name: "RangeError",
      message: expected,
    });
  }
  assert.deepEqual([m.state(), m.config(), m.optimizer.state()], before);
  await m.fit([...X, [3, 3]], [1, 2, 3], { batchSize: 3 });
  await m.fit([...X, ...X], [1, 2, 3, 4], { batchSize: 2 });
  assert.throws(() => new BatchNormalization().forward([[1]], { training: true }), {
    name: "RangeError",
    message: /batch_normalization_1 expects at least 2 examples to learn from but got 1/,
  });
});

test("batch normalization is refused behind examples that are no rows, with the cure", () => {
  const layers = [new Input({ shape: [2, 3] }), new BatchNormalization()];
  assert.throws(() => new Sequential(layers), {
    name: "RangeError",
    message: /^batch_normalization_1 expects .* \[2, 3\] for each: put a Flatten between them/,
  });
});

test("momentum from 0 to below 1 and epsilon above 0; all else is refused", () => {
  assert.deepEqual(new BatchNormalization().config(), {
    class: "BatchNormalization",
    momentum: 0.9,
    epsilon: 1e-5,
  });
  for (const momentum of [1, -0.1, NaN, "0.9"]) {
    assert.throws(() => new BatchNormalization({ momentum: momentum as number }), {
      name: "RangeError",
      message: /^BatchNormalization expects momentum to be a number from 0 to below 1 but got/,
    });
  }
  for (const epsilon of [0, -1, NaN, Infinity]) {
    assert.throws(() => new BatchNormalization({ epsilon }), {
      name: "RangeError",
      message: /^BatchNormalization expects epsilon to be a number above 0 but got/,
    });
  }
  assert.throws(() => new BatchNormalization({ axis: 1 } as object), {
    name: "TypeError",
    message: /^BatchNormalization knows no option "axis": it takes momentum, epsilon/,
  });
});

test("at momentum 0 only the last batch counts", () => {
  const layer = new BatchNormalization({ momentum: 0 });
  layer.forward([[100], [200]], { training: true });
  layer.forward([[1], [5]], { training: true });
  assert.deepEqual(
    layer.buffers.map(({ value }) => value.toArray()),
    [[[3]], [[8]]],
  );
});

test("a last batch that is smaller counts with its own rows", () => {
  const layer = new BatchNormalization({ momentum: 0, epsilon: 1e-12 });
  layer.forward([[1], [2], [3], [4]], { training: true });
  toBeClose(layer.forward([[1], [5]], { training: true }), [[-1], [1]], 1e-12);
  toBeClose(layer.buffers[1].value, [[8]], 0);
  const dX = layer.backward([[1], [1]]);
  toBeClose(dX, [[0], [0]], 1e-12, "a shift of all rows changes nothing");
  assert.deepEqual(dX.shape, [2, 1]);
});

test("behind dropout the batch's own numbers are those that dropout left", () => {
  const m = new Sequential([new Dropout(0.5), new BatchNormalization()], {
    inputs: 1,
    dtype: "float64",
  }).compile({ loss: "quadratic", optimizer: new SGD({ learningRate: 1e-9 }) });
  const ones = Matrix.zeros(400, 1);
  ones.data.fill(1);
  m.trainOnBatch(ones, new Float64Array(400));
  const state = m.state();
  const mean = state["batch_normalization_1/movingMean"].get(0, 0) / 0.1;
  // 0 or 2 with equal chances: mean 1 within 5 / √400.
  assert.ok(Math.abs(mean - 1) < 0.25 && mean !== 1, `${mean}`);
});
