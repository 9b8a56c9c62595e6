import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import type { LayeredParameters } from "./network-touch";

/**
 * The derivatives of a small net as products: point at a weight, a bias or an entry of a matrix, and the activation that
 * it comes from and the error term δ = ∂L/∂z that it leads to light up in the net and beside the matrices.
 * The net has one hidden layer and sigmoid neurons; the loss is ½ Σ (a − y)² of the one trial that is chosen.
 * weights: [inputs, hidden] and [hidden, outputs], biases: [hidden] and [outputs], at most 3 neurons a layer.
 * inputs, targets: the trials. names: one list a layer. trial: which one is shown first (the last).
 * Throws RangeError where the shapes do not fit.
 */
export function gradientMap(
  options: LayeredParameters & {
    inputs: number[][];
    targets: number[][];
    names?: string[][];
    trial?: number;
  },
): Figure {
  const { weights, biases, inputs, targets } = options;
  const sizes = [weights[0]?.length ?? 0, ...biases.map((bias) => bias.length)];
  const fits =
    weights.length === 2 &&
    biases.length === 2 &&
    sizes.every((size) => size >= 1 && size <= 3) &&
    weights.every(
      (W, l) => W.length === sizes[l] && W.every((row) => row.length === sizes[l + 1]),
    ) &&
    inputs.length > 0 &&
    inputs.length === targets.length &&
    inputs.every((row) => row.length === sizes[0]) &&
    targets.every((row) => row.length === sizes[2]);
  if (!fits) {
    throw new RangeError(
      `gradientMap expects a net with one hidden layer and at most 3 neurons a layer, weights [inputs, units], and as many ` +
        `targets as inputs, but got ${weights.length} layers of weights for [${sizes.join(", ")}], ` +
        `${inputs.length} inputs and ${targets.length} targets`,
    );
  }
  const letters = ["x", "h", "o"];
  const names =
    options.names ??
    sizes.map((size, l) => Array.from({ length: size }, (_, i) => `${letters[l]}${i + 1}`));
  const trial = options.trial ?? inputs.length - 1;
  return widgetFigure("gradient-map", {
    data: { weights, biases, inputs, targets, names, trial },
    height: 442,
    alt:
      `The derivatives of a net [${sizes.join(", ")}], layer by layer as matrices beside the drawn net. Each entry is ` +
      "the activation at the start of its connection times the error term of the neuron at its end; pointing at one lights both up.",
  });
}
