// What each hidden layer says, and how strongly it is told to change.
import type { ActivationName } from "../../core/activations";
import { toExamples } from "../../core/examples";
import { Dense } from "../../core/layers/dense";
import { Dropout } from "../../core/layers/dropout";
import type { Layer } from "../../core/layers/layer";
import type { Matrix, MatrixLike } from "../../core/matrix";
import type { Sequential } from "../../core/model/sequential";
import type { Labels } from "../../core/targets";

/** How many stretches each of the three histograms has. */
export const layerBins = { activations: 24, differences: 41, gradients: 40 } as const;
/** The gradients' histogram goes over powers of ten, from 10^smallest to 10^0. */
export const smallestPower = -10;

/** One hidden layer at one moment: three histograms (how many in each stretch) and two numbers. */
export interface LayerMoment {
  /** The range that its activations are counted over. */
  range: [number, number];
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
  layers: LayerMoment[];
}

/**
 * Looks at every hidden layer (from one Dense to the next) while the model learns nothing: one pass forward as in
 * training and one backward over these examples. Parameters and moving means stay as they are.
 * range: of all activations, values beyond it count at its ends. Unless told otherwise the activation's own: [0, 1] for
 * sigmoid, [−1, 1] for tanh; for relu from 0, for others to both sides of 0, as far as the largest value asks.
 * What is looked at is the activation itself: a dropout behind it is not counted.
 * Throws RangeError where the model has no hidden layer, or as computeGradients.
 */
export function layerSnapshot(
  model: Sequential,
  X: MatrixLike,
  y: Labels,
  step: number,
  range?: readonly [number, number],
): LayerSnapshot {
  const hidden = hiddenLayers(model, "layerSnapshot");
  const loss = model.computeGradients(X, y);
  const { rows } = toExamples("layerSnapshot", X);
  const layers = hidden.map(({ dense, shown }) =>
    momentOf(shown, rows, dense.weights.gradient, range),
  );
  return { step, loss, layers };
}

/**
 * The hidden layers of a model: each Dense but the last, and the layer behind it whose output is looked at.
 * Throws RangeError where there are none.
 */
export function hiddenLayers(model: Sequential, what: string): { dense: Dense; shown: Layer }[] {
  const { layers } = model;
  const starts = [...layers.keys()].filter((k) => layers[k] instanceof Dense);
  if (starts.length < 2) {
    throw new RangeError(
      `${what} expects a model with hidden layers but got ${starts.length} Dense: add one`,
    );
  }
  return starts.slice(0, -1).map((start, l) => {
    const behind = layers.slice(start, starts[l + 1]).reverse();
    const shown =
      behind.find(({ activationName }) => activationName && activationName !== "linear") ??
      behind.find((layer) => !layer.passesThrough && !(layer instanceof Dropout));
    return { dense: layers[start] as Dense, shown: shown as Layer };
  });
}

function momentOf(
  shown: Layer,
  rows: number,
  gradient: Matrix,
  told?: readonly [number, number],
): LayerMoment {
  const { output } = shown;
  const { cols } = output;
  const A = output.data.subarray(0, rows * cols);
  const [low, high] = told ?? rangeOf(shown.activationName, A);
  const activations = new Array<number>(layerBins.activations).fill(0);
  const differences = new Array<number>(layerBins.differences).fill(0);
  const gradients = new Array<number>(layerBins.gradients).fill(0);
  const count = (bins: number[], share: number) =>
    bins[Math.min(bins.length - 1, Math.max(0, Math.floor(share * bins.length)))]++;
  let squares = 0;
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let i = j; i < A.length; i += cols) sum += A[i];
    const mean = sum / rows;
    for (let i = j; i < A.length; i += cols) {
      count(activations, (A[i] - low) / (high - low));
      count(differences, 0.5 + (A[i] - mean) / (high - low));
      squares += (A[i] - mean) ** 2;
    }
  }
  let total = 0;
  for (const g of gradient.data) {
    total += g * g;
    if (g !== 0) count(gradients, 1 - Math.log10(Math.abs(g)) / smallestPower);
  }
  return {
    ...{ range: [low, high], activations, differences, gradients },
    spread: Math.sqrt(squares / (rows * cols)),
    gradientSize: Math.sqrt(total / gradient.data.length),
  };
}

/** From where to where an activation goes. Without bounds of its own: as far as these values, rounded up to 1, 2 or 5 times a power of ten. */
function rangeOf(name: ActivationName | undefined, values: ArrayLike<number>): [number, number] {
  if (name === "sigmoid" || name === "softmax") return [0, 1];
  if (name === "tanh") return [-1, 1];
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  const power = 10 ** Math.floor(Math.log10(most || 1));
  const round = power * ([1, 2, 5].find((f) => f * power >= most * 0.999) ?? 10);
  const high = Number(round.toPrecision(1));
  return name === "relu" ? [0, high] : [-high, high];
}
