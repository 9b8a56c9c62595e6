import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blobs,
  Matrix,
  minMaxScaler,
  scalers,
  standardScaler,
  type MatrixLike,
} from "../../../lib/core/index";
import { toBeClose } from "../../helpers/close";

const kinds = Object.entries(scalers);
const X = [
  [1, 10],
  [2, 10],
  [3, 40],
  [6, 20],
];

test("standardScaler: mean and deviation by hand", () => {
  // Column 0: mean 3, squares 4 + 1 + 0 + 9 = 14, deviation √3.5. Column 1: mean 20, squares 600, deviation √150.
  const scaler = standardScaler.fit(X);
  toBeClose(scaler.state().mean, [[3, 20]]);
  toBeClose(scaler.state().deviation, [[Math.sqrt(3.5), Math.sqrt(150)]]);
  toBeClose(
    scaler.transform([
      [3, 20],
      [5, 35],
    ]),
    [
      [0, 0],
      [2 / Math.sqrt(3.5), 15 / Math.sqrt(150)],
    ],
  );
});

test("standardScaler: transformed training columns have mean 0 and deviation 1", () => {
  const points = blobs({ centers: [[1e6, -3, 0.001]], clusterStd: 2, samplesPerClass: 999 }).X;
  const Z = standardScaler.fit(points).transform(points);
  for (let j = 0; j < 3; j++) {
    const column = Z.toArray().map((row) => row[j]);
    const mean = column.reduce((sum, z) => sum + z, 0) / 999;
    const squares = column.reduce((sum, z) => sum + z * z, 0) / 999;
    assert.ok(Math.abs(mean) < 1e-9 && Math.abs(squares - 1) < 1e-9);
  }
});

test("minMaxScaler: smallest 0, largest 1, others between and beyond, by hand", () => {
  const scaler = minMaxScaler.fit(X);
  toBeClose(scaler.transform(X), [
    [0, 0],
    [0.2, 0],
    [0.4, 1],
    [1, 1 / 3],
  ]);
  toBeClose(scaler.transform([[11, -20]]), [[2, -1]]);
  const wide = minMaxScaler.fit(X, { featureRange: [-1, 3] });
  toBeClose(wide.transform(X), [
    [-1, -1],
    [-0.2, -1],
    [0.6, 3],
    [3, 1 / 3],
  ]);
});

test("a constant column becomes 0, or the lower end, and comes back", () => {
  for (const value of [0, 7, 0.1, 1e9 / 3]) {
    const constant = Array.from({ length: 50 }, (_, i) => [value, i]);
    const standard = standardScaler.fit(constant);
    const minMax = minMaxScaler.fit(constant, { featureRange: [2, 5] });
    assert.equal(standard.state().deviation.get(0, 0), 1);
    toBeClose(standard.transform([[value, 0]]).get(0, 0), 0, 1e-6 * Number(value > 1e6) + 1e-12);
    assert.equal(minMax.transform([[value, 0]]).get(0, 0), 2);
    for (const scaler of [standard, minMax]) {
      toBeClose(scaler.inverse(scaler.transform(constant)), constant, 1e-12 * (1 + value));
    }
    // One more than the constant: the column's deviation counts as 1, and so does its reach.
    toBeClose(standard.transform([[value + 1, 0]]).get(0, 0), 1, 1e-6);
    toBeClose(minMax.transform([[value + 1, 0]]).get(0, 0), 5, 1e-6);
  }
});

test("one row alone is constant in every column", () => {
  toBeClose(standardScaler.fit([[4, 5]]).transform([[4, 6]]), [[0, 1]]);
  toBeClose(minMaxScaler.fit([[4, 5]]).transform([[4, 6]]), [[0, 1]]);
});

for (const [kind, { fit, fromState }] of kinds) {
  test(`${kind}: inverse undoes transform, for rows that fit never saw too`, () => {
    const train = blobs({ features: 5, seed: 1 }).X;
    const other = blobs({ features: 5, seed: 2 }).X;
    const scaler = fit(train);
    assert.deepEqual([scaler.kind, scaler.features], [kind, 5]);
    for (const rows of [train, other]) {
      toBeClose(scaler.inverse(scaler.transform(rows)), rows);
      toBeClose(scaler.transform(scaler.inverse(rows)), rows);
    }
  });

  test(`${kind}: what is given stays as it was, and other rows do not change the scaler`, () => {
    const given = Matrix.from(X);
    const scaler = fit(given);
    const before = scaler.state();
    scaler.transform(given);
    scaler.inverse([[100, 100]]);
    scaler.transform([[1e6, -1e6]]);
    assert.deepEqual(given.toArray(), X);
    assert.deepEqual(scaler.state(), before);
    for (const m of Object.values(scaler.state())) m.data.fill(9);
    given.data.fill(0);
    assert.deepEqual(scaler.state(), before, "the state is a copy");
  });

  test(`${kind}: a state gives the same scaler back`, () => {
    const scaler = fit(X);
    const state = scaler.state();
    const again = scalers[scaler.kind].fromState(state);
    for (const m of Object.values(state)) m.data.fill(3);
    assert.deepEqual(again.transform(X), scaler.transform(X));
    assert.deepEqual(again.inverse(X), scaler.inverse(X));
    assert.deepEqual(again.state(), scaler.state());
  });

  test(`${kind}: every form of rows means the same, float32 stays float32`, () => {
    const expected = fit(X).transform(X);
    assert.equal(expected.dtype, "float64");
    for (const form of [
      Matrix.from(X),
      { data: Uint8Array.from(X.flat()), shape: [4, 2] },
      { data: X.flat(), shape: [4, 1, 2] },
    ] as MatrixLike[]) {
      assert.deepEqual(fit(form).transform(form), expected);
    }
    for (const form of [
      Matrix.from(X, "float32"),
      { data: Float32Array.from(X.flat()), shape: [4, 2] },
    ]) {
      const made = fit(form).transform(form);
      assert.equal(made.dtype, "float32");
      toBeClose(made, expected, 1e-6);
    }
    const scaled = { data: Uint8Array.from(X.flat()), shape: [4, 2], scale: 0.5 };
    toBeClose(fit(scaled).transform(scaled), expected);
  });

  test(`${kind} refuses other columns, no rows, numbers that are not finite and foreign kinds`, () => {
    const scaler = fit(X);
    for (const way of ["transform", "inverse"] as const) {
      assert.throws(() => scaler[way]([[1, 2, 3]]), {
        name: "RangeError",
        message: `${kind}.${way} expects 2 columns, as many as it was fitted to, but got 3: X is [1, 3]`,
      });
      assert.throws(() => scaler[way]([[1, NaN]]), {
        name: "RangeError",
        message: new RegExp(`^${kind}.${way}.*row 0, column 1 is NaN`),
      });
      assert.throws(() => scaler[way]([]), /expects at least one example but got none/);
      assert.throws(() => scaler[way](5 as never), { name: "TypeError" });
    }
    assert.throws(() => fit([[1], [Infinity]]), {
      name: "RangeError",
      message: new RegExp(`^${kind}.fit.*row 1, column 0 is Infinity`),
    });
    assert.throws(() => fit(Matrix.zeros(0, 2)), /fit expects at least one example/);
    assert.throws(() => fit([[1e308], [-1e308]]), { name: "RangeError", message: /finite/ });
    assert.throws(() => fit([1, 2] as never), { name: "TypeError" });
  });

  test(`${kind}.fromState refuses names and shapes that do not fit`, () => {
    const state = fit(X).state();
    const [first, second] = Object.keys(state);
    const refused = (bad: unknown, message: RegExp) =>
      assert.throws(() => fromState(bad as typeof state), { name: "RangeError", message });
    refused({ [first]: state[first] }, /fromState expects a state of .* but got/);
    refused({ ...state, extra: state[first] }, /but got .*extra/);
    refused(undefined, /but got undefined/);
    refused({}, /fromState expects a state of/);
    refused({ ...state, [first]: undefined }, /expects \w+ as Matrix \[1, columns\]/);
    refused({ ...state, [second]: Matrix.zeros(1, 3) }, /but got Matrix \[1, 3\]/);
    refused({ ...state, [second]: Matrix.zeros(2, 2) }, /but got Matrix \[2, 2\]/);
    const broken = Matrix.zeros(1, 2);
    broken.data[1] = NaN;
    refused({ ...state, [first]: broken }, /column 1 is NaN/);
  });
}

test("states whose numbers make no scaler are refused", () => {
  const row = (...values: number[]) => Matrix.from([values]);
  assert.throws(() => standardScaler.fromState({ mean: row(0, 0), deviation: row(1, 0) }), {
    name: "RangeError",
    message: /^standardScaler.fromState expects deviations above 0 but that of column 1 is 0/,
  });
  const state = { min: row(0, 5), max: row(1, 4), low: row(0, 0), high: row(1, 1) };
  assert.throws(() => minMaxScaler.fromState(state), /in column 1 they are 5 and 4/);
  assert.throws(
    () => minMaxScaler.fromState({ ...state, max: row(9, 9), low: row(1, 1) }),
    /featureRange as two numbers, the smaller one first, such as \[0, 1\], but got \[1, 1\]/,
  );
});

test("minMaxScaler refuses ranges that are none and options that it does not know", () => {
  for (const featureRange of [[1, 0], [1, 1], [0], [0, NaN], 5]) {
    assert.throws(() => minMaxScaler.fit(X, { featureRange } as never), {
      name: "RangeError",
      message: /^minMaxScaler.fit expects featureRange as two numbers, the smaller one first/,
    });
  }
  assert.throws(() => minMaxScaler.fit(X, { range: [0, 1] } as never), { name: "TypeError" });
});
