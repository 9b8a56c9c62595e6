import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Matrix, Sequential } from "../../../lib/core";
import { galleryFigure } from "../../../lib/notebook/figures/gallery-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const images = { data: new Uint8Array(3 * 4).fill(255, 4, 8), shape: [3, 2, 2], scale: 1 / 255 };
const labels = [0, 1, 1];

test("of given classes wrong ones are marked by a cross and say the truth; names stay words", () => {
  const figure = galleryFigure({
    ...{ images, labels, predictions: [0, 0, 1] },
    ...{ names: ["<i>zero</i>", "one"], zoom: 30, title: "Three" },
  });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 3);
  assert.equal(count(figure, ">✗ &#60;i&#62;zero&#60;/i&#62;<"), 1);
  assert.equal(count(figure, ">is one<"), 1);
  assert.equal(count(figure, ">2 of 3 right<"), 1);
  assert.equal(count(figure, " %<"), 0, "nobody said how surely");
  assert.match(
    figure.alt,
    /^Three. 2 of 3 pictures read right; picture 1 is one, read <i>zero<\/i>.$/,
  );
});

test("of probabilities the likeliest is taken, with its percent", () => {
  const predictions = Matrix.from([
    [0.75, 0.25],
    [0.5, 0.5],
    [0.1, 0.9],
  ]);
  for (const rows of [predictions, predictions.toArray()]) {
    const figure = galleryFigure({ images, labels, predictions: rows, indices: [2, 0] });
    assert.equal(count(figure, ">1 · 90 %<"), 1);
    assert.equal(count(figure, ">0 · 75 %<"), 1);
    assert.match(figure.alt, /2 of 2 pictures read right/);
  }
});

test("a model reads the shown pictures as numbers from 0 to 1", () => {
  const model = new Sequential([new Dense({ units: 2, activation: "softmax" })], { inputs: 4 });
  const [row] = model.predict([[1, 1, 1, 1]]).toArray();
  const best = row[1] > row[0] ? 1 : 0;
  const figure = galleryFigure({ images, labels: [0, best, 0], model, indices: [1] });
  assert.equal(count(figure, `>${best} · ${Math.round(100 * row[best])} %<`), 1);
});

test("what does not fit is refused", () => {
  const refused = (options: object, message: RegExp, name = "RangeError") =>
    assert.throws(() => galleryFigure({ images, labels, predictions: [0, 0, 1], ...options }), {
      name,
      message,
    });
  refused({ predictions: undefined }, /expects predictions, or a model/, "TypeError");
  refused({ predictions: [1] }, /a prediction for each of 3 images but got 1/);
  refused({ labels: [1] }, /3 images but 1 labels/);
  refused({ names: ["only"] }, /from 0 to 0, as many as there are names, but got 1/);
  refused({ indices: [] }, /which pictures/);
  refused({ indices: [3] }, /pictures 0 to 2, but got 3/);
  refused({ predictions: [0, 0.5, 1] }, /but got 0.5/);
});
