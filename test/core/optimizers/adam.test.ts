import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, type AdamOptions } from "../../../lib/core/optimizers/adam";
import { Dense } from "../../../lib/core/layers/dense";
import type { Parameter } from "../../../lib/core/layers/layer";
import { Matrix } from "../../../lib/core/matrix";
import { optimizerFromConfig } from "../../../lib/core/optimizers/index";
import { Network } from "../../../lib/core/model/network";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Random } from "../../../lib/core/random";
import { Sequential } from "../../../lib/core/model/sequential";
import { toBeClose } from "../../helpers/close";

const kernels = new PlainKernels("float64");

const parameter = (name: string, value: number[], gradient: number[]): Parameter => ({
  name,
  value: Matrix.from([value]),
  gradient: Matrix.from([gradient]),
});

interface AdamOnly {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** Adam as its paper writes it down, for one number: the values after each of these gradients. */
function byThePaper(start: number, gradients: number[], options: AdamOnly): number[] {
  const { learningRate, beta1, beta2, epsilon } = options;
  let [p, m, v] = [start, 0, 0];
  return gradients.map((g, i) => {
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g ** 2;
    const mHat = m / (1 - Math.pow(beta1, i + 1));
    const vHat = v / (1 - Math.pow(beta2, i + 1));
    return (p -= (learningRate * mHat) / (Math.sqrt(vHat) + epsilon));
  });
}

// At the first step m̂ = g and v̂ = g², so that p goes by learningRate · g / (|g| + ε).
test("the first step by hand: as far as the learning rate says, against the gradient's sign", () => {
  const p = parameter("a", [1, 1, 1, 1], [4, -0.25, 0, 1]);
  const adam = new Adam({ learningRate: 0.1, epsilon: 1 });
  assert.equal(adam.step([p], kernels), undefined);
  toBeClose(p.value, [[1 - 0.1 * (4 / 5), 1 + 0.1 * (0.25 / 1.25), 1, 1 - 0.1 / 2]]);
  toBeClose(p.gradient, [[4, -0.25, 0, 1]], 0);
  const q = parameter("a", [1, 1], [1e-3, -1e3]);
  new Adam().step([q], kernels);
  toBeClose(q.value, [[1 - 0.001 / (1 + 1e-5), 1 + 0.001]], 1e-12);
});

// β₁ = ½, β₂ = ¾, gradients 2 and 4. Step 1: m̂ = 2, v̂ = 4. Step 2: m = ½ + 2 = 5/2, m̂ = (5/2) / (3/4) = 10/3;
// v = ¾ · 1 + ¼ · 16 = 19/4, v̂ = (19/4) / (7/16) = 76/7.
test("the second step by hand", () => {
  const p = parameter("a", [0], [2]);
  const all = [p];
  const adam = new Adam({ learningRate: 1, beta1: 1 / 2, beta2: 3 / 4, epsilon: 2 });
  adam.step(all, kernels);
  toBeClose(p.value, [[-2 / 4]]);
  p.gradient.set(0, 0, 4);
  adam.step(all, kernels);
  toBeClose(p.value, [[-1 / 2 - 10 / 3 / (Math.sqrt(76 / 7) + 2)]]);
});

test("ten steps are those of the paper's loop, for every number by itself", () => {
  for (const options of [
    { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    { learningRate: 0.3, beta1: 0.5, beta2: 0.75, epsilon: 0.1 },
    { learningRate: 0.1, beta1: 0, beta2: 0, epsilon: 1e-3 },
  ]) {
    const random = new Random(4);
    const gradients = [1, 2, 3].map(() => Array.from({ length: 10 }, () => random.normal()));
    const start = [0.5, -2, 3];
    const expected = gradients.map((list, k) => byThePaper(start[k], list, options));
    const p = parameter("a", start, [0, 0, 0]);
    const all = [p];
    const adam = new Adam(options);
    for (let t = 0; t < 10; t++) {
      p.gradient.data.set(gradients.map((list) => list[t]));
      assert.equal(adam.step(all, kernels), undefined);
      toBeClose(p.value, [expected.map((list) => list[t])], 1e-12, `step ${t + 1}`);
    }
  }
});

test("an optimizer belongs to one model: another is refused, and neither changes", () => {
  const make = (optimizer: Adam) =>
    new Sequential([new Dense({ units: 2, activation: "softmax" })], {
      inputs: 1,
      dtype: "float64",
    }).compile({ optimizer, loss: "categoricalCrossentropy" });
  const shared = new Adam();
  const [a, b] = [make(shared), make(shared)];
  a.trainOnBatch([[1]], [0]);
  const before = [a.state(), b.state(), shared.state(), shared.iterations];
  assert.throws(() => b.trainOnBatch([[1]], [0]), {
    name: "Error",
    message:
      "this Adam already trains another model, whose steps it remembers: make a new Adam for each model",
  });
  assert.deepEqual([a.state(), b.state(), shared.state(), shared.iterations], before);
});

test("the learning rate may be changed between steps, the running means stay", () => {
  const p = parameter("a", [0], [1]);
  const adam = new Adam({ learningRate: 1 });
  const all = [p];
  adam.step(all, kernels);
  adam.learningRate = 0.5;
  p.gradient.set(0, 0, -1);
  adam.step(all, kernels);
  // m = 0.9 · 0.1 − 0.1 = −0.01, m̂ = −0.01 / 0.19 and v̂ = 1.
  toBeClose(p.value, [[-1 / (1 + 1e-8) + (0.5 * (0.01 / 0.19)) / (1 + 1e-8)]]);
});

test("a step names the first parameter that is not finite any more, and steps with all of them", () => {
  const names = ["dense_1/weights", "dense_1/bias", "dense_2/weights", "dense_2/bias"];
  const [a, b, c, d] = names.map((name) => parameter(name, [0], [0]));
  [1, Infinity, NaN, -1].forEach((g, i) => [a, b, c, d][i].gradient.set(0, 0, g));
  assert.equal(new Adam({ learningRate: 1, epsilon: 1 }).step([a, b, c, d], kernels), b);
  toBeClose(a.value, [[-1 / 2]]);
  assert.ok(Number.isNaN(b.value.get(0, 0)) && Number.isNaN(c.value.get(0, 0)));
  toBeClose(d.value, [[1 / 2]]);
});

test("0.001, 0.9, 0.999 and 1e-8 unless told otherwise, and all of them part of config", () => {
  const defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  assert.deepEqual(new Adam().config(), { class: "Adam", ...defaults });
  const others = { learningRate: 0.2, beta1: 0, beta2: 0.5, epsilon: 1e-3 };
  const config = new Adam(others).config();
  assert.deepEqual(config, { class: "Adam", ...others });
  const again = optimizerFromConfig(JSON.parse(JSON.stringify(config)));
  assert.ok(again instanceof Adam);
  assert.deepEqual(again.config(), config);
});

test("a model with Adam is made again from its config", () => {
  const model = new Network([2, 3], { activation: "softmax" });
  model.compile({ optimizer: new Adam({ beta1: 0.8 }), loss: "categoricalCrossentropy" });
  const plain = JSON.parse(JSON.stringify(model.config()));
  assert.deepEqual(Sequential.fromConfig(plain, model.state()).config(), model.config());
});

test("options that make no sense are refused, at the start and later", () => {
  const adam = new Adam();
  for (const bad of [0, -1, NaN, Infinity, "1"]) {
    for (const name of ["learningRate", "epsilon"]) {
      assert.throws(() => new Adam({ [name]: bad }), {
        name: "RangeError",
        message: new RegExp(`^Adam expects ${name} to be a number above 0 but got`),
      });
    }
    assert.throws(() => (adam.learningRate = bad as number), { name: "RangeError" });
  }
  assert.equal(adam.learningRate, 0.001);
  for (const bad of [1, 1.5, -0.1, NaN, "0.9"]) {
    for (const name of ["beta1", "beta2"]) {
      assert.throws(() => new Adam({ [name]: bad }), {
        name: "RangeError",
        message: new RegExp(`^Adam expects ${name} to be a number from 0 to below 1 but got`),
      });
    }
  }
  assert.throws(() => new Adam({ beta: 0.9 } as AdamOptions), {
    name: "TypeError",
    message: /^Adam knows no option "beta": it takes learningRate, .*beta1, beta2, epsilon$/,
  });
});

test("a net learns XOR with Adam, in both kinds of numbers", async () => {
  const X = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  for (const dtype of ["float32", "float64"] as const) {
    const net = new Network([2, 8, 2], { activation: ["tanh", "softmax"], seed: 1, dtype });
    net.compile({ optimizer: new Adam({ learningRate: 0.05 }), loss: "categoricalCrossentropy" });
    const history = await net.fit(X, [0, 1, 1, 0], { epochs: 300, batchSize: 4 });
    assert.equal(net.evaluate(X, [0, 1, 1, 0]).accuracy, 1);
    assert.ok((history.loss.at(-1) ?? 1) < 0.05, `loss ${history.loss.at(-1)}`);
  }
});

test("fit for 3 epochs and again for 2 is fit for 5, number for number: the state stays", async () => {
  const X = [[0.1], [0.4], [-0.7], [0.9]];
  const make = () => {
    const net = new Network([1, 3, 2], { activation: ["tanh", "softmax"], dtype: "float64" });
    return net.compile({ optimizer: new Adam(), loss: "categoricalCrossentropy" });
  };
  const [parts, whole] = [make(), make()];
  await parts.fit(X, [0, 1, 0, 1], { epochs: 3, batchSize: 2 });
  await parts.fit(X, [0, 1, 0, 1], { epochs: 2, batchSize: 2 });
  await whole.fit(X, [0, 1, 0, 1], { epochs: 5, batchSize: 2 });
  assert.deepEqual(parts.state(), whole.state());
});
