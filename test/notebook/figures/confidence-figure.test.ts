import assert from "node:assert/strict";
import { test } from "node:test";
import { confidenceFigure } from "../../../lib/notebook/figures/confidence-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

test("probabilities are one bar each with percent, the right class has a tick, names stay words", () => {
  const figure = confidenceFigure([0.1, 0.7, 0.2], ["<a>", "b", "c"], {
    correct: 2,
    title: "Which?",
  });
  toBeFigure(figure);
  for (const words of [">&#60;a&#62;<", ">b<", ">c ✓<", ">70.0 %<", ">Which\\?<"]) {
    assert.equal(count(figure, words), 1, words);
  }
  assert.match(figure.alt, /^Which\? <a>: 10.0 %; b: 70.0 %; c: 20.0 %. Right: c.$/);
});

test("outputs that do not add up to 1 are numbers, named 0, 1, 2, … by themselves", () => {
  const figure = confidenceFigure([0.012, 0.9]);
  assert.equal(count(figure, ">0.900<"), 1);
  assert.equal(figure.alt, "0: 0.012; 1: 0.900.");
});

test("names that are not as many, and what is no probability, are errors", () => {
  assert.throws(() => confidenceFigure([0.1, 0.9], ["a"]), /2 probabilities but 1 names/);
  assert.throws(() => confidenceFigure([]), /probabilities is empty/);
  assert.throws(() => confidenceFigure([NaN]), /probabilities has NaN/);
  assert.throws(() => confidenceFigure([1.5, 0]), /lie from 0 to 1, but got 1.5/);
  assert.throws(() => confidenceFigure([1, 0], undefined, { correct: 2 }), /from 0 to 1 but got 2/);
});
