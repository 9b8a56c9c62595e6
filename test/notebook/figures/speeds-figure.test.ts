import assert from "node:assert/strict";
import { test } from "node:test";
import { speedsFigure } from "../../../lib/notebook/figures/speeds-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const speeds = [
  { name: "<slow>", value: 1500 },
  { name: "fast", value: 61_234 },
];

test("a bar for each speed, with two digits and as a multiple of the first, and the limit as a line", () => {
  const limit = { name: "limit", value: 80_000 };
  const figure = speedsFigure(speeds, { unit: "images per second", title: "Race", limit });
  toBeFigure(figure);
  assert.equal(count(figure, ">&lt;slow&gt;<"), 1);
  assert.equal(count(figure, ">1,500<"), 1);
  assert.equal(count(figure, /61,000 \(41 ×\)/g), 1);
  assert.equal(count(figure, "limit: 80,000"), 1);
  assert.equal(figure.alt, "Race. In images per second: <slow> 1,500; fast 61,000; limit 80,000.");
});

test("on a logarithmic axis points stand instead of bars, and no label on the line of the limit", () => {
  const limit = { name: "limit", value: 62_000 };
  const figure = speedsFigure(speeds, { unit: "images per second", limit, log: true });
  toBeFigure(figure);
  assert.equal(count(figure, "<circle"), 2);
  assert.equal(count(figure, /61,000 \(41 ×\)/g), 1);
});

test("no speeds, and speeds that are none, are errors", () => {
  assert.throws(() => speedsFigure([], { unit: "x" }), /one speed or more/);
  assert.throws(
    () => speedsFigure([{ name: "stuck", value: 0 }], { unit: "x" }),
    /"stuck" above zero but got 0/,
  );
  assert.throws(
    () => speedsFigure(speeds, { unit: "x", limit: { name: "l", value: NaN } }),
    /"l" above zero but got NaN/,
  );
});
