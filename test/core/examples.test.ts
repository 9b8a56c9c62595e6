import assert from "node:assert/strict";
import { test } from "node:test";
import { toExamples, type Examples } from "../../lib/core/examples";
import { Matrix, type MatrixLike } from "../../lib/core/matrix";

function all(examples: Examples): number[] {
  const out = new Float64Array(examples.rows * examples.cols);
  examples.gather(out, undefined, 0, examples.rows);
  return Array.from(out);
}

const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const forms: [string, MatrixLike][] = [
  ["nested arrays", rows],
  ["typed rows", rows.map((row) => Float32Array.from(row))],
  ["bytes with a shape", { data: Uint8Array.from(rows.flat()), shape: [3, 2] }],
  ["32-bit integers with a shape", { data: Int32Array.from(rows.flat()), shape: [3, 2] }],
  ["floats with a shape", { data: Float32Array.from(rows.flat()), shape: [3, 2] }],
  ["a list with a shape", { data: rows.flat(), shape: [3, 2] }],
  ["three dimensions", { data: Uint8Array.from(rows.flat()), shape: [3, 1, 2] }],
  ["a Matrix", Matrix.from(rows)],
];
for (const [form, X] of forms) {
  test(`${form} become rows of numbers`, () => {
    const examples = toExamples("fit", X, 2);
    assert.deepEqual([examples.rows, examples.cols], [3, 2]);
    assert.deepEqual(all(examples), [1, 2, 3, 4, 5, 6]);
  });

  test(`${form}: an order picks rows, and start and count pick from the order`, () => {
    const out = new Float64Array(6).fill(9);
    toExamples("fit", X).gather(out, Uint32Array.of(2, 0, 2, 1), 1, 2);
    assert.deepEqual(Array.from(out), [1, 2, 5, 6, 9, 9]);
    toExamples("fit", X).gather(out, undefined, 2, 1);
    assert.deepEqual(Array.from(out.slice(0, 2)), [5, 6]);
  });
}

test("bytes are scaled as they are gathered and stay bytes", () => {
  const data = Uint8Array.of(0, 255, 51, 102);
  const examples = toExamples("fit", { data, shape: [2, 2], scale: 1 / 255 });
  assert.deepEqual(all(examples), [0, 1, 51 / 255, 102 / 255]);
  data[0] = 255;
  assert.equal(all(examples)[0], 1, "the bytes are read where they are");
});

test("no example at all is refused", () => {
  for (const X of [
    [],
    { data: new Uint8Array(0), shape: [0, 28, 28] },
    { data: [], shape: [0, 2] },
    Matrix.zeros(0, 3),
  ]) {
    assert.throws(() => toExamples("fit", X), {
      name: "RangeError",
      message: /^fit expects at least one example but got none: is the data loaded/,
    });
  }
});

test("the wrong number of columns is refused with the shape and a question that helps", () => {
  assert.throws(() => toExamples("predict", rows, 784), {
    name: "RangeError",
    message:
      /^predict expects 784 inputs a row but got 2: X is \[3, 2\]\. Does the first number of the model's structure fit/,
  });
});

test("NaN and infinite numbers are refused with their place, in every form", () => {
  for (const bad of [NaN, Infinity]) {
    const broken = [
      [1, 2],
      [3, bad],
    ];
    const matrix = Matrix.zeros(2, 2);
    matrix.set(1, 1, bad);
    for (const X of [
      broken,
      { data: broken.flat(), shape: [2, 2] },
      { data: Float32Array.from(broken.flat()), shape: [2, 2] },
      matrix,
    ]) {
      assert.throws(
        () => toExamples("fit", X),
        (error: Error) => {
          assert.equal(error.name, "RangeError");
          assert.match(error.message, /^fit/);
          assert.match(error.message, new RegExp(`row 1, column 1 is ${bad}: look for missing`));
          return true;
        },
      );
    }
  }
});

test("a scale that is not finite is refused", () => {
  const X = { data: Uint8Array.of(1), shape: [1, 1], scale: NaN };
  assert.throws(() => toExamples("fit", X), {
    name: "RangeError",
    message: /finite scale but got NaN/,
  });
});

test("a flat list has no rows: the message shows how to write one example", () => {
  for (const X of [[0, 1], Float32Array.of(0, 1)]) {
    assert.throws(() => toExamples("predict", X as unknown as MatrixLike), {
      name: "TypeError",
      message: /^predict expects rows of numbers but got .*write \[\[0, 1\]\] for one example/,
    });
  }
});

test("rows of different length, a shape that does not fit and foreign kinds name the caller", () => {
  assert.throws(() => toExamples("fit", [[1, 2], [3]]), {
    name: "RangeError",
    message: /^fit: .*row 0 has 2 numbers but row 1 has 1/,
  });
  for (const data of [Uint8Array.of(1, 2, 3), [1, 2, 3]]) {
    assert.throws(() => toExamples("fit", { data, shape: [2, 2] }), {
      name: "RangeError",
      message: /^fit.*: shape \[2, 2\] means 4 numbers but data holds 3/,
    });
  }
  for (const bad of [null, undefined, 5, "x", {}, [["a"]]]) {
    assert.throws(() => toExamples("fit", bad as unknown as MatrixLike), {
      name: "TypeError",
      message: /^fit/,
    });
  }
});
