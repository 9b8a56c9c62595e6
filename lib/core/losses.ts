// Built in notebook 01-or-and-xor-by-hand (quadratic) and 03-any-shape (meanSquaredError).
import type { FloatArray } from "./matrix";
import { requireKnown } from "./errors";

export type LossName = "quadratic" | "meanSquaredError";

/**
 * A loss and its gradient, side by side. prediction and target hold [rows, outputs] numbers at their start.
 * value: the loss of the batch. gradient: out = dL/dprediction, already divided by the number of rows.
 */
export interface Loss {
  readonly name: LossName;
  value(prediction: FloatArray, target: FloatArray, rows: number, outputs: number): number;
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
export const losses: Readonly<Record<LossName, Loss>> = { quadratic, meanSquaredError };

/** The loss of that name. Throws RangeError that lists the names where there is none. */
export function lossNamed(where: string, name: string): Loss {
  return requireKnown(where, "loss", name, losses);
}
