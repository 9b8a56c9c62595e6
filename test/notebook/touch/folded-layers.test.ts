import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  BatchNormalization,
  Dense,
  Dropout,
  Random,
  Sequential,
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

test("what is more than dense layers is refused, and the model stays as it was", () => {
  const refused = (model: Sequential, message: RegExp) =>
    assert.throws(() => foldedLayers(model, "figure"), { name: "RangeError", message });
  refused(
    built(new BatchNormalization(), new Dense({ units: 2 })),
    /in front of batch_normalization_1 is none/,
  );
  refused(
    built(new Dense({ units: 2, activation: "relu" }), new BatchNormalization()),
    /is the activation relu/,
  );
  refused(built(new Dense({ units: 2, activation: "leakyRelu" })), /but dense_1 has leakyRelu/);
  refused(
    built(new Dense({ units: 2, activation: "relu" }), new Activation("tanh")),
    /one activation behind each/,
  );
  refused(built(new Dropout({ rate: 0.1 })), /a model with a dense layer/);
  const scaler = standardScaler.fit([
    [1, 2],
    [3, 5],
  ]);
  refused(new Sequential([new Dense({ units: 2 })], { inputs: 2, scaler }), /a scaler/);
  assert.throws(() => foldedLayers({} as Sequential), TypeError);
});
