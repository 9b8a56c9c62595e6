// Built in notebook 01-or-and-xor-by-hand (quadratic), 03-any-shape (meanSquaredError) and 11-faster (cross-entropy).
import type { ActivationName } from "./activations";
import { requireKnown } from "./errors";
import type { FloatArray } from "./matrix";

export type LossName = "quadratic" | "meanSquaredError" | "categoricalCrossentropy";

/**
 * A loss and its gradient, side by side. prediction and target hold [rows, outputs] numbers at their start.
 * value: the loss of the batch. gradient: out = dL/dprediction, already divided by the number of rows.
 * A loss with logitsOf is taken together with that activation of the last layer, for the sake of large numbers: value
 * reads the logits, the sums that the activation was applied to, and gradient gives dL/dlogits.
 */
export interface Loss {
  readonly name: LossName;
  readonly logitsOf?: ActivationName;
  value(
    prediction: FloatArray,
    target: FloatArray,
    rows: number,
    outputs: number,
    logits?: FloatArray,
  ): number;
  gradient(
    prediction: FloatArray,
    target: FloatArray,
    out: FloatArray,
    rows: number,
    outputs: number,
  ): void;
}

/**
 * ½ Σ over the outputs of (a − y)², averaged over the batch. Gradient: (a − y) / rows.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 1, equation 6.
 */
const quadratic: Loss = {
  name: "quadratic",
  value(prediction, target, rows, outputs) {
    return sumOfSquares(prediction, target, rows * outputs) / (2 * rows);
  },
  gradient(prediction, target, out, rows, outputs) {
    scaledDifference(prediction, target, out, rows * outputs, 1 / rows);
  },
};

/**
 * mean((a − y)²), averaged over the outputs and the batch. Gradient: 2 (a − y) / (rows · outputs):
 * that of quadratic at two outputs, a fifth of it at ten.
 */
const meanSquaredError: Loss = {
  name: "meanSquaredError",
  value(prediction, target, rows, outputs) {
    return sumOfSquares(prediction, target, rows * outputs) / (rows * outputs);
  },
  gradient(prediction, target, out, rows, outputs) {
    scaledDifference(prediction, target, out, rows * outputs, 2 / (rows * outputs));
  },
};

/**
 * −Σ over the classes of y log p with p = softmax(z), averaged over the batch: from the logits z as
 * Σ y (log Σ e^z − z), which stays finite where p rounds to 0. Gradient with respect to z: (p − y) / rows.
 * The targets of a row add up to 1. Source: Nielsen, Neural Networks and Deep Learning, ch. 3.
 */
const categoricalCrossentropy: Loss = {
  name: "categoricalCrossentropy",
  logitsOf: "softmax",
  value(_prediction, target, rows, outputs, logits) {
    const z = logits as FloatArray;
    let total = 0;
    for (let from = 0; from < rows * outputs; from += outputs) {
      let largest = z[from];
      for (let i = from + 1; i < from + outputs; i++) largest = Math.max(largest, z[i]);
      let sum = 0;
      for (let i = from; i < from + outputs; i++) sum += Math.exp(z[i] - largest);
      const logSum = largest + Math.log(sum);
      for (let i = from; i < from + outputs; i++) {
        if (target[i] !== 0) total += target[i] * (logSum - z[i]);
      }
    }
    return total / rows;
  },
  gradient(prediction, target, out, rows, outputs) {
    scaledDifference(prediction, target, out, rows * outputs, 1 / rows);
  },
};

function sumOfSquares(prediction: FloatArray, target: FloatArray, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const error = prediction[i] - target[i];
    sum += error * error;
  }
  return sum;
}

function scaledDifference(
  prediction: FloatArray,
  target: FloatArray,
  out: FloatArray,
  length: number,
  scale: number,
): void {
  for (let i = 0; i < length; i++) out[i] = (prediction[i] - target[i]) * scale;
}

/** All losses, by name. */
export const losses: Readonly<Record<LossName, Loss>> = {
  quadratic,
  meanSquaredError,
  categoricalCrossentropy,
};

/** The loss of that name. Throws RangeError that lists the names where there is none. */
export function lossNamed(where: string, name: string): Loss {
  return requireKnown(where, "loss", name, losses);
}
