import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  BatchNormalization,
  Dense,
  Matrix,
  Random,
  Sequential,
  SGD,
} from "../../../lib/core";
import { layerHistograms } from "../../../lib/notebook/touch/layer-histograms";
import { layerBins, layerSnapshot } from "../../../lib/notebook/touch/layer-snapshots";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { deepNet, layerSnapshots } from "../../helpers/layer-figures";

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test("a snapshot counts every activation and difference once, and every gradient that is not 0", () => {
  const net = deepNet(false);
  const random = new Random(1);
  const X = Array.from({ length: 20 }, () => [random.normal(), random.normal(), 0]);
  const y = X.map(([a]) => Number(a > 0));
  const { loss, layers } = layerSnapshot(net, X, y, 7);
  assert.equal(loss, net.computeGradients(X, y));
  assert.equal(layers.length, 4);
  layers.forEach(({ activations, differences, gradients }, l) => {
    assert.deepEqual(
      [activations.length, differences.length, gradients.length],
      [layerBins.activations, layerBins.differences, layerBins.gradients],
    );
    assert.equal(sum(activations), 20 * 5);
    assert.equal(sum(differences), 20 * 5);
    assert.equal(sum(gradients), l === 0 ? 2 * 5 : 5 * 5, "the third input is always 0");
  });
});

test("spread and size of gradients are root mean squares that one can work out", () => {
  const net = new Sequential(
    [
      new Dense({ units: 1 }),
      new Activation("linear"),
      new Dense({ units: 2, activation: "softmax" }),
    ],
    { inputs: 1, dtype: "float64" },
  ).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  const [W, b] = net.parameters();
  W.value.data[0] = 0.1;
  b.value.data[0] = 0.5;
  const { range, layers } = layerSnapshot(net, [[-1], [3]], [0, 1], 0);
  // activations 0.4 and 0.8: mean 0.6, both 0.2 away
  assert.deepEqual(range, [0, 1]);
  assert.ok(Math.abs(layers[0].spread - 0.2) < 1e-12);
  assert.ok(Math.abs(layers[0].gradientSize - Math.abs(W.gradient.data[0])) < 1e-15);
  const bin = (counts: number[]) => counts.flatMap((count, k) => (count ? [k] : []));
  assert.deepEqual(bin(layers[0].activations), [
    Math.floor(0.4 * layerBins.activations),
    Math.floor(0.8 * layerBins.activations),
  ]);
  assert.deepEqual(bin(layers[0].differences), [12, 28]);
});

test("looking changes neither parameters nor moving means", () => {
  const net = deepNet(true);
  const X = Matrix.from([
    [1, 2, 3],
    [0, -1, 1],
    [2, 2, -2],
  ]);
  const state = () =>
    Object.entries(net.state()).map(([name, value]) => [name, Array.from(value.data)]);
  net.trainOnBatch(X, [0, 1, 1]);
  const before = state();
  layerSnapshot(net, X, [0, 1, 1], 0);
  assert.deepEqual(state(), before);
  assert.ok(net.layers.some((layer) => layer instanceof BatchNormalization));
});

test("a batch smaller than the largest so far is looked at alone", () => {
  const net = deepNet(false);
  const many = Array.from({ length: 50 }, (_, i) => [i, -i, 1]);
  net.computeGradients(
    many,
    many.map((_, i) => i % 2),
  );
  const { layers } = layerSnapshot(net, many.slice(0, 4), [0, 1, 0, 1], 0);
  for (const { activations } of layers) assert.equal(sum(activations), 4 * 5);
});

test("the page's bars are the counts, each row scaled to its highest", () => {
  const nets = layerSnapshots();
  const { data } = framePage(layerHistograms({ nets }).html);
  const { barsOf } = widgetCode("layer-histograms").widget;
  const shown = data as { nets: object[] };
  Object.values(nets).forEach((training, k) => {
    const { activations, differences, gradients } = training[3].layers[2];
    const bars: number[][] = barsOf(shown, shown.nets[k], 3, 2);
    [activations, differences, gradients].forEach((counts, h) => {
      const most = Math.max(...counts);
      assert.equal(bars[h].length, counts.length);
      counts.forEach((count, i) => {
        const bar = bars[h][i];
        assert.ok(bar >= count / most && bar < count / most + 1 / 255 + 1e-12);
        assert.equal(bar === 0, count === 0, "what was counted stays visible");
      });
    });
  });
});

test("the words tell of the net and the moment that are shown; the loss of both is drawn", () => {
  const nets = layerSnapshots();
  const { widget, colours } = widgetCode("layer-histograms");
  const { data } = framePage(layerHistograms({ nets, start: 2, shown: "normalized" }).html);
  const now = widget.state(data);
  const { words, svg } = widget.picture(data, now, 720, colours());
  assert.match(words, /^normalized, epoch 2, loss /);
  assert.equal(svg.match(/<path /g).length, 2);
  now.shown = "plain";
  now.index = 0;
  assert.match(widget.picture(data, now, 720, colours()).words, /^plain, epoch 0, loss /);
});

test("one moment alone has no loss curve", () => {
  const { widget, colours } = widgetCode("layer-histograms");
  const one = { plain: layerSnapshots().plain.slice(0, 1) };
  const { data } = framePage(layerHistograms({ nets: one }).html);
  assert.doesNotMatch(widget.picture(data, widget.state(data), 720, colours()).svg, /<path /);
});

test("small numbers are written with their power of ten", () => {
  const { short } = widgetCode("layer-histograms").widget;
  assert.deepEqual([0, 0.21, 0.034, 3.2e-6].map(short), ["0", "0.21", "0.034", "3e−6"]);
});

test("trainings that do not fit each other, and nets without hidden layers, are refused", () => {
  const { plain, normalized } = layerSnapshots();
  const refused = (make: () => unknown, message: RegExp) =>
    assert.throws(make, { name: "RangeError", message });
  refused(() => layerHistograms({ nets: {} }), /one to four nets but got 0/);
  refused(() => layerHistograms({ nets: { plain: [] } }), /plain has 0 moments/);
  refused(
    () => layerHistograms({ nets: { plain, short: normalized.slice(1) } }),
    /as plain has them \(5 and 4\), but short has 4 moments/,
  );
  const flat = plain.map((s) => ({ ...s, layers: s.layers.slice(1) }));
  refused(() => layerHistograms({ nets: { plain, flat } }), /flat has 5 moments of 3, 3/);
  refused(() => layerHistograms({ nets: { plain }, shown: "other" }), /plain but got other/);
  refused(() => layerHistograms({ nets: { plain }, start: 5 }), /from 0 to 4 but got 5/);
  const shallow = new Sequential([new Dense({ units: 2, activation: "softmax" })], {
    inputs: 1,
  }).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy" });
  refused(() => layerSnapshot(shallow, [[1]], [0], 0), /hidden layers but got 1 Dense/);
});
