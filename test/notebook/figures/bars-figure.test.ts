import assert from "node:assert/strict";
import { test } from "node:test";
import { barsFigure } from "../../../lib/notebook/figures/bars-figure";
import { histogramFigure } from "../../../lib/notebook/figures/histogram-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

test("one bar a value, the largest in orange, the right answer ticked", () => {
  const figure = barsFigure([0.1, 0.7, 0.2], ["<a>", "b", "c"], { correct: 2, title: "Which?" });
  toBeFigure(figure);
  assert.equal(count(figure, "#E69F00"), 1);
  assert.equal(count(figure, "#0072B2"), 2);
  assert.equal(count(figure, ">c ✓<"), 1);
  assert.equal(count(figure, ">&lt;a&gt;<"), 1);
  assert.equal(figure.alt, "Which? <a>: 0.100; b: 0.700; c ✓: 0.200.");
});

test("too few labels, no values and NaN are errors", () => {
  assert.throws(() => barsFigure([1, 2], ["a"]), /2 values but 1 labels/);
  assert.throws(() => barsFigure([]), /values is empty/);
  assert.throws(() => barsFigure([NaN]), /values has NaN/);
});

test("a histogram has a bar for each stretch, and refuses NaN", () => {
  const figure = histogramFigure([1, 1, 2, 3, 3, 3], { bins: 3, xLabel: "weight" });
  toBeFigure(figure);
  assert.ok(count(figure, "<rect") >= 3);
  assert.match(figure.alt, /6 values from 1.00 to 3.00/);
  assert.throws(() => histogramFigure([1, NaN]), /NaN at position 1/);
  assert.ok(!figure.html.includes(">3.5<"), "no bar beyond the largest value");
  assert.throws(() => histogramFigure([0, 2], { domain: [0, 1] }), /beyond the domain \[0, 1\]/);
});
