import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, finite, rowsOf } from "../../../lib/notebook/drawing/checks";

test("values that are all finite pass, and are given back", () => {
  const values = [1, -2, 0];
  assert.equal(finite("these", values), values);
});

test("NaN and Infinity are named with their place and a cure", () => {
  assert.throws(
    () => finite("the loss", [1, NaN]),
    /the loss has NaN at position 1 \(of 2\).*learning rate/,
  );
  assert.throws(() => finite("the loss", [Infinity]), RangeError);
});

test("an empty list is an error, never an empty picture", () => {
  assert.throws(() => finite("the loss", []), /the loss is empty/);
  assert.throws(() => finite("the loss", undefined as never), TypeError);
});

test("rows come from nested arrays and from matrices", () => {
  assert.deepEqual(rowsOf("m", [[1, 2]]), [[1, 2]]);
  assert.deepEqual(rowsOf("m", { toArray: () => [[3]] }), [[3]]);
  assert.throws(
    () => rowsOf("m", 5 as never),
    /m should be rows of numbers or a Matrix, but got number/,
  );
});

test("extent gives the smallest and the largest value", () => {
  assert.deepEqual(extent([3, -1, 2]), [-1, 3]);
});
