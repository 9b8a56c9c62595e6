// Built in notebook 10-fashion-mnist: a normalization folded into the weights in front of it.
import { Sequential } from "../../core/model/sequential";
import type { FigureActivation } from "./net-snapshots";

/** A dense layer as a figure computes it: weights row-major [inputs, units]. */
export interface FoldedLayer {
  inputs: number;
  units: number;
  weights: Float64Array;
  bias: Float64Array;
  activation: FigureActivation;
}

/**
 * What a trained model computes when it predicts, as dense layers alone. A normalization behind a dense layer is folded into
 * its weights: with f = γ / √(variance + ε) column j becomes W[·, j] f[j], its bias (b[j] − mean[j]) f[j] + β[j]. Dropout,
 * Flatten and Input do nothing when predicting.
 * Throws RangeError for a model that is more than that: with a scaler, a normalization of the inputs or behind an activation,
 * an activation that figures do not know.
 */
export function foldedLayers(model: Sequential, what = "foldedLayers"): FoldedLayer[] {
  if (!(model instanceof Sequential)) {
    throw new TypeError(`${what} expects a trained Sequential`);
  }
  if (model.scaler) {
    throw new RangeError(`${what} cannot show a model with a scaler: give it inputs from 0 to 1`);
  }
  const state = model.state();
  const values = (name: string, part: string) => Float64Array.from(state[`${name}/${part}`].data);
  const layers: FoldedLayer[] = [];
  for (const layer of model.layers) {
    const { name, inputs, outputs } = layer;
    const last = layers[layers.length - 1];
    const config = layer.config();
    if (config.class === "Dense") {
      layers.push({
        inputs,
        units: outputs,
        weights: values(name, "weights"),
        bias: values(name, "bias"),
        activation: known(config.activation, name, what),
      });
    } else if (config.class === "BatchNormalization") {
      if (last?.activation !== "linear") {
        throw new RangeError(
          `${what} folds a normalization into the dense layer in front of it, but in front of ${name} is ` +
            `${last ? `the activation ${last.activation}` : "none"}`,
        );
      }
      const [gamma, beta, mean, variance] = [
        ...["gamma", "beta", "movingMean", "movingVariance"].map((part) => values(name, part)),
      ];
      const factor = gamma.map((g, j) => g / Math.sqrt(variance[j] + Number(config.epsilon)));
      last.weights = last.weights.map((w, i) => w * factor[i % last.units]);
      last.bias = last.bias.map((b, j) => (b - mean[j]) * factor[j] + beta[j]);
    } else if (config.class === "Activation") {
      if (last?.activation !== "linear") {
        throw new RangeError(
          `${what} expects one activation behind each dense layer but got ${name}`,
        );
      }
      last.activation = known(config.activation, name, what);
    }
  }
  if (layers.length === 0) throw new RangeError(`${what} expects a model with a dense layer`);
  return layers;
}

function known(activation: unknown, name: string, what: string): FigureActivation {
  const names = ["sigmoid", "tanh", "relu", "linear", "softmax"];
  if (names.includes(String(activation))) return activation as FigureActivation;
  throw new RangeError(
    `${what} knows the activations ${names.join(", ")} but ${name} has ${String(activation)}`,
  );
}
