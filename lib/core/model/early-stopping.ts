// Built in notebook 08-overfitting: end when it stops getting better.
import { requireAtLeastZero, requireKnown, requireOptions, requireWhole } from "../errors";
import type { Matrix } from "../matrix";
import type { Callback, EpochLog } from "./callbacks";
import type { Sequential } from "./sequential";

/** What early stopping can look at; true where larger is better. */
const MONITORS = { loss: false, accuracy: true, valLoss: false, valAccuracy: true };

export interface EarlyStoppingOptions {
  /** "valLoss" unless told otherwise. */
  monitor?: keyof typeof MONITORS;
  /** Epochs without an improvement after which training ends; 0 unless told otherwise, as in Keras: at the first. */
  patience?: number;
  /** An improvement is larger than this; 0 unless told otherwise. */
  minDelta?: number;
  /** Gives the model the parameters of its best epoch when training ends; false unless told otherwise. */
  restoreBestWeights?: boolean;
}

/** A callback that ends training, with the epoch that was best. */
export interface EarlyStopping extends Callback {
  /** The epoch with the best value, from 1; 0 before the first. Counts over the last call of fit. */
  readonly bestEpoch: number;
  /** The best value; NaN before the first epoch. */
  readonly bestValue: number;
}

/**
 * Ends training when what it looks at has not become better for `patience` epochs: give it to fit's callbacks. It begins anew
 * with every call of fit. restoreBestWeights also brings back moving means and variances, but not what the optimizer
 * remembers. Throws RangeError for options that do not fit, and Error in the first epoch where there is nothing to look at.
 * Source: Prechelt, "Early stopping, but when?", 1998; names as in Keras.
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): EarlyStopping {
  const where = "earlyStopping";
  requireOptions(where, options, ["monitor", "patience", "minDelta", "restoreBestWeights"]);
  const { monitor = "valLoss", restoreBestWeights = false } = options;
  const sign = requireKnown(where, "monitor", monitor, MONITORS) ? 1 : -1;
  const patience = requireWhole(where, "patience", options.patience ?? 0, 0);
  const minDelta = requireAtLeastZero(where, "minDelta", options.minDelta ?? 0);
  let model: Sequential | undefined;
  let best: Record<string, Matrix> | undefined;
  let stop = new AbortController();
  let bestEpoch = 0;
  let bestValue = NaN;

  const look = (log: EpochLog) => {
    const value = log[monitor];
    if (value === undefined) {
      throw new Error(
        `${where} looks at ${monitor}, which this training does not measure: ` +
          `give fit validationData, or choose another of ${Object.keys(MONITORS).join(", ")}`,
      );
    }
    // Nothing is better than NaN at first, and NaN is never better.
    if (sign * (value - bestValue) > minDelta || (bestEpoch === 0 && !Number.isNaN(value))) {
      bestValue = value;
      bestEpoch = log.epoch;
      if (restoreBestWeights) best = model?.state();
    } else if (log.epoch - bestEpoch >= patience) {
      stop.abort();
    }
  };

  return {
    get bestEpoch() {
      return bestEpoch;
    },
    get bestValue() {
      return bestValue;
    },
    get signal() {
      return stop.signal;
    },
    onTrainBegin(info) {
      model = info.model;
      best = undefined;
      stop = new AbortController();
      bestEpoch = 0;
      bestValue = NaN;
    },
    onEpoch: look,
    onTrainEnd() {
      if (best) model?.setState(best);
      model = undefined;
      best = undefined;
    },
  };
}
