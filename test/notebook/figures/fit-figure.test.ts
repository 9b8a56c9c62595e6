import assert from "node:assert/strict";
import { test } from "node:test";
import { fitFigure } from "../../../lib/notebook/figures/fit-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const model = { predict: (rows: number[][]) => rows.map(([x]) => [2 * x]) };
const target = (x: number) => 2 * x + 0.5;

test("function, examples, net and residuals are drawn, and the description says how far the net is off", () => {
  const figure = fitFigure({ target, model, X: [[0], [1]], y: [[0.5], [2.5]], domain: [0, 1] });
  toBeFigure(figure);
  assert.match(figure.html, />function<.*>examples<.*>net</s);
  assert.equal(count(figure, 'stroke-opacity="0.6"'), 2);
  assert.match(figure.html, /root mean square of the residuals: 0\.5000/);
  assert.match(figure.alt, /Largest distance between the function and the net: 0.50/);
});

test("each of the three may be drawn alone", () => {
  assert.doesNotMatch(fitFigure({ target, domain: [0, 1] }).html, />net</);
  assert.match(fitFigure({ model, domain: [0, 1] }).html, />net</);
  const points = fitFigure({ X: [[0], [1]], y: [[0], [1]] });
  assert.match(points.html, />examples</);
  assert.doesNotMatch(points.html, /residuals|>net</);
});

test("nothing to draw, two inputs and values that are not finite are errors", () => {
  const domain = [0, 1] as const;
  assert.throws(() => fitFigure({ domain }), /nothing to draw/);
  assert.throws(() => fitFigure({ model }), /which x should be drawn/);
  const none = { predict: (rows: number[][]) => rows.map(() => [NaN]) };
  assert.throws(() => fitFigure({ model: none, domain }), /NaN/);
  assert.throws(() => fitFigure({ target: (x) => 1 / x, domain }), /gives Infinity at x = 0/);
  const two = { predict: (rows: number[][]) => rows.map(() => [1]) };
  assert.throws(
    () => fitFigure({ model: two, X: [[1, 2]] }),
    /over one input, but the model has 2/,
  );
});
