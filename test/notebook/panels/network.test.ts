import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Network, Sequential, standardScaler } from "../../../lib/core";
import { drawnExamples, type PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode, dashboardData } from "../../../lib/notebook/panels/dashboard";
import { networkPanel, type NetworkPanelOptions } from "../../../lib/notebook/panels/network";
import { netRow } from "../../../lib/notebook/live/moments";
import { foldedLayers } from "../../../lib/notebook/touch/folded-layers";
import { momentsOf } from "../../helpers/panel-moments";

const trials = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const wanted = [
  [0, 0],
  [1, 1],
  [1, 1],
  [1, 0],
];

function contextOf(model: Sequential, X: number[][], y?: number[][] | number[]): PanelContext {
  const { inputs, outputs } = model;
  const examples = drawnExamples("test", { X, y, inputs, outputs });
  return {
    ...{ what: "test", inputs, outputs, model, examples },
    classes: outputs > 1 && examples.labels !== undefined,
  };
}

/** The panel drawn after these moments of its model, with what its parts are called. */
function drawn(
  model: Sequential,
  context: PanelContext,
  options: NetworkPanelOptions = {},
  { width = 740, chosen = "", shown = undefined as number | undefined } = {},
) {
  const panel = networkPanel(context, options);
  const layers = foldedLayers(model);
  const net = {
    sizes: [layers[0].inputs, ...layers.map(({ units }) => units)],
    activations: layers.map(({ activation }) => activation),
    parameters: [netRow(layers)],
  };
  const kept = momentsOf([0], [panel.take ? [panel.take(model)] : []], panel.net ? net : undefined);
  const data = JSON.parse(JSON.stringify(dashboardData([panel], kept, { exact: true })));
  const kit = dashboardCode([panel]);
  const now = kit.widget.state(data);
  if (chosen) kit.panelCode("network").hover(data.panels[0], now.own[0], chosen);
  if (shown !== undefined) now.own[0].shown = shown;
  const layersDrawn = kit.drawnNet(
    data.panels[0],
    kit.momentAt(data, data.panels[0], 0),
    now.own[0].shown,
  );
  return {
    panel,
    data,
    layers: layersDrawn,
    ...kit.widget.pictureOf(data, now, 0, width, kit.colours()),
  };
}

test("a small net has its numbers on its lines and the activations of the chosen example in its circles", () => {
  const model = new Network([2, 2, 2], { seed: 3, weights: "normal", bias: "normal" });
  const context = { ...contextOf(model, trials, wanted), names: ["OR", "XOR"] };
  const { svg, layers, spots, words } = drawn(model, context, { example: 2 });
  const [w, b] = model.parameters().map(({ value }) => value);
  const said = (value: number) => value.toFixed(2).replace("-", "−");
  assert.ok(svg.includes(`>w1 = ${said(w.get(0, 0))}<`));
  assert.ok(svg.includes(`>w2 = ${said(w.get(1, 0))}<`), "neuron by neuron: w2 comes from x2");
  assert.ok(svg.includes(`>b2 = ${said(b.get(0, 1))}<`));
  assert.match(svg, />example \(1, 0\): should give OR 1, XOR 1</);
  const out = model.predict([[1, 0]]).row(0);
  layers[2].neurons.forEach(({ value }: { value: number }, k: number) =>
    assert.ok(Math.abs(value - out[k]) < 1e-6),
  );
  assert.equal(spots.length, 8 + 6);
  assert.equal(words, `OR ${said(out[0])}, XOR ${said(out[1])}`);
});

test("another example fills the neurons anew", () => {
  const model = new Network([2, 3, 2], { seed: 1, weights: "normal" });
  const { layers } = drawn(model, contextOf(model, trials, wanted), {}, { shown: 3 });
  const out = model.predict([[1, 1]]).row(0);
  assert.ok(Math.abs(layers[2].neurons[1].value - out[1]) < 1e-6);
});

test("what is pointed at says its numbers: a line its weight, a neuron activation and bias by name", () => {
  const model = new Network([2, 2, 2], { seed: 3, weights: "normal", bias: "normal" });
  const context = contextOf(model, trials, wanted);
  const weight = model.parameters()[2].value.get(1, 0);
  const number = (value: number) => value.toFixed(3).replace("-", "−");
  const line = drawn(model, context, {}, { chosen: "w/2/0/1" });
  assert.equal(line.words, `w6 = ${number(weight)}, the weight from h2 to y1`);
  assert.ok(line.svg.includes(`>${line.words}<`));
  const bias = model.parameters()[1].value.get(0, 1);
  const neuron = drawn(model, context, {}, { chosen: "n/1/1" });
  assert.match(neuron.words, /^neuron h2 = 0\.\d{3}, by sigmoid, bias b2 = /);
  assert.ok(neuron.words.endsWith(number(bias)));
});

test("of a large net only what is drawn is kept, and it is what the net has", () => {
  const model = new Sequential(
    [
      new Dense({ units: 30, activation: "sigmoid" }),
      new Dense({ units: 10, activation: "softmax" }),
    ],
    { inputs: 784, seed: 2 },
  );
  const X = [0, 1, 2].map((k) => Array.from({ length: 784 }, (_, i) => ((i * (k + 3)) % 7) / 7));
  const { panel, layers, svg, spots } = drawn(
    model,
    contextOf(model, X, [3, 1, 9]),
    {},
    {
      shown: 1,
    },
  );
  assert.equal(panel.net, false);
  assert.equal(panel.take?.(model).length, 9 * 9 + 9 + 9 * 10 + 10 + 3 * (9 + 10));
  assert.match(svg, /Of 784 and 30 neurons the first eight and the last are drawn/);
  assert.equal(svg.split("⋮").length - 1, 2);
  assert.equal(spots.length, 9 + 9 + 10, "too many lines to be pointed at one by one");
  const weights = model.parameters()[0].value;
  const last = layers[1].neurons[8];
  assert.equal(last.neuron, 29);
  assert.ok(Math.abs(last.weights[8] - weights.get(783, 29)) < 1e-7);
  // classes in order are 1, 3, 9: the second one is example 0
  const [first, second] = model.predict([X[0], X[1]]).toArray();
  assert.ok(Math.abs(layers[2].neurons[4].value - first[4]) < 1e-6);
  assert.ok(Math.abs(first[4] - second[4]) > 1e-4, "the examples differ");
});

test("a chosen neuron of a large net has its weights written beside their lines", () => {
  const model = new Network([5, 6, 4], { seed: 1, weights: "normal" });
  const X = [[1, 2, 3, 4, 5]];
  const { svg } = drawn(model, contextOf(model, X), {}, { chosen: "n/1/0", width: 358 });
  for (let i = 0; i < 5; i++) {
    const weight = model.parameters()[0].value.get(i, 0).toFixed(2).replace("-", "−");
    assert.ok(svg.includes(`>${weight}<`), weight);
  }
});

test("a model with a scaler is drawn as it computes from the inputs that it is given", () => {
  const X = [
    [100, 1],
    [200, 3],
    [300, 2],
  ];
  const scaler = standardScaler.fit(X);
  const model = new Sequential([new Dense({ units: 2, activation: "tanh" })], {
    inputs: 2,
    scaler,
    seed: 1,
  });
  const { layers } = drawn(model, contextOf(model, X), { example: 2 });
  const out = model.predict([X[2]]).row(0);
  assert.ok(Math.abs(layers[1].neurons[0].value - out[0]) < 1e-5);
});

test("names and labels that look like HTML stay words", () => {
  const evil = "<script>alert(1)</script>";
  const model = new Network([2, 2, 2], { seed: 1 });
  for (const numbers of [true, false]) {
    const context = { ...contextOf(model, trials, wanted), names: [evil, "b"] };
    const names = [
      [evil, "x2"],
      ["h", evil],
      [evil, "b"],
    ];
    for (const chosen of ["n/0/0", "w/2/0/1"]) {
      const { svg } = drawn(model, context, { numbers, names }, { chosen });
      assert.doesNotMatch(svg, /<script/);
      assert.match(svg, /&#60;script/);
    }
  }
});

test("examples that there are none of and names that do not fit are refused", () => {
  const model = new Network([2, 2, 2], { seed: 1 });
  const context = contextOf(model, trials, wanted);
  const refused = (options: NetworkPanelOptions, message: RegExp, from = context) =>
    assert.throws(() => networkPanel(from, options), { name: "RangeError", message });
  refused({ example: 4 }, /examples from 0 to 3, which X has, but got 4/);
  refused({ example: [1] }, /an example of 2 finite inputs but got \[1\]/);
  refused({ example: [1, NaN] }, /got \[1, NaN\]/);
  refused({ example: 0 }, /needs examples \(X\)/, { ...context, examples: undefined });
  refused({ examples: [] }, /got no indices/);
  refused({ names: [["a"]] }, /each of the 2 neurons of layer 0 \(0: the inputs\) but got 1/);
});
