import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Adam,
  BatchNormalization,
  Dense,
  earlyStopping,
  Sequential,
  SGD,
  type EpochLog,
} from "../../../lib/core/index";
import { examplesOfAll, modelOfAll } from "../../helpers/models";

const { X, y } = examplesOfAll(60);
const held = examplesOfAll(40, 2);
const validationData: [number[][], number[]] = [held.X, held.y];

/** The epochs that a run with these values of valLoss has, and which was best. */
function run(values: number[], options: Parameters<typeof earlyStopping>[0]) {
  const stopping = earlyStopping(options);
  const model = modelOfAll(new SGD());
  stopping.onTrainBegin?.({ epochs: values.length, batches: 1, model });
  let epochs = 0;
  for (const value of values) {
    epochs++;
    stopping.onEpoch?.(logOf(epochs, value));
    if (stopping.signal?.aborted) break;
  }
  return [epochs, stopping.bestEpoch, stopping.bestValue];
}

const logOf = (epoch: number, value: number): EpochLog => ({
  epoch,
  epochs: 99,
  loss: value,
  accuracy: value,
  valLoss: value,
  valAccuracy: value,
  learningRate: 1,
  seconds: 0,
});

test("training ends when the value has not become better for so many epochs", () => {
  const values = [5, 4, 4.5, 3, 3.5, 3.2, 3.1, 2, 2.5];
  assert.deepEqual(run(values, {}), [3, 2, 4], "patience 0: at the first that is no better");
  assert.deepEqual(run(values, { patience: 1 }), [3, 2, 4]);
  assert.deepEqual(run(values, { patience: 2 }), [6, 4, 3]);
  assert.deepEqual(run(values, { patience: 3 }), [7, 4, 3]);
  assert.deepEqual(run(values, { patience: 4 }), [9, 8, 2], "never");
});

test("an improvement is larger than minDelta; equal is none", () => {
  const values = [4, 3, 2, 1, 0];
  assert.deepEqual(run(values, { patience: 3, minDelta: 2 }), [5, 4, 1]);
  assert.deepEqual(run(values, { patience: 2, minDelta: 2 }), [3, 1, 4]);
  assert.deepEqual(run([1, 1, 1, 1], { patience: 2 }), [3, 1, 1]);
});

test("of an accuracy more is better, of a loss less", () => {
  const values = [0.1, 0.5, 0.4, 0.3];
  for (const monitor of ["accuracy", "valAccuracy"] as const) {
    assert.deepEqual(run(values, { monitor }), [3, 2, 0.5]);
  }
  for (const monitor of ["loss", "valLoss"] as const) {
    assert.deepEqual(run(values, { monitor }), [2, 1, 0.1]);
  }
});

test("a value that is NaN is no improvement, and none for the later ones to beat", () => {
  assert.deepEqual(run([2, NaN, 1, 3], { patience: 2 }), [4, 3, 1]);
  assert.deepEqual(run([NaN, 2, 1, 3, 3], { patience: 2 }), [5, 3, 1]);
});

test("in fit the signal ends training, and the model keeps its last parameters", async () => {
  const model = modelOfAll(new Adam({ learningRate: 0.1 }));
  const stopping = earlyStopping({ patience: 3 });
  let last = {};
  const history = await model.fit(X, y, {
    epochs: 500,
    validationData,
    callbacks: [stopping],
    onEpoch: () => (last = model.state()),
  });
  const { valLoss } = history;
  assert.equal(history.stopped, true);
  assert.ok(valLoss.length < 500);
  const best = valLoss.indexOf(Math.min(...valLoss));
  assert.deepEqual([stopping.bestEpoch, stopping.bestValue], [best + 1, valLoss[best]]);
  assert.equal(valLoss.length, best + 1 + 3);
  assert.deepEqual(model.state(), last);
  assert.equal(model.epochsDone, valLoss.length);
});

test("restoreBestWeights brings back parameters and moving means of the best epoch", async () => {
  const model = modelOfAll(new Adam({ learningRate: 0.1 }));
  const stopping = earlyStopping({ patience: 2, restoreBestWeights: true });
  const states: unknown[] = [];
  const { valLoss } = await model.fit(X, y, {
    epochs: 500,
    validationData,
    callbacks: [stopping],
    onEpoch: () => states.push(model.state()),
  });
  assert.ok(stopping.bestEpoch < valLoss.length);
  assert.deepEqual(model.state(), states[stopping.bestEpoch - 1]);
  assert.equal(model.evaluate(held.X, held.y).loss, stopping.bestValue);
});

test("restoreBestWeights does so as well where every epoch was run", async () => {
  const model = modelOfAll(new Adam({ learningRate: 0.3 }));
  const stopping = earlyStopping({ patience: 1000, restoreBestWeights: true });
  const { valLoss, stopped } = await model.fit(X, y, {
    epochs: 60,
    validationData,
    callbacks: [stopping],
  });
  assert.deepEqual([stopped, valLoss.length], [false, 60]);
  assert.equal(stopping.bestValue, Math.min(...valLoss));
  assert.ok(stopping.bestEpoch < 60);
  assert.equal(model.evaluate(held.X, held.y).loss, stopping.bestValue);
});

test("it begins anew with every call of fit", async () => {
  const model = modelOfAll(new SGD({ learningRate: 1e-6 }));
  const stopping = earlyStopping({ monitor: "accuracy", patience: 2 });
  for (let i = 0; i < 2; i++) {
    const { stopped, loss } = await model.fit(X, y, { epochs: 40, callbacks: [stopping] });
    assert.equal(stopped, true);
    assert.equal(loss.length, stopping.bestEpoch + 2);
  }
});

test("after a loss that broke, the best epoch's parameters are there if they were asked for", async () => {
  const layers = [new Dense({ units: 3 }), new BatchNormalization(), new Dense({ units: 1 })];
  const model = new Sequential(layers, { inputs: 4, dtype: "float64" });
  model.compile({ loss: "quadratic", optimizer: new SGD({ learningRate: 1e-3 }) });
  const stopping = earlyStopping({ monitor: "loss", patience: 9, restoreBestWeights: true });
  await assert.rejects(
    model.fit(X, y, {
      epochs: 4,
      callbacks: [stopping],
      onBatch: ({ epoch }) => {
        if (epoch === 4) model.parameters()[0].value.data.fill(NaN);
      },
    }),
    /first seen in dense_1/,
  );
  assert.ok(stopping.bestEpoch >= 1);
  assert.ok(model.predict(X).data.every(Number.isFinite));
});

test("a value that this training does not measure is told in the first epoch", async () => {
  const told = (monitor: string) => ({
    name: "Error",
    message: new RegExp(
      `^earlyStopping looks at ${monitor}, which this training does not measure: give fit validationData, or choose`,
    ),
  });
  const fit = (monitor?: "valAccuracy") =>
    modelOfAll(new SGD()).fit(X, y, { callbacks: [earlyStopping({ monitor })] });
  await assert.rejects(fit(), told("valLoss"));
  await assert.rejects(fit("valAccuracy"), told("valAccuracy"));
});

test("options that make no sense are refused", () => {
  for (const [options, name, message] of [
    [{ monitor: "val_loss" }, "RangeError", /knows no monitor "val_loss": try one of loss, accur/],
    [{ patience: -1 }, "RangeError", /^earlyStopping expects patience to be a whole number/],
    [{ patience: 1.5 }, "RangeError", /^earlyStopping expects patience to be a whole number/],
    [{ minDelta: -1 }, "RangeError", /^earlyStopping expects minDelta .* at least 0/],
    [{ restore: true }, "TypeError", /^earlyStopping knows no option "restore"/],
  ] as const) {
    assert.throws(() => earlyStopping(options as object), { name, message });
  }
});
