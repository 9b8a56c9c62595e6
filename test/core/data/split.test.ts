import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Matrix,
  spiral,
  trainTestSplit,
  trainValidationTestSplit,
  type TrainTestSplitOptions,
} from "../../../lib/core/index";

/** Row i of X is [i, 10 i], so a row can be told wherever it went. */
const rowsX = (n: number) => Matrix.from(Array.from({ length: n }, (_, i) => [i, 10 * i]));
const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);
const counts = (y: ArrayLike<number>, classes: number) =>
  numbers(classes).map((c) => Array.from(y).filter((k) => k === c).length);
const sorted = (...parts: { indices: Uint32Array }[]) =>
  parts.flatMap((part) => Array.from(part.indices)).sort((a, b) => a - b);

test("no row is lost or doubled, and X, y and indices stay together", () => {
  for (const stratified of [false, true]) {
    for (const shuffle of [false, true]) {
      for (const testSize of [0.01, 0.2, 0.5, 0.99, 3, 97]) {
        const y = numbers(100).map((i) => (stratified ? 0 : i));
        const { train, test } = trainTestSplit(rowsX(100), y, { testSize, stratified, shuffle });
        assert.deepEqual(sorted(train, test), numbers(100));
        for (const part of [train, test]) {
          assert.deepEqual(
            [part.X.rows, part.y.length],
            [part.indices.length, part.indices.length],
          );
          part.indices.forEach((row, i) => {
            assert.deepEqual(part.X.row(i), [row, 10 * row]);
            assert.equal(part.y[i], y[row]);
          });
        }
      }
    }
  }
});

test("a size below 1 is a share rounded up, from 1 on a count; a quarter unless told otherwise", () => {
  const size = (n: number, options?: TrainTestSplitOptions) =>
    trainTestSplit(rowsX(n), numbers(n), options).test.y.length;
  assert.equal(size(100), 25);
  assert.equal(size(10), 3);
  assert.equal(size(3000, { testSize: 0.2 }), 600);
  assert.equal(size(100, { testSize: 0.07 }), 7, "7.000000000000001 is not rounded up");
  assert.equal(size(10, { testSize: 0.01 }), 1);
  assert.equal(size(10, { testSize: 1 }), 1);
  assert.equal(size(10, { testSize: 9 }), 9);
  assert.equal(size(2), 1);
});

test("the same seed splits alike, another one otherwise, and rows are shuffled", () => {
  const split = (seed?: number) => trainTestSplit(rowsX(50), numbers(50), { seed });
  assert.deepEqual(split(1), split(1));
  assert.deepEqual(split(), split(0));
  assert.notDeepEqual(split(1).test.indices, split(2).test.indices);
  const { train } = split(1);
  assert.notDeepEqual(
    Array.from(train.indices),
    Array.from(train.indices).sort((a, b) => a - b),
  );
});

test("each row is as likely as any other to be a test row", () => {
  const hits = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 4000; seed++) {
    const { test } = trainTestSplit(rowsX(10), numbers(10), { testSize: 0.3, seed });
    for (const row of test.indices) hits[row]++;
  }
  // 1200 expected, deviation √(4000 · 0.3 · 0.7) = 29; four of them are allowed.
  for (const n of hits) assert.ok(Math.abs(n - 1200) < 116, String(hits));
});

test("without shuffling the last rows test, and order is kept", () => {
  const { train, test } = trainTestSplit(rowsX(5), numbers(5), { testSize: 2, shuffle: false });
  assert.deepEqual(
    [Array.from(train.indices), Array.from(test.indices)],
    [
      [0, 1, 2],
      [3, 4],
    ],
  );
  const three = trainValidationTestSplit(rowsX(5), numbers(5), { shuffle: false });
  assert.deepEqual(
    [three.train, three.validation, three.test].map((part) => part.y),
    [[0, 1, 2], [3], [4]],
  );
});

test("stratified parts have every class in proportion, to the row", () => {
  const y = Uint8Array.from([...Array(60).fill(0), ...Array(30).fill(2), ...Array(10).fill(1)]);
  const { train, test } = trainTestSplit(rowsX(100), y, { testSize: 0.2, stratified: true });
  assert.deepEqual(counts(test.y, 3), [12, 2, 6]);
  assert.deepEqual(counts(train.y, 3), [48, 8, 24]);
  assert.notDeepEqual(Array.from(test.y), Array.from(test.y).sort(), "classes are mixed");
});

test("where proportions are no whole numbers the largest remainders get the rows that are left", () => {
  // 7 : 2 : 1 of 3 are 2.1, 0.6 and 0.3: rounded down 2, 0, 0, and the one left goes to 0.6; class 2 would have none.
  const y = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2];
  assert.throws(() => trainTestSplit(rowsX(10), y, { testSize: 3, stratified: true }), {
    name: "RangeError",
    message:
      "trainTestSplit, stratified, expects at least one row of each class in each part but class 2 with 1 rows " +
      "would have 1 in train, 0 in test: try other sizes, more rows, or stratified: false",
  });
  const { test } = trainTestSplit(rowsX(9), y.slice(0, 9), { testSize: 3, stratified: true });
  assert.deepEqual(counts(test.y, 2), [2, 1]);
  const even = trainTestSplit(rowsX(6), [5, 5, 5, 4, 4, 4], { testSize: 3, stratified: true });
  assert.deepEqual(
    Array.from(even.test.y).filter((k) => k === 5).length,
    2,
    "ties: the first seen",
  );
});

test("a class that would be missing from training is refused as well", () => {
  assert.throws(
    () => trainTestSplit(rowsX(4), [0, 0, 0, 1], { testSize: 3, stratified: true }),
    /class 1 with 1 rows would have 0 in train, 1 in test/,
  );
});

test("one-hot rows are stratified as the classes that they are", () => {
  const y = numbers(20).map((i) => (i < 10 ? [1, 0] : [0, 1]));
  for (const form of [y, Matrix.from(y), { data: Uint8Array.from(y.flat()), shape: [20, 2] }]) {
    const options = { testSize: 0.2, stratified: true };
    const { test } = trainTestSplit(rowsX(20), form, options);
    assert.equal(test.indices.filter((row) => row < 10).length, 2);
  }
});

test("three parts: sizes are of all rows, stratified to the row, nothing lost", () => {
  const y = numbers(200).map((i) => (i < 150 ? 0 : 1));
  const options = { validationSize: 0.2, testSize: 0.1, stratified: true, seed: 2 };
  const { train, validation, test } = trainValidationTestSplit(rowsX(200), y, options);
  assert.deepEqual(
    [train, validation, test].map((part) => counts(part.y, 2)),
    [
      [105, 35],
      [30, 10],
      [15, 5],
    ],
  );
  assert.deepEqual(sorted(train, validation, test), numbers(200));
});

test("each form of examples and labels stays what it is, as a copy", () => {
  const options = { testSize: 1, shuffle: false };
  const nested = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const inRows = trainTestSplit(nested, nested, options);
  assert.deepEqual([inRows.train.X, inRows.test.y], [nested.slice(0, 2), nested.slice(2)]);
  inRows.train.X[0][0] = 99;
  assert.equal(nested[0][0], 1);

  const single = trainTestSplit(Matrix.from(nested, "float32"), Float32Array.of(1, 2, 3), options);
  assert.equal(single.train.X.dtype, "float32");
  assert.deepEqual(single.train.y, Float32Array.of(1, 2));

  const pictures = { data: Uint8Array.from(numbers(12)), shape: [3, 2, 2], scale: 1 / 255 };
  const { train, test } = trainTestSplit(pictures, Uint8Array.of(7, 8, 9), options);
  assert.deepEqual(test.X, { data: Uint8Array.of(8, 9, 10, 11), shape: [1, 2, 2], scale: 1 / 255 });
  assert.deepEqual([train.X.shape, train.y], [[2, 2, 2], Uint8Array.of(7, 8)]);

  const listed = trainTestSplit({ data: numbers(6), shape: [3, 2] }, [1, 2, 3], options);
  assert.deepEqual(listed.test, {
    X: { data: [4, 5], shape: [1, 2] },
    y: [3],
    indices: Uint32Array.of(2),
  });
});

test("sizes that leave a part empty or are no sizes are refused", () => {
  const split = (testSize: unknown, n = 10) =>
    trainTestSplit(rowsX(n), numbers(n), { testSize: testSize as number });
  for (const bad of [0, -0.2, 1.5, NaN, Infinity, "0.2"]) {
    assert.throws(() => split(bad), {
      name: "RangeError",
      message:
        /^trainTestSplit expects testSize to be a share between 0 and 1 or a whole number of rows but got/,
    });
  }
  assert.throws(() => split(10), {
    name: "RangeError",
    message: "trainTestSplit leaves no row for training: of 10 rows 10 go to test",
  });
  assert.throws(() => split(11), /leaves no row for training/);
  assert.throws(() => split(0.95), /leaves no row for training: of 10 rows 10 go to test/);
  assert.throws(() => split(0.5, 1), /leaves no row for training: of 1 rows 1 go to test/);
  assert.throws(() => trainTestSplit(Matrix.zeros(0, 2), []), /leaves no row for training/);
  assert.throws(
    () => trainValidationTestSplit(rowsX(10), numbers(10), { validationSize: 0.6, testSize: 0.4 }),
    {
      name: "RangeError",
      message:
        "trainValidationTestSplit leaves no row for training: of 10 rows 6 go to validation, 4 go to test",
    },
  );
});

test("examples and labels that do not fit, foreign kinds and unknown options are refused", () => {
  assert.throws(() => trainTestSplit(rowsX(3), [0, 1]), {
    name: "RangeError",
    message: "trainTestSplit expects one label for each example but got 3 examples and 2 labels",
  });
  assert.throws(() => trainTestSplit({ data: [1, 2, 3], shape: [2, 2] }, [0, 1]), {
    name: "RangeError",
    message: /^trainTestSplit, X: shape \[2, 2\] means 4 numbers but data holds 3/,
  });
  assert.throws(() => trainTestSplit(5 as never, [0, 1]), {
    name: "TypeError",
    message: /^trainTestSplit expects X as a Matrix, .* but got 5/,
  });
  assert.throws(() => trainTestSplit(rowsX(2), undefined as never), /^TypeError.* expects y as/);
  const options = (value: unknown) => () => trainTestSplit(rowsX(4), numbers(4), value as object);
  assert.throws(options({ test_size: 0.2 }), {
    name: "TypeError",
    message:
      /^trainTestSplit knows no option "test_size": it takes testSize, shuffle, stratified, seed/,
  });
  assert.throws(options({ validationSize: 0.2 }), { name: "TypeError" });
  assert.throws(options({ stratified: [0, 1] }), /expects stratified to be true or false/);
  assert.throws(options(0.2), { name: "TypeError", message: /expects its options as .* got 0.2/ });
  assert.throws(options({ seed: 0.5 }), { name: "RangeError" });
});

test("a stratified split of a spiral keeps Matrix, bytes and equal classes", () => {
  const { X, y } = spiral({ samplesPerClass: 1000, classes: 3, noise: 0.2, seed: 1 });
  const { train, test } = trainTestSplit(X, y, { testSize: 0.2, seed: 1, stratified: true });
  assert.deepEqual(
    [train.X.shape, test.X.shape],
    [
      [2400, 2],
      [600, 2],
    ],
  );
  assert.deepEqual(counts(test.y, 3), [200, 200, 200]);
  assert.ok(test.y instanceof Uint8Array);
});
