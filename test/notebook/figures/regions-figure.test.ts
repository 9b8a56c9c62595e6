import assert from "node:assert/strict";
import { test } from "node:test";
import { regionsFigure } from "../../../lib/notebook/figures/regions-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const points = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const targets = [
  [0, 0],
  [1, 1],
  [1, 1],
  [1, 0],
];
/** OR rises along x1 + x2; the second output is always ¼. */
const predict = (rows: number[][]) =>
  rows.map(([a, b]) => [Math.min(1, Math.max(0, (a + b) / 2 + 0.25)), 0.25]);

test("there is one map for each output, with all points on it", () => {
  const figure = regionsFigure({ predict, outputs: ["OR", "XOR"], points, targets });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 2);
  assert.equal(count(figure, "<circle"), 8);
  assert.equal(count(figure, /<circle[^>]*fill="#E69F00"/g), 5); // OR: three of four, XOR: two of four
  assert.match(figure.alt, /OR: between 0.00 and 1.00.*XOR: between 0.25 and 0.25/);
});

test("the line at ½ is drawn where the output crosses it, and only there", () => {
  const figure = regionsFigure({ predict, outputs: ["OR", "XOR"] });
  const lines = [...figure.html.matchAll(/aria-label="contour"[^>]*>(.*?)<\/g>/gs)].map(
    (match) => match[1],
  );
  assert.equal(lines.length, 2);
  assert.match(lines[0], /d="M/);
  assert.doesNotMatch(lines[1], /d="M/);
});

test("a net that answers with NaN, too few outputs or too few rows is an error", () => {
  const outputs = ["OR"];
  assert.throws(
    () => regionsFigure({ predict: (rows) => rows.map(() => [NaN]), outputs }),
    /output OR has NaN/,
  );
  assert.throws(
    () => regionsFigure({ predict, outputs }),
    /expects predict to give \[\d+, 1\].* got \[\d+, 2\]/,
  );
  assert.throws(() => regionsFigure({ predict: () => [[1]], outputs }), RangeError);
  assert.throws(() => regionsFigure({ predict, outputs: [] }), /a name for each output/);
});

test("points with three coordinates are refused", () => {
  assert.throws(
    () => regionsFigure({ predict, outputs: ["a", "b"], points: [[1, 2, 3]] }),
    /point 0 has 3 coordinates/,
  );
});
