import assert from "node:assert/strict";
import { test } from "node:test";
import { moons, Network } from "../../../lib/core";
import { regionsFigure } from "../../../lib/notebook/figures/regions-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const X = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
const y = [[0, 0], [1, 1], [1, 1], [1, 0]]; // prettier-ignore
const names = ["OR", "XOR"];
/** OR rises along x1 + x2; the second output is always ¼. */
const model = {
  predict: (rows: number[][]) =>
    rows.map(([a, b]) => [Math.min(1, Math.max(0, (a + b) / 2 + 0.25)), 0.25]),
};

test("there is one map for each output, with all points on it", () => {
  const figure = regionsFigure({ model, X, y, names });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 2);
  assert.equal(count(figure, /<circle[^>]*r="11"/g), 8);
  assert.equal(count(figure, /<circle[^>]*r="11" fill="rgb\(230,159,0\)"/g), 5); // OR: three of four, XOR: two of four
  assert.match(figure.alt, /OR between 0.0\d and 1.00, XOR between 0.25 and 0.25/);
});

test("the line at the threshold is drawn where the output crosses it, and only there", () => {
  const { html } = regionsFigure({ model, names });
  const lines = [...html.matchAll(/<path d="([^"]*)"[^>]*stroke-linecap/g)].map(
    (match) => match[1],
  );
  assert.equal(lines.length, 2);
  assert.match(lines[0], /^M/);
  assert.equal(lines[1], "");
  const moved = regionsFigure({ model, names, threshold: 0.2 });
  assert.notEqual(moved.html, html);
});

/** Three classes beside each other: surely the first left of −1, surely the last right of 1, in between all alike. */
const strips = {
  predict: (rows: number[][]) =>
    rows.map(([x]) => (x < -1 ? [1, 0, 0] : x > 1 ? [0, 0, 1] : [0.3, 0.4, 0.3])),
};
const three = { model: strips, names: ["left", "middle", "right"], classes: true };
const points = [[-1.5, 0], [0, 0], [1.5, 0]]; // prettier-ignore

test("classes are one map, with a dot for each point in the colour of its class", () => {
  const figure = regionsFigure({ ...three, X: points, y: [0, 1, 0], domain: [-2, 2] });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 1);
  assert.equal(count(figure, /<circle[^>]*r="6" fill="#009E73"/g), 0);
  assert.match(figure.html, />2 of 3 points right</);
  assert.equal(count(figure, /<circle[^>]*r="6" fill="#0072B2" stroke="#111111"/g), 1); // the wrong one
  assert.match(figure.alt, /left on 2\d %, middle on 5\d %, right on 2\d %/);
});

test("black lines run where the vote changes, and nowhere else", () => {
  const { html } = regionsFigure({ ...three, domain: [-2, 2], width: 358 });
  const d = /<path d="([^"]*)"[^>]*stroke="#111111" stroke-width="1.4"/.exec(html)?.[1] ?? "";
  const xs = [...d.matchAll(/(-?[\d.]+),-?[\d.]+/g)].map(([, x]) => Number(x));
  // the axis of x goes from pixel 34 to 358
  const x = (value: number) => 34 + ((value + 2) / 4) * 324;
  assert.ok(xs.length > 100);
  assert.ok(xs.every((px) => Math.abs(px - x(-1)) < 5 || Math.abs(px - x(1)) < 5));
});

test("a model of the library is asked as it is", () => {
  const { X, y } = moons({ samplesPerClass: 50, seed: 1 });
  const net = new Network([2, 4, 2], { activation: ["tanh", "softmax"], loss: "categoricalCrossentropy" }); // prettier-ignore
  const right = Math.round((net.evaluate(X, y).accuracy ?? 0) * 100);
  assert.match(
    regionsFigure({ model: net, X, y }).html,
    new RegExp(`>${right} of 100 points right<`),
  );
});

test("a model with three inputs is cut, and the title says where", () => {
  const net = new Network([3, 2, 2], { seed: 1 });
  const { html } = regionsFigure({ model: net, X: [[1, 2, 3], [3, 2, 5]], plane: [0, 2] }); // prettier-ignore
  assert.match(html, /over x1 and x3, the other 1 at their mean/);
  assert.throws(() => regionsFigure({ model: net }), /needs examples \(X\)/);
  assert.throws(
    () => regionsFigure({ model: net, X: [[1, 2, 3]], plane: [0, 3] }),
    /from 0 to 2 but got \[0, 3\]/,
  );
});

test("answers that are none, too few rows, and points that do not fit are errors", () => {
  const refused = (options: object, message: RegExp, name = "RangeError") =>
    assert.throws(() => regionsFigure({ model, ...options }), { name, message });
  refused({ model: { predict: (rows: number[][]) => rows.map(() => [NaN]) } }, /NaN/);
  refused(
    { model: { predict: () => [[1]] } },
    /a row of outputs for each of 4096 rows .* \[1, 1\]/,
  );
  refused({ model: undefined }, /expects a model/, "TypeError");
  refused({ names: ["OR"] }, /a name for each of 2 outputs but got 1/);
  refused({ X: [[NaN, 0]] }, /NaN/);
  refused({ X, y: [1, 0] }, /4 examples and 2 labels/);
  refused({ resolution: 1 }, /from 8 to 256/);
  refused({ width: 5 }, /from 100 to 1000 pixels wide but got 5/);
  const one = new Network([1, 2], { seed: 1 });
  refused({ model: one }, /plane of two inputs, but the model has 1/);
});
