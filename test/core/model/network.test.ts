import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Network, type NetworkOptions } from "../../../lib/core/model/network";
import { Sequential } from "../../../lib/core/model/sequential";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { toBeClose } from "../../helpers/close";

const state = (model: Sequential) =>
  Object.entries(model.state()).map(([name, value]) => [name, value.toArray()]);

test("a network is a Sequential of Dense layers: same seed, same start, same training", async () => {
  const X = [0, 1, 2, 3, 4, 5, 6].map((i) => [Math.sin(i), Math.cos(2 * i)]);
  const y = [0, 1, 2, 0, 1, 2, 0];
  const net = new Network([2, 4, 3], { learningRate: 0.7, loss: "meanSquaredError", seed: 5 });
  const layers = [4, 3].map((units) => new Dense({ units, activation: "sigmoid" }));
  const model = new Sequential(layers, { inputs: 2, seed: 5 });
  model.compile({ optimizer: new SGD({ learningRate: 0.7 }), loss: "meanSquaredError" });
  assert.ok(net instanceof Sequential);
  assert.deepEqual(state(net), state(model));
  const a = await net.fit(X, y, { epochs: 3, batchSize: 2 });
  const b = await model.fit(X, y, { epochs: 3, batchSize: 2 });
  assert.deepEqual(a.loss, b.loss);
  assert.deepEqual(state(net), state(model));
  assert.deepEqual(net.config(), model.config());
});

test("what is left out: rate 0.5, quadratic, sigmoid, Glorot weights, zero biases, seed 0, float32", () => {
  const net = new Network([100, 50, 10]);
  assert.deepEqual(
    [net.learningRate, net.loss, net.seed, net.dtype],
    [0.5, "quadratic", 0, "float32"],
  );
  assert.deepEqual(
    net.layers.map((layer) => layer.config().activation),
    ["sigmoid", "sigmoid"],
  );
  const [W1, b1] = net.parameters();
  assert.ok(W1.value.data.every((w: number) => Math.abs(w) <= 0.2));
  assert.ok(b1.value.data.every((b: number) => b === 0));
  assert.deepEqual([...net.sizes], [100, 50, 10]);
});

test("Nielsen's start draws weights and biases from N(0, 1)", () => {
  const net = new Network([100, 50], { weights: "normal", bias: "normal", seed: 1 });
  const [W, b] = net.parameters().map((p) => Array.from(p.value.data));
  const meanSquare = W.reduce((sum, w) => sum + w * w, 0) / W.length;
  assert.ok(Math.abs(meanSquare - 1) < 0.08);
  assert.ok(b.some((x) => Math.abs(x) > 1));
});

test("activations may be one for all or one for each layer behind the inputs", () => {
  const kinds = (activation: NetworkOptions["activation"]) =>
    new Network([2, 3, 1], { activation }).layers.map((layer) => layer.config().activation);
  assert.deepEqual(kinds("tanh"), ["tanh", "tanh"]);
  assert.deepEqual(kinds(["relu", "linear"]), ["relu", "linear"]);
  assert.throws(() => kinds(["relu", "tanh", "linear"]), {
    name: "RangeError",
    message:
      "Network expects one activation, or 2 for the structure [2, 3, 1] (the inputs have none), but got 3",
  });
});

test("a structure without layers, without neurons or of no numbers is refused", () => {
  for (const [bad, got] of [
    [[2], "[2]"],
    [[], "[]"],
    [[2, 0, 1], "[2, 0, 1]"],
    [[0, 1], "[0, 1]"],
    [[2, -1], "[2, -1]"],
    [[2, 1.5], "[2, 1.5]"],
    [[2, NaN], "[2, NaN]"],
    [[2, "3"], "[2, 3]"],
    [undefined, "undefined"],
    [784, "784"],
    ["2,3,1", '"2,3,1"'],
  ]) {
    assert.throws(() => new Network(bad as number[]), {
      name: "RangeError",
      message:
        `Network expects a structure such as [2, 3, 1], inputs first and outputs last, ` +
        `with whole numbers above 0, but got ${got}`,
    });
  }
});

test("typing errors in options and unknown names are refused", () => {
  const make = (options: object) => () => new Network([2, 1], options);
  assert.throws(make({ learningrate: 1 }), {
    name: "TypeError",
    message: /^Network knows no option "learningrate": it takes learningRate, loss/,
  });
  assert.throws(make({ loss: "mse" }), /^RangeError: .* no loss "mse": try one of quadratic/);
  assert.throws(make({ activation: "sigmod" }), /^RangeError: .* no activation "sigmod"/);
  assert.throws(make({ weights: "he" }), /^RangeError: .* "he": try one of glorot, normal, zeros/);
  assert.throws(
    make({ dtype: "float16" }),
    /^RangeError: .* no dtype "float16": try one of float32/,
  );
  assert.throws(make({ seed: 1.5 }), /^RangeError: .* seed .* but got 1.5/);
  assert.throws(make({ learningRate: 0 }), /^RangeError: .* learningRate .* above 0 but got 0/);
});

test("the list of sizes is the network's own", () => {
  const sizes = [2, 3, 1];
  const net = new Network(sizes);
  sizes[1] = 99;
  assert.deepEqual([...net.sizes], [2, 3, 1]);
});

test("float64 nets compute in 16 digits, float32 nets in 7", () => {
  const [double, single] = (["float64", "float32"] as const).map((dtype) => {
    const net = new Network([2, 3, 1], { dtype, seed: 3 });
    return net.predict([[0.3, -0.7]]).get(0, 0);
  });
  toBeClose(single, double, 1e-6);
  assert.notEqual(single, double);
});
