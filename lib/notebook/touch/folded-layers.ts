// Built in notebook 10-fashion-mnist: a normalization folded into the weights beside it.
import type { Scaler } from "../../core/data/scaler";
import { Sequential } from "../../core/model/sequential";
import { figureActivations, type FigureActivation } from "./net-snapshots";

/** A dense layer as a figure computes it: weights row-major [inputs, units]. */
export interface FoldedLayer {
  inputs: number;
  units: number;
  weights: Float64Array;
  bias: Float64Array;
  activation: FigureActivation;
}

/** A change of each column by itself: x becomes factor x + shift. */
interface ColumnChange {
  factor: Float64Array;
  shift: Float64Array;
}

/**
 * What a trained model computes when it predicts, as dense layers alone. Dropout, Flatten and Input do nothing then.
 * A normalization is f x + s column by column, with f = γ / √(variance + ε) and s = β − f mean. Behind a dense layer without
 * an activation it is folded into that one: W[i, j] f[j] and b[j] f[j] + s[j]. In front of the first dense layer, or behind
 * an activation, it is folded into the dense layer that follows: f[i] W[i, j] and b[j] + Σ over i of s[i] W[i, j]. So is
 * the model's scaler, where it has one: the folded layers take inputs as predict takes them.
 * Throws RangeError for a model that is more than that: a normalization behind an activation with no dense layer to follow,
 * an activation with no dense layer right in front of it.
 */
export function foldedLayers(model: Sequential, what = "foldedLayers"): FoldedLayer[] {
  if (!(model instanceof Sequential)) {
    throw new TypeError(`${what} expects a trained Sequential`);
  }
  const state = model.state();
  const values = (name: string, part: string) => Float64Array.from(state[`${name}/${part}`].data);
  const layers: FoldedLayer[] = [];
  // what happens to the numbers before the next dense layer, and who does it
  let before: ColumnChange | undefined = model.scaler && scalerChange(model.scaler);
  let by = "the scaler";
  for (const layer of model.layers) {
    const { name, inputs, outputs } = layer;
    const last = layers[layers.length - 1];
    const config = layer.config();
    if (config.class === "Dense") {
      const dense: FoldedLayer = {
        inputs,
        units: outputs,
        weights: values(name, "weights"),
        bias: values(name, "bias"),
        activation: known(config.activation, name, what),
      };
      layers.push(before ? afterChange(before, dense) : dense);
      before = undefined;
    } else if (config.class === "BatchNormalization") {
      const [gamma, beta, mean, variance] = [
        ...["gamma", "beta", "movingMean", "movingVariance"].map((part) => values(name, part)),
      ];
      const factor = gamma.map((g, j) => g / Math.sqrt(variance[j] + Number(config.epsilon)));
      const change = { factor, shift: beta.map((b, j) => b - factor[j] * mean[j]) };
      if (!before && last?.activation === "linear") {
        layers[layers.length - 1] = beforeChange(last, change);
      } else {
        before = before ? both(before, change) : change;
        by = name;
      }
    } else if (config.class === "Activation") {
      if (before || last?.activation !== "linear") {
        throw new RangeError(
          `${what} expects one activation behind each dense layer but got ${name}`,
        );
      }
      last.activation = known(config.activation, name, what);
    }
  }
  if (layers.length === 0) throw new RangeError(`${what} expects a model with a dense layer`);
  if (before) {
    throw new RangeError(
      `${what} folds a normalization into a dense layer beside it, but behind ${by} there is none, and in front of it ` +
        `is the activation ${layers[layers.length - 1].activation}`,
    );
  }
  return layers;
}

/** A scaler's two numbers a column, read off what it makes of rows of zeros and ones. */
function scalerChange(scaler: Scaler): ColumnChange {
  const row = (value: number) => new Array<number>(scaler.features).fill(value);
  const made = scaler.transform([row(0), row(1)]);
  const [shift, ones] = [0, 1].map((i) => Float64Array.from(made.row(i)));
  return { factor: ones.map((one, j) => one - shift[j]), shift };
}

/** One change after another. */
function both(first: ColumnChange, then: ColumnChange): ColumnChange {
  return {
    factor: first.factor.map((f, j) => f * then.factor[j]),
    shift: first.shift.map((s, j) => s * then.factor[j] + then.shift[j]),
  };
}

/** A dense layer whose outputs are changed. */
function beforeChange(layer: FoldedLayer, { factor, shift }: ColumnChange): FoldedLayer {
  return {
    ...layer,
    weights: layer.weights.map((w, k) => w * factor[k % layer.units]),
    bias: layer.bias.map((b, j) => b * factor[j] + shift[j]),
  };
}

/** A dense layer whose inputs were changed. */
function afterChange({ factor, shift }: ColumnChange, layer: FoldedLayer): FoldedLayer {
  const { units, weights } = layer;
  const bias = layer.bias.slice();
  weights.forEach((w, k) => (bias[k % units] += shift[Math.floor(k / units)] * w));
  return { ...layer, weights: weights.map((w, k) => w * factor[Math.floor(k / units)]), bias };
}

function known(activation: unknown, name: string, what: string): FigureActivation {
  const found = figureActivations.find((one) => one === activation);
  if (found) return found;
  throw new RangeError(
    `${what} knows the activations ${figureActivations.join(", ")} but ${name} has ${String(activation)}`,
  );
}
