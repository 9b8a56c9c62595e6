import assert from "node:assert/strict";
import { test } from "node:test";
import { pack } from "../../../lib/notebook/panels/pack";
import { widgetCode } from "../../helpers/widget-code";

const rows = [
  [0.5, -1, 0.25, 0],
  [100, -3, 7, 0.001],
];
const { rowOf } = widgetCode("panels");

test("rows come back to within half a step of their own scale, at 8 and 16 bits", () => {
  for (const bits of [8, 16] as const) {
    const packed = pack("a row", rows, bits);
    rows.forEach((row, k) => {
      const step = Math.max(...row.map(Math.abs)) / (2 ** (bits - 1) - 1);
      const back: number[] = Array.from(rowOf(packed, k));
      back.forEach((value, i) => assert.ok(Math.abs(value - row[i]) <= step * 0.500001 + 1e-6));
    });
  }
});

test("at 32 bits they are float32", () => {
  const packed = pack("a row", rows, 32);
  assert.deepEqual(Array.from(rowOf(packed, 1)), rows[1].map(Math.fround));
});

test("rows of different lengths and numbers that are not finite are refused", () => {
  assert.throws(
    () => pack("the net", [[1, 2], [3]], 16),
    /the net expects .* 2, but got 1 of moment 1/,
  );
  assert.throws(() => pack("the net", [[1, NaN]], 8), /value 1 of 2 is NaN/);
});
