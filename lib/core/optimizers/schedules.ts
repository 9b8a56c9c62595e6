// Built in notebook 05-points-on-a-graph: large steps first, small ones later.
import {
  describe,
  requireAtLeastZero,
  requireKnown,
  requireOptions,
  requirePositive,
  requireWhole,
} from "../errors";

/** A schedule as plain data, from which it can be made again. */
export interface ScheduleConfig {
  readonly schedule: string;
  readonly [option: string]: unknown;
}

/** A learning rate that depends on how many steps were made: at(0) is that of the first step. */
export interface Schedule {
  at(step: number): number;
  config(): ScheduleConfig;
}

export interface InverseTimeDecayOptions {
  /** The rate of the first step. */
  learningRate: number;
  /** How fast it falls; at step decaySteps it is learningRate / (1 + decayRate). */
  decayRate: number;
  /** 1 unless told otherwise. */
  decaySteps?: number;
}

export interface StepDecayOptions {
  /** The rate of the first steps. */
  learningRate: number;
  /** After how many steps it falls, again and again. */
  every: number;
  /** What it is multiplied by; 0.1 unless told otherwise. */
  factor?: number;
}

export interface CosineDecayOptions {
  /** The rate of the first step. */
  learningRate: number;
  /** After how many steps it has arrived. */
  decaySteps: number;
  /** Where it arrives, as a share of learningRate; 0 unless told otherwise. */
  alpha?: number;
}

export interface OneCycleOptions {
  /** The largest rate. */
  maxLearningRate: number;
  /** Steps of the whole training; later ones have the smallest rate. warmup · totalSteps is above 1. */
  totalSteps: number;
  /** Share of the steps in which it rises; 0.3 unless told otherwise. */
  warmup?: number;
  /** The first rate is maxLearningRate / divFactor; 25 unless told otherwise. */
  divFactor?: number;
  /** The last rate is the first one / finalDivFactor; 10,000 unless told otherwise. */
  finalDivFactor?: number;
}

/** The same rate at every step. Throws RangeError where it is not above 0. */
export function constant(learningRate: number): Schedule {
  requirePositive("constant", "learningRate", learningRate);
  return made("constant", { learningRate }, () => learningRate);
}

/**
 * learningRate / (1 + decayRate · step / decaySteps): half of it after decaySteps / decayRate steps, a third after twice as many.
 * Throws RangeError where learningRate or decaySteps is not above 0 or decayRate is negative.
 * Source: Keras, InverseTimeDecay.
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule {
  const where = "inverseTimeDecay";
  requireOptions(where, options, ["learningRate", "decayRate", "decaySteps"]);
  const { learningRate, decayRate, decaySteps = 1 } = options;
  requirePositive(where, "learningRate", learningRate);
  requireAtLeastZero(where, "decayRate", decayRate);
  requirePositive(where, "decaySteps", decaySteps);
  const rate = (step: number) => learningRate / (1 + (decayRate * step) / decaySteps);
  return made(where, { learningRate, decayRate, decaySteps }, rate);
}

/**
 * learningRate · factor^⌊step / every⌋: a staircase.
 * Throws RangeError where a number is not above 0 or every is not whole. Source: PyTorch, StepLR.
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const where = "stepDecay";
  requireOptions(where, options, ["learningRate", "every", "factor"]);
  const { learningRate, every, factor = 0.1 } = options;
  requirePositive(where, "learningRate", learningRate);
  requireWhole(where, "every", every, 1);
  requirePositive(where, "factor", factor);
  const rate = (step: number) => learningRate * factor ** Math.floor(step / every);
  return made(where, { learningRate, every, factor }, rate);
}

/**
 * Half a wave of the cosine from learningRate down to alpha · learningRate, which it keeps after decaySteps steps:
 * learningRate · (alpha + (1 − alpha) · ½ (1 + cos(π · step / decaySteps))). Step decaySteps, one behind the first decaySteps
 * steps, has the last rate.
 * Throws RangeError where a number does not fit. Source: Loshchilov and Hutter, "SGDR", 2017, without its restarts.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const where = "cosineDecay";
  requireOptions(where, options, ["learningRate", "decaySteps", "alpha"]);
  const { learningRate, decaySteps, alpha = 0 } = options;
  requirePositive(where, "learningRate", learningRate);
  requireWhole(where, "decaySteps", decaySteps, 1);
  requireAtLeastZero(where, "alpha", alpha);
  const last = alpha * learningRate;
  const rate = (step: number) => halfWave(learningRate, last, Math.min(1, step / decaySteps));
  return made(where, { learningRate, decaySteps, alpha }, rate);
}

/**
 * Up from maxLearningRate / divFactor to maxLearningRate while warmup lasts, then down to a tiny rate, each along half
 * a wave of the cosine: the rise ends at step warmup · totalSteps − 1, the fall with the last step. As PyTorch's OneCycleLR,
 * without its change of the momentum. Throws RangeError where a number does not fit, or warmup lasts no more than one step.
 * Source: Smith and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018
 * (there along straight lines).
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const where = "oneCycle";
  const names = ["maxLearningRate", "totalSteps", "warmup", "divFactor", "finalDivFactor"];
  requireOptions(where, options, names);
  const { maxLearningRate, totalSteps } = options;
  const { warmup = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
  requirePositive(where, "maxLearningRate", maxLearningRate);
  requireWhole(where, "totalSteps", totalSteps, 2);
  if (!(warmup > 0 && warmup < 1)) {
    throw new RangeError(
      `${where} expects warmup to be between 0 and 1 but got ${describe(warmup)}: it is a share of the steps`,
    );
  }
  requirePositive(where, "divFactor", divFactor);
  requirePositive(where, "finalDivFactor", finalDivFactor);
  const first = maxLearningRate / divFactor;
  const last = first / finalDivFactor;
  const top = warmup * totalSteps - 1;
  if (top <= 0) {
    throw new RangeError(
      `${where} expects warmup · totalSteps to be above 1 but got ${warmup} · ${totalSteps}: take more steps or a longer warmup`,
    );
  }
  const end = totalSteps - 1;
  const rate = (step: number) => {
    if (step <= top) return halfWave(first, maxLearningRate, step / top);
    return halfWave(maxLearningRate, last, Math.min(1, (step - top) / (end - top)));
  };
  return made(where, { maxLearningRate, totalSteps, warmup, divFactor, finalDivFactor }, rate);
}

/** All schedules, by name. */
const schedules: Readonly<Record<string, (options: never) => Schedule>> = {
  constant: ({ learningRate }: { learningRate: number }) => constant(learningRate),
  inverseTimeDecay,
  stepDecay,
  cosineDecay,
  oneCycle,
};

/** The schedule that a config describes. Throws RangeError for one that this library does not have. */
export function scheduleFromConfig({ schedule, ...options }: ScheduleConfig): Schedule {
  return requireKnown("scheduleFromConfig", "schedule", schedule, schedules)(options as never);
}

export function isSchedule(value: unknown): value is Schedule {
  return typeof value === "object" && typeof (value as Schedule | null)?.at === "function";
}

/** From a (share 0) to b (share 1) along half a wave of the cosine. */
function halfWave(a: number, b: number, share: number): number {
  return b + ((a - b) / 2) * (1 + Math.cos(Math.PI * share));
}

function made(schedule: string, options: object, at: (step: number) => number): Schedule {
  const config = { schedule, ...options };
  return { at, config: () => config };
}
