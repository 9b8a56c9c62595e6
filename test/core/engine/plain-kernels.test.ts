import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../../lib/core/matrix";
import { allFinite, PlainFeed, PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { toExamples } from "../../../lib/core/examples";
import { toTargets } from "../../../lib/core/targets";
import { toBeClose } from "../../helpers/close";

const kernels = new PlainKernels("float64");

const X = Matrix.from([
  [1, 2],
  [3, 4],
  [0, 5],
]);
const W = Matrix.from([
  [1, -1, 0],
  [0.5, 2, 1],
]);
const b = Matrix.from([[0.1, -0.2, 0.3]]);
const dZ = Matrix.from([
  [1, 0, 2],
  [0.5, -1, 0],
  [0, 1, -2],
]);

test("affine is X W + b", () => {
  const Z = Matrix.zeros(3, 3);
  kernels.affine(X, W, b, Z, 3);
  toBeClose(Z, [
    [2.1, 2.8, 2.3],
    [5.1, 4.8, 4.3],
    [2.6, 9.8, 5.3],
  ]);
});

// Column 1 of X is (1, 3, 0), column 2 is (2, 4, 5).
test("the gradient of the weights is Xᵀ dZ, that of the biases the sum of the rows of dZ, whatever was there before", () => {
  const dW = Matrix.from([
    [9, 9, 9],
    [9, 9, 9],
  ]);
  const db = Matrix.from([[9, 9, 9]]);
  kernels.parameterGradients(X, dZ, dW, db, 3);
  toBeClose(dW, [
    [2.5, -3, 2],
    [4, 1, -6],
  ]);
  toBeClose(db, [[1.5, 0, 0]]);
});

test("the gradient of the inputs is dZ Wᵀ", () => {
  const dX = Matrix.from([
    [9, 9],
    [9, 9],
    [9, 9],
  ]);
  kernels.inputGradient(dZ, W, dX, 3);
  toBeClose(dX, [
    [1, 2.5],
    [1.5, -1.75],
    [-1, 0],
  ]);
});

const parameter = (value: number[][], gradient: number[][]) => ({
  name: "dense_1/weights",
  value: Matrix.from(value),
  gradient: Matrix.from(gradient),
});

test("sgd takes a multiple of the gradient off, in place", () => {
  const p = parameter([[1, 2]], [[10, -20]]);
  assert.equal(kernels.sgd(p, 0.1), true);
  toBeClose(p.value, [[0, 4]]);
  toBeClose(p.gradient, [[10, -20]]);
});

// m = 1/2 · 2 + 1/2 · 4 = 3, v = 3/4 · 4 + 1/4 · 16 = 7 (so that √7 · 1/√7 = 1), p = 1 − 0.5 · 3 / (1 + 2).
test("adam changes m, v and the parameter in place", () => {
  const p = parameter([[1, 1]], [[4, 0]]);
  const [m, v] = [Matrix.from([[2, 0]]), Matrix.from([[4, 0]])];
  const numbers = { beta1: 1 / 2, beta2: 3 / 4, epsilon: 2, stepSize: 0.5 };
  assert.equal(kernels.adam(p, m, v, { ...numbers, rootCorrection: 1 / Math.sqrt(7) }), true);
  toBeClose(m, [[3, 0]]);
  toBeClose(v, [[7, 0]]);
  toBeClose(p.value, [[0.5, 1]]);
});

test("sgd and adam tell where an entry is not finite any more, wherever it is", () => {
  const numbers = { beta1: 0, beta2: 0, epsilon: 1, stepSize: 1, rootCorrection: 1 };
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (const at of [0, 1, 2]) {
      const [p, q] = [1, 2].map(() => parameter([[1, 2, 3]], [[1, 1, 1]]));
      for (const { value } of [p, q]) value.data[at] = bad;
      assert.equal(kernels.sgd(p, 0.1), false);
      assert.equal(kernels.adam(q, Matrix.zeros(1, 3), Matrix.zeros(1, 3), numbers), false);
    }
  }
  const [a, b] = [1, 2].map(() => parameter([[0, 0]], [[0, 0]]));
  for (const { value } of [a, b]) value.data.set([Infinity, -Infinity]);
  assert.equal(kernels.sgd(a, 0.1), false, "one does not cancel the other");
  assert.equal(kernels.adam(b, Matrix.zeros(1, 2), Matrix.zeros(1, 2), numbers), false);
  const largest = parameter([[Number.MAX_VALUE, Number.MAX_VALUE]], [[0, 0]]);
  assert.equal(kernels.sgd(largest, 1), true, "large is not infinite");
});

test("only the rows in use are read and written", () => {
  const far = Matrix.from([
    [1, 2],
    [3, 4],
  ]);
  far.data.fill(NaN, 2);
  const Z = Matrix.zeros(2, 3);
  const dW = Matrix.zeros(2, 3);
  const db = Matrix.zeros(1, 3);
  const dX = Matrix.zeros(2, 2);
  const dFar = Matrix.from([
    [1, 0, 2],
    [0, 0, 0],
  ]);
  dFar.data.fill(NaN, 3);
  kernels.affine(far, W, b, Z, 1);
  kernels.parameterGradients(far, dFar, dW, db, 1);
  kernels.inputGradient(dFar, W, dX, 1);
  toBeClose(Z, [
    [2.1, 2.8, 2.3],
    [0, 0, 0],
  ]);
  toBeClose(dW, [
    [1, 0, 2],
    [2, 0, 4],
  ]);
  toBeClose(db, [[1, 0, 2]]);
  toBeClose(dX, [
    [1, 2.5],
    [0, 0],
  ]);
});

test("matrices are zeros of the kind that the kernels compute in", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const some = new PlainKernels(dtype);
    const made = some.matrix(2, 3);
    assert.deepEqual([some.dtype, made.dtype, made.shape], [dtype, dtype, [2, 3]]);
    assert.ok(made.data.every((x: number) => x === 0));
    some.release();
  }
});

const zeroAndOne = Matrix.from([[0, 1]]);

test("a zero among the inputs hides nothing where parameters are not all finite", () => {
  const Z = Matrix.zeros(1, 2);
  for (const bad of [NaN, Infinity, -Infinity]) {
    const broken = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    broken.set(0, 1, bad);
    const exact = new PlainKernels("float64");
    exact.finite = false;
    exact.affine(zeroAndOne, broken, Matrix.zeros(1, 2), Z, 1);
    assert.deepEqual(Z.row(0), [3, NaN], "0 · ∞ and 0 · NaN are NaN");
  }
});

test("skipping zeros and adding them give the same numbers where all are finite", () => {
  const [Z, exactly] = [Matrix.zeros(3, 3), Matrix.zeros(3, 3)];
  const exact = new PlainKernels("float64");
  exact.finite = false;
  kernels.affine(X, W, b, Z, 3);
  exact.affine(X, W, b, exactly, 3);
  assert.deepEqual(Z.toArray(), exactly.toArray());
});

test("a zero among the inputs hides no gradient that is not finite", () => {
  for (const [bad, sum] of [
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ]) {
    const gradient = Matrix.from([[1, 2]]);
    gradient.set(0, 1, bad);
    const [dW, db] = [Matrix.zeros(2, 2), Matrix.zeros(1, 2)];
    kernels.parameterGradients(zeroAndOne, gradient, dW, db, 1);
    assert.deepEqual(dW.toArray(), [
      [0, NaN],
      [1, bad],
    ]);
    assert.deepEqual(db.row(0), [1, sum]);
  }
});

// The smallest float32 above 0 is 2^−149; times 2^127 it is 2^−22.
test("numbers next to zero are not taken for zero", () => {
  for (const [dtype, tiny, huge, product] of [
    ["float32", 2 ** -149, 2 ** 127, 2 ** -22],
    ["float64", 2 ** -1074, 2 ** 1023, 2 ** -51],
  ] as const) {
    const some = new PlainKernels(dtype);
    const one = (value: number) => Matrix.from([[value]], dtype);
    const [Z, dW, dX] = [one(0), one(0), one(0)];
    some.affine(one(tiny), one(huge), one(0), Z, 1);
    assert.equal(Z.get(0, 0), product);
    some.parameterGradients(one(tiny), one(huge), dW, one(0), 1);
    assert.equal(dW.get(0, 0), product);
    some.inputGradient(one(tiny), one(huge), dX, 1);
    assert.equal(dX.get(0, 0), product);
    const p = { name: "p", value: one(tiny), gradient: one(tiny) };
    some.sgd(p, 2);
    assert.equal(p.value.get(0, 0), -tiny);
  }
});

test("allFinite finds NaN and infinite numbers at every place", () => {
  assert.equal(allFinite(X), true);
  assert.equal(allFinite(Matrix.zeros(0, 0)), true);
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (const at of [0, 5]) {
      const broken = X.copy();
      broken.data[at] = bad;
      assert.equal(allFinite(broken), false);
    }
  }
});

test("activations, losses and counts are those of the library, on the rows in use", () => {
  const Z = Matrix.from([
    [0, Math.log(3)],
    [5, 5],
  ]);
  const A = Matrix.zeros(2, 2);
  kernels.activation("softmax").forward(Z, A, 1);
  toBeClose(A, [
    [1 / 4, 3 / 4],
    [0, 0],
  ]);
  const [Y, out] = [Matrix.from([[0, 1]]), Matrix.zeros(1, 2)];
  const crossEntropy = kernels.loss("categoricalCrossentropy");
  toBeClose(crossEntropy.value(A, Y, Z, 1), Math.log(4 / 3));
  crossEntropy.gradient(A, Y, out, 1);
  toBeClose(out, [[1 / 4, -1 / 4]]);
  // dA = (4, 0): Σ dA · A is 1, so 1/4 · 3 and 3/4 · (−1).
  kernels.activation("softmax").backward(A, Matrix.from([[4, 0]]), out, 1);
  toBeClose(out, [[3 / 4, -3 / 4]]);
  assert.equal(kernels.correct("classes", A, Y, 1), 1);
  assert.equal(kernels.correct("binary", A, Y, 1), 1);
  assert.ok(Number.isNaN(kernels.correct("values", A, Y, 1)));
});

const data = { data: Uint8Array.of(0, 51, 102, 153, 204, 255), shape: [3, 2], scale: 1 / 255 };

test("a feed reads rows as they come, and in an order once it has one", () => {
  const feed = kernels.feed(toExamples("test", data), toTargets("test", [2, 0, 1], 3, 3));
  assert.ok(feed instanceof PlainFeed);
  assert.deepEqual([feed.rows, feed.kind], [3, "classes"]);
  const [inputs, targets] = [Matrix.zeros(2, 2), Matrix.zeros(2, 3)];
  const read = (start: number, count: number) => {
    feed.inputs(start, count, inputs);
    feed.targets(start, count, targets);
  };
  read(1, 2);
  toBeClose(inputs, [
    [0.4, 0.6],
    [0.8, 1],
  ]);
  assert.deepEqual(targets.toArray(), [
    [1, 0, 0],
    [0, 1, 0],
  ]);
  const order = Uint32Array.of(2, 0, 1);
  feed.setOrder(order);
  order.fill(1);
  read(0, 2);
  toBeClose(inputs, [
    [0.8, 1],
    [0, 0.2],
  ]);
  assert.deepEqual(targets.toArray(), [
    [0, 1, 0],
    [0, 0, 1],
  ]);
  read(2, 1);
  toBeClose(inputs.row(0), [0.4, 0.6]);
  toBeClose(inputs.row(1), [0, 0.2], 1e-12, "rows behind those asked for stay");
  feed.release();
});

test("a feed without targets is one of values and writes none", () => {
  const feed = kernels.feed(toExamples("test", data));
  const targets = Matrix.from([[7]]);
  feed.targets(0, 1, targets);
  assert.deepEqual([feed.kind, targets.get(0, 0)], ["values", 7]);
});
