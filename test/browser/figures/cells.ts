// A small notebook that shows every figure of the library: what its cells hold, and what each figure is called here.
// In its cells nothing is written short, { path: path } instead of { path }: the kernel does not find such a name again.

/** A cell and the figures below it, in order. A live view becomes one frame with a panel for each of its names. */
export interface FigureCell {
  code: string;
  figures: (string | readonly string[])[];
}

const data = `
import * as nn from "neuronotes";
import * as fig from "neuronotes/notebook";
const cloud = nn.blobs({ classes: 3, samplesPerClass: 40, clusterStd: 0.9, seed: 4 });
const wave = nn.sine({ samples: 40, noise: 0.08, seed: 1 });
/** Pictures of 8 × 8 pixels: a bar lies (class 0) or stands (class 1), in noise. */
const bars = (() => {
  const random = new nn.Random(5);
  const X: number[][] = [];
  const y: number[] = [];
  for (let i = 0; i < 40; i++) {
    const at = 1 + (i % 6);
    y.push(i % 2);
    X.push(Array.from({ length: 64 }, (_, k) => {
      const on = (i % 2 ? k % 8 : Math.floor(k / 8)) === at;
      return Math.min(1, (on ? 0.8 : 0.05) + 0.25 * random.uniform());
    }));
  }
  return { X, y, images: { data: X.flat(), shape: [40, 8, 8], scale: 1 } };
})();`;

const classes = {
  code: `
const model = new nn.Sequential(
  [new nn.Dense({ units: 6, activation: "tanh" }), new nn.Dense({ units: 3, activation: "softmax" })],
  { inputs: 2, seed: 1 },
);
const learningRate = nn.cosineDecay({ learningRate: 0.02, decaySteps: 288 });
model.compile({ optimizer: new nn.Adam({ learningRate: learningRate }), loss: "categoricalCrossentropy" });
const history1 = await model.fit(cloud.X, cloud.y, {
  epochs: 24,
  batchSize: 10,
  callbacks: [fig.liveView({
    X: cloud.X,
    y: cloud.y,
    moments: 25,
    figures: ["regions", "surface", "network", "confidence", "confusion", "lossSurface", "curves",
      "learningRate", "histograms"],
  })],
});`,
  figures: [
    [
      ...["regions", "surface", "network", "confidence", "confusion", "lossSurface", "curves"],
      ...["learningRate", "histograms"],
    ],
  ],
};

const regression = {
  code: `
const curve = new nn.Network([1, 8, 1], { activation: ["tanh", "linear"], learningRate: 0.2, seed: 2 });
const history2 = await curve.fit(wave.X, wave.y, {
  epochs: 120,
  batchSize: 4,
  callbacks: [fig.liveView({ ...wave, moments: 25, figures: ["fit"] })],
});`,
  figures: [["fit"]],
};

const pictures = {
  code: `
const reader = new nn.Network([64, 6, 2], { learningRate: 1, seed: 3 });
const history3 = await reader.fit(bars.X, nn.oneHot(bars.y, 2), {
  epochs: 24,
  batchSize: 5,
  callbacks: [fig.liveView({
    X: bars.X,
    y: bars.y,
    moments: 25,
    names: ["lies", "stands"],
    figures: ["weights", "gallery"],
  })],
});`,
  figures: [["weights", "gallery"]],
};

const still = {
  code: `
const shares = model.predict(cloud.X);
const images = bars.images;
const labels = bars.y;
const few = [0, 1, 2, 3, 4, 5];
fig.show(
  fig.historyFigure({ short: history1, long: history2 }, { show: ["loss"] }),
  fig.regionsFigure({ model: model, ...cloud }),
  fig.fitFigure({ model: curve, ...wave }),
  fig.networkFigure(curve, { example: wave.X.row(3) }),
  fig.weightsFigure(reader, { shape: [8, 8], zoom: 6 }),
  fig.imagesFigure(images, few, { zoom: 6, captions: few.map(String) }),
  fig.galleryFigure({ images: images, labels: labels, model: reader, indices: few, zoom: 6 }),
  fig.confidenceFigure(shares.row(7), ["red", "green", "blue"], { correct: cloud.y[7] }),
  fig.confusionFigure(nn.confusionMatrix(cloud.y, nn.argmax(shares), 3)),
  fig.curvesFigure({ series: [{ name: "loss", values: history2.loss }], yLabel: "loss" }),
  fig.pointsFigure(cloud),
  fig.histogramFigure(shares.data, { xLabel: "share" }),
  fig.speedsFigure([{ name: "plain", value: 2 }, { name: "blocked", value: 7 }], { unit: "GFLOP/s" }),
  fig.rooflineFigure({ peak: 50, bandwidth: 10, points: [{ name: "product", intensity: 8, gigaflops: 30 }] }),
  fig.plot({ marks: [fig.Plot.barY([3, 1, 2], { fill: "#0072B2" })] }, { alt: "three bars" }),
  fig.sideBySide([0.2, 0.8].map((p) => fig.confidenceFigure([p, 1 - p], ["a", "b"], { width: 300 }))),
);`,
  figures: [
    ...["historyFigure", "regionsFigure", "fitFigure", "networkFigure", "weightsFigure"],
    ...["imagesFigure", "galleryFigure", "confidenceFigure", "confusionFigure", "curvesFigure"],
    ...["pointsFigure", "histogramFigure", "speedsFigure", "rooflineFigure", "plot", "sideBySide"],
  ],
};

const framed = {
  code: `
const valley = (a: number, b: number) => 0.5 * (a * a + 10 * b * b);
const path = Array.from({ length: 25 }, (_, k): [number, number] => [-1.8 * 0.82 ** k, 1.2 * (-0.8) ** k]);
fig.show(
  fig.surfaceFigure({ model: model, ...cloud }),
  fig.histogramsFigure({ nets: { net: [fig.layerSnapshot(model, cloud.X, cloud.y, 24)] } }),
  fig.lossSurfaceFigure({ loss: valley, domain: [-2, 2], path: path }),
  fig.lossSurfaceFigure({ loss: valley, domain: [-2, 2], path: path, view: "3d" }),
);`,
  figures: [["surfaceFigure"], "histogramsFigure", ["lossSurfaceFigure"], ["lossSurfaceFigure3d"]],
};

/** The cells; the first one shows nothing. */
export const figureCells: readonly FigureCell[] = [
  { code: data, figures: [] },
  ...[classes, regression, pictures, still, framed],
].map(({ code, figures }) => ({ code: code.trim(), figures }));
