import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../lib/core/matrix";
import {
  oneHot,
  requireTargets,
  toTargets,
  type Labels,
  type Targets,
  withTolerance,
} from "../../lib/core/targets";
import { losses, type LossName } from "../../lib/core/losses/index";

function all(targets: Targets): number[] {
  const out = new Float64Array(targets.rows * targets.cols).fill(9);
  targets.gather(out, undefined, 0, targets.rows);
  return Array.from(out);
}

test("class numbers become one-hot rows, from lists and from bytes", () => {
  for (const y of [[2, 0], Uint8Array.of(2, 0), Float64Array.of(2, 0)]) {
    const targets = toTargets("fit", y, 3, 2);
    assert.equal(targets.kind, "classes");
    assert.deepEqual(all(targets), [0, 0, 1, 1, 0, 0]);
  }
});

test("an order picks labels, and what was in the buffer is wiped", () => {
  const out = Float64Array.of(9, 9, 9, 9, 9, 9);
  toTargets("fit", [0, 1, 2], 3, 3).gather(out, Uint32Array.of(0, 2, 1), 1, 1);
  assert.deepEqual(Array.from(out), [0, 0, 1, 9, 9, 9]);
});

test("one-hot rows mean the same as class numbers", () => {
  const rows = [
    [0, 0, 1],
    [1, 0, 0],
  ];
  for (const y of [
    rows,
    Matrix.from(rows),
    { data: Uint8Array.from(rows.flat()), shape: [2, 3] },
  ]) {
    const targets = toTargets("fit", y, 3, 2);
    assert.equal(targets.kind, "classes");
    assert.deepEqual(all(targets), rows.flat());
  }
});

test("rows of zeros and ones are yes-or-no answers, all others are values", () => {
  const kind = (y: Labels, outputs: number, rows: number) =>
    toTargets("fit", y, outputs, rows).kind;
  assert.equal(
    kind(
      [
        [0, 0],
        [1, 1],
      ],
      2,
      2,
    ),
    "binary",
  );
  assert.equal(
    kind(
      [
        [0, 1],
        [1, 1],
      ],
      2,
      2,
    ),
    "binary",
  );
  assert.equal(
    kind(
      [
        [0, 0.5],
        [0, 1],
      ],
      2,
      2,
    ),
    "values",
  );
  assert.equal(kind([[1], [0]], 1, 2), "binary");
  assert.equal(kind([1, 0, 1], 1, 3), "binary");
  assert.equal(kind([0.2, 0.4], 1, 2), "values");
  assert.equal(kind(Uint8Array.of(0, 1, 2), 1, 3), "values");
});

test("with one output a flat list holds one target for each example", () => {
  const targets = toTargets("fit", [0.25, -3], 1, 2);
  assert.deepEqual(all(targets), [0.25, -3]);
  assert.equal(targets.cols, 1);
});

test("labels out of range are refused with their place", () => {
  for (const [bad, said] of [
    [3, "3"],
    [-1, "-1"],
    [0.5, "0.5"],
    [NaN, "NaN"],
    ["1", '"1"'],
    [null, "null"],
  ]) {
    assert.throws(() => toTargets("fit", [0, bad] as number[], 3, 2), {
      name: "RangeError",
      message: `fit expects labels from 0 to 2 (the model has 3 outputs) but label 1 is ${said}`,
    });
  }
  assert.throws(() => toTargets("fit", Float32Array.of(0, NaN), 3, 2), /label 1 is NaN/);
});

test("more or fewer labels than examples are refused with both counts", () => {
  for (const y of [[0], [[1, 0]], Uint8Array.of(0)]) {
    assert.throws(() => toTargets("fit", y, 2, 3), {
      name: "RangeError",
      message: "fit expects one label for each example but got 3 examples and 1 labels",
    });
  }
  assert.throws(() => toTargets("fit", new Uint8Array(0), 2, 3), /got 3 examples and 0 labels/);
});

test("rows with more or fewer numbers than outputs are refused", () => {
  assert.throws(() => toTargets("fit", [[1, 0, 0]], 2, 1), {
    name: "RangeError",
    message: /^fit expects 2 targets a row \(the model has 2 outputs\) but got 3/,
  });
});

test("NaN in target rows is refused with its place", () => {
  assert.throws(
    () =>
      toTargets(
        "fit",
        [
          [0, 1],
          [NaN, 0],
        ],
        2,
        2,
      ),
    {
      name: "RangeError",
      message: /^fit, labels.*row 1, column 0 is NaN/,
    },
  );
  assert.throws(() => toTargets("fit", [0.5, NaN], 1, 2), {
    name: "RangeError",
    message: /row 1, column 0 is NaN/,
  });
});

test("labels of a foreign kind are a TypeError", () => {
  for (const bad of [undefined, null, 5, "cat", ["cat", "dog"]]) {
    assert.throws(() => toTargets("fit", bad as unknown as Labels, 2, 2), {
      name: "TypeError",
      message: /^fit/,
    });
  }
});

test("oneHot makes a Matrix and refuses what is no class", () => {
  assert.deepEqual(oneHot([1, 0, 2], 3).toArray(), [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ]);
  assert.throws(() => oneHot([3], 3), {
    name: "RangeError",
    message: /^oneHot expects labels from 0/,
  });
});

test("oneHot of a single class is a column of ones", () => {
  assert.deepEqual(oneHot([0, 0], 1).toArray(), [[1], [1]]);
});

const rowsOf = (y: number[][]) => toTargets("test", y, y[0].length, y.length);

test("what a loss asks of its targets: any numbers, probabilities, shares of one, class numbers", () => {
  const asked: [LossName, number[][], RegExp | undefined][] = [
    ["meanSquaredError", [[5, -7]], undefined],
    ["quadratic", [[5, -7]], undefined],
    ["binaryCrossentropy", [[1, 1], [0, 0.5]], undefined], // prettier-ignore
    ["binaryCrossentropy", [[0, 1], [0, 1.5]], /row 1 is \[0, 1\.5\]: for other numbers take meanSq/], // prettier-ignore
    [
      "binaryCrossentropy",
      [[-1, 1]],
      /expects targets from 0 to 1, which are probabilities, but row 0/,
    ],
    ["categoricalCrossentropy", [[0, 1], [0.25, 0.75]], undefined], // prettier-ignore
    ["categoricalCrossentropy", [[0, 1], [1, 1]], /add up to 1 in every row but row 1 is \[1, 1\]/], // prettier-ignore
    ["categoricalCrossentropy", [[0, 0]], /for several answers at once take binaryCrossentropy/],
    ["categoricalCrossentropy", [[-1, 2]], /expects targets from 0 to 1/],
    [
      "sparseCategoricalCrossentropy",
      [[0, 1]],
      /expects class numbers.*take categoricalCrossentropy/,
    ],
  ];
  for (const [loss, y, message] of asked) {
    const check = () => requireTargets("fit", losses[loss], rowsOf(y));
    if (message) assert.throws(check, { name: "RangeError", message });
    else check();
  }
});

test("class numbers are what every loss of several outputs can be given", () => {
  const y = toTargets("test", [1, 0, 2], 3, 3);
  for (const loss of Object.values(losses)) requireTargets("fit", loss, y);
});

test("shares of single precision may miss one by their rounding, and no more", () => {
  const thirds = { data: new Float32Array(3).fill(1 / 3), shape: [1, 3] };
  requireTargets("fit", losses.categoricalCrossentropy, toTargets("test", thirds, 3, 1));
  assert.throws(() =>
    requireTargets("fit", losses.categoricalCrossentropy, rowsOf([[0.33, 0.33, 0.33]])),
  );
});

// Mean 2, squares of the distances 4, 0, 4, 0: the deviation is √2.
test("the tolerance of values is their standard deviation over all rows and columns, over 250", () => {
  const y = withTolerance(rowsOf([[0, 2], [4, 2]])); // prettier-ignore
  assert.equal(y.kind, "values");
  assert.ok(Math.abs((y.tolerance ?? NaN) - Math.SQRT2 / 250) < 1e-17);
  assert.equal(withTolerance(rowsOf([[0, 1], [1, 0]])).tolerance, undefined); // prettier-ignore
  assert.equal(withTolerance(toTargets("test", [1, 0], 1, 2)).tolerance, undefined, "yes or no");
});
