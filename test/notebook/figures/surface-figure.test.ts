import assert from "node:assert/strict";
import { test } from "node:test";
import { surfaceFigure } from "../../../lib/notebook/figures/surface-figure";
import { dataIn, pageAt } from "../../helpers/dashboards";

/** The first class is certain on the left, the second on the right. */
const model = {
  predict: (rows: number[][]) => rows.map(([x]) => (x < 0.5 ? [1, 0] : [0, 1])),
};
const X = [[0, 0], [0.2, 1], [1, 0]]; // prettier-ignore

test("the surface is high where the net is sure, in the colour of its class, with the points on it", () => {
  const figure = surfaceFigure({ model, X, y: [0, 1, 1] });
  const { words, rasters, svg } = pageAt(dataIn(figure.html), 0);
  assert.equal(words, "2 of 3 points right");
  const seen = new Set<string>();
  const rgb = Array.from(rasters[0].rgb);
  for (let i = 0; i < rgb.length; i += 3) seen.add(rgb.slice(i, i + 3).join());
  assert.ok(seen.has("0,114,178") && seen.has("230,159,0"), "both classes' own colours");
  assert.match(svg, /stroke="#111111"/); // the wrong point's ring
});

test("a plain output stands as high as its value within the range of the targets", () => {
  const slope = { predict: (rows: number[][]) => rows.map(([x]) => [10 * x]) };
  const figure = surfaceFigure({ model: slope, X, y: [[0], [2], [10]], alt: "a slope" });
  const data = dataIn(figure.html);
  assert.deepEqual((data.panels[0] as { range?: number[] }).range, [0, 10]);
  assert.equal(figure.alt, "a slope");
  assert.ok(figure.png.length > 2000);
});

test("a height that is no output and a net of one input are refused", () => {
  assert.throws(() => surfaceFigure({ model, X, height: 2 }), /an output from 0 to 1 but got 2/);
  assert.throws(() => surfaceFigure({ model, X, height: "vote" }), /but got vote/);
  assert.throws(
    () => surfaceFigure({ model, X: [[1]] }),
    /plane of two inputs, but the model has 1/,
  );
});
