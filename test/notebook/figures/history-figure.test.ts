import assert from "node:assert/strict";
import { test } from "node:test";
import { historyFigure } from "../../../lib/notebook/figures/history-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const history = {
  loss: [1, 0.5, 0.25],
  accuracy: [0.4, 0.6, 0.8],
  valLoss: [1.1, 0.7, 0.6],
  valAccuracy: [0.3, 0.5, 0.7],
  learningRate: [0.1, 0.1, 0.1],
};

test("loss and accuracy are drawn, each dashed on validation data", () => {
  const figure = historyFigure(history);
  toBeFigure(figure);
  assert.equal(count(figure, 'aria-label="line"'), 4);
  assert.equal(count(figure, /<g[^>]*stroke-dasharray="6,4"/g), 2);
  assert.doesNotMatch(figure.html, /learning rate/);
});

test("the learning rate is drawn where it changes, and where it is asked for", () => {
  const changing = { ...history, learningRate: [0.1, 0.05, 0.02] };
  assert.match(historyFigure(changing).html, /learning rate/);
  assert.match(historyFigure(history, { show: ["learningRate"] }).html, /learning rate/);
});

test("its words begin with its title, if it has one", () => {
  const [plain, titled] = [undefined, "With decay"].map((title) =>
    historyFigure(history, { title }),
  );
  assert.match(plain.alt, /from 1/);
  assert.equal(titled.alt, `With decay. ${plain.alt}`);
});

test("several runs have a name and a colour each", () => {
  const figure = historyFigure({ fast: history, "<slow>": { loss: [1, 0.9] } }, { show: ["loss"] });
  toBeFigure(figure);
  assert.match(figure.html, /fast, validation/);
  assert.match(figure.html, /&lt;slow&gt;/);
  for (const colour of ["#0072B2", "#E69F00"]) assert.match(figure.html, new RegExp(colour));
});

test("an empty history, one that lacks what is asked for, and NaN are errors", () => {
  assert.throws(() => historyFigure({ loss: [] }), /an empty history: did fit finish an epoch/);
  assert.throws(() => historyFigure({}), /an empty history/);
  assert.throws(() => historyFigure({ a: history, b: { loss: [] } }), /an empty history/);
  assert.throws(
    () => historyFigure({ loss: [1] }, { show: ["accuracy"] }),
    /no training has accuracy/,
  );
  assert.throws(() => historyFigure({ loss: [1, NaN] }), /NaN/);
});
