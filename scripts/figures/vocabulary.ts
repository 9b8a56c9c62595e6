// A picture for each figure of lib/notebook/README.md, of one spiral, one sine and some handwritten digits.
import * as neuronotes from "neuronotes";
import * as notebook from "neuronotes/notebook";
import { embeddedMnist } from "../../lib/io/embedded-mnist";
import type { Pictures } from "./pictures";

const { Adam, Dense, Network, oneCycle, Sequential, sine, spiral, trainTestSplit } = neuronotes;

/** A spiral and a net that has learned it. */
async function arms() {
  const { X, y } = spiral({ samplesPerClass: 300, classes: 3, noise: 0.2, seed: 1 });
  const { train, test } = trainTestSplit(X, y, { testSize: 0.2, seed: 1 });
  const learn = async (epochs: number) => {
    const layers = [
      new Dense({ units: 64, activation: "relu" }),
      new Dense({ units: 3, activation: "softmax" }),
    ];
    const model = new Sequential(layers, { inputs: 2, seed: 1 });
    const optimizer = new Adam({
      learningRate: oneCycle({ maxLearningRate: 0.05, totalSteps: epochs * 23 }),
    });
    model.compile({ optimizer, loss: "categoricalCrossentropy" });
    const validationData = [test.X, test.y] as const;
    const history = await model.fit(train.X, train.y, { epochs, batchSize: 32, validationData });
    return { model, history };
  };
  const { model, history } = await learn(200);
  const shorter = await learn(60);
  return { test, model, history, shorter: shorter.history };
}

/** Gradient descent in a valley that is ten times as steep across as along. */
function valley(): notebook.Figure {
  const path: [number, number][] = [[-1.8, 1.2]];
  for (let step = 0; step < 25; step++) {
    const [a, b] = path[step];
    path.push([a - 0.18 * a, b - 0.18 * 10 * b]);
  }
  const loss = (a: number, b: number) => 0.5 * (a * a + 10 * b * b);
  return notebook.lossSurfaceFigure({ loss, domain: [-2, 2], path, labels: ["w1", "w2"] });
}

/** A net that has read some digits. */
async function digits() {
  const { train, test } = await embeddedMnist();
  const model = new Network([784, 20, 10], { learningRate: 2, seed: 1 });
  await model.fit(train.images, train.labels, { epochs: 4, batchSize: 10 });
  return { test, model, probabilities: model.predict(test.images) };
}

/** The pictures, by their paths in assets/. */
export async function vocabularyPictures(): Promise<Pictures> {
  const { test, model, history, shorter } = await arms();
  const { X, y } = test;
  const wave = sine({ samples: 40, noise: 0.05, seed: 1 });
  const curve = new Network([1, 8, 1], {
    activation: ["tanh", "linear"],
    learningRate: 0.2,
    seed: 2,
  });
  await curve.fit(wave.X, wave.y, { epochs: 400, batchSize: 4 });
  const read = await digits();
  const answers = neuronotes.argmax(read.probabilities);
  const { labels } = read.test;
  const wrong = answers.findIndex((answer, i) => answer !== labels[i]);
  const some = [0, 1, 2, 3, 4, 5, 6, wrong];
  const layers = { "the spiral's net": [notebook.layerSnapshot(model, X, y, 200, [0, 4])] };
  const figures: Record<string, notebook.Figure> = {
    history: notebook.historyFigure({ "200 epochs": history, "60 epochs": shorter }),
    regions: notebook.regionsFigure({ model, X, y }),
    surface: notebook.surfaceFigure({ model, X, y }),
    fit: notebook.fitFigure({ model: curve, ...wave }),
    network: notebook.networkFigure(curve),
    weights: notebook.weightsFigure(read.model, { columns: 10 }),
    histograms: notebook.histogramsFigure({ nets: layers }),
    confusion: notebook.confusionFigure(neuronotes.confusionMatrix(labels, answers, 10)),
    gallery: notebook.galleryFigure({
      ...{ images: read.test.images, labels, predictions: read.probabilities, indices: some },
    }),
    confidence: notebook.confidenceFigure(read.probabilities.row(wrong), undefined, {
      correct: labels[wrong],
    }),
    "loss-surface": valley(),
  };
  return Object.fromEntries(
    Object.entries(figures).map(([name, { png }]) => [`figures/${name}.png`, png]),
  );
}
