// A picture for the page of every data generator, lib/core/data/README.md.
import * as neuronotes from "neuronotes";
import { curvesFigure, pointsFigure, sideBySide, type Figure } from "neuronotes/notebook";
import type { Pictures } from "./pictures";

const { blobs, checkerboard, circles, curve, curves, friedman } = neuronotes;
const { gaussianQuantiles, moons, sine, spiral, xor } = neuronotes;
const SIZE = 300;

const points = (title: string, { X, y }: neuronotes.LabelledData): Figure =>
  pointsFigure({ X, y, title, legend: false, size: SIZE });

const pair = (alt: string, ...figures: Figure[]): Figure =>
  sideBySide(figures, { columns: figures.length, alt });

const values = (title: string, { X, y }: { X: neuronotes.Matrix; y: neuronotes.Matrix }): Figure =>
  curvesFigure({
    series: [
      { name: title, points: Array.from(X.data, (x, i): [number, number] => [x, y.data[i]]) },
    ],
    title,
    xLabel: "x",
    yLabel: "y",
    width: SIZE,
    height: 220,
  });

const figures: Readonly<Record<string, () => Figure>> = {
  spiral: () =>
    pair(
      "Spirals of three and of five arms",
      points("3 classes", spiral({ samplesPerClass: 300, seed: 1 })),
      points("5 classes", spiral({ samplesPerClass: 300, classes: 5, seed: 1 })),
    ),
  moons: () =>
    pair(
      "Two moons and four",
      points("2 classes", moons({ samplesPerClass: 200, noise: 0.08, seed: 1 })),
      points("4 classes", moons({ samplesPerClass: 200, classes: 4, noise: 0.08, seed: 1 })),
    ),
  circles: () =>
    pair(
      "Two circles and four",
      points("2 classes", circles({ samplesPerClass: 200, factor: 0.5, noise: 0.05, seed: 1 })),
      points("4 classes", circles({ samplesPerClass: 200, classes: 4, noise: 0.02, seed: 1 })),
    ),
  blobs: () =>
    pair(
      "Three clouds and six",
      points("3 classes", blobs({ samplesPerClass: 200, seed: 3 })),
      points("6 classes", blobs({ samplesPerClass: 150, classes: 6, seed: 3 })),
    ),
  checkerboard: () =>
    pair(
      "Boards of two and of three colours",
      points("2 classes", checkerboard({ samplesPerClass: 400, seed: 1 })),
      points("3 classes", checkerboard({ samplesPerClass: 300, classes: 3, cells: 6, seed: 1 })),
    ),
  xor: () => points("2 classes", xor({ samplesPerClass: 200, noise: 0.05, seed: 1 })),
  "gaussian-quantiles": () =>
    pair(
      "A cloud cut into three rings and into five",
      points("3 classes", gaussianQuantiles({ samplesPerClass: 200, seed: 1 })),
      points("5 classes", gaussianQuantiles({ samplesPerClass: 200, classes: 5, seed: 1 })),
    ),
  sine: () =>
    pair(
      "One wave, and two with noise",
      values("frequency 1", sine({ samples: 200 })),
      values("frequency 2, noise 0.1", sine({ samples: 200, frequency: 2, noise: 0.1, seed: 1 })),
    ),
  curves: () =>
    sideBySide(
      (Object.keys(curves) as neuronotes.CurveName[]).map((name) =>
        values(name, curve(name, { samples: 201 })),
      ),
      { columns: 2, alt: `Ten functions to fit: ${Object.keys(curves).join(", ")}` },
    ),
  friedman: () => {
    const { X, y } = friedman({ samples: 400, seed: 1 });
    const X3 = X.toArray().map((row, i) => [row[3], y.data[i] / 30]);
    return pointsFigure({
      X: X3,
      y: new Uint8Array(400),
      title: "y / 30 against x₃, one of its ten inputs",
      xLabel: "x₃",
      yLabel: "y / 30",
      legend: false,
      size: SIZE,
    });
  },
};

/** One picture for each generator. */
export function dataPictures(): Pictures {
  const made = Object.entries(figures).map(([name, make]): [string, Uint8Array] => [
    `data/${name}.png`,
    make().png,
  ]);
  return Object.fromEntries(made);
}
