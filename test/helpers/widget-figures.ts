import { join } from "node:path";
import { blobs, Network, type Labels, type Matrix } from "../../lib/core";
import { firstNet, stateFromTwelve } from "../../lib/core/first-net";
import { loadModel } from "../../lib/io";
import type { Figure } from "../../lib/notebook/drawing/figure";
import { histogramsFigure } from "../../lib/notebook/figures/histograms-figure";
import { lossSurfaceFigure } from "../../lib/notebook/figures/loss-surface-figure";
import { matrixPanel } from "../../lib/notebook/panels/confusion";
import { dashboardData, touchDashboard } from "../../lib/notebook/panels/dashboard";
import { stillRun } from "../../lib/notebook/panels/still";
import { scrubber } from "../../lib/notebook/panels/scrubber";
import { drawnExamples } from "../../lib/notebook/panels/context";
import { panelOf } from "../../lib/notebook/panels/index";
import { scrubberFigure } from "../../lib/notebook/panels/scrubber";
import * as touch from "../../lib/notebook/touch/index";
import { layerSnapshots } from "./layer-figures";
import { momentsOf } from "./panel-moments";

const { inputs, targets } = firstNet;
const trials = inputs.map((row) => [...row]);
const wanted = targets.map((row) => [...row]);

/** One of each touchable figure, as the notebooks show them. */
export async function widgetFigures(): Promise<Record<string, Figure>> {
  const { weights, biases } = layered();
  return {
    touchCheck: touch.touchCheck(),
    nudge: touch.nudge({ x0: 1.5 }),
    learningRate: touch.learningRate({ rate: 0.4 }),
    surfaceRace: touch.surfaceRace({ step: 20 }),
    separatingLine: touch.separatingLine(),
    matrixProduct: touch.matrixProduct({
      a: [
        [1, 2, -0.5],
        [3, 4, 1],
      ],
      b: [
        [5, 6],
        [7, 8],
        [1.5, -2],
      ],
    }),
    cacheLines: touch.cacheLines({ step: 40 }),
    networkTouch: touch.networkTouch({ weights, biases }),
    gradientMap: touch.gradientMap({ weights, biases, inputs: trials, targets: wanted }),
    chainFlow: touch.chainFlow(),
    regions: await regions(),
    curve: await curve(),
    classes: await classes(),
    surface: await surface(),
    softmaxSliders: touch.softmaxSliders({ logits: [2, 1, -1] }),
    lossSurface: lossSurfaceFigure({
      loss: (a, b) => a * a + 3 * b * b + 1,
      domain: [-2, 2],
      path: [0, 1, 2, 3].map((k) => [-1.5 * 0.6 ** k, 0.3 ** k]),
    }),
    confusion: confusions(),
    histograms: histogramsFigure({ nets: layerSnapshots() }),
    normalizedBatch: touch.normalizedBatch(),
    drawDigit: touch.drawDigit({
      network: await digitNet(),
      samples: [{ pixels: bar(), label: 1 }],
    }),
    dropPicture: touch.dropPicture({
      network: await clothesNet(),
      samples: [{ pixels: trousers(), label: "trouser" }],
    }),
    confidenceThreshold: touch.confidenceThreshold(answers()),
    digitsPanels: await digitsPanels(),
  };
}

/** Two moments of a confusion matrix. */
function confusions(): Figure {
  const panel = matrixPanel({ names: ["cat", "dog", "cow"], title: "animals" });
  const values = [
    [5, 3, 2, 4, 4, 2, 3, 3, 4],
    [9, 1, 0, 2, 8, 0, 0, 1, 9],
  ];
  const run = { ...stillRun, steps: [0, 1] };
  return touchDashboard([panel], dashboardData([panel], { run, values: [values] }));
}

/** The start of notebook 01 as weights and biases per layer. */
export function layered() {
  const state = stateFromTwelve(firstNet.start);
  return {
    weights: [state["dense_1/weights"].toArray(), state["dense_2/weights"].toArray()],
    biases: [state["dense_1/bias"].row(0), state["dense_2/bias"].row(0)],
  };
}

/** 200 moments of a training on OR and XOR. */
export async function regionSnapshots() {
  const net = new Network([2, 2, 2], { learningRate: 5, seed: 3, weights: "normal" });
  const snapshots = [];
  for (let step = 0; step < 200; step++) {
    const loss = net.evaluate(trials, wanted).loss;
    snapshots.push(touch.snapshot(net, step * 20, loss));
    for (let i = 0; i < 20; i++) net.trainOnBatch(trials, wanted);
  }
  return { net, snapshots };
}

async function regions(): Promise<Figure> {
  const { snapshots } = await regionSnapshots();
  return scrubber({
    ...{ sizes: [2, 2, 2], snapshots, X: trials, y: wanted, names: ["OR", "XOR"], start: 0 },
    figures: ["regions", "curves"],
  });
}

async function curve(): Promise<Figure> {
  const points = Array.from({ length: 40 }, (_, i) => [(i / 39) * 2 * Math.PI]);
  const sine = points.map(([x]) => [0.5 * Math.sin(x) + 0.5]);
  const net = new Network([1, 8, 1], { learningRate: 1, seed: 2, weights: "normal" });
  const snapshots = [];
  for (let step = 0; step < 200; step++) {
    snapshots.push(touch.snapshot(net, step * 20, net.evaluate(points, sine).loss));
    for (let i = 0; i < 20; i++) net.trainOnBatch(points, sine);
  }
  return scrubber({
    ...{ sizes: [1, 8, 1], snapshots, X: points, y: sine, start: 0 },
    figures: ["fit", "curves"],
  });
}

/** A net that learns three clouds: [2, 6, 3] with softmax, at 40 moments. */
export async function classSnapshots() {
  const { X, y } = blobs({ centers: [[-1, -1], [1, -1], [0, 1]], clusterStd: 0.4, seed: 1 }); // prettier-ignore
  const net = new Network([2, 6, 3], {
    activation: ["tanh", "softmax"],
    loss: "categoricalCrossentropy",
    learningRate: 0.1,
    seed: 1,
  });
  const snapshots = [touch.snapshot(net, 0, net.evaluate(X, y).loss)];
  for (let epoch = 1; epoch < 40; epoch++) {
    await net.fit(X, y, { epochs: 1 });
    snapshots.push(touch.snapshot(net, epoch, net.evaluate(X, y).loss));
  }
  return { net, snapshots, X, y };
}

async function classes(): Promise<Figure> {
  const { snapshots, X, y } = await classSnapshots();
  return classScrubber(snapshots, X, y, ["regions", "curves"]);
}

async function surface(): Promise<Figure> {
  const { snapshots, X, y } = await classSnapshots();
  return classScrubber(snapshots, X, y, ["surface"]);
}

const classScrubber = (
  snapshots: touch.Snapshot[],
  X: Matrix,
  y: Labels,
  figures: ("regions" | "surface" | "curves")[],
): Figure =>
  scrubber({
    ...{ sizes: [2, 6, 3], activations: ["tanh", "softmax"], snapshots, X, y, figures },
    unit: "epoch",
  });

/** The net that comes with the project: [784, 30, 10], trained on MNIST. */
export async function digitNet() {
  return loadModel(join(__dirname, "..", "..", "data", "digits-784-30-10.npz"));
}

/** A vertical bar, as MNIST would hold it. */
export function bar(): Uint8Array {
  const pixels = new Uint8Array(784);
  for (let y = 4; y < 24; y++) pixels.fill(255, y * 28 + 13, y * 28 + 16);
  return pixels;
}

/** The net of clothes that comes with the project: [784, 64, 10], trained on Fashion-MNIST. */
export async function clothesNet() {
  return loadModel(join(__dirname, "..", "..", "data", "fashion-784-64-10.npz"));
}

/** Two light legs on black, as Fashion-MNIST would hold them. */
export function trousers(): Uint8Array {
  const pixels = new Uint8Array(784);
  for (let y = 0; y < 28; y++) {
    if (y < 8) pixels.fill(190, y * 28 + 9, y * 28 + 19);
    else {
      pixels.fill(190, y * 28 + 9, y * 28 + 13);
      pixels.fill(190, y * 28 + 15, y * 28 + 19);
    }
  }
  return pixels;
}

/** A hundred answers from 100 % sure down to 1 %: the sure half is right, of the other half every second one. */
export function answers() {
  return {
    confidences: Array.from({ length: 100 }, (_, i) => 1 - i / 100),
    right: Array.from({ length: 100 }, (_, i) => i < 50 || i % 2 === 0),
  };
}

/** Weights, a gallery, bars and the drawing of a net of digits at two moments: all numbers halved, and as they are. */
async function digitsPanels(): Promise<Figure> {
  const model = await digitNet();
  const X = [bar(), trousers()].map((pixels) => Array.from(pixels, (v) => v / 255));
  const names = Array.from({ length: 10 }, (_, k) => String(k));
  const examples = drawnExamples("test", { X, y: [1, 7], inputs: 784, outputs: 10 });
  const context = { what: "test", inputs: 784, outputs: 10, classes: true, names, model, examples };
  const choices = ["network", "confidence", "weights", "gallery"] as const;
  const panels = choices.map((choice) => panelOf(context, choice));
  const values: Float32Array[][] = panels.map(() => []);
  const whole = model.parameters().map(({ value }) => value.data.slice());
  for (const share of [0.5, 1]) {
    model.parameters().forEach(({ value }, k) => value.data.set(whole[k].map((v) => v * share)));
    panels.forEach((panel, k) => values[k].push(Float32Array.from(panel.take?.(model) ?? [])));
  }
  return scrubberFigure(panels, momentsOf([0, 1], values));
}
