// The kernels of dropout and batch normalization against the loops of core, one operation at a time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { applyDropout, type DropoutMask } from "../../../lib/core/layers/dropout-mask";
import { Matrix, Random } from "../../../lib/core/index";
import { agree } from "../../helpers/backends";
import { makeKernels, normals, placed } from "../../helpers/wasm";

const SHAPES = [
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 5],
  [2, 4],
  [7, 10],
  [17, 33],
  [64, 130],
  [300, 17],
];

test("dropout leaves out the very numbers that core leaves out, at every rate and with every key", () => {
  const random = new Random(1);
  for (const rate of [0, 1e-9, 0.1, 0.5, 0.9, 1 - 2 ** -32, 1 - 2 ** -53]) {
    for (const [rows, cols] of SHAPES) {
      for (const key of [0, -1, 2 ** 31 - 1, -(2 ** 31), random.integer(2 ** 32) | 0]) {
        const { heap, kernels } = makeKernels();
        const mask: DropoutMask = { rate, layerKey: key, stepKey: random.integer(2 ** 32) | 0 };
        const X = placed(heap, normals(1, rows, cols));
        const out = placed(heap, normals(2, rows + 2, cols));
        const expected = new Float32Array(rows * cols);
        applyDropout(X.data, expected, rows * cols, mask);
        kernels.dropout(X, out, mask, rows);
        const got = out.data.slice(0, rows * cols);
        const what = `${rate}, ${JSON.stringify(mask)}, [${rows}, ${cols}]`;
        const zeros = (data: ArrayLike<number>) => Array.from(data, (x) => x === 0);
        assert.deepEqual(zeros(got), zeros(expected), what);
        agree(got, expected, what, 1e-6);
        kernels.dropout(X, X, mask, rows);
        assert.deepEqual(X.data, got, `${what}, in place`);
      }
    }
  }
});

test("what dropout leaves out is 0, NaN and ∞ too; what it keeps stays NaN or ∞", () => {
  const mask = { rate: 0.5, layerKey: 3, stepKey: 9 };
  const { heap, kernels } = makeKernels();
  for (const bad of [NaN, Infinity, -Infinity, 1e-40]) {
    const X = heap.matrix(5, 7);
    X.data.fill(bad);
    const expected = new Float32Array(35);
    applyDropout(X.data, expected, 35, mask);
    kernels.dropout(X, X, mask, 5);
    assert.deepEqual(Array.from(X.data), Array.from(expected));
    assert.ok(X.data.includes(0) && X.data.some((x: number) => !(Math.abs(x) < 1e-41)));
  }
});

/** The four matrices of one row and what they are called, on kernels. */
function normalization(make: (matrix: Matrix) => Matrix, cols: number, epsilon: number) {
  const row = (seed: number) => make(normals(seed, 1, cols));
  return {
    mean: row(11),
    variance: row(12),
    gamma: row(13),
    beta: row(14),
    gammaGradient: row(15),
    betaGradient: row(16),
    epsilon,
  };
}

/** A way forward and back through batch normalization: all that comes out. */
function through(
  kernels: ReturnType<typeof makeKernels>["kernels"] | PlainKernels,
  make: (matrix: Matrix) => Matrix,
  [X, dA]: readonly Matrix[],
  epsilon: number,
): Record<string, ArrayLike<number>> {
  const { rows, cols } = X;
  const by = normalization(make, cols, epsilon);
  const [x, da] = [make(X), make(dA)];
  const A = make(Matrix.zeros(rows, cols, "float32"));
  const dX = make(Matrix.zeros(rows, cols, "float32"));
  kernels.columnMoments(x, by.mean, by.variance, rows);
  kernels.normalize(x, A, by, rows);
  kernels.normalizeBackward(x, da, dX, by, rows);
  const { mean, variance, gammaGradient, betaGradient } = by;
  return Object.fromEntries(
    Object.entries({ mean, variance, A, dX, gammaGradient, betaGradient }).map(
      ([name, { data }]) => [name, Array.from(data)],
    ),
  );
}

const onPlain = (dtype: "float32" | "float64", matrices: readonly Matrix[], epsilon: number) =>
  through(
    new PlainKernels(dtype),
    ({ rows, cols, data }) =>
      new Matrix(
        rows,
        cols,
        dtype === "float32" ? Float32Array.from(data) : Float64Array.from(data),
      ),
    matrices,
    epsilon,
  );

test("batch normalization forward and back is that of core, for any number of rows and columns", () => {
  for (const [rows, cols] of SHAPES) {
    for (const epsilon of [1e-3, 1e-5, 1e-12]) {
      const matrices = [normals(1, rows, cols), normals(2, rows, cols)];
      const { heap, kernels } = makeKernels();
      const got = through(kernels, (m) => placed(heap, m), matrices, epsilon);
      const expected = onPlain("float32", matrices, epsilon);
      for (const [name, values] of Object.entries(got)) {
        agree(values, expected[name], `${name} [${rows}, ${cols}], ${epsilon}`, 1e-6);
      }
    }
  }
});

test("columns far from 0, and columns that are all the same, keep their digits", () => {
  const [rows, cols] = [40, 9];
  const X = normals(1, rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 3; j++) X.set(i, j, X.get(i, j) + 1e4);
    for (let j = 3; j < 6; j++) X.set(i, j, 7);
  }
  const matrices = [X, normals(2, rows, cols)];
  const { heap, kernels } = makeKernels();
  const got = through(kernels, (m) => placed(heap, m), matrices, 1e-5);
  const expected = onPlain("float32", matrices, 1e-5);
  for (const [name, values] of Object.entries(got)) agree(values, expected[name], name, 1e-6);
  const exact = onPlain("float64", matrices, 1e-5);
  agree(got.variance, exact.variance, "variance", 1e-6);
});

test("NaN and ∞ stay in their columns, and come out where core has them", () => {
  const broken = (values: ArrayLike<number>) =>
    Array.from(values, (x) => (Number.isFinite(x) ? "finite" : "not"));
  for (const bad of [NaN, Infinity, -Infinity, 3e38]) {
    for (const [rows, cols] of [
      [6, 7],
      [5, 1],
    ]) {
      for (const which of [0, 1]) {
        const matrices = [normals(1, rows, cols), normals(2, rows, cols)];
        matrices[which].set(2, cols - 1, bad);
        const { heap, kernels } = makeKernels();
        const got = through(kernels, (m) => placed(heap, m), matrices, 1e-5);
        const expected = onPlain("float32", matrices, 1e-5);
        for (const [name, values] of Object.entries(got)) {
          const what = `${name}, ${bad} in ${which}, [${rows}, ${cols}]`;
          assert.deepEqual(broken(values), broken(expected[name]), what);
        }
      }
    }
  }
});

test("denormal inputs have a mean, and an ε that float32 cannot hold divides by nothing worse than 0", () => {
  const X = normals(1, 8, 5);
  for (let i = 0; i < 40; i++) X.data[i] *= 1e-39;
  const matrices = [X, normals(2, 8, 5)];
  const { heap, kernels } = makeKernels();
  const got = through(kernels, (m) => placed(heap, m), matrices, 1e-5);
  const expected = onPlain("float32", matrices, 1e-5);
  agree(got.mean, expected.mean, "mean", 1e-4, 0);
  X.data.fill(3);
  const other = makeKernels();
  const same = through(other.kernels, (m) => placed(other.heap, m), [X, X], 1e-60);
  assert.ok(Array.from(same.A).every(Number.isFinite));
});
