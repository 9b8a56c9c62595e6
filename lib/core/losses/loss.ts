// Built in notebook 06-layers-and-losses: what a loss is.
import type { ActivationName } from "../activations";
import type { FloatArray } from "../matrix";

export type LossName =
  | "quadratic"
  | "meanSquaredError"
  | "binaryCrossentropy"
  | "categoricalCrossentropy"
  | "sparseCategoricalCrossentropy";

/** The ways in which losses are computed: cross-entropy for yes or no has two. */
export type LossKernelName =
  | "quadratic"
  | "meanSquaredError"
  | "binaryCrossentropy"
  | "binaryCrossentropyOfProbabilities"
  | "categoricalCrossentropy";

/** What a loss asks of its targets. */
export type TargetRule = "any" | "probabilities" | "distributions" | "classes";

/**
 * A loss and its gradient, side by side. prediction and target hold [rows, outputs] numbers at their start.
 * value: the loss of the batch. gradient: out = dL/dprediction, already divided by the number of rows (and, where the loss is a mean
 * over the outputs too, by theirs).
 * A loss with logitsOf is taken together with that activation of the last layer, for the sake of large numbers: value
 * reads the logits, the sums that the activation was applied to, and gradient gives dL/dlogits.
 */
export interface Loss {
  readonly name: LossName;
  readonly kernel: LossKernelName;
  readonly logitsOf?: ActivationName;
  readonly targets: TargetRule;
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

/** out = (prediction − target) · scale. */
export function scaledDifference(
  prediction: FloatArray,
  target: FloatArray,
  out: FloatArray,
  length: number,
  scale: number,
): void {
  for (let i = 0; i < length; i++) out[i] = (prediction[i] - target[i]) * scale;
}
