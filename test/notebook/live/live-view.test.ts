import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Adam, Dense, Network, Sequential, SGD, spiral } from "../../../lib/core";
import { figureFromSvg } from "../../../lib/notebook/drawing/figure";
import { liveView, type LiveViewOptions } from "../../../lib/notebook/live/live-view";
import { dataIn, pageAt } from "../../helpers/dashboards";
import { openCell, type Sent } from "../../helpers/fake-cell";

const X = Array.from({ length: 50 }, (_, i) => [i / 50]);
const y = X.map(([x]) => (x > 0.5 ? 1 : 0));
const newNet = () => new Network([1, 3, 2], { loss: "quadratic", learningRate: 0.1, seed: 1 });
const arms = spiral({ samplesPerClass: 60, classes: 3, noise: 0.1, seed: 1 });

function armsNet(dtype: "float32" | "float64" = "float32") {
  const layers = [
    new Dense({ units: 8, activation: "relu" }),
    new Dense({ units: 3, activation: "softmax" }),
  ];
  const model = new Sequential(layers, { inputs: 2, seed: 1, dtype });
  model.compile({
    optimizer: new Adam({ learningRate: 0.02 }),
    loss: "categoricalCrossentropy",
  });
  return model;
}

/** What a cell gets to see of a training. */
async function trained(options: LiveViewOptions, fit: object = {}, net = newNet()) {
  const sent: Sent[] = [];
  const close = openCell(sent);
  const view = liveView(options);
  try {
    await net.fit(X, y, { epochs: 3, ...fit, callbacks: [view] });
  } finally {
    close();
  }
  return { sent, view };
}

test("the cell keeps one picture and one live form, of the end of the training", async () => {
  const { sent } = await trained({ title: "A <run>" }, { validationData: [X, y] });
  assert.equal(sent.filter(({ update }) => !update).length, 2);
  const [picture, live] = sent.slice(-2);
  assert.match(
    picture.data["text/plain"],
    /A <run>: done · 3 of 3 epochs · .* loss .* accuracy .* in validation/,
  );
  assert.ok(Buffer.from(picture.data["image/png"], "base64").length > 5000);
  assert.match(live.data["text/html"], /validation loss 0\./);
  assert.ok(!live.data["text/html"].includes("A <run>"));
});

test("curves alone need no slider, figures of the net have one", async () => {
  const { sent } = await trained({});
  assert.doesNotMatch(sent.at(-1)?.data["text/html"] as string, /iframe/);
  const fit = await trained({ X, y: X, figures: ["fit", "curves"] }, {}, sineNet());
  assert.match(fit.sent.at(-1)?.data["text/html"] as string, /iframe/);
});

const sineNet = () => new Network([1, 2, 1], { loss: "quadratic", learningRate: 0.1, seed: 1 });

test("a figure of one's own is drawn below the others from what the log says", async () => {
  const { sent } = await trained({
    figures: [
      "curves",
      ({ epoch, epochs }) =>
        figureFromSvg(
          `<svg width="90" height="40" viewBox="0 0 90 40"><text y="20">own ${epoch}/${epochs}</text></svg>`,
          { alt: `Epoch ${epoch}.` },
        ),
    ],
  });
  assert.match(sent.at(-1)?.data["text/html"] as string, /own 3\/3/);
});

test("the learning rate is drawn where it changes, and where it is asked for", async () => {
  const drawn = async (learningRate: boolean | undefined, learningRateDecay: number) => {
    const net = newNet();
    const optimizer = new SGD({ learningRate: 0.1, learningRateDecay });
    net.compile({ optimizer, loss: "quadratic" });
    const { sent } = await trained({ figures: [{ kind: "curves", learningRate }] }, {}, net);
    return (sent.at(-1)?.data["text/html"] as string).includes("learning rate");
  };
  assert.equal(await drawn(undefined, 0), false);
  assert.equal(await drawn(true, 0), true);
  assert.equal(await drawn(undefined, 0.1), true);
  assert.equal(await drawn(false, 0.1), false);
});

test("targets that are no classes have no curve of accuracy", async () => {
  const sent: Sent[] = [];
  const close = openCell(sent);
  await sineNet().fit(X, X, { epochs: 2, callbacks: [liveView()] });
  close();
  assert.doesNotMatch(sent.at(-1)?.data["text/html"] as string, /accuracy/);
});

test("one callback can be used for one fit after the other", async () => {
  const sent: Sent[] = [];
  const close = openCell(sent);
  const live = liveView();
  const net = newNet();
  await net.fit(X, y, { epochs: 1, callbacks: [live] });
  await net.fit(X, y, { epochs: 1, callbacks: [live] });
  close();
  assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 4);
});

test("the slider's last moment is the model as it is, to what 16 bits can tell", async () => {
  const model = armsNet();
  const view = liveView({ X: arms.X, y: arms.y, figures: ["regions", "surface", "curves"] });
  await model.fit(arms.X, arms.y, { epochs: 30, callbacks: [view] });
  const data = dataIn(view.figure.html);
  assert.equal(data.steps.length, 31);
  const right = Math.round((model.evaluate(arms.X, arms.y).accuracy ?? 0) * 180);
  assert.match(pageAt(data, 30).words, new RegExp(`^${right} of 180 points right`));
});

test("in words the curves say where they begin and where they end, and stay out of the page", async () => {
  const view = liveView({ X: arms.X, y: arms.y, figures: ["curves", "regions"] });
  await armsNet().fit(arms.X, arms.y, { epochs: 3, callbacks: [view] });
  const { alt, html } = view.figure;
  const data = dataIn(html);
  assert.equal("alt" in data, false);
  const charts = data.panels[0].charts as { lines: { points: [number, number][] }[] }[];
  const ends = charts.map(({ lines: [{ points }] }) =>
    [points[0], points[points.length - 1]].map(([, value]) => value.toPrecision(3)),
  );
  const [loss, accuracy] = ends.map(([from, to]) => `from ${from} to ${to}`);
  assert.ok(alt.includes(`: the loss ${loss}, the accuracy ${accuracy}; `), alt);
});

test("a training that is watched ends with the numbers of one that is not", async () => {
  const states = [];
  for (const callbacks of [
    [],
    [liveView({ X: arms.X, y: arms.y, figures: ["regions", "curves"] })],
  ]) {
    const model = armsNet("float64");
    await model.fit(arms.X, arms.y, { epochs: 8, callbacks });
    states.push(model.parameters().map(({ value }) => Array.from(value.data)));
  }
  assert.deepEqual(states[0], states[1]);
});

test("moments are spread over epochs, over parts of few epochs, or stand where one says", async () => {
  const steps = async (moments: LiveViewOptions["moments"], epochs: number) => {
    const view = liveView({ X: arms.X, y: arms.y, figures: ["regions"], moments });
    await armsNet().fit(arms.X, arms.y, { epochs, batchSize: 18, callbacks: [view] });
    return dataIn(view.figure.html).steps;
  };
  assert.deepEqual(await steps(5, 100), [0, 25, 50, 75, 100]);
  assert.deepEqual(await steps(11, 2), [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2]);
  assert.deepEqual(await steps([0, 0.5, 3], 4), [0, 0.5, 3, 4]);
});

test("a training that is stopped ends its slider where it stopped", async () => {
  const view = liveView({ X: arms.X, y: arms.y, figures: ["regions"] });
  const controller = new AbortController();
  await armsNet().fit(arms.X, arms.y, {
    ...{ epochs: 50, batchSize: 18, signal: controller.signal, callbacks: [view] },
    onBatch: ({ step }) => step === 25 && controller.abort(),
  });
  const data = dataIn(view.figure.html);
  assert.equal(data.steps.at(-1), 2.5);
  assert.match(String(data.caption), /^stopped · 2 of 50 epochs/);
});

test("the spiral's run is kept in less than 300 KB", async () => {
  const validation = spiral({ samplesPerClass: 200, classes: 3, noise: 0.2, seed: 2 });
  const layers = [new Dense({ units: 64, activation: "relu" }), new Dense({ units: 3, activation: "softmax" })]; // prettier-ignore
  const model = new Sequential(layers, { inputs: 2, seed: 1 });
  model.compile({ optimizer: new Adam({ learningRate: 0.02 }), loss: "categoricalCrossentropy" });
  const view = liveView({ ...validation, figures: ["regions", "surface", "curves"] });
  await model.fit(validation.X, validation.y, { epochs: 200, callbacks: [view] });
  assert.ok(view.figure.html.length < 300_000, `${view.figure.html.length} bytes`);
});

test("outside a notebook nothing is drawn, training goes on, and the figure can be saved", async () => {
  const view = liveView({ X: arms.X, y: arms.y, figures: ["regions"], moments: 2 });
  const history = await armsNet().fit(arms.X, arms.y, { epochs: 2, callbacks: [view] });
  assert.equal(history.loss.length, 2);
  const folder = mkdtempSync(join(tmpdir(), "frames-"));
  try {
    const paths = await view.saveFrames(folder, { width: 376 });
    assert.deepEqual(readdirSync(folder).sort(), ["000.png", "001.png"]);
    assert.deepEqual(
      paths,
      ["000.png", "001.png"].map((name) => join(folder, name)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what cannot be shown is said when fit begins, and the model stays as it was", async () => {
  const refused = async (options: LiveViewOptions, message: RegExp) => {
    const model = armsNet();
    const before = JSON.stringify(model.parameters().map(({ value }) => Array.from(value.data)));
    await assert.rejects(model.fit(arms.X, arms.y, { epochs: 1, callbacks: [liveView(options)] }), {
      message,
    });
    assert.equal(
      JSON.stringify(model.parameters().map(({ value }) => Array.from(value.data))),
      before,
    );
  };
  await refused({ figures: ["fit"] }, /one input, but the model has 2/);
  await refused({ figures: ["spirals" as "fit"] }, /knows the figures/);
  await refused({ X: [[1, 2, 3]], figures: ["regions"] }, /expects 2 inputs a row but got 3/);
  await refused({ figures: ["regions"], moments: 1 }, /from 2 to 400 moments but got 1/);
  await refused({ figures: ["regions"], moments: [2, 1] }, /growing epochs .* \[2, 1\]/);
  assert.throws(() => liveView({ redrawsPerSecond: 0 }), /redrawsPerSecond above zero but got 0/);
  assert.throws(() => liveView().figure, /no figure yet/);
});
