// All losses, by name, and which of them a model can have.
import type { ActivationName } from "../activations";
import { requireKnown } from "../errors";
import { binaryCrossentropy, binaryCrossentropyOfProbabilities } from "./binary-crossentropy";
import { categoricalCrossentropy, sparseCategoricalCrossentropy } from "./categorical-crossentropy";
import type { Loss, LossKernelName, LossName } from "./loss";
import { meanSquaredError, quadratic } from "./squared-errors";

export type { Loss, LossKernelName, LossName } from "./loss";

/** All losses, by name. */
export const losses: Readonly<Record<LossName, Loss>> = {
  quadratic,
  meanSquaredError,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
};

/** The loops of all losses, by the way they are computed. */
export const lossLoops: Readonly<Record<LossKernelName, Loss>> = {
  quadratic,
  meanSquaredError,
  binaryCrossentropy,
  binaryCrossentropyOfProbabilities,
  categoricalCrossentropy,
};

/** The loss of that name. Throws RangeError that lists the names where there is none. */
export function lossNamed(where: string, name: string): Loss {
  return requireKnown(where, "loss", name, losses);
}

/**
 * The loss of that name for a model whose last layer, called layer, ends in that activation.
 * Throws RangeError where they do not go together.
 */
export function lossFor(
  where: string,
  name: string,
  layer: string,
  activation: ActivationName | undefined,
): Loss {
  const loss = lossNamed(where, name);
  if (loss.logitsOf === undefined || loss.logitsOf === activation) return loss;
  if (loss === binaryCrossentropy && activation === "softmax") {
    return binaryCrossentropyOfProbabilities;
  }
  throw new RangeError(
    `${where}: ${loss.name} expects the last layer to end in ${loss.logitsOf} but ${layer} ends in ` +
      `${activation ?? "no activation"}: give it activation: "${loss.logitsOf}", or take another loss`,
  );
}
