import assert from "node:assert/strict";
import { test } from "node:test";
import { confusionFigure } from "../../../lib/notebook/figures/confusion-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const square = (classes: number, right: number) =>
  Array.from({ length: classes }, (_, i) =>
    Array.from({ length: classes }, (_, j) => (i === j ? right : 1)),
  );

test("every count above zero is written, and the description names the most frequent mistake", () => {
  const matrix = [
    [40, 7, 0],
    [1, 50, 0],
    [0, 0, 1234],
  ];
  const figure = confusionFigure(matrix, { names: ["cat", "<b>", "cow"], title: "Animals" });
  toBeFigure(figure);
  assert.equal(count(figure, "<rect"), 9);
  for (const label of ["40", "7", "1", "50", "1,234"])
    assert.equal(count(figure, `>${label}</text>`), 1);
  assert.ok(!figure.html.includes("<b>"));
  assert.match(figure.alt, /Animals\. .*3 classes: 99.40 % right.*cat read as <b> 7 times/);
  assert.match(figure.html, /<title>cat read as &#60;b&#62;: 7 of 47 \(15 %\)<\/title>/);
});

test("the ten digits need no names", () => {
  assert.equal(count(confusionFigure(square(10, 100)), "<rect"), 100);
});

test("names wider than a column lean back, short ones stand upright", () => {
  const figure = (names: string[]) => confusionFigure(square(2, 3), { names }).html;
  assert.match(figure(["ankle boot", "bag"]), /rotate\(-60 /);
  assert.doesNotMatch(figure(["boot", "bag"]), /rotate/);
});

test("what is no square of counts is refused, and so is one of more than 26 classes", () => {
  assert.throws(() => confusionFigure([]), /empty/);
  assert.throws(() => confusionFigure([[1, 2]]), /1 rows and 2 entries in row 0/);
  assert.throws(() => confusionFigure([[-1]]), /\[0, 0\] is -1, below zero/);
  assert.throws(() => confusionFigure([[NaN]]), /row 0 has NaN/);
  assert.throws(() => confusionFigure(square(27, 1)), /at most 26 classes but got 27/);
  assert.throws(() => confusionFigure([[1]], { names: ["a", "b"] }), /1 classes but got 2: a, b/);
  assert.equal(count(confusionFigure(square(26, 1)), "<rect"), 26 * 26);
});
