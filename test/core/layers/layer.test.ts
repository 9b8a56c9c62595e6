import assert from "node:assert/strict";
import { test } from "node:test";
import { Activation } from "../../../lib/core/layers/activation";
import { BatchNormalization } from "../../../lib/core/layers/batch-normalization";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { layerFromConfig, layerKinds } from "../../../lib/core/layers/index";
import { shapeFrom, sizeOf } from "../../../lib/core/layers/layer";
import { l2 } from "../../../lib/core/layers/regularizers";
import { Sequential } from "../../../lib/core/model/sequential";

test("a layer alone is built for what it is first given, in float64, and keeps its place", () => {
  const layer = new Dense({ units: 3, activation: "tanh" });
  assert.deepEqual([layer.isPlaced, layer.inputs, layer.name], [false, 0, "dense"]);
  const A = layer.forward([[1, 2]]);
  assert.deepEqual([A.shape, A.dtype, layer.inputs, layer.name], [[1, 3], "float64", 2, "dense_1"]);
  assert.deepEqual(new Dense({ units: 3, activation: "tanh" }).forward([[1, 2]]), A);
  assert.throws(() => layer.forward([[1, 2, 3]]), {
    name: "RangeError",
    message: /^dense_1\.forward expects 2 inputs a row but got 3/,
  });
  assert.throws(
    () => new Sequential([layer], { inputs: 2 }),
    /was used by itself: make a new Dense/,
  );
});

test("what forward and backward give is the caller's own", () => {
  for (const layer of [new Dense({ units: 2 }), new Activation("tanh"), new Dropout(0.5)]) {
    const A = layer.forward([[1, 2]], { training: true });
    const kept = A.toArray();
    const dX = layer.backward([[1, 1]]);
    const gradient = dX.toArray();
    layer.forward([[8, -9]], { training: true });
    layer.backward([[5, -5]]);
    assert.deepEqual([A.toArray(), dX.toArray()], [kept, gradient], layer.name);
    A.data.fill(99);
    dX.data.fill(99);
    layer.forward([[8, -9]]);
  }
});

test("what it is given is left as it is", () => {
  const X = [
    [1, 2],
    [3, 5],
  ];
  const gradient = [
    [1, 0],
    [0, 1],
  ];
  const [before, gradientBefore] = [structuredClone(X), structuredClone(gradient)];
  const layers = [new Activation("relu"), new Dropout(0.5), new BatchNormalization()];
  for (const layer of layers) {
    layer.forward(X, { training: true });
    layer.backward(gradient);
  }
  assert.deepEqual([X, gradient], [before, gradientBefore]);
});

test("a layer of a model shows what it does there, with the model's parameters", () => {
  const layers = [new Dense({ units: 3, activation: "relu" }), new Dense({ units: 2 })];
  const model = new Sequential(layers, { inputs: 2, seed: 4, dtype: "float64" });
  const X = [
    [1, -1],
    [0.5, 2],
  ];
  const outputs = model.predict(X);
  assert.deepEqual(layers[1].forward(layers[0].forward(X)), outputs);
  assert.deepEqual(model.predict(X), outputs);
});

test("backward before forward, and a gradient of another shape, are refused", () => {
  const layer = new Dense({ units: 2 });
  assert.throws(() => layer.backward([[1, 2]]), {
    name: "Error",
    message: "dense.backward follows a forward pass: call forward(X) first",
  });
  layer.forward([[1], [2]]);
  for (const gradient of [
    [[1, 2]],
    [[1], [2]],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
  ]) {
    assert.throws(() => layer.backward(gradient), {
      name: "RangeError",
      message:
        /^dense_1\.backward expects dL\/doutput as \[2, 2\], the shape that forward gave, but got \[/,
    });
  }
  assert.throws(() => layer.backward([1, 2] as unknown as number[][]), { name: "TypeError" });
});

test("inputs that are no finite rows are refused, and name the layer", () => {
  const layer = new Dense({ units: 2 });
  assert.throws(() => layer.forward([[NaN]]), { name: "RangeError", message: /^dense\.forward/ });
  assert.throws(() => layer.forward([]), { name: "RangeError", message: /^dense\.forward/ });
  assert.throws(() => layer.forward([1] as never), { name: "TypeError", message: /^dense\.forw/ });
  assert.ok(!layer.isPlaced, "it may still get a place");
});

test("every kind of layer is made again from its config, by way of JSON", () => {
  const layers = [
    layerKinds.Input({ shape: [2, 3] }),
    layerKinds.Flatten({}),
    new Dense({ units: 4, inputs: 6, activation: "leakyRelu", weightRegularizer: l2(0.1) }),
    new BatchNormalization({ momentum: 0.5, epsilon: 0.1 }),
    new Activation("tanh"),
    new Dropout(0.3),
  ];
  assert.deepEqual(layers.map((layer) => layer.config().class).sort(), Object.keys(layerKinds));
  for (const layer of layers) {
    const again = layerFromConfig(JSON.parse(JSON.stringify(layer.config())));
    assert.equal(again.constructor, layer.constructor);
    assert.deepEqual(again.config(), layer.config());
  }
});

test("sizes and shapes", () => {
  assert.deepEqual([sizeOf([]), sizeOf([5]), sizeOf([2, 3, 4])], [0, 5, 24]);
  assert.deepEqual([shapeFrom("x", 3), shapeFrom("x", [3, 4])], [[3], [3, 4]]);
});

test("backward belongs to the layer's own forward, whatever its model computed in the meantime", () => {
  const X = [
    [1, -1],
    [0.5, 2],
    [3, 1],
  ];
  const layers = [
    new Dense({ units: 2, activation: "relu" }),
    new BatchNormalization(),
    new Dropout(0.5),
  ];
  const model = new Sequential([...layers, new Dense({ units: 1 })], {
    inputs: 2,
    dtype: "float64",
  });
  model.compile({ loss: "meanSquaredError" });
  model.computeGradients(X, [1, 2, 3]);
  for (const layer of layers) {
    const gradient = layer.forward(X, { training: true });
    const expected = layer.backward(gradient);
    model.computeGradients([[9, 9], [8, 7]], [1, 2]); // prettier-ignore
    model.predict([[5, 5]]);
    assert.deepEqual(layer.backward(gradient), expected, layer.name);
  }
});
