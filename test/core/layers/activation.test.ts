import assert from "node:assert/strict";
import { test } from "node:test";
import { activations, type ActivationName } from "../../../lib/core/activations";
import { Activation } from "../../../lib/core/layers/activation";
import { Dense } from "../../../lib/core/layers/dense";
import { Sequential } from "../../../lib/core/model/sequential";
import { toBeClose } from "../../helpers/close";

test("forward applies the activation entry by entry, backward multiplies by its derivative", () => {
  const layer = new Activation("relu");
  toBeClose(layer.forward([[-1, 0, 2.5]]), [[0, 0, 2.5]], 0);
  toBeClose(layer.backward([[3, 4, 5]]), [[0, 0, 5]], 0);
  const leaky = new Activation("leakyRelu");
  toBeClose(leaky.forward([[-1, 0, 2.5]]), [[-0.01, 0, 2.5]], 0);
  toBeClose(leaky.backward([[3, 4, 5]]), [[0.03, 0.04, 5]], 1e-17);
});

// e^(ln 3) and e^0: shares ¾ and ¼. Backward: ¾ (1 − ¾) and ¼ (0 − ¾).
test("softmax works row by row", () => {
  const layer = new Activation("softmax");
  toBeClose(
    layer.forward([
      [Math.log(3), 0],
      [0, Math.log(3)],
    ]),
    [
      [3 / 4, 1 / 4],
      [1 / 4, 3 / 4],
    ],
  );
  toBeClose(
    layer.backward([
      [1, 0],
      [0, 0],
    ]),
    [
      [3 / 16, -3 / 16],
      [0, 0],
    ],
  );
});

test("a Dense and an Activation behind it are one Dense with that activation, bit by bit", () => {
  const X = [
    [0.2, -1],
    [1.5, 0.3],
    [-0.7, 0.9],
  ];
  for (const activation of Object.keys(activations) as ActivationName[]) {
    const loss = activation === "softmax" ? "categoricalCrossentropy" : "meanSquaredError";
    const one = new Sequential([new Dense({ units: 3, activation })], {
      inputs: 2,
      seed: 3,
      dtype: "float64",
    }).compile({ loss });
    const two = new Sequential([new Dense({ units: 3 }), new Activation({ activation })], {
      inputs: 2,
      seed: 3,
      dtype: "float64",
    }).compile({ loss });
    for (let i = 0; i < 3; i++) {
      assert.equal(one.trainOnBatch(X, [0, 1, 2]), two.trainOnBatch(X, [0, 1, 2]), activation);
    }
    assert.deepEqual(one.state(), two.state());
    assert.deepEqual(one.predict(X), two.predict(X));
  }
});

test("the shape stays, and there are no parameters", () => {
  const layer = new Activation("tanh");
  layer.place("activation_1", [2, 3]);
  assert.deepEqual([layer.outputShape, layer.outputs, layer.parameters], [[2, 3], 6, []]);
  assert.equal(layer.activationName, "tanh");
  assert.deepEqual(layer.config(), { class: "Activation", activation: "tanh" });
});

test("a gradient of the logits goes by as it came", () => {
  const layer = new Activation("sigmoid");
  layer.forward([[2, -2]]);
  const gradient = layer.output.copy();
  assert.equal(layer.propagate(gradient, 1, true, true), gradient);
  assert.equal(layer.propagate(gradient, 1, false, true), undefined);
  assert.equal(layer.propagate(gradient, 1, false, false), undefined);
  toBeClose(layer.logits, [[2, -2]], 0);
});

test("names that are no activation and softmax of one number are refused", () => {
  assert.throws(() => new Activation("rellu" as "relu"), {
    name: "RangeError",
    message: /^Activation knows no activation "rellu": try one of linear, sigmoid, tanh, relu/,
  });
  for (const bad of [undefined, null, 3, {}, { name: "relu" }]) {
    assert.throws(() => new Activation(bad as never), {
      name: "TypeError",
      message: /^Activation expects a name, such as new Activation\("relu"\), but got/,
    });
  }
  assert.throws(
    () => new Sequential([new Dense({ units: 1 }), new Activation("softmax")], { inputs: 2 }),
    {
      name: "RangeError",
      message: /^activation_1.*softmax/,
    },
  );
});
