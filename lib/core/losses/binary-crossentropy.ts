// Built in notebook 06-layers-and-losses: yes or no, for each output by itself.
import type { FloatArray } from "../matrix";
import { scaledDifference, type Loss } from "./loss";

/** As in PyTorch: no logarithm is below −100, and p (1 − p) counts as at least 1e-12, rounded to single precision. */
const LEAST_LOG = -100;
const LEAST_PRODUCT = Math.fround(1e-12);

/**
 * −(y log p + (1 − y) log(1 − p)) with p = σ(z), averaged over the outputs and the batch: from the logits z as
 * max(z, 0) − z y + log(1 + e^−|z|), which never overflows. Gradient with respect to z: (p − y) / (rows · outputs).
 * Targets: from 0 to 1.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 3 (there the sum over the outputs: his learning rates are outputs times
 * too small here).
 */
export const binaryCrossentropy: Loss = {
  name: "binaryCrossentropy",
  kernel: "binaryCrossentropy",
  logitsOf: "sigmoid",
  targets: "probabilities",
  value(_prediction, target, rows, outputs, logits) {
    const z = logits as FloatArray;
    let total = 0;
    for (let i = 0; i < rows * outputs; i++) {
      total += Math.max(z[i], 0) - z[i] * target[i] + Math.log1p(Math.exp(-Math.abs(z[i])));
    }
    return total / (rows * outputs);
  },
  gradient(prediction, target, out, rows, outputs) {
    scaledDifference(prediction, target, out, rows * outputs, 1 / (rows * outputs));
  },
};

/**
 * The same where the outputs are probabilities of another making, such as those of softmax: from p itself, with
 * logarithms cut at −100. Gradient with respect to p: (p − y) / max(p (1 − p), 1e-12) / (rows · outputs).
 * Source: PyTorch, BCELoss.
 */
export const binaryCrossentropyOfProbabilities: Loss = {
  name: "binaryCrossentropy",
  kernel: "binaryCrossentropyOfProbabilities",
  targets: "probabilities",
  value(prediction, target, rows, outputs) {
    let total = 0;
    for (let i = 0; i < rows * outputs; i++) {
      const p = prediction[i];
      const yes = Math.max(Math.log(p), LEAST_LOG);
      const no = Math.max(Math.log1p(-p), LEAST_LOG);
      total -= target[i] * yes + (1 - target[i]) * no;
    }
    return total / (rows * outputs);
  },
  gradient(prediction, target, out, rows, outputs) {
    const scale = 1 / (rows * outputs);
    for (let i = 0; i < rows * outputs; i++) {
      const p = prediction[i];
      out[i] = ((p - target[i]) / Math.max(p * (1 - p), LEAST_PRODUCT)) * scale;
    }
  },
};
