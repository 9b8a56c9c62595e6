// Built in notebook 04-mnist: a model as plain data, to be saved and made again.
import type { LayerConfig } from "../layers/layer";
import type { LossName } from "../losses/loss";
import type { DType } from "../matrix";
import type { OptimizerConfig } from "../optimizers/optimizer";
import type { MetricName } from "./model-options";

/** A model as plain data: everything but the arrays, which state(), optimizer.state() and scaler.state() give. */
export interface ModelConfig {
  readonly class: "Sequential";
  /** Of one example: a number, or a list such as [28, 28]; missing where the model has not seen any. */
  readonly inputs?: number | readonly number[];
  readonly seed: number;
  readonly dtype: DType;
  readonly epochsDone: number;
  /** Missing in models that were saved before it was counted. */
  readonly stepsDone?: number;
  readonly layers: readonly LayerConfig[];
  readonly loss?: LossName;
  readonly metrics?: readonly MetricName[];
  readonly optimizer?: OptimizerConfig;
  /** Steps that the optimizer has made. */
  readonly iterations?: number;
  /** The kind of its scaler. */
  readonly scaler?: string;
}

/** The arrays of a model, by name. */
export type Arrays<T> = Readonly<Record<string, T>>;
