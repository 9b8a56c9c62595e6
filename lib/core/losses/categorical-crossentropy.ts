// Built in notebook 05-points-on-a-graph: one class of several.
import type { FloatArray } from "../matrix";
import { scaledDifference, type Loss } from "./loss";

/**
 * −Σ over the classes of y log p with p = softmax(z), averaged over the batch: from the logits z as
 * Σ y (log Σ e^z − z), which stays finite where p rounds to 0. Gradient with respect to z: (p − y) / rows.
 * Targets: class numbers, or rows that add up to 1. Source: Nielsen, Neural Networks and Deep Learning, ch. 3.
 */
export const categoricalCrossentropy: Loss = {
  name: "categoricalCrossentropy",
  kernel: "categoricalCrossentropy",
  logitsOf: "softmax",
  targets: "distributions",
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

/** The same loss, for class numbers only, as Keras has it beside the other. */
export const sparseCategoricalCrossentropy: Loss = {
  ...categoricalCrossentropy,
  name: "sparseCategoricalCrossentropy",
  targets: "classes",
};
