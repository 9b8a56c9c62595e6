import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential, SGD } from "../../../lib/core";
import type { TrainInfo } from "../../../lib/core/model/callbacks";
import { liveView } from "../../../lib/notebook/live/live-view";
import { Moments } from "../../../lib/notebook/live/moments";
import type { Panel } from "../../../lib/notebook/panels/panel";
import { stillRun } from "../../../lib/notebook/panels/still";
import { openCell, type Sent } from "../../helpers/fake-cell";
import { framePage } from "../../helpers/widget-code";

const X = Array.from({ length: 40 }, (_, i) => [i / 20 - 1, (i % 7) / 7]);
const y = X.map(([x]) => (x > 0 ? 1 : 0));

const newNet = (learningRate: number) =>
  new Sequential(
    [new Dense({ units: 5, activation: "relu" }), new Dense({ units: 2, activation: "linear" })],
    { inputs: 2, seed: 1 },
  ).compile({ optimizer: new SGD({ learningRate }), loss: "meanSquaredError" });

interface Page {
  steps: number[];
  caption: string;
  net: { values: { scales: number[] } };
}

const pageOf = (html: string) => framePage(html).data as Page;

test("a training that diverges says so itself, and its figure shows the moments that were finite", async () => {
  const sent: Sent[] = [];
  const close = openCell(sent);
  const figures = ["regions", "histograms", "confusion", "lossSurface", "curves"] as const;
  const view = liveView({ X, y, figures, moments: 30 });
  const model = newNet(3);
  const fitting = model.fit(X, y, { epochs: 50, batchSize: 10, validationData: [X, y], callbacks: [view] }); // prettier-ignore
  await assert.rejects(fitting, /the loss became|not finite/);
  close();
  const { steps, caption, net } = pageOf(view.figure.html);
  assert.ok(steps.length >= 2, `${steps.length} moments`);
  assert.equal(steps[0], 0);
  assert.ok(steps.every((step, i) => i === 0 || step > steps[i - 1]));
  assert.ok(net.values.scales.every(Number.isFinite));
  assert.match(caption, /^broke off · \d+ of 50 epochs/);
  assert.ok(view.figure.png.length > 1000);
  assert.match(sent[sent.length - 1].data["text/html"] as string, /broke off/);
});

test("what is shown last is not the earlier epoch that fit has put back", async () => {
  const view = liveView({ X, y, figures: ["regions"], moments: [0] });
  await assert.rejects(newNet(3).fit(X, y, { epochs: 50, batchSize: 10, callbacks: [view] }));
  assert.deepEqual(pageOf(view.figure.html).steps, [0]);
});

test("where no moment was kept, what fit has put back is shown as its own epoch", async () => {
  const view = liveView({ X, y, figures: ["regions"], moments: [49] });
  const model = newNet(3);
  await assert.rejects(model.fit(X, y, { epochs: 50, batchSize: 10, callbacks: [view] }));
  assert.deepEqual(pageOf(view.figure.html).steps, [model.epochsDone]);
});

/** A panel that throws from its third look on, counted with the one before the training. */
function tired(from: number): Panel & { looks: number } {
  return {
    ...{ kind: "curves", alt: "tired", looks: 0 },
    options: () => ({}),
    take() {
      if (++this.looks >= from) throw new Error("too tired");
      return [this.looks];
    },
  };
}

const info = (): TrainInfo => ({ model: newNet(0.1), epochs: 10, batches: 4 });

test("a panel's error comes before the training, even where no moment of its beginning is kept", () => {
  assert.throws(() => new Moments([tired(1)], info(), [5, 10]), /too tired/);
});

test("a panel that throws in the midst of a training loses its moment only", () => {
  const panel = tired(3);
  const moments = new Moments([panel], info(), 11);
  moments.take(4);
  moments.take(8);
  assert.deepEqual(moments.steps, [0, 1]);
  assert.equal(moments.problem, "too tired");
  assert.equal(moments.due(8), false, "it is not asked at every step from now on");
  const kept = moments.now(stillRun);
  assert.deepEqual(kept?.values.map((rows) => Array.from(rows[0])), [[2]], "the last one kept"); // prettier-ignore
});

test("where nothing is kept and nothing can be had, there is nothing to draw now", () => {
  const moments = new Moments([tired(2)], info(), [5, 10]);
  assert.equal(moments.now(stillRun), undefined);
});

test("a moment that is missing is told in the caption, and the training ends well", async () => {
  const view = liveView({ X, y, figures: ["histograms"] });
  const model = newNet(0.05);
  const compute = model.computeGradients.bind(model);
  let looks = 0;
  model.computeGradients = (...how) => {
    if (++looks > 4) throw new Error("no <more> looks");
    return compute(...how);
  };
  const history = await model.fit(X, y, { epochs: 20, callbacks: [view] });
  assert.equal(history.loss.length, 20);
  const { caption, steps } = pageOf(view.figure.html);
  assert.match(caption, /^done · .*some moments are missing: no <more> looks$/);
  assert.equal(steps.length, 4);
});

test("an unknown figure, or one that does not fit, stops fit before its first step", async () => {
  const model = newNet(0.1);
  const before = Array.from(model.parameters()[0].value.data);
  const fitted = (figures: never[]) =>
    model.fit(X, y, { callbacks: [liveView({ X, figures })] }).then(() => undefined);
  await assert.rejects(fitted(["nothing" as never]), /knows the figures .*confusion, lossSurface but got "nothing"/); // prettier-ignore
  await assert.rejects(fitted(["confusion" as never]), /X and y/);
  assert.deepEqual(Array.from(model.parameters()[0].value.data), before);
});
