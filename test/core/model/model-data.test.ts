import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Adam,
  Dense,
  minMaxScaler,
  Network,
  Sequential,
  SGD,
  trainTestSplit,
  type EpochLog,
  type MetricName,
} from "../../../lib/core/index";
import { examplesOfAll, modelOfAll, wholeOf } from "../../helpers/models";
import { toBeClose } from "../../helpers/close";

const { X, y } = examplesOfAll(40);

test("validationSplit is trainTestSplit with the model's seed: the same training, the same measuring", async () => {
  const [split, given] = [modelOfAll(new Adam()), modelOfAll(new Adam())];
  const { train, test: held } = trainTestSplit(X, y, { testSize: 0.25, seed: split.seed });
  const options = { epochs: 3, batchSize: 8 };
  const one = await split.fit(X, y, { ...options, validationSplit: 0.25 });
  const other = await given.fit(train.X, train.y, { ...options, validationData: [held.X, held.y] });
  assert.deepEqual(
    [one.loss, one.valLoss, one.valAccuracy],
    [other.loss, other.valLoss, other.valAccuracy],
  );
  assert.deepEqual(wholeOf(split), wholeOf(given));
});

// The loss of a model that answers 0 is the mean of the squared targets: it tells which rows were used.
test("what validationSplit keeps aside is never learned from, and no row is lost", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => [i]);
  const targets = rows.map(([i]) => 2 ** i);
  const net = new Network([1, 1], { activation: "linear", dtype: "float64", seed: 5 });
  net.compile({ loss: "meanSquaredError", optimizer: new SGD({ learningRate: 1e-300 }) });
  for (const { value } of net.parameters()) value.data.fill(0);
  const learned = new Set<number>();
  const { valLoss } = await net.fit(rows, targets, {
    batchSize: 1,
    epochs: 2,
    validationSplit: 0.3,
    onBatch: ({ loss }) => void learned.add(Math.sqrt(loss)),
  });
  const held = targets.filter((t) => !learned.has(t));
  assert.deepEqual([learned.size, held.length], [14, 6]);
  const mean = held.reduce((sum, t) => sum + t * t, 0) / 6;
  assert.ok(Math.abs(valLoss[0] / mean - 1) < 1e-12);
});

function line(metrics?: MetricName[]): Sequential {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1, dtype: "float64" });
  model.compile({
    loss: "meanSquaredError",
    metrics,
    optimizer: new SGD({ learningRate: 1e-300 }),
  });
  model.parameters()[0].value.set(0, 0, 1);
  return model;
}

// Targets with mean 0 and deviation 250: an answer within 1 counts. Answers are x itself.
const targets = [-250, 250, -250, 250];
const answers = [[-250.9], [250.5], [-251.5], [249]];

test("regression: right is who is nearer than the targets' standard deviation / 250", async () => {
  const model = line(["accuracy"]);
  assert.equal(model.evaluate(answers, targets).accuracy, 2 / 4, "1 away is not nearer than 1");
  const logs: EpochLog[] = [];
  const history = await model.fit(answers, targets, {
    validationData: [answers.slice(0, 2), targets.slice(0, 2)],
    onEpoch: (log) => logs.push({ ...log }),
  });
  assert.deepEqual([history.accuracy, history.valAccuracy], [[0.5], [1]]);
  assert.deepEqual([logs[0].accuracy, logs[0].valAccuracy], [0.5, 1]);
});

test("regression with several outputs: each counts for its share of the row, deviation over all of them", () => {
  const model = new Sequential([new Dense({ units: 2 })], { inputs: 2, dtype: "float64" });
  model.compile({ loss: "meanSquaredError", metrics: ["accuracy"] });
  model.parameters()[0].value.data.set([1, 0, 0, 1]);
  const rows = [
    [-250, 250.5],
    [-252, 250],
  ];
  const wanted = [
    [-250, 250],
    [-250, 250],
  ];
  assert.equal(model.evaluate(rows, wanted).accuracy, 3 / 4);
});

test("the tolerance is that of the data that are measured", () => {
  const model = line(["accuracy"]);
  assert.equal(model.evaluate([[-249.5], [249.5]], [-250, 250]).accuracy, 1);
  assert.equal(model.evaluate([[-1.5], [0.5]], [-1, 1]).accuracy, 0, "0.5 is far for these");
  assert.equal(
    model.evaluate([[3], [3]], [3, 3]).accuracy,
    0,
    "targets that do not vary have none",
  );
});

test("values are counted where compile asks, classes unless it says metrics: []", async () => {
  assert.deepEqual(Object.keys(line().evaluate(answers, targets)), ["loss"]);
  const silent = line([]);
  assert.deepEqual(Object.keys(silent.evaluate([[1], [0]], [1, 0])), ["loss"]);
  const history = await silent.fit([[1], [0]], [1, 0], { validationData: [[[1]], [1]] });
  assert.deepEqual([history.accuracy, history.valAccuracy, history.valLoss.length], [[], [], 1]);
  const counting = await line().fit([[1], [0]], [1, 0], { validationData: [[[1]], [1]] });
  assert.deepEqual([counting.accuracy, counting.valAccuracy], [[1], [1]]);
  const empty = modelOfAll(new Adam());
  empty.compile({ loss: "categoricalCrossentropy", metrics: [] });
  assert.deepEqual(Object.keys(empty.evaluate(X, y)), ["loss"]);
  assert.deepEqual(empty.config().metrics, []);
});

test("yes or no with one output and with several: every output of a row on its target's side of a half", () => {
  const one = line();
  assert.equal(one.evaluate([[0.6], [0.4], [0.5]], [1, 1, 1]).accuracy, 2 / 3);
  assert.equal(one.evaluate([[0.6], [0.4]], [[1], [0]]).accuracy, 1);
});

test("the learning rate of each epoch's last step is part of the history", async () => {
  const learningRate = { schedule: "stepDecay", learningRate: 0.8, every: 3, factor: 0.5 };
  const model = modelOfAll(new SGD({ learningRate }));
  const { learningRate: rates } = await model.fit(X, y, { epochs: 3, batchSize: 20 });
  // Steps 0 1, 2 3, 4 5: the last ones are 1, 3 and 5.
  assert.deepEqual(rates, [0.8, 0.4, 0.4]);
});

test("inputs are scaled as they are read, wherever they come in, and the data stay as they are", async () => {
  const scaler = minMaxScaler.fit(X);
  const [scaled, plain] = [modelOfAll(new Adam(), { scaler }), modelOfAll(new Adam())];
  const before = structuredClone(X);
  const inUnits = scaler.transform(X);
  assert.deepEqual(scaled.predict(X), plain.predict(inUnits));
  assert.deepEqual(scaled.evaluate(X, y), plain.evaluate(inUnits, y));
  assert.equal(scaled.computeGradients(X, y), plain.computeGradients(inUnits, y));
  assert.equal(scaled.trainOnBatch(X, y), plain.trainOnBatch(inUnits, y));
  const [a, b] = [
    await scaled.fit(X, y, { validationSplit: 0.2 }),
    await plain.fit(inUnits, y, { validationSplit: 0.2 }),
  ];
  toBeClose([...a.loss, ...a.valLoss], [...b.loss, ...b.valLoss], 0);
  assert.deepEqual(scaled.state(), plain.state());
  assert.deepEqual(X, before);
  assert.equal(scaled.config().scaler, "minMaxScaler");
});

test("how many numbers an example holds is said by the first data where nobody else did", async () => {
  const make = (inputs?: number) =>
    new Sequential([new Dense({ units: 3, activation: "softmax" })], { inputs, seed: 2 }).compile({
      loss: "categoricalCrossentropy",
    });
  for (const use of [
    (m: Sequential) => m.fit(X, y, { epochs: 1 }),
    (m: Sequential) => m.predict(X),
    (m: Sequential) => m.evaluate(X, y),
    (m: Sequential) => m.trainOnBatch(X, y),
  ]) {
    const [said, found] = [make(4), make()];
    assert.deepEqual([found.inputs, found.outputs, found.config().inputs], [0, 3, undefined]);
    await use(said);
    await use(found);
    assert.deepEqual(found.state(), said.state());
    assert.deepEqual([found.inputs, found.outputs, found.config().inputs], [4, 3, 4]);
    assert.equal(found.layers[0].name, "dense_1");
  }
});
