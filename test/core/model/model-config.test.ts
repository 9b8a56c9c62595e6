import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam } from "../../../lib/core/optimizers/adam";
import { Dense } from "../../../lib/core/layers/dense";
import { layerFromConfig } from "../../../lib/core/layers/index";
import { optimizerFromConfig } from "../../../lib/core/optimizers/index";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { cosineDecay } from "../../../lib/core/optimizers/schedules";
import { Sequential } from "../../../lib/core/model/sequential";
import { allLayers, modelOfAll } from "../../helpers/models";

test("a layer made from its config is of the same kind", () => {
  const layer = new Dense({ units: 3, activation: "relu", weightInitializer: "normal" });
  const again = layerFromConfig(JSON.parse(JSON.stringify(layer.config())));
  assert.ok(again instanceof Dense);
  assert.deepEqual(again.config(), layer.config());
});

test("an optimizer made from its config has the same learning rate", () => {
  const again = optimizerFromConfig(new SGD({ learningRate: 0.3 }).config());
  assert.ok(again instanceof SGD);
  assert.equal(again.learningRate, 0.3);
});

test("Adam made from its config has the same numbers", () => {
  const adam = new Adam({ learningRate: 0.3, beta1: 0.5, beta2: 0.75, epsilon: 1e-4 });
  const again = optimizerFromConfig(JSON.parse(JSON.stringify(adam.config())));
  assert.ok(again instanceof Adam);
  assert.deepEqual(again.config(), adam.config());
});

test("classes that this library does not have are refused with those it has", () => {
  assert.throws(() => layerFromConfig({ class: "Conv2D" }), {
    name: "RangeError",
    message:
      'layerFromConfig knows no layer "Conv2D": try one of Activation, BatchNormalization, Dense, Dropout, Flatten, Input',
  });
  assert.throws(() => layerFromConfig({ class: "constructor" }), { name: "RangeError" });
  assert.throws(() => optimizerFromConfig({ class: "Rprop" }), {
    name: "RangeError",
    message:
      'optimizerFromConfig knows no optimizer "Rprop": try one of SGD, Adagrad, RMSProp, Adam',
  });
});

test("options of a config are checked like those of a program", () => {
  assert.throws(() => layerFromConfig({ class: "Dense", units: 0 }), { name: "RangeError" });
  assert.throws(() => layerFromConfig({ class: "Dense", units: 1, color: "red" }), {
    name: "TypeError",
  });
  assert.throws(() => optimizerFromConfig({ class: "Adam", beta1: 1 }), { name: "RangeError" });
  assert.throws(() => optimizerFromConfig({ class: "SGD", beta1: 0.9 }), { name: "TypeError" });
});

test("config is plain data: JSON keeps all of it, for a model with every layer", () => {
  const models = [
    new Sequential(),
    new Sequential([], { inputs: 3 }),
    new Sequential([new Dense({ units: 2 })]),
    new Sequential(allLayers(), { seed: 4, dtype: "float64" }),
    modelOfAll(new Adam({ learningRate: cosineDecay({ learningRate: 0.1, decaySteps: 9 }) })),
  ];
  for (const model of models) {
    const config = JSON.parse(JSON.stringify(model.config()));
    assert.deepEqual(config, model.config());
    const again = Sequential.fromConfig(config);
    assert.deepEqual(again.config(), config);
    assert.equal(again.summary(), model.summary());
  }
});

test("a config of before steps were counted begins at step 0", () => {
  const model = modelOfAll(new SGD());
  model.trainOnBatch([[1, 2, 3, 4], [4, 3, 2, 1]], [0, 1]); // prettier-ignore
  const { stepsDone, ...older } = model.config();
  assert.equal(stepsDone, 1);
  assert.equal(Sequential.fromConfig(older, model.state()).config().stepsDone, 0);
});

test("names in a config that this library does not know are refused", () => {
  const config = modelOfAll(new Adam()).config();
  for (const [change, message] of [
    [{ layers: [{ class: "Conv2D" }] }, /knows no layer "Conv2D"/],
    [{ optimizer: { class: "Lion" } }, /knows no optimizer "Lion"/],
    [{ loss: "hinge" }, /knows no loss "hinge"/],
    [{ scaler: "robustScaler" }, /knows no scaler "robustScaler"/],
    [{ dtype: "float16" }, /knows no dtype "float16"/],
  ] as [object, RegExp][]) {
    assert.throws(() => Sequential.fromConfig({ ...config, ...change }), {
      name: "RangeError",
      message,
    });
  }
});
