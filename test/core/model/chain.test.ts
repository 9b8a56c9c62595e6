import assert from "node:assert/strict";
import { test } from "node:test";
import { activations, type ActivationName } from "../../../lib/core/activations";
import { Adam } from "../../../lib/core/optimizers/adam";
import { Chain } from "../../../lib/core/model/chain";
import { Dense } from "../../../lib/core/layers/dense";
import { placeLayers } from "../../../lib/core/layers/place-layers";
import { NotFinite } from "../../../lib/core/errors";
import { toExamples } from "../../../lib/core/examples";
import { losses } from "../../../lib/core/losses";
import { Matrix } from "../../../lib/core/matrix";
import { Network } from "../../../lib/core/model/network";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Random } from "../../../lib/core/random";
import type { Optimizer } from "../../../lib/core/optimizers/optimizer";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { toTargets, type Labels } from "../../../lib/core/targets";
import { allocatedBy } from "../../helpers/allocation";
import { toBeClose } from "../../helpers/close";

const names = Object.keys(activations) as ActivationName[];
const f: Record<ActivationName, (z: number[]) => number[]> = {
  linear: (z) => z,
  sigmoid: (z) => z.map((x) => 1 / (1 + Math.exp(-x))),
  tanh: (z) => z.map(Math.tanh),
  relu: (z) => z.map((x) => Math.max(0, x)),
  leakyRelu: (z) => z.map((x) => (x > 0 ? x : x / 100)),
  softmax(z) {
    const sum = z.reduce((total, x) => total + Math.exp(x), 0);
    return z.map((x) => Math.exp(x) / sum);
  },
};

/** Outputs by loops that know nothing of the library's. */
function bySums(net: Network, X: number[][]): number[][] {
  const layers = net.parameters();
  return X.map((row) => {
    let a = row;
    for (let l = 0; l < net.layers.length; l++) {
      const [W, b] = [layers[2 * l].value, layers[2 * l + 1].value];
      const z = b.row(0).map((bias, j) => a.reduce((sum, x, i) => sum + x * W.get(i, j), bias));
      a = f[net.layers[l].config().activation as ActivationName](z);
    }
    return a;
  });
}

const normalRows = (random: Random, rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()));

test("outputs are those of sums written out in plain loops", () => {
  const X = normalRows(new Random(3), 5, 3);
  for (const first of names) {
    for (const second of names) {
      const activation = [first, second];
      const options = { activation, weights: "normal", bias: "normal", dtype: "float64" } as const;
      const net = new Network([3, 4, 2], { ...options, seed: 2 });
      toBeClose(net.predict(X), bySums(net, X), 1e-13, activation.join(", "));
    }
  }
});

function chainOf(
  units: number[],
  inputs: number,
  activation: ActivationName = "tanh",
  kernels = new PlainKernels("float64"),
): Chain {
  const layers = units.map((n) => new Dense({ units: n, activation }));
  placeLayers(layers, [inputs]);
  const plan = { layers, shape: [inputs], dtype: kernels.dtype, random: new Random(1) };
  return new Chain(plan, kernels);
}

/** One pass back for these rows, from the first one to the last. */
function backward(chain: Chain, X: number[][], y: Labels): void {
  const examples = toExamples("test", X);
  const feed = chain.feed(examples, toTargets("test", y, chain.outputs, X.length));
  chain.begin();
  chain.backward(losses.quadratic, feed, 0, X.length);
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
  assert.deepEqual([chain.inputs, chain.outputs], [2, 3]);
  for (const dtype of ["float32", "float64"] as const) {
    const kinds = chainOf([4, 3], 2, "tanh", new PlainKernels(dtype)).parameters;
    assert.ok(kinds.every((p) => p.value.dtype === dtype && p.gradient.dtype === dtype));
  }
});

test("forward gives the outputs of the rows asked for, in the first rows of its buffer", () => {
  const chain = chainOf([3, 2], 2);
  const rows = normalRows(new Random(1), 6, 2);
  const feed = chain.feed(toExamples("test", rows));
  chain.begin();
  const all = chain.forward(feed, 0, 6).copy(6);
  const few = chain.forward(feed, 2, 3).copy(3);
  assert.deepEqual(few.toArray(), all.toArray().slice(2, 5));
});

test("backward takes the rows that the order names", () => {
  const chain = chainOf([3, 2], 2);
  const rows = normalRows(new Random(1), 6, 2);
  const targets = normalRows(new Random(2), 6, 2);
  const feed = chain.feed(toExamples("test", rows), toTargets("test", targets, 2, 6));
  feed.setOrder(Uint32Array.of(0, 5, 2, 1));
  chain.backward(losses.quadratic, feed, 1, 2);
  const chosen = chain.parameters.map((p) => p.gradient.toArray());
  const loss = chain.batchLoss;
  backward(chain, [rows[5], rows[2]], [targets[5], targets[2]]);
  assert.deepEqual(
    chosen,
    chain.parameters.map((p) => p.gradient.toArray()),
  );
  assert.equal(loss, chain.batchLoss);
});

test("backward and evaluate count the right answers of the batch, and have the same loss", () => {
  const chain = chainOf([2], 2);
  chain.parameters[0].value.data.set([1, 0, 0, 1]);
  const X = [
    [2, 1],
    [1, 2],
    [3, 0],
  ];
  backward(chain, X, [0, 0, 0]);
  assert.equal(chain.batchCorrect, 2);
  const loss = chain.batchLoss;
  const gradients = chain.parameters.map((p) => p.gradient.toArray());
  const feed = chain.feed(toExamples("test", X), toTargets("test", [0, 0, 1], 2, 3));
  chain.evaluate(losses.quadratic, feed, 0, 3);
  assert.equal(chain.batchCorrect, 1);
  assert.notEqual(chain.batchLoss, loss);
  chain.evaluate(losses.quadratic, feed, 0, 2);
  assert.equal(chain.batchCorrect, 1);
  assert.deepEqual(
    gradients,
    chain.parameters.map((p) => p.gradient.toArray()),
    "evaluate leaves the gradients alone",
  );
});

test("a batch may be larger and smaller than the one before", () => {
  const rows = normalRows(new Random(1), 9, 2);
  const labels = rows.map((_, i) => i % 2);
  const chain = chainOf([3, 2], 2);
  for (const count of [2, 9, 1, 5]) {
    const fresh = chainOf([3, 2], 2);
    for (const one of [chain, fresh]) backward(one, rows.slice(0, count), labels.slice(0, count));
    assert.equal(chain.batchLoss, fresh.batchLoss);
    assert.deepEqual(
      chain.parameters.map((p) => p.gradient.toArray()),
      fresh.parameters.map((p) => p.gradient.toArray()),
    );
  }
});

test("a loss that is no finite number names the first layer whose numbers are not finite", () => {
  for (const [name, layer] of [
    ["dense_1/bias", "dense_1"],
    ["dense_2/weights", "dense_2"],
    ["dense_3/bias", "dense_3"],
  ]) {
    const chain = chainOf([3, 3, 2], 2);
    chain.parameters.find((p) => p.name === name)?.value.data.fill(NaN);
    assert.throws(
      () => backward(chain, [[1, 1]], [[0, 1]]),
      (error: Error) => {
        assert.ok(error instanceof NotFinite);
        assert.equal(error.message, `the loss became NaN, first seen in ${layer}`);
        return true;
      },
    );
  }
});

test("where only the loss overflows, the layer in front of it is named", () => {
  const chain = chainOf([1, 1], 1, "linear");
  chain.parameters[3].value.data.fill(1e200);
  assert.throws(
    () => backward(chain, [[1]], [[0]]),
    /the loss became Infinity, first seen in the loss of what dense_2 gave/,
  );
});

test("begin tells the kernels whether a zero may be skipped", () => {
  const kernels = new PlainKernels("float64");
  const chain = chainOf([2, 1], 1, "tanh", kernels);
  for (const p of chain.parameters) {
    for (const bad of [NaN, Infinity]) {
      const before = p.value.get(0, 0);
      p.value.set(0, 0, bad);
      chain.begin();
      assert.equal(kernels.finite, false, p.name);
      p.value.set(0, 0, before);
      chain.begin();
      assert.equal(kernels.finite, true, p.name);
    }
  }
});

test("an update whose parameters stay finite says nothing, another names the first that does not", () => {
  const chain = chainOf([3, 2], 2);
  backward(chain, [[1, 2]], [[0, 1]]);
  chain.update(new SGD({ learningRate: 0.1 }));
  for (const [index, name] of ["weights", "bias"].entries()) {
    chain.parameters[2 + index].gradient.data[1] = -Infinity;
    assert.throws(
      () => chain.update(new SGD({ learningRate: 0.1 })),
      (error: Error) => {
        assert.ok(error instanceof NotFinite);
        assert.equal(error.message, `dense_2/${name} holds a number that is not finite`);
        return true;
      },
    );
    chain.parameters[2 + index].gradient.data[1] = 0;
    chain.parameters[2 + index].value.data.fill(0);
  }
});

const optimizers: Record<string, () => Optimizer> = {
  SGD: () => new SGD({ learningRate: 0.01 }),
  Adam: () => new Adam(),
};
for (const [name, make] of Object.entries(optimizers)) {
  for (const loss of ["quadratic", "categoricalCrossentropy"] as const) {
    test(`a training step with ${name} and ${loss} allocates no memory`, () => {
      const chain = chainOf([8, 4], 6, loss === "quadratic" ? "tanh" : "softmax");
      const optimizer = make();
      const random = new Random(3);
      const X = toExamples("test", normalRows(random, 64, 6));
      const labels = Array.from({ length: 64 }, () => random.integer(4));
      const feed = chain.feed(X, toTargets("test", labels, 4, 64));
      feed.setOrder(random.shuffle(Uint32Array.from({ length: 64 }, (_, i) => i)));
      const step = (i: number) => {
        chain.backward(losses[loss], feed, (i * 8) % 64, 8);
        chain.update(optimizer);
      };
      const { heap, arrays, collections } = allocatedBy(step, 10_000);
      assert.equal(collections, 0, "no garbage was collected meanwhile");
      // A single typed array in a step would be 200 bytes and more; boxed numbers of 12 bytes are let pass.
      assert.ok(heap < 64 * 10_000, `${heap / 10_000} bytes a step`);
      assert.ok(arrays <= 0, `${arrays} bytes in array buffers`);
    });
  }
}

test("the measure of allocation notices one small array in a step", () => {
  let kept: Matrix | undefined;
  const { heap } = allocatedBy(() => (kept = Matrix.zeros(1, 1)), 1000);
  assert.ok(kept && heap > 64 * 1000, `${heap / 1000} bytes a step`);
});
