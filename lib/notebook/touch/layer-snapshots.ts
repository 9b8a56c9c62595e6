// What each hidden layer says, and how strongly it is told to change.
import { toExamples } from "../../core/examples";
import { Dense } from "../../core/layers/dense";
import type { Matrix, MatrixLike } from "../../core/matrix";
import type { Sequential } from "../../core/model/sequential";
import type { Labels } from "../../core/targets";

/** How many stretches each of the three histograms has. */
export const layerBins = { activations: 24, differences: 41, gradients: 40 } as const;
/** The gradients' histogram goes over powers of ten, from 10^smallest to 10^0. */
export const smallestPower = -10;

/** One hidden layer at one moment: three histograms (how many in each stretch) and two numbers. */
export interface LayerMoment {
  /** All activations, over the range of the activation. */
  activations: number[];
  /** Each activation less its neuron's mean over the examples, over half that range to both sides. */
  differences: number[];
  /** Sizes of dL/dW, by powers of ten; those that are exactly 0 are left out. */
  gradients: number[];
  /** Root mean square of the differences: 0 where the layer says the same for every example. */
  spread: number;
  /** Root mean square of dL/dW. */
  gradientSize: number;
}

/** One moment of a training, layer by layer. */
export interface LayerSnapshot {
  step: number;
  loss: number;
  /** The range of the activation. */
  range: [number, number];
  layers: LayerMoment[];
}

/**
 * Looks at every hidden layer (from one Dense to the next) while the model learns nothing: one pass forward as in
 * training and one backward over these examples. Parameters and moving means stay as they are.
 * range: of the activation; [0, 1] (the sigmoid's) unless told otherwise; values beyond it count at its ends.
 * Throws RangeError where the model has no hidden layer, or as computeGradients.
 */
export function layerSnapshot(
  model: Sequential,
  X: MatrixLike,
  y: Labels,
  step: number,
  range: [number, number] = [0, 1],
): LayerSnapshot {
  const loss = model.computeGradients(X, y);
  const { rows } = toExamples("layerSnapshot", X);
  const { layers } = model;
  const starts = [...layers.keys()].filter((k) => layers[k] instanceof Dense);
  if (starts.length < 2) {
    throw new RangeError(
      `layerSnapshot expects a model with hidden layers but got ${starts.length} Dense: add one`,
    );
  }
  const moments = starts.slice(0, -1).map((start, l) => {
    const weights = (layers[start] as Dense).weights.gradient;
    return momentOf(layers[starts[l + 1] - 1].output, rows, weights, range);
  });
  return { step, loss, range, layers: moments };
}

function momentOf(
  A: Matrix,
  rows: number,
  gradient: Matrix,
  [low, high]: [number, number],
): LayerMoment {
  const activations = new Array<number>(layerBins.activations).fill(0);
  const differences = new Array<number>(layerBins.differences).fill(0);
  const gradients = new Array<number>(layerBins.gradients).fill(0);
  const count = (bins: number[], share: number) =>
    bins[Math.min(bins.length - 1, Math.max(0, Math.floor(share * bins.length)))]++;
  let squares = 0;
  for (let j = 0; j < A.cols; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += A.get(i, j);
    const mean = sum / rows;
    for (let i = 0; i < rows; i++) {
      const a = A.get(i, j);
      count(activations, (a - low) / (high - low));
      count(differences, 0.5 + (a - mean) / (high - low));
      squares += (a - mean) ** 2;
    }
  }
  let total = 0;
  for (const g of gradient.data) {
    total += g * g;
    if (g !== 0) count(gradients, 1 - Math.log10(Math.abs(g)) / smallestPower);
  }
  return {
    ...{ activations, differences, gradients },
    spread: Math.sqrt(squares / (rows * A.cols)),
    gradientSize: Math.sqrt(total / gradient.data.length),
  };
}
