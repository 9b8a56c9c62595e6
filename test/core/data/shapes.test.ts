import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blobs,
  checkerboard,
  circles,
  gaussianQuantiles,
  moons,
  spiral,
  xor,
  type Matrix,
} from "../../../lib/core/index";
import { toBeClose } from "../../helpers/close";

const length = ([x, y]: number[]) => Math.hypot(x, y);
const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const deviation = (values: number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((x) => (x - middle) ** 2)));
};
const column = (X: Matrix, j: number, from = 0, to = X.rows) =>
  X.toArray()
    .slice(from, to)
    .map((row) => row[j]);

test("a spiral without noise is the formula, by hand", () => {
  const { X } = spiral({ samplesPerClass: 3, classes: 2, noise: 0 });
  // class 0: r = 0, ½, 1 and t = 0, 2, 4; class 1: t = 4, 6, 8. Angles are 2.5 t.
  toBeClose(X, [
    [0, 0],
    [0.5 * Math.sin(5), 0.5 * Math.cos(5)],
    [Math.sin(10), Math.cos(10)],
    [0, 0],
    [0.5 * Math.sin(15), 0.5 * Math.cos(15)],
    [Math.sin(20), Math.cos(20)],
  ]);
  toBeClose(X.row(2), [-0.5440211108893698, -0.8390715290764524]);
});

test("noise turns the points of a spiral by 2.5 · noise and leaves their radius", () => {
  const count = 5000;
  const { X } = spiral({ samplesPerClass: count, classes: 1, noise: 0.2, seed: 3 });
  const turns: number[] = [];
  for (let i = 1; i < count; i++) {
    const [x, y] = X.row(i);
    toBeClose(Math.hypot(x, y), i / (count - 1));
    const turn = Math.atan2(x, y) - (2.5 * 4 * i) / (count - 1);
    turns.push(turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI)));
  }
  // Standard errors: 0.5 / √5000 = 0.0071 for the mean, 0.005 for the deviation; four of them are allowed.
  assert.ok(Math.abs(mean(turns)) < 0.029);
  assert.ok(Math.abs(deviation(turns) - 0.5) < 0.02);
});

test("moons without noise are scikit-learn's, and a second pair stands 3.5 to the right", () => {
  const { X } = moons({ samplesPerClass: 3, classes: 4 });
  toBeClose(X, [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, 0.5],
    [1, -0.5],
    [2, 0.5],
    [4.5, 0],
    [3.5, 1],
    [2.5, 0],
    [3.5, 0.5],
    [4.5, -0.5],
    [5.5, 0.5],
  ]);
});

test("moons of different classes nowhere come nearer than a half", () => {
  const { X, y } = moons({ samplesPerClass: 101, classes: 5 });
  let nearest = Infinity;
  for (let a = 0; a < X.rows; a++) {
    for (let b = 0; b < a; b++) {
      if (y[a] === y[b]) continue;
      const [p, q] = [X.row(a), X.row(b)];
      nearest = Math.min(nearest, length([p[0] - q[0], p[1] - q[1]]));
    }
  }
  toBeClose(nearest, 0.5);
});

test("circles without noise have the radii 1, factor, factor² and points at even angles", () => {
  const { X } = circles({ samplesPerClass: 4, classes: 3, factor: 0.5 });
  const ring = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ];
  toBeClose(
    X,
    [1, 0.5, 0.25].flatMap((r) => ring.map((p) => p.map((x) => r * x))),
  );
  toBeClose(length(circles({ samplesPerClass: 1 }).X.row(1)), 0.8);
  for (const factor of [0, 1, -1, NaN]) {
    assert.throws(() => circles({ factor }), {
      name: "RangeError",
      message: /^circles expects factor to be a number between 0 and 1 but got/,
    });
  }
});

test("noise of moons, circles, xor and checkerboard has the deviation asked for", () => {
  const common = { samplesPerClass: 20_000, seed: 2 };
  for (const make of [moons, circles]) {
    const [clean, noisy] = [make(common).X, make({ ...common, noise: 0.3 }).X];
    const added = Array.from(noisy.data, (x, i) => x - clean.data[i]);
    // 80,000 numbers: standard errors 0.0011 and 0.00075; four of them are allowed.
    assert.ok(Math.abs(mean(added)) < 0.0045, make.name);
    assert.ok(Math.abs(deviation(added) - 0.3) < 0.003, make.name);
  }
  for (const make of [xor, checkerboard]) {
    // Evenly spread over [−1, 1]: variance ⅓, to which that of the noise is added.
    const { data } = make({ ...common, noise: 0.5 }).X;
    assert.ok(Math.abs(deviation(Array.from(data)) - Math.sqrt(1 / 3 + 0.25)) < 0.01, make.name);
  }
});

test("blobs lie around the given centers with the given deviations", () => {
  const centers = [
    [0, 0, 5],
    [-4, 2, 1],
  ];
  const { X, y } = blobs({ samplesPerClass: 10_000, centers, clusterStd: [0.5, 2], seed: 1 });
  assert.deepEqual(X.shape, [20_000, 3]);
  assert.deepEqual([y[9_999], y[10_000]], [0, 1]);
  for (const [c, std] of [0.5, 2].entries()) {
    for (let j = 0; j < 3; j++) {
      const values = column(X, j, c * 10_000, (c + 1) * 10_000);
      assert.ok(Math.abs(mean(values) - centers[c][j]) < (4 * std) / 100);
      assert.ok(Math.abs(deviation(values) - std) < (4 * std) / Math.sqrt(20_000));
    }
  }
  toBeClose(blobs({ samplesPerClass: 1, centers, clusterStd: 0 }).X, centers);
});

test("centers that are not given are drawn from the box, in any number of dimensions", () => {
  const { X } = blobs({
    samplesPerClass: 2,
    classes: 500,
    features: 4,
    centerBox: [3, 5],
    clusterStd: 0,
  });
  assert.deepEqual(X.shape, [1000, 4]);
  assert.ok(X.data.every((x: number) => x >= 3 && x < 5));
  assert.ok(Math.abs(mean(Array.from(X.data)) - 4) < 0.06);
  assert.deepEqual(X.row(0), X.row(1), "both points of class 0 lie on its center");
});

test("blobs refuse centers, deviations and boxes that do not fit", () => {
  const refused = (options: unknown, message: RegExp) =>
    assert.throws(() => blobs(options as object), { name: "RangeError", message });
  refused({ centers: [1, 2] }, /^blobs expects centers as one list of coordinates for each class/);
  refused({ centers: [] }, /^blobs expects centers as one list/);
  refused({ centers: 3 }, /^blobs expects centers as one list .* but got 3/);
  refused({ centers: [[0, 0], [1]] }, /^blobs expects center 1 to be 2 finite numbers/);
  refused({ centers: [[0, NaN]] }, /^blobs expects center 0 to be 2 finite numbers/);
  refused({ centers: [[0, 0]], features: 3 }, /^blobs expects center 0 to be 3 finite numbers/);
  refused({ centers: [[0, 0]], classes: 2 }, /got 1 centers and 2 classes: leave classes out/);
  refused({ clusterStd: [1, 2] }, /^blobs expects clusterStd to be 3 finite numbers/);
  refused({ clusterStd: -1 }, /^blobs expects clusterStd to be a number of at least 0 but got -1/);
  refused({ clusterStd: [1, -2, 1] }, /^blobs expects clusterStd to be a number of at least 0/);
  refused({ centerBox: [1] }, /^blobs expects centerBox to be 2 finite numbers/);
  refused({ features: 0 }, /^blobs expects features to be a whole number of at least 1/);
});

test("each point of a checkerboard lies on a square of its class", () => {
  for (const [classes, cells] of [
    [2, 4],
    [3, 5],
    [5, 3],
  ]) {
    const { X, y } = checkerboard({ samplesPerClass: 400, classes, cells, seed: 8 });
    const seen = new Set<string>();
    for (let i = 0; i < X.rows; i++) {
      const [column, row] = X.row(i).map((x) => Math.floor(((x + 1) * cells) / 2));
      assert.equal((column + row) % classes, y[i]);
      seen.add(`${column} ${row}`);
    }
    assert.equal(seen.size, cells * cells, "every square has points");
  }
});

test("a checkerboard with too few squares says how many it takes", () => {
  assert.throws(() => checkerboard({ classes: 6, cells: 3 }), {
    name: "RangeError",
    message: "checkerboard expects at most 5 classes on 3 by 3 squares but got 6: try cells: 4",
  });
  assert.equal(checkerboard({ classes: 6, cells: 4 }).X.rows, 600);
  assert.throws(() => checkerboard({ cells: 0 }), /cells to be a whole number of at least 1/);
});

test("xor: class 1 where an odd number of coordinates is above 0, each quarter alike", () => {
  for (const features of [1, 2, 3, 5]) {
    const { X, y } = xor({ samplesPerClass: 4000, features, seed: 4 });
    const counts = new Map<string, number>();
    for (let i = 0; i < X.rows; i++) {
      const signs = X.row(i).map((x) => Number(x > 0));
      assert.equal(
        signs.reduce((a, b) => a ^ b, 0),
        y[i],
      );
      counts.set(signs.join(""), (counts.get(signs.join("")) ?? 0) + 1);
      assert.ok(X.row(i).every((x) => x >= -1 && x <= 1 && x !== 0));
    }
    assert.equal(counts.size, 2 ** features);
    const expected = 8000 / 2 ** features;
    for (const n of counts.values()) assert.ok(Math.abs(n - expected) < 4 * Math.sqrt(expected));
  }
  assert.throws(() => xor({ features: 0 }), /features to be a whole number of at least 1/);
});

test("gaussian quantiles: one cloud, each class outside of the one before", () => {
  const middle = [3, -2];
  const { X } = gaussianQuantiles({
    samplesPerClass: 4000,
    classes: 3,
    mean: middle,
    cov: 4,
    seed: 2,
  });
  for (let j = 0; j < 2; j++) {
    const values = column(X, j);
    assert.ok(Math.abs(mean(values) - middle[j]) < (4 * 2) / Math.sqrt(12_000));
    assert.ok(Math.abs(deviation(values) - 2) < (4 * 2) / Math.sqrt(24_000));
  }
  const radii = X.toArray().map((p) => length([p[0] - 3, p[1] + 2]));
  for (let i = 1; i < radii.length; i++) assert.ok(radii[i] >= radii[i - 1] - 1e-12);
  // In two dimensions a share of 1 − exp(−r² / 2cov) lies within r: a third within 2 √(2 ln 1.5).
  assert.ok(Math.abs(radii[3999] - 2 * Math.sqrt(2 * Math.log(1.5))) < 0.06);
  assert.ok(Math.abs(radii[7999] - 2 * Math.sqrt(2 * Math.log(3))) < 0.06);
});

test("gaussian quantiles in more dimensions, and what they refuse", () => {
  assert.deepEqual(gaussianQuantiles({ features: 6 }).X.shape, [300, 6]);
  assert.throws(() => gaussianQuantiles({ mean: [0, 0, 0] }), {
    name: "RangeError",
    message: "gaussianQuantiles expects mean to be 2 finite numbers but got an array of 3",
  });
  assert.throws(() => gaussianQuantiles({ cov: 0 }), {
    name: "RangeError",
    message: "gaussianQuantiles expects cov to be a number above 0 but got 0",
  });
  assert.throws(() => gaussianQuantiles({ features: 1.5 }), /features to be a whole number/);
});
