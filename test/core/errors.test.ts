import assert from "node:assert/strict";
import { test } from "node:test";
import {
  describe,
  requireKnown,
  requireOptions,
  requirePositive,
  requireShare,
  requireWhole,
} from "../../lib/core/errors";
import { Matrix } from "../../lib/core/matrix";

test("describe says in a few words what a value is", () => {
  const said: [unknown, string][] = [
    [null, "null"],
    [undefined, "undefined"],
    ["a", '"a"'],
    [3, "3"],
    [NaN, "NaN"],
    [true, "true"],
    [Math.max, "a function (max)"],
    [
      (
        () => () =>
          0
      )(),
      "a function (without a name)",
    ],
    [Matrix.zeros(2, 3), "Matrix [2, 3]"],
    [[1, 2, 3], "an array of 3"],
    [[], "an array of 0"],
    [[[1, 2], [3]], "an array of 2 rows, the first of 2"],
    [new Float32Array(4), "Float32Array of 4"],
    [{ a: 1, b: 2 }, "an object with a, b"],
    [{}, "an object with no keys"],
    [Object.create(null), "an object with no keys"],
  ];
  for (const [value, text] of said) assert.equal(describe(value), text);
});

test("describe stays short for big values", () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i]));
  assert.equal(describe(many), "an object with k0, k1, k2, k3, k4");
  assert.equal(describe(new Array(1e6).fill(0)), "an array of 1000000");
});

test("requireWhole lets whole numbers through and names where, what and what came", () => {
  assert.equal(requireWhole("fit", "epochs", 3, 1), 3);
  for (const bad of [0, 1.5, NaN, Infinity, "3", undefined]) {
    assert.throws(() => requireWhole("fit", "epochs", bad, 1), {
      name: "RangeError",
      message: `fit expects epochs to be a whole number of at least 1 but got ${describe(bad)}`,
    });
  }
});

test("requirePositive lets numbers above 0 through", () => {
  assert.equal(requirePositive("SGD", "learningRate", 1e-9), 1e-9);
  for (const bad of [0, -1, NaN, Infinity, "1", null]) {
    assert.throws(() => requirePositive("SGD", "learningRate", bad), {
      name: "RangeError",
      message: `SGD expects learningRate to be a number above 0 but got ${describe(bad)}`,
    });
  }
});

test("requireShare lets numbers from 0 to below 1 through", () => {
  assert.equal(requireShare("Adam", "beta1", 0), 0);
  assert.equal(requireShare("Adam", "beta1", 0.999), 0.999);
  for (const bad of [1, -0.1, NaN, Infinity, "0.5", undefined]) {
    assert.throws(() => requireShare("Adam", "beta1", bad), {
      name: "RangeError",
      message: `Adam expects beta1 to be a number from 0 to below 1 but got ${describe(bad)}`,
    });
  }
});

test("requireKnown finds own names only", () => {
  assert.equal(requireKnown("here", "thing", "a", { a: 1 }), 1);
  for (const bad of ["b", "constructor", "__proto__"]) {
    assert.throws(() => requireKnown("here", "thing", bad, { a: 1 }), {
      name: "RangeError",
      message: `here knows no thing "${bad}": try one of a`,
    });
  }
});

test("requireOptions finds typing errors", () => {
  requireOptions("fit", { epochs: 1 }, ["epochs", "batchSize"]);
  assert.throws(() => requireOptions("fit", { epoch: 1 }, ["epochs", "batchSize"]), {
    name: "TypeError",
    message: 'fit knows no option "epoch": it takes epochs, batchSize',
  });
  for (const [bad, said] of [
    [10, "10"],
    ["adam", '"adam"'],
    [undefined, "undefined"],
    [null, "null"],
    [[64], "an array of 1"],
  ] as [object, string][]) {
    assert.throws(() => requireOptions("fit", bad, ["epochs", "batchSize"]), {
      name: "TypeError",
      message: `fit expects options such as { epochs: … } but got ${said}`,
    });
  }
  assert.throws(
    () => requireOptions("Flatten", 3 as never, []),
    /^TypeError: Flatten expects options but got 3/,
  );
});
