import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential } from "../../../lib/core";
import { weightsFigure } from "../../../lib/notebook/figures/weights-figure";
import { count, readPng, toBeFigure } from "../../helpers/figure-bits";

const weights = Array.from({ length: 784 }, (_, pixel) => [pixel < 392 ? 2 : -2, 1]);

test("each neuron is one picture: blue above zero, orange-red below, one scale for all", () => {
  const figure = weightsFigure(weights, { captions: ["first", "second"] });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 2 + 1, "the last one is the key");
  const [first, second] = [...figure.html.matchAll(/base64,([^"]+)/g)].map((match) => [
    ...readPng(Buffer.from(match[1], "base64")).palette,
  ]);
  assert.deepEqual(first, [0, 114, 178, 213, 94, 0]);
  assert.deepEqual(second, [128, 185, 217]); // half of the largest weight: half-way to white
  assert.match(figure.alt, /blue: 2.00 and more, orange-red: −2.00 and less/);
});

test("other pictures than 28 × 28 need their shape, and it must fit", () => {
  assert.throws(() => weightsFigure([[1], [2]]), /784 rows of weights.* but got 2/);
  assert.equal(count(weightsFigure([[1], [2]], { shape: [1, 2] }), "<image"), 1 + 1);
});

test("a neuron that there is none of, and weights that are not finite, are errors", () => {
  assert.throws(() => weightsFigure(weights, { units: [2] }), /neurons 0 to 1, but got 2/);
  assert.throws(() => weightsFigure([[NaN]], { shape: [1, 1] }), /weights of pixel 0 has NaN/);
});

test("of a model the first dense layer is taken", () => {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 4, dtype: "float64" });
  model.parameters()[0].value.data.set([1, -1, 0, 1]);
  const { html } = weightsFigure(model, { shape: [2, 2] });
  const table = weightsFigure([[1], [-1], [0], [1]], { shape: [2, 2] });
  assert.equal(html, table.html);
});
