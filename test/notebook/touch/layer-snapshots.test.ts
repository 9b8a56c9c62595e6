import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  type ActivationName,
  BatchNormalization,
  Dense,
  Dropout,
  Matrix,
  Random,
  Sequential,
  SGD,
} from "../../../lib/core";
import { layerBins, layerSnapshot } from "../../../lib/notebook/touch/layer-snapshots";
import { deepNet } from "../../helpers/layer-figures";

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test("a snapshot counts every activation and difference once, and every gradient that is not 0", () => {
  const net = deepNet(false);
  const random = new Random(1);
  const X = Array.from({ length: 20 }, () => [random.normal(), random.normal(), 0]);
  const y = X.map(([a]) => Number(a > 0));
  const { loss, layers } = layerSnapshot(net, X, y, 7);
  assert.equal(loss, net.computeGradients(X, y));
  assert.equal(layers.length, 4);
  layers.forEach(({ activations, differences, gradients }, l) => {
    assert.deepEqual(
      [activations.length, differences.length, gradients.length],
      [layerBins.activations, layerBins.differences, layerBins.gradients],
    );
    assert.equal(sum(activations), 20 * 5);
    assert.equal(sum(differences), 20 * 5);
    assert.equal(sum(gradients), l === 0 ? 2 * 5 : 5 * 5, "the third input is always 0");
  });
});

test("spread and size of gradients are root mean squares that one can work out", () => {
  const net = new Sequential(
    [
      new Dense({ units: 1 }),
      new Activation("linear"),
      new Dense({ units: 2, activation: "softmax" }),
    ],
    { inputs: 1, dtype: "float64" },
  ).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  const [W, b] = net.parameters();
  W.value.data[0] = 0.1;
  b.value.data[0] = 0.5;
  const { layers } = layerSnapshot(net, [[-1], [3]], [0, 1], 0, [0, 1]);
  // activations 0.4 and 0.8: mean 0.6, both 0.2 away
  assert.deepEqual(layers[0].range, [0, 1]);
  assert.ok(Math.abs(layers[0].spread - 0.2) < 1e-12);
  assert.ok(Math.abs(layers[0].gradientSize - Math.abs(W.gradient.data[0])) < 1e-15);
  const bin = (counts: number[]) => counts.flatMap((count, k) => (count ? [k] : []));
  assert.deepEqual(bin(layers[0].activations), [
    Math.floor(0.4 * layerBins.activations),
    Math.floor(0.8 * layerBins.activations),
  ]);
  assert.deepEqual(bin(layers[0].differences), [12, 28]);
});

test("looking changes neither parameters nor moving means", () => {
  const net = deepNet(true);
  const X = Matrix.from([
    [1, 2, 3],
    [0, -1, 1],
    [2, 2, -2],
  ]);
  const state = () =>
    Object.entries(net.state()).map(([name, value]) => [name, Array.from(value.data)]);
  net.trainOnBatch(X, [0, 1, 1]);
  const before = state();
  layerSnapshot(net, X, [0, 1, 1], 0);
  assert.deepEqual(state(), before);
  assert.ok(net.layers.some((layer) => layer instanceof BatchNormalization));
});

test("a batch smaller than the largest so far is looked at alone", () => {
  const net = deepNet(false);
  const many = Array.from({ length: 50 }, (_, i) => [i, -i, 1]);
  net.computeGradients(
    many,
    many.map((_, i) => i % 2),
  );
  const { layers } = layerSnapshot(net, many.slice(0, 4), [0, 1, 0, 1], 0);
  for (const { activations } of layers) assert.equal(sum(activations), 4 * 5);
});

test("each activation has its range: its own bounds, or as far as its values go", () => {
  const X = [[1], [-2], [3]];
  const rangeOf = (activation: ActivationName) => {
    const net = new Sequential(
      [new Dense({ units: 1, activation }), new Dense({ units: 2, activation: "softmax" })],
      { inputs: 1 },
    ).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
    net.parameters()[0].value.data[0] = 1.3;
    return layerSnapshot(net, X, [0, 1, 0], 0).layers[0].range;
  };
  assert.deepEqual(rangeOf("sigmoid"), [0, 1]);
  assert.deepEqual(rangeOf("tanh"), [-1, 1]);
  assert.deepEqual(rangeOf("relu"), [0, 5], "the largest is 3.9");
  assert.deepEqual(rangeOf("linear"), [-5, 5]);
  assert.deepEqual(rangeOf("leakyRelu"), [-5, 5]);
});

test("a dropout behind a layer is not counted as its activations", () => {
  const net = new Sequential(
    [
      new Dense({ units: 8, activation: "sigmoid" }),
      new Dropout(0.5),
      new Dense({ units: 2, activation: "softmax" }),
    ],
    { inputs: 1 },
  ).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  const { activations } = layerSnapshot(net, [[0]], [0], 0).layers[0];
  assert.equal(activations[12], 8, "all sigmoids of 0 are a half");
});

test("a net without hidden layers is refused", () => {
  const shallow = new Sequential([new Dense({ units: 2, activation: "softmax" })], {
    inputs: 1,
  }).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  assert.throws(() => layerSnapshot(shallow, [[1]], [0], 0), {
    name: "RangeError",
    message: /hidden layers but got 1 Dense/,
  });
});
