// Built in notebook 01-or-and-xor-by-hand (quadratic) and 03-any-shape (meanSquaredError).
import type { FloatArray } from "../matrix";
import { scaledDifference, type Loss } from "./loss";

/**
 * ½ Σ over the outputs of (a − y)², averaged over the batch. Gradient: (a − y) / rows.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 1, equation 6.
 */
export const quadratic: Loss = {
  name: "quadratic",
  kernel: "quadratic",
  targets: "any",
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
export const meanSquaredError: Loss = {
  name: "meanSquaredError",
  kernel: "meanSquaredError",
  targets: "any",
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
