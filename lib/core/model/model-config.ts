// Built in notebook 04-mnist: a model as plain data, to be saved and made again.
import { Adam, type AdamOptions } from "../optimizers/adam";
import { Dense, type DenseOptions } from "../layers/dense";
import { requireKnown } from "../errors";
import type { Layer, LayerConfig } from "../layers/layer";
import type { LossName } from "../losses";
import type { DType } from "../matrix";
import { SGD, type Optimizer, type OptimizerConfig } from "../optimizers/sgd";

/** A model as plain data: everything but the parameters, which state() gives. */
export interface ModelConfig {
  readonly class: "Sequential";
  readonly inputs: number;
  readonly seed: number;
  readonly dtype: DType;
  readonly epochsDone: number;
  readonly layers: readonly LayerConfig[];
  readonly loss?: LossName;
  readonly optimizer?: OptimizerConfig;
}

const LAYERS = {
  Dense: (options: unknown): Layer => new Dense(options as DenseOptions),
};

const OPTIMIZERS = {
  Adam: (options: unknown): Optimizer => new Adam(options as AdamOptions),
  SGD: (options: unknown): Optimizer => new SGD(options as { learningRate?: number }),
};

/** The layer that a config describes. Throws RangeError for a class that this library does not have. */
export function layerFromConfig({ class: name, ...options }: LayerConfig): Layer {
  return requireKnown("layerFromConfig", "layer", name, LAYERS)(options);
}

/** The optimizer that a config describes. Throws RangeError for a class that this library does not have. */
export function optimizerFromConfig({ class: name, ...options }: OptimizerConfig): Optimizer {
  return requireKnown("optimizerFromConfig", "optimizer", name, OPTIMIZERS)(options);
}
