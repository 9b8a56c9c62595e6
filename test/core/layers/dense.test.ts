import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, type DenseOptions } from "../../../lib/core/layers/dense";
import { Matrix, type DType } from "../../../lib/core/matrix";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Random } from "../../../lib/core/random";
import { toBeClose } from "../../helpers/close";

function built(options: DenseOptions, inputs: number, seed = 1, dtype: DType = "float64"): Dense {
  const layer = new Dense(options);
  layer.place("dense_1", [inputs]);
  layer.build({ random: new Random(seed), key: 0, kernels: new PlainKernels(dtype) });
  return layer;
}

/** W = [[1, −1], [0.5, 2]], b = [0.1, −0.2]. */
function worked(activation: DenseOptions["activation"] = "linear"): Dense {
  const layer = built({ units: 2, activation }, 2);
  layer.weights.value.data.set([1, -1, 0.5, 2]);
  layer.bias.value.data.set([0.1, -0.2]);
  return layer;
}

const X = Matrix.from([
  [1, 2],
  [3, 4],
]);
const dA = Matrix.from([
  [1, 0],
  [0.5, -1],
]);

test("forward is X W + b", () => {
  toBeClose(worked().compute(X, 2), [
    [2.1, 2.8],
    [5.1, 4.8],
  ]);
});

test("backward of a linear layer: dW = Xᵀ δ, db = Σ rows of δ, dX = δ Wᵀ", () => {
  const layer = worked();
  layer.compute(X, 2);
  const dX = layer.propagate(dA, 2, true, false);
  toBeClose(layer.weights.gradient, [
    [2.5, -3],
    [4, -4],
  ]);
  toBeClose(layer.bias.gradient, [[1.5, -1]]);
  assert.ok(dX);
  toBeClose(dX, [
    [1, 0.5],
    [1.5, -1.75],
  ]);
});

// Z of the row (1, −1) is 1 − 0.5 + 0.1 = 0.6 and −1 − 2 − 0.2 = −3.2: the second neuron is off.
test("backward of a relu layer lets nothing through where the neuron is off", () => {
  const layer = worked("relu");
  toBeClose(layer.compute(Matrix.from([[1, -1]]), 1).copy(1), [[0.6, 0]]);
  const dX = layer.propagate(Matrix.from([[2, 3]]), 1, true, false);
  toBeClose(layer.weights.gradient, [
    [2, 0],
    [-2, 0],
  ]);
  toBeClose(layer.bias.gradient, [[2, 0]]);
  toBeClose(dX?.copy(1) ?? 0, [[2, 1]]);
});

test("a gradient of the sums goes by the activation", () => {
  const layer = worked("relu");
  layer.compute(Matrix.from([[1, -1]]), 1);
  const dX = layer.propagate(Matrix.from([[2, 3]]), 1, true, true);
  toBeClose(layer.weights.gradient, [
    [2, 3],
    [-2, -3],
  ]);
  toBeClose(layer.bias.gradient, [[2, 3]]);
  // 2 · 1 + 3 · (−1) and 2 · 0.5 + 3 · 2.
  toBeClose(dX?.copy(1) ?? 0, [[-1, 7]]);
});

test("a layer shows its last output and the sums that its activation was applied to", () => {
  const layer = worked("relu");
  assert.equal(layer.compute(Matrix.from([[1, -1]]), 1), layer.output);
  toBeClose(layer.logits.copy(1), [[0.6, -3.2]]);
  toBeClose(layer.output.copy(1), [[0.6, 0]]);
  assert.equal(layer.activationName, "relu");
});

test("gradients of one call replace those of the call before", () => {
  const layer = worked();
  for (let i = 0; i < 2; i++) {
    layer.compute(X, 2);
    layer.propagate(dA, 2, false, false);
  }
  toBeClose(layer.weights.gradient, [
    [2.5, -3],
    [4, -4],
  ]);
  toBeClose(layer.bias.gradient, [[1.5, -1]]);
});

test("the gradient of the inputs is not computed where nobody needs it", () => {
  const layer = worked();
  layer.compute(X, 2);
  assert.equal(layer.propagate(dA, 2, false, false), undefined);
});

test("buffers are used again for the same and for fewer rows, and grow for more", () => {
  const layer = worked();
  const first = layer.compute(X, 2);
  assert.equal(layer.compute(X, 1), first);
  const more = Matrix.from([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  assert.notEqual(layer.compute(more, 3), first);
  assert.deepEqual(layer.propagate(Matrix.zeros(3, 2), 3, true, false)?.shape, [3, 2]);
});

test("parameters have names, shapes and the kind of numbers asked for", () => {
  const layer = built({ units: 3 }, 4, 1, "float32");
  assert.deepEqual(
    layer.parameters.map((p) => [p.name, p.value.shape, p.gradient.shape, p.value.dtype]),
    [
      ["dense_1/weights", [4, 3], [4, 3], "float32"],
      ["dense_1/bias", [1, 3], [1, 3], "float32"],
    ],
  );
  assert.deepEqual([layer.name, layer.inputs, layer.outputs], ["dense_1", 4, 3]);
  assert.deepEqual(new Dense({ units: 3 }).parameters, []);
});

test("weights start as Glorot and biases at zero unless told otherwise", () => {
  const layer = built({ units: 50 }, 100);
  const largest = Math.max(...layer.weights.value.data.map(Math.abs));
  assert.ok(largest <= 0.2 && largest > 0.199);
  assert.ok(layer.bias.value.data.every((x: number) => x === 0));
  const normal = built({ units: 50, weightInitializer: "normal", biasInitializer: "normal" }, 100);
  assert.ok(normal.weights.value.data.some((x: number) => Math.abs(x) > 2));
  assert.ok(normal.bias.value.data.some((x: number) => Math.abs(x) > 0.5));
});

test("the same seed gives the same weights", () => {
  const weights = (seed: number) => built({ units: 3 }, 2, seed).weights.value.toArray();
  assert.deepEqual(weights(4), weights(4));
  assert.notDeepEqual(weights(4), weights(5));
});

test("config holds all options, also those left out", () => {
  assert.deepEqual(new Dense({ units: 3, activation: "tanh" }).config(), {
    class: "Dense",
    units: 3,
    activation: "tanh",
    weightInitializer: "glorot",
    biasInitializer: "zeros",
  });
  assert.equal(new Dense({ units: 1 }).config().activation, "linear");
});

test("units that are no whole number above 0, unknown names and typing errors are refused", () => {
  for (const units of [0, -1, 1.5, NaN, undefined, "3"]) {
    assert.throws(() => new Dense({ units: units as number }), {
      name: "RangeError",
      message: /^Dense expects units to be a whole number of at least 1 but got/,
    });
  }
  const dense = (options: object) => () => new Dense({ units: 1, ...options });
  assert.throws(dense({ activation: "softplus" }), /RangeError: Dense knows no activation/);
  assert.throws(dense({ weightInitializer: "he" }), /RangeError: Dense knows no weightInitializer/);
  assert.throws(dense({ biasInitializer: "ones" }), /RangeError: Dense knows no biasInitializer/);
  assert.throws(dense({ activaton: "relu" }), /TypeError: Dense knows no option "activaton"/);
});

test("a layer has one place in one model", () => {
  const layer = built({ units: 1 }, 1);
  assert.throws(
    () => layer.place("dense_2", [1]),
    /dense_1 is already part of a model.*: make a new Dense for each place/,
  );
  assert.equal(layer.name, "dense_1");
});
