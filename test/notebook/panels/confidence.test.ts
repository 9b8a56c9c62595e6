import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential } from "../../../lib/core";
import {
  confidencePanel,
  type ConfidencePanelOptions,
} from "../../../lib/notebook/panels/confidence";
import { drawnExamples, type PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode, dashboardData } from "../../../lib/notebook/panels/dashboard";
import { momentsOf } from "../../helpers/panel-moments";

const model = new Sequential([new Dense({ units: 3, activation: "softmax" })], {
  inputs: 2,
  seed: 5,
});
const X = [
  [0, 1],
  [1, 0],
  [0.25, -1],
  [2, 2],
];
const y = [2, 0, 1, 2];
const context: PanelContext = {
  ...{ what: "test", inputs: 2, outputs: 3, classes: true, model },
  names: ["a", "<script>", "c"],
  examples: drawnExamples("test", { X, y, inputs: 2, outputs: 3 }),
};

function drawn(options: ConfidencePanelOptions, rows: number[][], width = 358, from = context) {
  const panel = confidencePanel(from, options);
  const data = dashboardData([panel], momentsOf([0], [[rows.flat()]]), { exact: true });
  const kit = dashboardCode([panel]);
  return { data, ...kit.widget.pictureOf(data, kit.widget.state(data), 0, width, kit.colours()) };
}

test("kept are the probabilities of one example of each class", () => {
  const kept = Array.from(confidencePanel(context).take?.(model) ?? []);
  // the middle ones of their classes, in the order of the classes
  const expected = model.predict([X[1], X[2], X[3]]).toArray().flat();
  assert.equal(kept.length, 9);
  kept.forEach((share, k) => assert.ok(Math.abs(share - expected[k]) < 1e-7));
});

test("the shown example's classes have bars with percent, the true one a tick", () => {
  const rows = [
    [0.7, 0.2, 0.1],
    [0.5, 0.125, 0.375],
    [0, 0, 1],
  ];
  const { svg, words } = drawn({ example: 2 }, rows);
  assert.match(svg, />example 2 \(0.25, −1\): it is &#60;script&#62;</);
  for (const said of ["50.0 %", "12.5 %", "37.5 %"]) assert.ok(svg.includes(`>${said}<`), said);
  assert.match(svg, />&#60;script&#62; ✓</);
  assert.equal(words, "✗ a 50.0 %, is <script>");
  assert.match(svg, />✗ a, 50.0 %</);
  assert.doesNotMatch(svg, /<script/);
});

test("an asked example takes the place of another of its class", () => {
  const { data, words } = drawn({ example: 0 }, [
    [1, 0, 0],
    [1, 0, 0],
    [0, 0.25, 0.75],
  ]);
  const { examples } = data.panels[0] as { examples: { name: string; words: string }[] };
  assert.deepEqual(
    examples.map(({ name }) => name),
    ["a", "<script>", "c"],
  );
  assert.match(examples[2].words, /^example 0 \(0, 1\)/);
  assert.equal(words, "✓ c 75.0 %");
});

test("of many classes the likeliest are drawn, and it says so", () => {
  const outputs = 40;
  const many: PanelContext = {
    ...{ what: "test", inputs: 2, outputs, classes: true },
    model: new Sequential([new Dense({ units: outputs, activation: "softmax" })], { inputs: 2 }),
    examples: drawnExamples("test", { X, y, inputs: 2, outputs }),
  };
  const row = Array.from({ length: outputs }, (_, k) => (k === 33 ? 0.61 : 0.01));
  const { svg } = drawn({ examples: [0] }, [row], 358, many);
  assert.match(svg, />61.0 %</);
  assert.match(svg, />and 24 others, none likelier</);
  assert.equal(svg.match(/>1.0 %</g)?.length, 15);
});

test("models without classes and examples that there are none of are refused", () => {
  const refused = (options: ConfidencePanelOptions, message: RegExp, from = context) =>
    assert.throws(() => confidencePanel(from, options), { name: "RangeError", message });
  refused({ example: -1 }, /examples from 0 to 3, which X has, but got -1/);
  refused({ shape: [3, 3] }, /2 numbers as a picture of 3 × 3/);
  refused({}, /outputs are none/, { ...context, classes: false });
  refused({}, /needs examples \(X\)/, { ...context, examples: undefined });
});
