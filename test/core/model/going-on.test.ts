import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Adagrad,
  Adam,
  cosineDecay,
  Dense,
  minMaxScaler,
  oneCycle,
  RMSProp,
  Sequential,
  SGD,
  standardScaler,
  stepDecay,
  type Optimizer,
} from "../../../lib/core/index";
import { examplesOfAll, modelOfAll, saidAgain, wholeOf } from "../../helpers/models";

const { X, y } = examplesOfAll(50);
const EPOCHS = 10;
/** 50 examples in batches of 8: seven steps an epoch, the last of two examples. */
const batchSize = 8;
const decaySteps = 7 * EPOCHS;

const optimizers: Record<string, () => Optimizer> = {
  SGD: () => new SGD({ learningRate: 0.1 }),
  "SGD with momentum, decay and clipping": () =>
    new SGD({ learningRate: 0.1, momentum: 0.9, learningRateDecay: 0.01, clipNorm: 1 }),
  "SGD with nesterov and oneCycle": () =>
    new SGD({
      learningRate: oneCycle({ maxLearningRate: 0.2, totalSteps: decaySteps }),
      momentum: 0.9,
      nesterov: true,
    }),
  "Adagrad with stepDecay": () =>
    new Adagrad({ learningRate: stepDecay({ learningRate: 0.1, every: 20, factor: 0.5 }) }),
  "RMSProp with clipping": () => new RMSProp({ learningRate: 0.01, globalClipNorm: 0.5 }),
  "Adam with cosineDecay": () =>
    new Adam({ learningRate: cosineDecay({ learningRate: 0.05, decaySteps }) }),
};

for (const [name, make] of Object.entries(optimizers)) {
  for (const dtype of ["float32", "float64"] as const) {
    test(`${name}, ${dtype}: five epochs and five more are ten, bit by bit, with every layer`, async () => {
      const [whole, parts] = [modelOfAll(make(), { dtype }), modelOfAll(make(), { dtype })];
      const options = { batchSize, validationSplit: 0.2 };
      const one = await whole.fit(X, y, { ...options, epochs: EPOCHS });
      const first = await parts.fit(X, y, { ...options, epochs: 5 });
      const second = await parts.fit(X, y, { ...options, epochs: 5 });
      assert.deepEqual(wholeOf(parts), wholeOf(whole));
      for (const key of ["loss", "accuracy", "valLoss", "valAccuracy", "learningRate"] as const) {
        assert.deepEqual([...first[key], ...second[key]], one[key], key);
        assert.equal(one[key].length, EPOCHS);
      }
      assert.equal(parts.epochsDone, EPOCHS);
    });

    test(`${name}, ${dtype}: a model that was saved and loaded goes on with the same numbers`, async () => {
      const scaler = dtype === "float32" ? standardScaler.fit(X) : minMaxScaler.fit(X);
      const model = modelOfAll(make(), { dtype, scaler });
      await model.fit(X, y, { epochs: 2, batchSize });
      model.trainOnBatch(X.slice(0, 9), y.slice(0, 9));
      const again = saidAgain(model);
      assert.deepEqual(wholeOf(again), wholeOf(model));
      assert.deepEqual(again.predict(X), model.predict(X));
      assert.deepEqual(again.evaluate(X, y), model.evaluate(X, y));
      assert.equal(again.computeGradients(X, y), model.computeGradients(X, y));
      const histories = [];
      for (const each of [model, again]) {
        histories.push((await each.fit(X, y, { epochs: 3, batchSize })).loss);
        each.trainOnBatch(X.slice(0, 9), y.slice(0, 9));
      }
      assert.deepEqual(histories[1], histories[0]);
      assert.deepEqual(wholeOf(again), wholeOf(model));
    });
  }
}

test("a model that never trained is saved and loaded as it is", async () => {
  const model = modelOfAll(new Adam());
  const again = saidAgain(model);
  for (const each of [model, again]) await each.fit(X, y, { epochs: 2, batchSize });
  assert.deepEqual(wholeOf(again), wholeOf(model));
});

test("a learning rate that was set is saved, and so is the end of the schedule", async () => {
  const model = modelOfAll(new SGD({ learningRate: 0.1, learningRateDecay: 0.1 }));
  model.trainOnBatch(X, y);
  model.learningRate = 0.03;
  const again = saidAgain(model);
  assert.equal(again.learningRate, model.learningRate);
  for (const each of [model, again]) each.trainOnBatch(X, y);
  assert.deepEqual(wholeOf(again), wholeOf(model));
});

test("single steps are those of fit without shuffling", async () => {
  const [byHand, byFit] = [modelOfAll(new Adam()), modelOfAll(new Adam())];
  await byFit.fit(X, y, { epochs: 2, batchSize, shuffle: false });
  for (let epoch = 0; epoch < 2; epoch++) {
    for (let i = 0; i < X.length; i += batchSize) {
      byHand.trainOnBatch(X.slice(i, i + batchSize), y.slice(i, i + batchSize));
    }
  }
  assert.deepEqual(byHand.state(), byFit.state());
  assert.deepEqual(byHand.optimizer.state(), byFit.optimizer.state());
  assert.deepEqual([byHand.epochsDone, byFit.epochsDone], [0, 2]);
});

test("an epoch that was stopped in its middle begins anew, with the same order", async () => {
  // Without dropout, which would be at another step.
  const make = () =>
    new Sequential([new Dense({ units: 3, activation: "softmax" })], {
      inputs: 4,
      dtype: "float64",
      seed: 8,
    }).compile({ optimizer: new SGD({ learningRate: 0.01 }), loss: "categoricalCrossentropy" });
  const [stopped, whole] = [make(), make()];
  const losses: number[][] = [[], [], []];
  const stop = new AbortController();
  const { signal } = stop;
  for (const model of [stopped, whole]) await model.fit(X, y, { epochs: 2, batchSize });
  const before = stopped.state();
  const history = await stopped.fit(X, y, {
    batchSize,
    signal,
    onBatch: ({ batch, loss }) => {
      losses[0].push(loss);
      if (batch === 3) stop.abort();
    },
  });
  assert.deepEqual([history.stopped, history.loss, stopped.epochsDone], [true, [], 2]);
  stopped.setState(before);
  await stopped.fit(X, y, { batchSize, onBatch: ({ loss }) => void losses[1].push(loss) });
  await whole.fit(X, y, { batchSize, onBatch: ({ loss }) => void losses[2].push(loss) });
  assert.deepEqual(losses[1], losses[2]);
  assert.deepEqual(losses[0], losses[2].slice(0, 3));
  assert.deepEqual([stopped.epochsDone, stopped.state()], [3, whole.state()]);
});
