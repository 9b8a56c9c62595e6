import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  BatchNormalization,
  Dense,
  Dropout,
  Random,
  Sequential,
  minMaxScaler,
  standardScaler,
  type Layer,
} from "../../../lib/core";
import { foldedLayers } from "../../../lib/notebook/touch/folded-layers";
import { widgetCode } from "../../helpers/widget-code";

const built = (...layers: Layer[]) =>
  new Sequential(layers, { inputs: 6, seed: 4, dtype: "float64" });

/** Every number of the model another one, the moving variances above zero. */
function stirred(model: Sequential): Sequential {
  const random = new Random(9);
  const state = model.state();
  for (const [name, { data }] of Object.entries(state)) {
    for (let i = 0; i < data.length; i++) {
      data[i] = name.endsWith("Variance") ? random.uniform(0.1, 3) : random.uniform(-1.5, 1.5);
    }
  }
  model.setState(state);
  return model;
}

test("folded layers compute in the page what the whole model predicts", () => {
  const model = stirred(
    built(
      new Dense({ units: 7 }),
      new BatchNormalization({ epsilon: 0.01 }),
      new Activation("relu"),
      new Dropout({ rate: 0.5 }),
      new Dense({ units: 5, activation: "tanh" }),
      new Dense({ units: 4 }),
      new BatchNormalization(),
      new Activation("softmax"),
    ),
  );
  const { answer } = widgetCode();
  const layers = foldedLayers(model);
  assert.deepEqual(
    layers.map(({ inputs, units, activation }) => [inputs, units, activation]),
    [
      [6, 7, "relu"],
      [7, 5, "tanh"],
      [5, 4, "softmax"],
    ],
  );
  const random = new Random(1);
  const X = Array.from({ length: 20 }, () =>
    Array.from({ length: 6 }, () => random.uniform(-2, 2)),
  );
  const expected = model.predict(X).toArray();
  X.forEach((row, i) =>
    Array.from(answer(layers, row) as number[]).forEach((value, k) =>
      assert.ok(Math.abs(value - expected[i][k]) < 1e-12),
    ),
  );
});

/** The largest difference between the folded layers' answers and the model's. */
function difference(model: Sequential, X: number[][]): number {
  const layers = foldedLayers(model);
  const { answer } = widgetCode();
  const expected = model.predict(X).toArray();
  const sizes = X.flatMap((row, i) =>
    Array.from(answer(layers, row) as number[], (value, k) => Math.abs(value - expected[i][k])),
  );
  return Math.max(...sizes);
}

const rowsOfSix = (seed: number, low: number, high: number) => {
  const random = new Random(seed);
  return Array.from({ length: 20 }, () =>
    Array.from({ length: 6 }, (_, j) => random.uniform(low, high) * (j + 1)),
  );
};

test("leakyRelu has the library's slope", () => {
  const model = stirred(
    built(new Dense({ units: 5, activation: "leakyRelu" }), new Dense({ units: 2 })),
  );
  assert.ok(difference(model, rowsOfSix(2, -2, 2)) < 1e-12);
});

test("a scaler is folded into the first dense layer, whatever its columns are", () => {
  const X = rowsOfSix(3, 40, 90);
  X.forEach((row) => (row[2] = 5)); // a constant column
  for (const scaler of [standardScaler.fit(X), minMaxScaler.fit(X, { featureRange: [-1, 3] })]) {
    const layers = [new Dense({ units: 4, activation: "tanh" }), new Dense({ units: 3 })];
    const model = stirred(new Sequential(layers, { inputs: 6, scaler, dtype: "float64" }));
    assert.ok(difference(model, rowsOfSix(4, 30, 95)) < 1e-9, scaler.kind);
    assert.notDeepEqual(foldedLayers(model)[0].weights, model.parameters()[0].value.data);
  }
});

test("a normalization of the inputs or behind an activation is folded into the dense layer that follows", () => {
  const X = rowsOfSix(5, -3, 3);
  const model = stirred(
    new Sequential(
      [
        new BatchNormalization({ epsilon: 0.1 }),
        new Dense({ units: 5, activation: "relu" }),
        new BatchNormalization(),
        new Dropout({ rate: 0.3 }),
        new BatchNormalization({ epsilon: 0.01 }),
        new Dense({ units: 4 }),
        new BatchNormalization(),
        new Activation("sigmoid"),
        new BatchNormalization(),
        new Dense({ units: 3, activation: "softmax" }),
      ],
      { inputs: 6, scaler: standardScaler.fit(X), dtype: "float64" },
    ),
  );
  assert.equal(foldedLayers(model).length, 3);
  assert.ok(difference(model, X) < 1e-12);
});

test("what is more than dense layers is refused", () => {
  const refused = (model: Sequential, message: RegExp) =>
    assert.throws(() => foldedLayers(model, "figure"), { name: "RangeError", message });
  refused(
    built(new Dense({ units: 2, activation: "relu" }), new BatchNormalization()),
    /behind batch_normalization_1 there is none, and in front of it is the activation relu/,
  );
  refused(
    built(
      new Dense({ units: 2, activation: "relu" }),
      new BatchNormalization(),
      new Activation("tanh"),
    ),
    /one activation behind each/,
  );
  refused(
    built(new Dense({ units: 2, activation: "relu" }), new Activation("tanh")),
    /one activation behind each/,
  );
  refused(built(new Activation("tanh"), new Dense({ units: 2 })), /one activation behind each/);
  refused(built(new Dropout({ rate: 0.1 })), /a model with a dense layer/);
  assert.throws(() => foldedLayers({} as Sequential), TypeError);
});
