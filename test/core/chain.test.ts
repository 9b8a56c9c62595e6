import assert from "node:assert/strict";
import { test } from "node:test";
import { activations, type ActivationName } from "../../lib/core/activations";
import { Chain, NotFinite } from "../../lib/core/chain";
import { Dense } from "../../lib/core/dense";
import { toExamples } from "../../lib/core/examples";
import { losses, type LossName } from "../../lib/core/losses";
import { Matrix } from "../../lib/core/matrix";
import { Network } from "../../lib/core/network";
import { plainEngine } from "../../lib/core/plain-engine";
import { Random } from "../../lib/core/random";
import { SGD } from "../../lib/core/sgd";
import { toTargets } from "../../lib/core/targets";
import { allocatedBy } from "../helpers/allocation";
import { toBeClose } from "../helpers/close";
import { checkGradients, everythingLearns } from "../helpers/gradient-check";

const names = Object.keys(activations) as ActivationName[];
const f: Record<ActivationName, (z: number) => number> = {
  linear: (z) => z,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
};

/** Outputs, and the sum nearest to relu's kink, by loops that know nothing of the library's. */
function bySums(net: Network, X: number[][]): { outputs: number[][]; nearestKink: number } {
  let nearestKink = Infinity;
  const layers = net.parameters();
  const outputs = X.map((row) => {
    let a = row;
    for (let l = 0; l < net.layers.length; l++) {
      const [W, b] = [layers[2 * l].value, layers[2 * l + 1].value];
      const name = net.layers[l].config().activation as ActivationName;
      a = b.row(0).map((bias, j) => {
        const z = a.reduce((sum, x, i) => sum + x * W.get(i, j), bias);
        if (name === "relu") nearestKink = Math.min(nearestKink, Math.abs(z));
        return f[name](z);
      });
    }
    return a;
  });
  return { outputs, nearestKink };
}

const normalRows = (random: Random, rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()));

/** The first net of a few seeds that keeps away from relu's kink and in which every parameter has a gradient. */
function netAndData(sizes: number[], activation: ActivationName[], loss: LossName) {
  for (let seed = 1; seed <= 40; seed++) {
    const options = { activation, loss, seed, dtype: "float64" } as const;
    const net = new Network(sizes, { ...options, weights: "normal", bias: "normal" });
    const random = new Random(seed, 99);
    const X = normalRows(random, 5, sizes[0]);
    const y = normalRows(random, 5, sizes[sizes.length - 1]);
    if (bySums(net, X).nearestKink > 1e-3 && everythingLearns(net, X, y)) return { net, X, y };
  }
  throw new Error(`no fitting net for ${activation}`);
}

/** All lists of so many activations. */
const lists = (length: number): ActivationName[][] =>
  length === 0 ? [[]] : lists(length - 1).flatMap((list) => names.map((name) => [...list, name]));

for (const loss of Object.keys(losses) as LossName[]) {
  for (const sizes of [
    [3, 2],
    [3, 4, 2],
    [3, 4, 3, 2],
  ]) {
    test(`[${sizes}] with ${loss}: gradients are central differences for every choice of activations`, () => {
      for (const activation of lists(sizes.length - 1)) {
        const { net, X, y } = netAndData(sizes, activation, loss);
        checkGradients(net, X, y, activation.join(", "));
      }
    });
  }
}

test("outputs are those of sums written out in plain loops", () => {
  for (const activation of lists(2)) {
    const { net, X } = netAndData([3, 4, 2], activation, "quadratic");
    toBeClose(net.predict(X), bySums(net, X).outputs, 1e-13, activation.join(", "));
  }
});

function chainOf(units: number[], inputs: number, seed = 1): Chain {
  const layers = units.map((n) => new Dense({ units: n, activation: "tanh" }));
  return new Chain(layers, inputs, "float64", new Random(seed), plainEngine);
}

test("layers are named in their order and fitted to each other", () => {
  const chain = chainOf([4, 3], 2);
  assert.deepEqual(
    chain.parameters.map((p) => [p.name, p.value.shape]),
    [
      ["dense_1/weights", [2, 4]],
      ["dense_1/bias", [1, 4]],
      ["dense_2/weights", [4, 3]],
      ["dense_2/bias", [1, 3]],
    ],
  );
  assert.deepEqual([chain.inputs, chain.outputs, chain.dtype], [2, 3, "float64"]);
});

test("more rows than one chunk of 256 are predicted and measured like each row by itself", () => {
  const chain = chainOf([4, 3], 2);
  const rows = normalRows(new Random(5), 600, 2);
  const labels = rows.map((_, i) => i % 3);
  const X = toExamples("test", rows);
  const y = toTargets("test", labels, 3, 600);
  const together = chain.predict(X);
  let loss = 0;
  let correct = 0;
  for (const i of rows.keys()) {
    const one = toExamples("test", [rows[i]]);
    toBeClose(chain.predict(one), [together.row(i)], 0, `row ${i}`);
    const measured = chain.measure(losses.quadratic, one, toTargets("test", [labels[i]], 3, 1));
    loss += measured.loss / 600;
    correct += measured.accuracy ?? NaN;
  }
  const measured = chain.measure(losses.quadratic, X, y);
  toBeClose(measured.loss, loss, 1e-13);
  assert.equal(measured.accuracy, correct / 600);
});

test("accuracy is missing where targets are values", () => {
  const chain = chainOf([2], 1);
  const y = toTargets("test", [[0.3, 0.2]], 2, 1);
  const measured = chain.measure(losses.quadratic, toExamples("test", [[1]]), y);
  assert.deepEqual(Object.keys(measured), ["loss"]);
});

test("backward takes the rows that the order names", () => {
  const chain = chainOf([3, 2], 2);
  const rows = normalRows(new Random(1), 6, 2);
  const targets = normalRows(new Random(2), 6, 2);
  const [X, y] = [toExamples("test", rows), toTargets("test", targets, 2, 6)];
  chain.backward(losses.quadratic, X, y, Uint32Array.of(0, 5, 2, 1), 1, 2);
  const chosen = chain.parameters.map((p) => p.gradient.toArray());
  const loss = chain.batchLoss;
  const few = toExamples("test", [rows[5], rows[2]]);
  const fewTargets = toTargets("test", [targets[5], targets[2]], 2, 2);
  chain.backward(losses.quadratic, few, fewTargets, undefined, 0, 2);
  assert.deepEqual(
    chosen,
    chain.parameters.map((p) => p.gradient.toArray()),
  );
  assert.equal(loss, chain.batchLoss);
});

test("backward counts the right answers of the batch", () => {
  const chain = chainOf([2], 2);
  chain.parameters[0].value.data.set([1, 0, 0, 1]);
  const X = toExamples("test", [
    [2, 1],
    [1, 2],
    [3, 0],
  ]);
  chain.backward(losses.quadratic, X, toTargets("test", [0, 0, 0], 2, 3), undefined, 0, 3);
  assert.equal(chain.batchCorrect, 2);
});

test("a loss that is no finite number names the first layer whose numbers are not finite", () => {
  for (const [name, layer] of [
    ["dense_1/bias", "dense_1"],
    ["dense_2/weights", "dense_2"],
    ["dense_3/bias", "dense_3"],
  ]) {
    const chain = chainOf([3, 3, 2], 2);
    chain.parameters.find((p) => p.name === name)?.value.data.fill(NaN);
    const y = toTargets("test", [[0, 1]], 2, 1);
    assert.throws(
      () => chain.backward(losses.quadratic, toExamples("test", [[1, 1]]), y, undefined, 0, 1),
      (error: Error) => {
        assert.ok(error instanceof NotFinite);
        assert.equal(error.message, `the loss became NaN, first seen in ${layer}`);
        return true;
      },
    );
  }
});

test("where only the loss overflows, the layer in front of it is named", () => {
  const layers = [new Dense({ units: 1 }), new Dense({ units: 1 })];
  const chain = new Chain(layers, 1, "float64", new Random(1), plainEngine);
  chain.parameters[3].value.data.fill(1e200);
  const y = toTargets("test", [[0]], 1, 1);
  assert.throws(
    () => chain.backward(losses.quadratic, toExamples("test", [[1]]), y, undefined, 0, 1),
    /the loss became Infinity, first seen in the loss of what dense_2 gave/,
  );
});

test("a training step allocates no memory", () => {
  const chain = chainOf([8, 4], 6);
  const sgd = new SGD({ learningRate: 0.01 });
  const random = new Random(3);
  const X = toExamples("test", normalRows(random, 64, 6));
  const labels = Array.from({ length: 64 }, () => random.integer(4));
  const y = toTargets("test", labels, 4, 64);
  const order = random.shuffle(Uint32Array.from({ length: 64 }, (_, i) => i));
  const step = (i: number) => {
    chain.backward(losses.quadratic, X, y, order, (i * 8) % 64, 8);
    sgd.step(chain.parameters, chain.engine);
  };
  const { heap, arrays, collections } = allocatedBy(step, 10_000);
  assert.equal(collections, 0, "no garbage was collected meanwhile");
  // A single typed array in a step would be 200 bytes and more; boxed numbers of 12 bytes are let pass.
  assert.ok(heap < 64 * 10_000, `${heap / 10_000} bytes a step`);
  assert.ok(arrays <= 0, `${arrays} bytes in array buffers`);
});

test("the measure of allocation notices one small array in a step", () => {
  let kept: Matrix | undefined;
  const { heap } = allocatedBy(() => (kept = Matrix.zeros(1, 1)), 1000);
  assert.ok(kept && heap > 64 * 1000, `${heap / 1000} bytes a step`);
});
