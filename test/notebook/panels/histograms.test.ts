import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../lib/backends";
import {
  Activation,
  Adam,
  BatchNormalization,
  blobs,
  Dense,
  Dropout,
  l2,
  Sequential,
  SGD,
} from "../../../lib/core";
import { liveView } from "../../../lib/notebook/live/live-view";
import { drawnExamples } from "../../../lib/notebook/panels/context";
import { histogramsPanel } from "../../../lib/notebook/panels/histograms";
import { layerRow, layerRowLength } from "../../../lib/notebook/panels/layer-rows";
import { probeOf } from "../../../lib/notebook/panels/probe";
import { layerSnapshot } from "../../../lib/notebook/touch/layer-snapshots";
import { deepNet } from "../../helpers/layer-figures";

const { X, y } = blobs({ centers: [[-1, 0], [1, 0], [0, 1]], samplesPerClass: 120, seed: 1 }); // prettier-ignore

/** All that a look could disturb: dropout, moving means, prices, and an optimizer with a memory. */
function fragile(backend: "plain" | "wasm", momentum: boolean): Sequential {
  const layers = [
    new Dense({ units: 9, weightRegularizer: l2(1e-3) }),
    new BatchNormalization(),
    new Activation("relu"),
    new Dropout(0.3),
    new Dense({ units: 7, activation: "tanh" }),
    new Dense({ units: 3, activation: "softmax" }),
  ];
  const rate = { learningRate: 0.02 };
  return new Sequential(layers, { inputs: 2, seed: 4, backend }).compile({
    optimizer: momentum ? new SGD({ ...rate, momentum: 0.9 }) : new Adam(rate),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
}

for (const backend of ["plain", "wasm"] as const) {
  for (const momentum of [false, true]) {
    test(`a run that is looked into ends with the very same bits: ${backend}, ${momentum ? "momentum" : "Adam"}`, async () => {
      const end = async (looked: boolean) => {
        const model = fragile(backend, momentum);
        const figures = ["histograms", "confusion", "lossSurface"] as const;
        const callbacks = looked ? [liveView({ X, y, figures, moments: 40 })] : [];
        // a batch smaller than what is looked at, and a last one smaller still
        const history = await model.fit(X, y, { epochs: 8, batchSize: 50, callbacks });
        const state = { ...model.state(), ...model.optimizer.state() };
        return {
          loss: history.loss,
          bits: Object.entries(state).map(([name, m]) => [name, Buffer.from(Float64Array.from(m.data).buffer).toString("hex")]), // prettier-ignore
        };
      };
      assert.deepEqual(await end(true), await end(false));
    });
  }
}

const contextOf = (model: Sequential) => ({
  ...{ what: "liveView", inputs: 2, outputs: 3, classes: true, model },
  examples: drawnExamples("liveView", { X, y, inputs: 2, outputs: 3 }),
});

test("it takes what a snapshot of at most 256 examples has, one row for each hidden layer", () => {
  const model = fragile("plain", false);
  const panel = histogramsPanel(contextOf(model));
  const row = Array.from(panel.take?.(model) ?? []);
  assert.equal(row.length, 2 * layerRowLength);
  const half = Array.from({ length: 180 }, (_, i) => 2 * i);
  const rows = half.map((i) => [X.get(i, 0), X.get(i, 1)]);
  const labels = half.map((i) => y[i]);
  const { layers } = layerSnapshot(model, rows, labels, 0);
  assert.deepEqual(row, Array.from(layerRow(layers)));
});

test("where the loss is not finite there are no histograms, and no error either", () => {
  const model = fragile("plain", false);
  const panel = histogramsPanel(contextOf(model));
  model.parameters()[0].value.data[0] = NaN;
  const row = panel.take?.(model);
  assert.equal(row?.length, 2 * layerRowLength);
  assert.ok(Number.isNaN(row?.[0]));
});

test("a probe computes what its model does, follows it, and leaves it alone", async () => {
  const model = fragile("plain", false);
  const probe = probeOf(model);
  await model.fit(X, y, { epochs: 1 });
  const before = model.evaluate(X, y).loss;
  probe.follow(model);
  assert.ok(Math.abs(probe.model.evaluate(X, y).loss - before) < 1e-5);
  const count = model.parameters().reduce((sum, { value }) => sum + value.data.length, 0);
  probe.set(new Float64Array(count));
  assert.ok(Math.abs(probe.model.evaluate(X, y).loss - Math.log(3)) < 1e-6, "all alike");
  assert.equal(model.evaluate(X, y).loss, before);
  assert.throws(() => probe.set([1]), /as many but got 1/);
});

test("models without hidden layers, missing targets and odd ranges are refused", () => {
  const model = deepNet(false);
  const examples = drawnExamples("liveView", { X: [[1, 2, 3]], y: [1], outputs: 2 });
  const context = { what: "liveView", inputs: 3, outputs: 2, classes: true, model, examples };
  const refused = (
    change: object,
    message: RegExp,
    options?: Parameters<typeof histogramsPanel>[1],
  ) =>
    assert.throws(() => histogramsPanel({ ...context, ...change }, options), {
      name: "RangeError",
      message,
    });
  refused({ model: undefined }, /use liveView/);
  refused({ examples: undefined }, /give it X and y/);
  refused({}, /\[from, to\] but got \[1, 1\]/, { range: [1, 1] });
  const shallow = new Sequential([new Dense({ units: 2 })], { inputs: 3 });
  refused({ model: shallow }, /hidden layers but got 1 Dense/);
});
