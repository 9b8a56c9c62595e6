import assert from "node:assert/strict";
import { test } from "node:test";
import { fitFigure } from "../../../lib/notebook/figures/fit-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const predict = (rows: number[][]) => rows.map(([x]) => [2 * x]);

test("function, examples and net are drawn, and the description says how far the net is off", () => {
  const figure = fitFigure({
    target: (x) => 2 * x + 0.5,
    predict,
    points: [
      [0, 0.5],
      [1, 2.5],
    ],
    domain: [0, 1],
  });
  toBeFigure(figure);
  assert.equal(count(figure, 'aria-label="line"'), 2);
  assert.equal(count(figure, 'aria-label="dot"'), 1);
  assert.match(figure.alt, /Largest distance between the function and the net: 0.50/);
});

test("nothing to draw and answers that are not finite are errors", () => {
  assert.throws(() => fitFigure({ domain: [0, 1] }), /nothing to draw/);
  assert.throws(
    () => fitFigure({ predict: (rows) => rows.map(() => [NaN]), domain: [0, 1] }),
    /net's answers has NaN/,
  );
  assert.throws(
    () => fitFigure({ target: (x) => 1 / x, domain: [0, 1] }),
    /target function has Infinity/,
  );
});
