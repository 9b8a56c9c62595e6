// All optimizers, by the name of their class.
import { requireKnown } from "../errors";
import { Adagrad, type AdagradOptions } from "./adagrad";
import { Adam, type AdamOptions } from "./adam";
import type { Optimizer, OptimizerConfig } from "./optimizer";
import { RMSProp, type RMSPropOptions } from "./rmsprop";
import { SGD, type SGDOptions } from "./sgd";

/** How an optimizer is made from its options, by the name of its class. */
export const optimizerKinds: Readonly<Record<string, (options?: unknown) => Optimizer>> = {
  SGD: (options) => new SGD(options as SGDOptions),
  Adagrad: (options) => new Adagrad(options as AdagradOptions),
  RMSProp: (options) => new RMSProp(options as RMSPropOptions),
  Adam: (options) => new Adam(options as AdamOptions),
};

/** The optimizer that a config describes. Throws RangeError for a class that this library does not have. */
export function optimizerFromConfig({ class: name, ...options }: OptimizerConfig): Optimizer {
  return requireKnown("optimizerFromConfig", "optimizer", name, optimizerKinds)(options);
}
