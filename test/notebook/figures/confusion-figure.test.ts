import assert from "node:assert/strict";
import { test } from "node:test";
import { confusionFigure } from "../../../lib/notebook/figures/confusion-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

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
});

test("the ten digits need no names", () => {
  const matrix = Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: 10 }, (_, j) => (i === j ? 100 : 1)),
  );
  assert.equal(count(confusionFigure(matrix), "<rect"), 100);
});

test("names wider than a column lean back, short ones stand upright", () => {
  const figure = (names: string[]) =>
    confusionFigure(
      [
        [3, 1],
        [0, 4],
      ],
      { names },
    ).html;
  assert.match(figure(["ankle boot", "bag"]), /rotate\(-40\)/);
  assert.doesNotMatch(figure(["boot", "bag"]), /rotate\(-40\)/);
});

test("what is no square of counts is refused", () => {
  assert.throws(() => confusionFigure([]), /empty/);
  assert.throws(() => confusionFigure([[1, 2]]), /1 rows, 2 entries in row 0/);
  assert.throws(() => confusionFigure([[-1]]), /\[0, 0\] is -1, below zero/);
  assert.throws(() => confusionFigure([[NaN]]), /row 0 has NaN/);
});
