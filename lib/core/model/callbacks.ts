// Built in notebook 03-any-shape: a function that looks on while the net learns.
import type { Sequential } from "./sequential";

/** The state of training after a batch. One object, changed from batch to batch: copy what you keep. */
export interface BatchLog {
  /** Epochs count from 1, over this call of fit. */
  epoch: number;
  epochs: number;
  /** Batches count from 1 in each epoch. */
  batch: number;
  batches: number;
  /** Changes of the parameters so far, over this call of fit. */
  step: number;
  /** Mean over this batch. */
  loss: number;
  /** Mean over this batch; NaN where the targets are not classes or yes-or-no answers. */
  accuracy: number;
  /** Since fit was called; where steps are short, as it was up to half a millisecond ago. */
  seconds: number;
}

/**
 * The state of training after an epoch. loss and accuracy are means over the epoch's batches, as they came;
 * learningRate is that of the epoch's last step.
 */
export interface EpochLog {
  epoch: number;
  epochs: number;
  loss: number;
  accuracy?: number;
  valLoss?: number;
  valAccuracy?: number;
  learningRate: number;
  seconds: number;
}

/**
 * What fit returns: one entry for each finished epoch. accuracy is empty where there is none to count, valLoss and
 * valAccuracy where there are no validation data. Losses include the price of regularizers.
 */
export interface History {
  loss: number[];
  accuracy: number[];
  valLoss: number[];
  valAccuracy: number[];
  /** That of each epoch's last step. */
  learningRate: number[];
  /** True where training was stopped before the last epoch's end. */
  stopped: boolean;
  seconds: number;
}

/** What training is about to do. */
export interface TrainInfo {
  epochs: number;
  /** Steps in each epoch. */
  batches: number;
  /** The model that learns. */
  model: Sequential;
}

/**
 * A looker-on of training. The signal, once aborted, ends training after the current batch. The learning rate may be
 * changed while training runs; parameters are looked at only, and changed between two calls of fit.
 */
export interface Callback {
  onTrainBegin?(info: TrainInfo): void;
  onBatch?(log: BatchLog): void;
  onEpoch?(log: EpochLog): void;
  /** Called however training ends: done, stopped, or by an error. */
  onTrainEnd?(history: History): void;
  signal?: AbortSignal;
}

/** Makers of callbacks that every fit adds to its own: a notebook puts its Stop button here. */
export const trainingDefaults: { callbacks: (() => Callback)[] } = { callbacks: [] };
