// Built in notebook 01-or-and-xor-by-hand: a small step of every parameter against its derivative. Momentum in 07-optimizers.
import { requireOptions, requireShare } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import type { FloatArray, Matrix } from "../matrix";
import {
  Optimizer,
  OPTIMIZER_OPTIONS,
  type OptimizerConfig,
  type OptimizerOptions,
} from "./optimizer";

export interface SGDOptions extends OptimizerOptions {
  /** How much of its velocity a parameter keeps from step to step; 0, no velocity at all, unless told otherwise. */
  momentum?: number;
  /** Looks where the velocity is about to lead; false unless told otherwise. */
  nesterov?: boolean;
}

/** What a step with momentum is computed with, besides gradient and velocity. */
export interface MomentumNumbers {
  rate: number;
  momentum: number;
  nesterov: boolean;
}

/**
 * Stochastic gradient descent: each parameter p ← p − learningRate · g with g = dL/dp.
 * With momentum μ: v ← μ v + g, p ← p − learningRate · v; with nesterov p ← p − learningRate · (g + μ v), v being the new one.
 * These are PyTorch's formulas; Keras keeps learningRate inside the velocity, which differs once the rate changes.
 * learningRate: 0.01 unless told otherwise. Throws RangeError where it is not a number above 0, where momentum is not
 * from 0 to below 1, or where nesterov comes without momentum.
 * Source: Robbins and Monro, "A stochastic approximation method", 1951; Sutskever and others, "On the importance of
 * initialization and momentum in deep learning", 2013.
 */
export class SGD extends Optimizer {
  readonly slotNames: readonly string[];
  readonly #numbers: MomentumNumbers;

  constructor(options: SGDOptions = {}) {
    requireOptions("SGD", options, [...OPTIMIZER_OPTIONS, "momentum", "nesterov"]);
    super("SGD", options, 0.01);
    const momentum = requireShare("SGD", "momentum", options.momentum ?? 0);
    const nesterov = options.nesterov ?? false;
    if (nesterov && momentum === 0) {
      throw new RangeError("SGD with nesterov expects a momentum above 0, such as momentum: 0.9");
    }
    this.#numbers = { rate: 0, momentum, nesterov };
    this.slotNames = momentum > 0 ? ["velocity"] : [];
  }

  protected change(
    parameter: Parameter,
    slots: readonly Matrix[],
    kernels: Kernels,
    rate: number,
  ): boolean {
    if (slots.length === 0) return kernels.sgd(parameter, rate);
    this.#numbers.rate = rate;
    return kernels.momentum(parameter, slots[0], this.#numbers);
  }

  config(): OptimizerConfig {
    const { momentum, nesterov } = this.#numbers;
    return {
      class: "SGD",
      ...this.sharedConfig(),
      ...(momentum > 0 ? { momentum, nesterov } : {}),
    };
  }
}

/** p ← p − rate · g. Returns false where an entry is no longer finite. */
export function sgdStep(p: FloatArray, g: FloatArray, rate: number): boolean {
  // p − p is 0 for a finite p and NaN for the others.
  let check = 0;
  for (let i = 0; i < p.length; i++) {
    p[i] -= rate * g[i];
    check += p[i] - p[i];
  }
  return check === 0;
}

/** v ← μ v + g; p ← p − rate · v, or rate · (g + μ v) with nesterov. Returns false where an entry is no longer finite. */
export function momentumStep(
  p: FloatArray,
  g: FloatArray,
  v: FloatArray,
  { rate, momentum, nesterov }: MomentumNumbers,
): boolean {
  let check = 0;
  for (let i = 0; i < p.length; i++) {
    v[i] = momentum * v[i] + g[i];
    p[i] -= rate * (nesterov ? g[i] + momentum * v[i] : v[i]);
    check += p[i] - p[i];
  }
  return check === 0;
}
