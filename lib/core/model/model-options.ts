// Built in notebook 03-any-shape: what a model, compile and fit can be told.
import type { Scaler } from "../data/scaler";
import { describe, requireKnown, requireOptions } from "../errors";
import type { LossName } from "../losses/loss";
import type { DType, MatrixLike } from "../matrix";
import { Optimizer } from "../optimizers/optimizer";
import type { Labels } from "../targets";
import type { BatchLog, Callback, EpochLog } from "./callbacks";

export interface SequentialOptions {
  /** Numbers per example that go in, or their shape, such as [28, 28]. Else an Input layer says it, or the first data. */
  inputs?: number | readonly number[];
  /** From which the start values, the shuffling and the dropout are drawn; 0 unless told otherwise. */
  seed?: number;
  /** "float32" unless told otherwise; "float64" where numbers are to be compared to many digits. */
  dtype?: DType;
  /** "plain", "wasm", "threads" or "jax"; the one of useBackend unless told otherwise. float64 computes on plain. */
  backend?: string;
  /** Scales all inputs first, in fit as in predict; it was fitted to the training data and is saved with the model. */
  scaler?: Scaler;
}

export type MetricName = "accuracy";

export interface CompileOptions {
  /** How the parameters are changed; new SGD() unless told otherwise. */
  optimizer?: Optimizer;
  loss: LossName;
  /**
   * What is counted besides the loss. ["accuracy"]: the share of right answers; for values, which are neither classes nor
   * yes or no, the share within the targets' standard deviation / 250. Unless told otherwise right answers are counted
   * for classes and for yes or no.
   */
  metrics?: readonly MetricName[];
}

export interface FitOptions {
  /** Passes over all examples; 1 unless told otherwise. */
  epochs?: number;
  /** Examples per step; 32 unless told otherwise. Where there are fewer, all of them make one step. */
  batchSize?: number;
  /** A new order of the examples for each epoch, drawn from the model's seed; true unless told otherwise. */
  shuffle?: boolean;
  /** Examples and labels that are measured after each epoch and never learned from. */
  validationData?: readonly [MatrixLike, Labels];
  /** In place of validationData: this share of the examples, drawn from the model's seed, is kept aside for it. */
  validationSplit?: number;
  onBatch?: (log: BatchLog) => void;
  onEpoch?: (log: EpochLog) => void;
  callbacks?: readonly Callback[];
  /** Once aborted, training ends after the current batch and the parameters stay as they are. */
  signal?: AbortSignal;
}

const SEQUENTIAL_OPTIONS = ["inputs", "seed", "dtype", "backend", "scaler"];
const COMPILE_OPTIONS = ["optimizer", "loss", "metrics"];
const FIT_OPTIONS = [
  "epochs",
  "batchSize",
  "shuffle",
  "validationData",
  "validationSplit",
  "onBatch",
  "onEpoch",
  "callbacks",
  "signal",
];
const METRICS: Readonly<Record<MetricName, true>> = { accuracy: true };

/** Throws TypeError for options of a model that are of another kind. */
export function requireSequentialOptions(options: SequentialOptions): void {
  requireOptions("Sequential", options, SEQUENTIAL_OPTIONS);
  const { scaler } = options;
  if (scaler !== undefined && typeof scaler?.change !== "function") {
    throw new TypeError(
      `Sequential expects a scaler that was fitted, such as standardScaler.fit(train.X), but got ${describe(scaler)}`,
    );
  }
}

/** Throws TypeError or RangeError for an optimizer or metrics that are none. */
export function requireCompileOptions(options: CompileOptions): void {
  requireOptions("compile", options, COMPILE_OPTIONS);
  const { optimizer, metrics } = options;
  if (optimizer !== undefined && !(optimizer instanceof Optimizer)) {
    throw new TypeError(
      `compile expects an optimizer, such as new Adam({ learningRate: 0.001 }), but got ${describe(optimizer)}`,
    );
  }
  if (metrics !== undefined && !Array.isArray(metrics)) {
    throw new TypeError(
      `compile expects metrics to be a list, such as ["accuracy"], but got ${describe(metrics)}`,
    );
  }
  for (const name of metrics ?? []) requireMetric(name);
}

function requireMetric(name: string): void {
  if (name === "precision" || name === "recall") {
    throw new RangeError(
      `compile counts no ${name} while it trains: call ${name}(truth, argmax(model.predict(X)), classes) after it`,
    );
  }
  requireKnown("compile", "metric", name, METRICS);
}

/** Throws TypeError for options of fit that are of another kind; numbers are checked where they are used. */
export function requireFitOptions(options: FitOptions): void {
  requireOptions("fit", options, FIT_OPTIONS);
  const { validationData, callbacks } = options;
  if (validationData && !(Array.isArray(validationData) && validationData.length === 2)) {
    throw new TypeError(
      `fit expects validationData to be a pair [X, y] but got ${describe(validationData)}`,
    );
  }
  if (callbacks !== undefined && !Array.isArray(callbacks)) {
    throw new TypeError(
      `fit expects callbacks to be a list, such as [earlyStopping()], but got ${describe(callbacks)}`,
    );
  }
}
