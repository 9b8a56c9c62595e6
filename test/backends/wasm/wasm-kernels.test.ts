// The compiled kernels against loops in float64, one operation at a time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toExamples } from "../../../lib/core/examples";
import { activations, losses, Matrix, Random, type ActivationName } from "../../../lib/core/index";
import { lossLoops, type Loss, type LossKernelName } from "../../../lib/core/losses/index";
import { countCorrect } from "../../../lib/core/metrics";
import { toTargets } from "../../../lib/core/targets";
import { agree } from "../../helpers/backends";
import { makeKernels, normals, placed, ulps } from "../../helpers/wasm";

const WIDTHS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 30, 31, 32, 33, 40, 64, 65, 100, 130];
const ROWS = [1, 2, 3, 4, 5, 7, 8, 10, 17, 63, 64, 65, 130, 257];

type Table = Float64Array;

/** A [m, k] · B [k, n], each given by how its entries are found. */
function product(
  [m, k, n]: number[],
  a: (i: number, k: number) => number,
  b: (k: number, j: number) => number,
  start: (j: number) => number = () => 0,
): Table {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = start(j);
      for (let p = 0; p < k; p++) sum += a(i, p) * b(p, j);
      out[i * n + j] = sum;
    }
  }
  return out;
}

/** The three products of a layer for one shape, into buffers that hold other numbers and a few rows more. */
function checkProducts(rows: number, inputs: number, outputs: number): void {
  const { heap, kernels } = makeKernels();
  const what = `${rows} rows, ${inputs} inputs, ${outputs} outputs`;
  const X = placed(heap, normals(1, rows, inputs));
  const W = placed(heap, normals(2, inputs, outputs));
  const b = placed(heap, normals(3, 1, outputs));
  const dZ = placed(heap, normals(4, rows, outputs));
  const [Z, dX] = [
    placed(heap, normals(5, rows + 2, outputs)),
    placed(heap, normals(6, rows + 2, inputs)),
  ];
  const [dW, db] = [
    placed(heap, normals(7, inputs, outputs)),
    placed(heap, normals(8, 1, outputs)),
  ];
  const behind = (M: Matrix) => Array.from(M.data.slice(rows * M.cols));
  const [behindZ, behindX] = [behind(Z), behind(dX)];
  const [x, w, dz, bias] = [X, W, dZ, b].map(({ data }) => Float64Array.from(data));

  kernels.affine(X, W, b, Z, rows);
  const sums = product(
    [rows, inputs, outputs],
    (i, k) => x[i * inputs + k],
    (k, j) => w[k * outputs + j],
    (j) => bias[j],
  );
  agree(Z.data.slice(0, rows * outputs), sums, `affine, ${what}`, 2e-6);

  kernels.parameterGradients(X, dZ, dW, db, rows);
  const weights = product(
    [inputs, rows, outputs],
    (k, i) => x[i * inputs + k],
    (i, j) => dz[i * outputs + j],
  );
  agree(dW.data, weights, `dW, ${what}`, 2e-6);
  agree(
    db.data,
    product(
      [1, rows, outputs],
      () => 1,
      (i, j) => dz[i * outputs + j],
    ),
    `db, ${what}`,
    2e-6,
  );

  kernels.inputGradient(dZ, W, dX, rows);
  const backward = product(
    [rows, outputs, inputs],
    (i, j) => dz[i * outputs + j],
    (j, k) => w[k * outputs + j],
  );
  agree(dX.data.slice(0, rows * inputs), backward, `dX, ${what}`, 2e-6);

  if (outputs > 3) assert.deepEqual(behind(Z), behindZ, `rows behind those in use, Z, ${what}`);
  if (inputs > 3) assert.deepEqual(behind(dX), behindX, `rows behind those in use, dX, ${what}`);
  for (const [name, M, before] of [
    ["X", X, x],
    ["W", W, w],
    ["b", b, bias],
    ["dZ", dZ, dz],
  ] as [string, Matrix, Table][]) {
    assert.deepEqual(Float64Array.from(M.data), before, `${name} is only read, ${what}`);
  }
}

test("the products of every width with every other", () => {
  WIDTHS.forEach((inputs, i) => {
    WIDTHS.forEach((outputs, j) => checkProducts(ROWS[(5 * i + j) % ROWS.length], inputs, outputs));
  });
});

test("the products for every number of rows", () => {
  for (const rows of ROWS) for (const width of [9, 31, 130]) checkProducts(rows, 70, width);
});

// A block is 384 deep, 64 rows and 1,024 columns.
test("the products where a block ends", () => {
  for (const [rows, inputs, outputs] of [
    [9, 383, 33],
    [65, 384, 17],
    [10, 385, 100],
    [8, 769, 30],
    [12, 10, 1023],
    [12, 10, 1025],
    [9, 1030, 10],
    [385, 40, 33],
    [770, 17, 30],
    [1, 784, 30],
    [128, 784, 10],
  ]) {
    checkProducts(rows, inputs, outputs);
  }
});

test("the products of few rows with a large matrix, whatever is left over of fours and of strips", () => {
  for (const rows of [1, 2, 3, 7, 8]) {
    for (const [inputs, outputs] of [
      [1024, 64],
      [1023, 67],
      [66, 1025],
      [33, 2050],
    ]) {
      checkProducts(rows, inputs, outputs);
    }
  }
});

test("few rows are summed up as many are, bit by bit", () => {
  const { heap, kernels } = makeKernels();
  const [inputs, outputs] = [301, 257];
  const X = placed(heap, normals(1, 16, inputs));
  const W = placed(heap, normals(2, inputs, outputs));
  const b = placed(heap, normals(3, 1, outputs));
  const [all, few] = [1, 2].map(() => kernels.matrix(16, outputs));
  kernels.affine(X, W, b, all, 16);
  for (const rows of [1, 5, 7]) {
    kernels.affine(X, W, b, few, rows);
    const used = rows * outputs;
    assert.deepEqual(few.data.slice(0, used), all.data.slice(0, used), `${rows} rows`);
  }
});

test("a great many outputs of few inputs, up to the loss, stay inside their buffers", () => {
  for (const outputs of [5000, 20_000, 100_000]) {
    for (const inputs of [1, 4]) {
      const { heap, kernels } = makeKernels();
      const W = placed(heap, normals(2, inputs, outputs));
      const b = placed(heap, normals(3, 1, outputs));
      const X = placed(heap, normals(4, 1, inputs));
      const [Z, A, Y] = [heap.matrix(1, outputs), heap.matrix(1, outputs), heap.matrix(1, outputs)];
      Y.data[7] = 1;
      kernels.affine(X, W, b, Z, 1);
      const others = [W, b, X, A, Y].map((M) => Float32Array.from(M.data));
      kernels.activation("softmax").forward(Z, A, 1);
      others[3] = Float32Array.from(A.data);
      const got = kernels.loss("categoricalCrossentropy").value(A, Y, Z, 1);
      const expected = losses.categoricalCrossentropy.value(A.data, Y.data, 1, outputs, Z.data);
      agree([got], [expected], `${outputs} outputs`);
      [W, b, X, A, Y].forEach((M, i) => assert.deepEqual(M.data, others[i], `${outputs}: ${i}`));
      const dW = heap.matrix(inputs, outputs);
      const db = heap.matrix(1, outputs);
      kernels.parameterGradients(X, A, dW, db, 1);
      agree(db.data, A.data, "db");
      [W, b, X, A, Y].forEach((M, i) => assert.deepEqual(M.data, others[i], `${outputs}: ${i}`));
    }
  }
});

/** Inputs through a feed, as the chain takes them, and the same inputs dense. */
function fed(X: Matrix, bytes: boolean, rows: number, start: number, order?: Uint32Array) {
  const made = makeKernels();
  const data = bytes ? Uint8Array.from(X.data) : X.data;
  const feed = made.kernels.feed(toExamples("test", { data, shape: [...X.shape], scale: 1 }));
  if (order) feed.setOrder(order);
  const dense = Matrix.zeros(rows, X.cols);
  toExamples("test", X).gather(dense.data, order, start, rows);
  return { ...made, feed, dense };
}

const sparseBytes = (seed: number, rows: number, cols: number, zeros: number) => {
  const random = new Random(seed);
  const X = Matrix.zeros(rows, cols, "float32");
  for (let i = 0; i < X.data.length; i++) {
    const x = 1 + random.integer(255);
    if (random.uniform() >= zeros) X.data[i] = x;
  }
  return X;
};

test("products with inputs that are mostly zeros, of bytes and of floats, in any order", () => {
  WIDTHS.forEach((inputs, i) => {
    WIDTHS.forEach((outputs, j) => {
      const rows = ROWS[(3 * i + j) % ROWS.length];
      const all = sparseBytes(i + j, rows + 5, inputs, 0.85);
      const order = new Random(i).shuffle(Uint32Array.from({ length: rows + 5 }, (_, n) => n));
      const { heap, kernels, feed, dense } = fed(all, (i + j) % 2 === 0, rows, 3, order);
      const what = `${rows} rows, ${inputs} inputs, ${outputs} outputs`;
      const X = kernels.matrix(rows, inputs);
      const W = placed(heap, normals(2, inputs, outputs));
      const b = placed(heap, normals(3, 1, outputs));
      const dZ = placed(heap, normals(4, rows, outputs));
      const Z = placed(heap, normals(5, rows, outputs));
      const dW = kernels.gradient(inputs, outputs);
      dW.data.fill(9);
      const db = kernels.gradient(1, outputs);
      const [x, w, dz] = [dense, W, dZ].map(({ data }) => Float64Array.from(data));
      const bias = Float64Array.from(b.data);
      feed.inputs(3, rows, X, true);
      kernels.affine(X, W, b, Z, rows);
      const sums = product(
        [rows, inputs, outputs],
        (i, k) => x[i * inputs + k],
        (k, j) => w[k * outputs + j],
        (j) => bias[j],
      );
      agree(Z.data, sums, `affine, ${what}`, 2e-6);
      kernels.parameterGradients(X, dZ, dW, db, rows);
      const weights = product(
        [inputs, rows, outputs],
        (k, i) => x[i * inputs + k],
        (i, j) => dz[i * outputs + j],
      );
      agree(
        db.data,
        product(
          [1, rows, outputs],
          () => 1,
          (i, j) => dz[i * outputs + j],
        ),
        `db, ${what}`,
        2e-6,
      );
      agree(dW.data, weights, `dW, ${what}`, 2e-6);
      const expected = Float64Array.from(W.data, (p, i) => p - 0.01 * weights[i]);
      assert.ok(kernels.sgd({ name: "", value: W, gradient: dW }, 0.01));
      agree(W.data, expected, `sgd, ${what}`, 2e-6);
    });
  });
});

test("a gradient that nobody looks at before the step is taken off all the same", () => {
  for (const outputs of [1, 2, 3, 4, 5, 8, 9, 16, 17, 30, 31, 32, 33, 64, 65, 100]) {
    for (const rows of [1, 2, 10]) {
      const { heap, kernels, feed, dense } = fed(sparseBytes(1, rows, 40, 0.8), true, rows, 0);
      const X = kernels.matrix(rows, 40);
      const W = placed(heap, normals(2, 40, outputs));
      const dZ = placed(heap, normals(4, rows, outputs));
      const [dW, db] = [kernels.gradient(40, outputs), kernels.gradient(1, outputs)];
      const x = Float64Array.from(dense.data);
      const dz = Float64Array.from(dZ.data);
      const weights = product(
        [40, rows, outputs],
        (k, i) => x[i * 40 + k],
        (i, j) => dz[i * outputs + j],
      );
      const expected = Float64Array.from(W.data, (p, i) => p - 0.001 * weights[i]);
      feed.inputs(0, rows, X, true);
      kernels.parameterGradients(X, dZ, dW, db, rows);
      assert.ok(kernels.sgd({ name: "", value: W, gradient: dW }, 0.001));
      agree(W.data, expected, `sgd, ${rows} rows, ${outputs} outputs`, 2e-6);
      agree(dW.data, weights, `dW afterwards, ${rows} rows, ${outputs} outputs`, 2e-6);
    }
  }
});

test("where dZ is not finite, zero times infinity is NaN, with sparse inputs as well", () => {
  for (const rows of [1, 4]) {
    const { heap, kernels, feed } = fed(sparseBytes(1, rows, 20, 0.8), true, rows, 0);
    const X = kernels.matrix(rows, 20);
    const dZ = placed(heap, normals(4, rows, 5));
    dZ.data[2] = Infinity;
    const [dW, db] = [kernels.gradient(20, 5), kernels.gradient(1, 5)];
    feed.inputs(0, rows, X, true);
    kernels.affine(X, kernels.matrix(20, 5), kernels.matrix(1, 5), kernels.matrix(rows, 5), rows);
    kernels.parameterGradients(X, dZ, dW, db, rows);
    const { data } = dW;
    for (let i = 0; i < data.length; i++)
      assert.equal(Number.isFinite(data[i]), i % 5 !== 2, `${i}`);
    assert.equal(db.data[2], Infinity);
  }
});

test("inputs that are wanted as they are come as they are", () => {
  const all = sparseBytes(1, 12, 33, 0.9);
  const { kernels, feed, dense } = fed(
    all,
    true,
    7,
    2,
    Uint32Array.from([5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6]),
  );
  const X = kernels.matrix(7, 33);
  feed.inputs(2, 7, X, false);
  assert.deepEqual(Array.from(X.data), Array.from(dense.data));
});

/** Numbers of all sizes, the ends of float32 and what no number is. */
const EDGES = [0, -0, 1e-45, -1e-45, 1e-38, -1e-38, 1e-10, -1e-10, 0.29999, -0.3, 0.30001, 1, -1];
EDGES.push(
  16,
  -17,
  87.3,
  -87.4,
  88.7,
  -88.8,
  -103.2,
  -103.9,
  -104,
  -150,
  1e30,
  -1e30,
  3.4e38,
  -3.4e38,
);

/** e^x, tanh and σ of many numbers, computed in float64 and rounded. */
const sweep = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.fround(from + ((to - from) * i) / (count - 1)));

function applied(name: ActivationName, xs: readonly number[], cols = xs.length): number[] {
  const { heap, kernels } = makeKernels();
  const Z = placed(heap, new Matrix(xs.length / cols, cols, Float64Array.from(xs)));
  const A = heap.matrix(Z.rows, cols);
  kernels.activation(name).forward(Z, A, Z.rows);
  return Array.from(A.data);
}

const worst = (got: number[], expected: number[]): number =>
  got.reduce((most, x, i) => Math.max(most, ulps(x, Math.fround(expected[i]))), 0);

test("e^x is right to 3 units in the last place, down to the denormals", () => {
  // softmax of (x, 0) with x ≤ 0 is e^x / (1 + e^x); below e^−20 the denominator is 1.
  for (const [from, to, allowed] of [
    [-87, -20, 3],
    [-103.9, -87, 3],
  ]) {
    const xs = sweep(from, to, 20_000);
    const got = applied(
      "softmax",
      xs.flatMap((x) => [x, 0]),
      2,
    ).filter((_, i) => i % 2 === 0);
    const most = worst(
      got,
      xs.map((x) => Math.exp(x)),
    );
    assert.ok(most <= allowed, `${most} units between ${from} and ${to}`);
  }
  assert.deepEqual(applied("softmax", [-104, 0], 2), [0, 1]);
});

test("tanh and σ are right to 4 units in the last place", () => {
  for (const [from, to] of [
    [-0.35, 0.35],
    [-10, 10],
    [-86, 86],
  ]) {
    const xs = sweep(from, to, 40_000);
    const tanh = worst(applied("tanh", xs), xs.map(Math.tanh));
    assert.ok(tanh <= 4, `tanh: ${tanh} units between ${from} and ${to}`);
    const sigmoid = worst(
      applied("sigmoid", xs),
      xs.map((x) => 1 / (1 + Math.exp(-x))),
    );
    assert.ok(sigmoid <= 4, `σ: ${sigmoid} units between ${from} and ${to}`);
  }
});

test("activations of the ends of float32 and of what is no number are those of core", () => {
  for (const activation of Object.values(activations)) {
    for (const cols of activation.name === "softmax" ? [1, 2, 3, 4, 5, 7, 30] : [1]) {
      const xs = [...EDGES, NaN, Infinity, -Infinity];
      const rows = xs.flatMap((x, i) =>
        Array.from({ length: cols }, (_, j) =>
          j === 0 ? x : EDGES[(i + 7 * j) % EDGES.length] / 1e3,
        ),
      );
      const expected = new Float32Array(rows.length);
      activation.forward(Float32Array.from(rows), expected, xs.length, cols);
      const got = applied(activation.name, rows, cols);
      for (const [i, x] of got.entries()) {
        const what = `${activation.name}(${rows[i]}) in a row of ${cols}: ${x}, not ${expected[i]}`;
        // softmax takes the largest sum off in float32: 90 is held to 4e-6.
        const near = Math.abs(x - expected[i]) <= 1e-5 * Math.abs(expected[i]) + 3e-45;
        assert.ok(Object.is(x, expected[i]) || near, what);
      }
    }
  }
});

test("each activation's backward is that of core, for any number of entries, NaN and ∞ included", () => {
  for (const activation of Object.values(activations)) {
    for (const [rows, cols] of [
      [1, 1],
      [1, 3],
      [3, 5],
      [2, 4],
      [7, 10],
      [5, 33],
    ]) {
      const { heap, kernels } = makeKernels();
      const [Z, dA] = [placed(heap, normals(1, rows, cols)), placed(heap, normals(2, rows, cols))];
      const [A, dZ] = [heap.matrix(rows, cols), heap.matrix(rows, cols)];
      for (const bad of [0, NaN, Infinity]) {
        if (bad !== 0) dA.data[0] = bad;
        const mine = kernels.activation(activation.name);
        mine.forward(Z, A, rows);
        mine.backward(A, dA, dZ, rows);
        const expected = new Float32Array(rows * cols);
        activation.backward(A.data, dA.data, expected, rows, cols);
        const from = Number.isFinite(bad) ? 0 : activation.name === "softmax" ? cols : 1;
        for (let i = 0; i < from; i++) {
          assert.equal(Number.isFinite(dZ.data[i]), Number.isFinite(expected[i]), activation.name);
        }
        agree(dZ.data.slice(from), expected.slice(from), `${activation.name} [${rows}, ${cols}]`);
      }
    }
  }
});

test("each loss and its gradient are those of core, for every number of outputs", () => {
  for (const [name, loss] of Object.entries(lossLoops) as [LossKernelName, Loss][]) {
    for (const outputs of [1, 2, 3, 4, 5, 9, 10, 31, 33, 100]) {
      for (const rows of [1, 3, 10]) {
        const { heap, kernels } = makeKernels();
        const Z = placed(heap, normals(2, rows, outputs));
        const A = heap.matrix(rows, outputs);
        kernels.activation("sigmoid").forward(placed(heap, normals(1, rows, outputs)), A, rows);
        const Y = heap.matrix(rows, outputs);
        const out = heap.matrix(rows, outputs);
        for (let i = 0; i < rows; i++) Y.data[i * outputs + (i % outputs)] = 1;
        const mine = kernels.loss(name);
        const value = loss.value(A.data, Y.data, rows, outputs, Z.data);
        const what = `${name}, ${rows} rows, ${outputs} outputs`;
        agree([mine.value(A, Y, Z, rows)], [value], what, 1e-6);
        mine.gradient(A, Y, out, rows);
        const expected = new Float32Array(rows * outputs);
        loss.gradient(A.data, Y.data, expected, rows, outputs);
        agree(out.data, expected, `${what}, gradient`, 1e-6);
      }
    }
  }
});

test("right answers are counted as core counts them: equals, NaN and sides of ½", () => {
  const answers = [
    [0.5, 0.5, 0.2],
    [NaN, 1, 2],
    [1, NaN, 0],
    [0.2, NaN, 0.3],
    [0.1, 0.2, 0.3],
    [0.49, 0.51, 0.5],
  ];
  const targets = [
    [1, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 1],
    [0, 1, 1],
  ];
  const { heap, kernels } = makeKernels();
  const [A, Y] = [placed(heap, answers), placed(heap, targets)];
  for (const kind of ["classes", "binary", "values"] as const) {
    for (const tolerance of [undefined, 0.5, 0.5 + 1e-12, 1e-3, Infinity]) {
      for (let rows = 1; rows <= 6; rows++) {
        const expected = countCorrect(kind, A.data, Y.data, rows, 3, tolerance);
        const what = `${kind}, ${rows} rows, ${tolerance}`;
        assert.equal(kernels.correct(kind, A, Y, rows, tolerance), expected, what);
      }
    }
  }
});

test("classes of bytes and of 32 bits become one-hot rows, in the order asked for", () => {
  const labels = Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
  for (const y of [
    Uint8Array.from(labels),
    labels,
    Uint16Array.from(labels),
    Float64Array.from(labels),
  ]) {
    const { kernels } = makeKernels();
    const targets = toTargets("test", y, 11, 30);
    const feed = kernels.feed(toExamples("test", normals(1, 30, 2)), targets);
    const order = Uint32Array.from({ length: 30 }, (_, i) => 29 - i);
    feed.setOrder(order);
    const out = kernels.matrix(9, 11);
    out.data.fill(5);
    feed.targets(4, 7, out);
    const expected = new Float32Array(77);
    targets.gather(expected, order, 4, 7);
    assert.deepEqual(Array.from(out.data.slice(0, 77)), Array.from(expected));
    assert.equal(out.data[77], 5, "the rows behind are as they were");
  }
});
