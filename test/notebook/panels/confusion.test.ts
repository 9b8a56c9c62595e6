import assert from "node:assert/strict";
import { test } from "node:test";
import { blobs, confusionMatrix, argmax, Dense, Matrix, Sequential, SGD } from "../../../lib/core";
import { confusionPanel, matrixPanel } from "../../../lib/notebook/panels/confusion";
import { drawnExamples, type PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode, dashboardData } from "../../../lib/notebook/panels/dashboard";
import { stillRun } from "../../../lib/notebook/panels/still";

const names = Array.from({ length: 10 }, (_, k) => `class ${k}`);

/** One matrix as the page draws it, rounded as in a slider. */
function drawn(counts: number[][], width: number, cell?: [number, number], title?: string) {
  const panel = matrixPanel({ names: names.slice(0, counts.length), title });
  const data = dashboardData([panel], { run: stillRun, values: [[counts.flat()]] });
  const { widget, colours } = dashboardCode([panel]);
  const now = widget.state(data);
  now.own[0].cell = cell;
  return widget.pictureOf(data, now, 0, width, colours());
}

const context = (model: Sequential, X: Matrix, y: ArrayLike<number>): PanelContext => ({
  ...{ what: "liveView", inputs: model.inputs, outputs: model.outputs, classes: true, model },
  examples: drawnExamples("liveView", { X, y, outputs: model.outputs }, 5000),
});

test("it counts what the library counts", () => {
  const { X, y } = blobs({ centers: [[-1, 0], [1, 0], [0, 1]], samplesPerClass: 100, clusterStd: 0.7, seed: 1 }); // prettier-ignore
  const net = new Sequential([new Dense({ units: 3, activation: "softmax" })], {
    inputs: 2,
    seed: 1,
  }).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  const counts = confusionPanel(context(net, X, y)).take?.(net);
  const wanted = confusionMatrix(y, argmax(net.predict(X)), 3);
  assert.deepEqual(Array.from(counts ?? []), Array.from(wanted.data));
});

test("of many examples every second, third, … is counted, at most 1000", () => {
  const { X, y } = blobs({ centers: [[-1, 0], [1, 0]], samplesPerClass: 1250, seed: 1 }); // prettier-ignore
  const net = new Sequential([new Dense({ units: 2, activation: "softmax" })], {
    inputs: 2,
  }).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  const counts = Array.from(confusionPanel(context(net, X, y)).take?.(net) ?? []);
  const all = counts.reduce((a, b) => a + b);
  assert.ok(all > 500 && all <= 1000, String(all));
});

test("one output says no or yes", () => {
  const net = new Sequential([new Dense({ units: 1, activation: "sigmoid" })], {
    inputs: 1,
  }).compile({ optimizer: new SGD(), loss: "binaryCrossentropy" });
  net.parameters()[0].value.data[0] = 1;
  const X = Matrix.from([[-1], [-2], [3], [4], [-5]]);
  const panel = confusionPanel(context(net, X, [0, 0, 1, 1, 1]));
  assert.deepEqual(Array.from(panel.take?.(net) ?? []), [2, 0, 1, 2]);
  assert.deepEqual(panel.options(stillRun).names, ["no", "yes"]);
});

test("counts come back whole through the page's rounding, and a chosen cell is told in words", () => {
  const { words } = drawn([[997, 3], [1, 4]], 358, [0, 1]); // prettier-ignore
  assert.equal(words, "class 0 read as class 1: 3 of 1,000 (0.3 %)");
  const all = drawn([[997, 3], [1, 4]], 358); // prettier-ignore
  assert.match(all.words, /^1,001 of 1,005 right \(100 %\); most often: class 0 read as class 1/);
});

test("ten classes can be read on a phone: each number fits its cell, none below 10 px", () => {
  const counts = names.map((_, i) => names.map((_, j) => (i === j ? 1234 : 999)));
  const { svg, spots } = drawn(counts, 358);
  const [x, , wide] = spots[1].rect;
  assert.ok(x >= 0 && spots[0].rect[0] + spots[0].rect[2] <= 358);
  const numbers = [...svg.matchAll(/font-size="([\d.]+)"[^>]*>([\d.,]+k?)<\/text>/g)];
  assert.equal(numbers.filter(([, , text]) => text === "1.2k").length, 10);
  assert.equal(numbers.filter(([, , text]) => text === "999").length, 90);
  for (const [, size, text] of numbers) {
    assert.ok(Number(size) >= 10);
    assert.ok(text.length * Number(size) * 0.6 <= wide, `${text} in ${wide}`);
  }
});

test("arrow keys go from cell to cell and stop at the edge", () => {
  const panel = matrixPanel({ names: ["a", "b"] });
  const { arrows, hover } = dashboardCode([panel]).panelCode("confusion");
  const now: { cell?: number[] } = {};
  const go = (dx: number, dy: number) => (arrows({ names: ["a", "b"] }, now, "matrix", dx, dy), now.cell); // prettier-ignore
  assert.deepEqual([...(go(1, 0) ?? [])], [0, 0]);
  assert.deepEqual([...(go(1, 0) ?? [])], [0, 1]);
  assert.deepEqual([...(go(1, 0) ?? [])], [0, 1]);
  assert.deepEqual([...(go(0, -1) ?? [])], [1, 1]);
  hover({}, now, "1 0");
  assert.deepEqual([...(now.cell ?? [])], [1, 0]);
});

test("numbers are shortened to what fits", () => {
  const { short } = dashboardCode([matrixPanel({ names })]).panelCode("confusion");
  assert.deepEqual([0, 999, 1000, 1234, 9960, 45678, 1.25e6, 0.256789].map(short), [
    "0",
    "999",
    "1k",
    "1.2k",
    "10k",
    "46k",
    "1.3M",
    "0.257",
  ]);
});

test("examples without classes, and more classes than can be drawn, are refused", () => {
  const net = new Sequential([new Dense({ units: 2 })], { inputs: 1 }).compile({
    optimizer: new SGD(),
    loss: "meanSquaredError",
  });
  const examples = drawnExamples("liveView", { X: [[1]], y: [[0.3, 0.2]], outputs: 2 });
  const base = { what: "liveView", inputs: 1, outputs: 2, classes: false, model: net };
  const refused = (context: PanelContext, message: RegExp) =>
    assert.throws(() => confusionPanel(context), { name: "RangeError", message });
  refused({ ...base, examples }, /targets of these examples are other numbers/);
  refused(base, /give it examples, X and y/);
  const labelled = { ...examples, labels: [0] };
  refused({ ...base, outputs: 27, examples: labelled }, /at most 26 classes but got 27/);
  refused({ ...base, names: ["a"], examples: labelled }, /2 classes but got 1: a/);
  refused({ ...base, model: undefined, examples: labelled }, /use liveView, or confusionFigure/);
});
