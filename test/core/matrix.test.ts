import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import {
  allocate,
  flatShape,
  isList,
  isShaped,
  Matrix,
  requireFinite,
} from "../../lib/core/matrix";

test("a matrix lies in memory row by row", () => {
  const m = Matrix.from([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual(Array.from(m.data), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([m.rows, m.cols, m.shape, m.dtype], [2, 3, [2, 3], "float64"]);
  assert.equal(m.get(1, 0), 4);
  assert.equal(m.get(0, 2), 3);
});

test("set writes one entry and leaves the others", () => {
  const m = Matrix.zeros(2, 2);
  m.set(1, 0, 7);
  assert.deepEqual(m.toArray(), [
    [0, 0],
    [7, 0],
  ]);
});

test("get, set and row refuse what lies outside, and name the entry and the shape", () => {
  const m = Matrix.zeros(2, 3);
  const outside = { name: "RangeError", message: /outside of a matrix of shape \[2, 3\]/ };
  for (const [i, j] of [
    [2, 0],
    [0, 3],
    [-1, 0],
    [0, -1],
    [NaN, 0],
  ]) {
    assert.throws(() => m.get(i, j), outside);
    assert.throws(() => m.set(i, j, 1), outside);
  }
  assert.throws(() => m.row(2), outside);
});

test("rows, nested arrays and copies belong to the caller", () => {
  const m = Matrix.from([[1, 2]]);
  m.row(0)[0] = 9;
  m.toArray()[0][0] = 9;
  m.copy().set(0, 0, 9);
  Matrix.from(m).set(0, 0, 9);
  assert.equal(m.get(0, 0), 1);
});

test("copy cuts to the first rows", () => {
  const m = Matrix.from([[1], [2], [3]]);
  assert.deepEqual(m.copy(2).toArray(), [[1], [2]]);
});

test("numbers with a shape become rows, further dimensions columns, scale multiplies", () => {
  const m = Matrix.from({ data: new Uint8Array([0, 51, 102, 255, 1, 2, 3, 4]), shape: [2, 2, 2] });
  assert.deepEqual(m.toArray(), [
    [0, 51, 102, 255],
    [1, 2, 3, 4],
  ]);
  const scaled = Matrix.from({ data: [1, 2], shape: [2, 1], scale: 0.5 });
  assert.deepEqual(scaled.toArray(), [[0.5], [1]]);
});

test("typed rows inside of an array are rows as well", () => {
  assert.deepEqual(Matrix.from([Float32Array.of(1, 2), Float32Array.of(3, 4)]).toArray(), [
    [1, 2],
    [3, 4],
  ]);
});

test("float32 keeps 7 digits, float64 keeps 16", () => {
  assert.equal(Matrix.from([[0.1]], "float32").get(0, 0), Math.fround(0.1));
  assert.equal(Matrix.from([[0.1]], "float64").get(0, 0), 0.1);
  assert.equal(Matrix.from(Matrix.zeros(1, 1, "float32")).dtype, "float32");
  assert.ok(allocate("float32", 3) instanceof Float32Array);
  assert.ok(allocate("float64", 3) instanceof Float64Array);
});

test("rows of different length are refused with the row's number", () => {
  assert.throws(() => Matrix.from([[1, 2], [3]]), {
    name: "RangeError",
    message: /row 0 has 2 numbers but row 1 has 1/,
  });
});

test("a shape that does not fit the data is refused with both counts", () => {
  assert.throws(() => Matrix.from({ data: [1, 2, 3], shape: [2, 2] }), {
    name: "RangeError",
    message: /shape \[2, 2\] means 4 numbers but data holds 3/,
  });
  assert.throws(() => new Matrix(2, 2, new Float64Array(3)), {
    name: "RangeError",
    message: /expects 4 numbers but got 3/,
  });
  assert.throws(() => flatShape("here", { data: [1], shape: [] }), /^RangeError: here: shape \[\]/);
});

test("whole numbers of rows and columns are asked for", () => {
  for (const [rows, cols] of [
    [-1, 2],
    [1.5, 2],
    [2, NaN],
  ]) {
    assert.throws(() => Matrix.zeros(rows, cols), {
      name: "RangeError",
      message: /whole numbers of rows and columns/,
    });
  }
});

test("NaN and infinite entries are refused with row and column", () => {
  const message = /expects finite numbers but row 1, column 0 is NaN: look for missing values/;
  assert.throws(
    () =>
      Matrix.from([
        [1, 2],
        [NaN, 4],
      ]),
    { name: "RangeError", message },
  );
  assert.throws(() => Matrix.from({ data: [1, 2, NaN, 4], shape: [2, 2] }), {
    name: "RangeError",
    message,
  });
  const m = Matrix.zeros(1, 2);
  m.set(0, 1, -Infinity);
  assert.throws(() => requireFinite("here", m), /here expects .* row 0, column 1 is -Infinity/);
});

test("what is no table of numbers is a TypeError that says what came", () => {
  const rows = (value: unknown) => () => Matrix.from(value as number[][]);
  assert.throws(rows("abc"), { name: "TypeError", message: /but got "abc"/ });
  assert.throws(rows(null), { name: "TypeError", message: /but got null/ });
  assert.throws(rows([1, 2]), { name: "TypeError", message: /but got an array of 2/ });
  assert.throws(rows([[1, "2"]]), { name: "TypeError", message: /row 0, column 1 is "2"/ });
  assert.throws(rows([[1, undefined]]), { name: "TypeError", message: /column 1 is undefined/ });
});

test("isShaped and isList tell data with a shape and lists from the rest", () => {
  assert.equal(isShaped({ data: [1], shape: [1, 1] }), true);
  assert.equal(isShaped(Matrix.zeros(1, 1)), true);
  for (const no of [null, 5, [1], { data: [1] }, { shape: [1] }, { data: 5, shape: [1] }]) {
    assert.equal(isShaped(no), false);
  }
  assert.equal(isList([1]), true);
  assert.equal(isList(new Uint8Array(1)), true);
  assert.equal(isList(new DataView(new ArrayBuffer(1))), false);
  assert.equal(isList("text"), false);
});

test("a big matrix is printed cut to 15 rows and 10 columns", () => {
  const text = inspect(Matrix.zeros(20, 12));
  const lines = text.split("\n");
  assert.equal(lines[0], "Matrix [20, 12]");
  assert.equal(lines.length, 1 + 15 + 1);
  assert.equal(lines[1].match(/0\.0000/g)?.length, 10);
  assert.match(lines[1], /…$/);
  assert.equal(inspect(Matrix.from([[1.5, -2]])), "Matrix [1, 2]\n   1.5000   -2.0000");
});

test("a shaped list that holds something else than numbers is refused: null would become 0", () => {
  for (const [bad, said] of [
    [null, "null"],
    [undefined, "undefined"],
    ["1", '"1"'],
    [true, "true"],
  ] as const) {
    const data = [1, bad as unknown as number, 3];
    assert.throws(() => Matrix.from({ data, shape: [3, 1] }), {
      name: "TypeError",
      message: `Matrix.from expects numbers but entry 1 of data is ${said}`,
    });
  }
});
