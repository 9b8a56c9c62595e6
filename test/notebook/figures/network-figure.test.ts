import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core/model/network";
import { networkFigure } from "../../../lib/notebook/figures/network-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

// notebook 01: h1 = σ(w1 x1 + w2 x2 + b1), h2 = σ(w3 x1 + w4 x2 + b2), …
const twelve = {
  weights: [
    [
      [0.11, 0.13],
      [0.12, -0.14],
    ],
    [
      [0.15, 0.17],
      [0.16, 0.18],
    ],
  ],
  biases: [
    [0.21, 0.22],
    [0.23, -0.24],
  ],
};

test("all twelve numbers of the first net stand there with their names", () => {
  const figure = networkFigure(twelve);
  toBeFigure(figure);
  const numbers = ["w1 = 0.11", "w2 = 0.12", "w3 = 0.13", "w4 = −0.14", "w5 = 0.15", "w6 = 0.16"];
  numbers.push("w7 = 0.17", "w8 = 0.18", "b1 = 0.21", "b2 = 0.22", "b3 = 0.23", "b4 = −0.24");
  for (const label of numbers) {
    assert.equal(count(figure, `<text[^>]*>${label}<`), 1, label);
    assert.ok(figure.alt.includes(label), `the description says ${label}`);
  }
  assert.equal(count(figure, "<line"), 8);
  assert.equal(count(figure, "<circle"), 6);
});

test("no two labels of the first net cover each other", () => {
  const boxes = [
    ...networkFigure(twelve).html.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g),
  ].map((match) => match.slice(1).map(Number));
  assert.equal(boxes.length, 8 + 4);
  boxes.forEach(([x, y, width], i) =>
    boxes.slice(i + 1).forEach(([otherX, otherY, otherWidth]) => {
      const apart = Math.abs(y - otherY) >= 20 || x + width <= otherX || otherX + otherWidth <= x;
      assert.ok(apart, `${x},${y} and ${otherX},${otherY}`);
    }),
  );
});

test("one of the library's nets can be given as it is", () => {
  const figure = networkFigure(new Network([3, 2, 1], { loss: "quadratic", learningRate: 1 }));
  assert.equal(count(figure, "<line"), 8);
  assert.match(figure.alt, /3, 2, 1/);
});

test("one of the library's nets computes the activations of an example", () => {
  const net = new Network([2, 2, 1], { seed: 3, dtype: "float64" });
  const figure = networkFigure(net, { example: [1, 0.5] });
  const [answer] = net.predict([[1, 0.5]]).row(0);
  assert.ok(count(figure, `<text[^>]*>${answer.toFixed(2)}<`) > 0);
  assert.equal(count(figure, `<title>output y1 = ${answer.toFixed(3)}, by sigmoid`), 1);
  assert.throws(() => networkFigure(net, { example: [1] }), /2 finite inputs but got \[1\]/);
  assert.throws(() => networkFigure(twelve, { example: [1, 0] }), /give \{ activations \}/);
});

test("every line and every neuron says its numbers under the pointer", () => {
  const figure = networkFigure(twelve);
  assert.equal(count(figure, "<title>w4 = −0.140, the weight from x2 to h2</title>"), 1);
  assert.equal(count(figure, "<title>neuron h1, bias b1 = 0.210</title>"), 1);
});

test("names and values are written into the circles, escaped", () => {
  const figure = networkFigure(twelve, {
    names: [
      ["<i>", "x2"],
      ["h1", "h2"],
      ["OR", "XOR"],
    ],
    activations: [
      [0, 1],
      [0.25, 0.5],
      [0.75, 0.875],
    ],
    title: "A & B",
  });
  assert.equal(count(figure, ">&#60;i&#62;<"), 1);
  assert.equal(count(figure, ">XOR<"), 1);
  assert.equal(count(figure, ">0.75<"), 1);
  assert.equal(count(figure, ">A &#38; B<"), 1);
});

test("of a large net only some neurons are drawn, and no numbers", () => {
  const figure = networkFigure(new Network([784, 30, 10], { loss: "quadratic", learningRate: 1 }));
  toBeFigure(figure);
  assert.equal(count(figure, "<circle"), 9 + 9 + 10);
  assert.equal(count(figure, "⋮"), 2);
  assert.equal(count(figure, /<text[^>]*>w1 =/g), 0);
  assert.equal(count(figure, "Of 784 and 30 neurons the first eight and the last are drawn"), 1);
});

test("weights that are transposed or not finite are refused", () => {
  const transposed = { weights: [[[1, 2, 3]]], biases: [[1]] };
  assert.throws(
    () => networkFigure(transposed),
    /should be \[1, 1\].*are \[1, 3\]: are they transposed/,
  );
  assert.throws(
    () => networkFigure({ weights: [[[NaN]]], biases: [[0]] }),
    /weights of layer 1 has NaN/,
  );
  assert.throws(() => networkFigure({ weights: [], biases: [] }), /0 and 0/);
  assert.throws(() => networkFigure(twelve, { names: [["a"]] }), /2 neurons of layer 0 .* got 1/);
  assert.throws(
    () => networkFigure(twelve, { activations: [[1]] }),
    /2 activations of layer 0 .* got 1/,
  );
});
