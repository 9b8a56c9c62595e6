// README's animations, each made by the project's own code, and the same at every run.
import { firstNet, Network, spiral, stateFromTwelve } from "../../lib/core";
import { Adam, cosineDecay, Dense, Sequential, trainTestSplit } from "../../lib/core";
import { sampleFunction } from "../../lib/core/functions";
import { loadMnist } from "../../lib/io/mnist";
import { liveView } from "../../lib/notebook/live/live-view";
import { saveGif } from "../../lib/notebook/panels/animation";
import { scrubber } from "../../lib/notebook/panels/scrubber";
import { codeOf, runWidget } from "../../lib/notebook/touch/browser-code";
import { raceParts } from "../../lib/notebook/touch/surface-race";
import { snapshot, type Snapshot } from "../../lib/notebook/touch/net-snapshots";
import { evenlyPaced } from "./pace";
import { playgroundAtWork } from "./playground";

/** Writes an animation into this file, or resolves with what it misses for that. */
type Animation = (path: string) => Promise<string | void>;

/** The net of notebook 01 from the start that learns both. */
async function orAndXor(path: string): Promise<void> {
  const net = new Network([2, 2, 2], { learningRate: firstNet.learningRate, dtype: "float64" });
  net.setState(stateFromTwelve(firstNet.start));
  const X = firstNet.inputs.map((row) => [...row]);
  const y = firstNet.targets.map((row) => [...row]);
  const all: Snapshot[] = [];
  const answers: number[][] = [];
  for (let step = 0; step <= 6000; step++) {
    if (step % 8 === 0) {
      all.push(snapshot(net, step, net.evaluate(X, y).loss));
      answers.push(net.predict(X).toArray().flat());
    }
    net.trainOnBatch([X[step % 4]], [y[step % 4]]);
  }
  const snapshots = evenlyPaced(answers, 60).map((k) => all[k]);
  const regions = { kind: "regions", title: "What the net answers: 0 blue, 1 orange" } as const;
  const figure = scrubber({
    ...{ sizes: [2, 2, 2], snapshots, X, y, names: ["OR", "XOR"], figures: [regions] },
  });
  await figure.saveGif(path, { width: 480, colours: 255 });
}

/** The net of notebook 03 on half a sine. */
async function sine(path: string): Promise<void> {
  const target = (x: number) => 0.5 * Math.sin(x) + 0.5;
  const points = sampleFunction(target, { samples: 100, range: [-Math.PI, Math.PI] });
  const net = new Network([1, 8, 1], { learningRate: 2, seed: 3, dtype: "float64" });
  const moments = Array.from({ length: 60 }, (_, k) => Math.round(1000 * (k / 59) ** 3 + k / 2));
  const view = liveView({
    ...{ X: points.X, y: points.y, moments: [...new Set(moments)].filter((k) => k <= 1000) },
    figures: [{ kind: "fit", title: "A net learns a sine", domain: [-4, 4], yDomain: [-0.1, 1.1] }],
  });
  await net.fit(points.X, points.y, { epochs: 1000, batchSize: 1, callbacks: [view] });
  await view.saveGif(path, { width: 560 });
}

/** Three arms of a spiral, told apart by 64 hidden neurons; `figure` is what is drawn of it. */
async function threeArms(figures: Parameters<typeof liveView>[0] & object) {
  const { X, y } = spiral({ samplesPerClass: 1000, classes: 3, noise: 0.1, seed: 1 });
  const { train, test } = trainTestSplit(X, y, { testSize: 0.1, stratified: true, seed: 1 });
  const epochs = 300;
  const decaySteps = epochs * Math.ceil(train.y.length / 128);
  const layers = [
    new Dense({ units: 64, activation: "relu" }),
    new Dense({ units: 3, activation: "softmax" }),
  ];
  const model = new Sequential(layers, { inputs: 2, seed: 1 }).compile({
    optimizer: new Adam({ learningRate: cosineDecay({ learningRate: 0.02, decaySteps }) }),
    loss: "categoricalCrossentropy",
  });
  const moments = Array.from(
    { length: 64 },
    (_, k) => Math.round(20 * epochs * (k / 63) ** 2) / 20,
  );
  const view = liveView({ X: test.X, y: test.y, moments, ...figures });
  await model.fit(train.X, train.y, { epochs, batchSize: 128, callbacks: [view] });
  return view;
}

async function spiralRegions(path: string): Promise<void> {
  const title = "Three arms of a spiral, and what the net says everywhere";
  const view = await threeArms({ figures: [{ kind: "regions", title, resolution: 90 }] });
  await view.saveGif(path, { width: 640, colours: 80 });
}

async function spiralSurface(path: string): Promise<void> {
  const title = "How sure the net is, as a landscape";
  const view = await threeArms({
    figures: [{ kind: "surface", title, turn: 0, tilt: 42 }],
    points: 150,
  });
  await view.saveGif(path, { width: 560, turn: 120, colours: 96 });
}

/** Six optimizers on the ravine of notebook 07. */
async function race(path: string): Promise<void> {
  const { widget, colours } = runWidget(codeOf(["ground", "nets", ...raceParts, "surface-race"]));
  const state = widget.state({
    ...{ surface: "banana", shown: ["SGD", "momentum", "Nesterov", "Adagrad", "RMSProp", "Adam"] },
    ...{ rates: {}, momentum: 0.9, turn: 25, tilt: 38, step: 0 },
  });
  const steps = Array.from({ length: 72 }, (_, k) => (k <= 40 ? k : 40 + 2 * (k - 40)));
  await saveGif(
    path,
    {
      moments: steps.length,
      draw: (index, width) =>
        widget.picture({}, { ...state, step: steps[index] }, width, colours()),
    },
    { width: 720, colours: 255 },
  );
}

/** What twelve hidden neurons of notebook 04's net look for, in its first two epochs on all of MNIST. */
async function digits(path: string): Promise<string | void> {
  const { train } = await loadMnist({ say: () => {} });
  if (train.labels.length < 60_000)
    return "all of MNIST is needed; npm start -- --prepare fetches it";
  const net = new Network([784, 30, 10], { learningRate: 3, seed: 1 });
  const moments = Array.from({ length: 64 }, (_, k) => Math.round(12000 * (k / 63) ** 2.5) / 6000);
  const title = "What twelve hidden neurons look for: blue ink speaks for a yes";
  const view = liveView({
    moments: [...new Set(moments)],
    figures: [{ kind: "weights", title, captions: new Array(12).fill("") }],
  });
  await net.fit(train.images, train.labels, { epochs: 2, batchSize: 10, callbacks: [view] });
  await view.saveGif(path, { width: 640, colours: 64 });
}

/** Animations by their paths in assets/. */
export const animations: Readonly<Record<string, Animation>> = {
  "playground.gif": playgroundAtWork,
  "or-and-xor.gif": orAndXor,
  "sine.gif": sine,
  "spiral.gif": spiralRegions,
  "spiral-surface.gif": spiralSurface,
  "optimizers.gif": race,
  "digits.gif": digits,
};
