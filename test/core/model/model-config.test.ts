import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam } from "../../../lib/core/optimizers/adam";
import { Dense } from "../../../lib/core/layers/dense";
import { layerFromConfig } from "../../../lib/core/layers/index";
import { optimizerFromConfig } from "../../../lib/core/optimizers/index";
import { SGD } from "../../../lib/core/optimizers/sgd";

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
