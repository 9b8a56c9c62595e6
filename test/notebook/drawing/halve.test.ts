import assert from "node:assert/strict";
import { test } from "node:test";
import { halved } from "../../../lib/notebook/drawing/halve";

test("four pixels become their mean, and an odd column is left out", () => {
  const grey = [0, 10, 99, 20, 30, 99];
  const rgb = grey.flatMap((v) => [v, v + 1, v + 2]);
  const small = halved({ columns: 3, rows: 2, rgb });
  assert.deepEqual([small.columns, small.rows], [1, 1]);
  assert.deepEqual([...small.rgb], [15, 16, 17]);
  assert.deepEqual([...small.alpha], [255]);
});

test("pixels that are not drawn give no colour, and make an edge see-through", () => {
  const rgb = [200, 100, 0, 9, 9, 9, 100, 50, 0, 9, 9, 9, ...new Array(12).fill(7)];
  const alpha = [255, 0, 255, 0, 0, 0, 0, 0];
  const small = halved({ columns: 2, rows: 4, rgb, alpha });
  assert.deepEqual([...small.rgb], [150, 75, 0, 0, 0, 0]);
  assert.deepEqual([...small.alpha], [128, 0]);
});
