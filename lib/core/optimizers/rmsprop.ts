// Built in notebook 07-optimizers: Adagrad that forgets.
import { requireOptions, requirePositive, requireShare } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import type { FloatArray, Matrix } from "../matrix";
import {
  Optimizer,
  OPTIMIZER_OPTIONS,
  type OptimizerConfig,
  type OptimizerOptions,
} from "./optimizer";

export interface RMSPropOptions extends OptimizerOptions {
  /** How much of the running mean of the squared gradient is kept; 0.9 unless told otherwise, as in Keras (PyTorch: 0.99). */
  rho?: number;
  /** Keeps the division finite; 1e-8 unless told otherwise, as in PyTorch (Keras: 1e-7). */
  epsilon?: number;
}

/** What a step is computed with, besides gradient and state. */
export interface RMSPropNumbers {
  rate: number;
  rho: number;
  epsilon: number;
}

/**
 * RMSProp: s ← ρ s + (1 − ρ) g², p ← p − learningRate · g / (√s + ε). ε stands outside of the root, as in PyTorch.
 * learningRate: 0.001 unless told otherwise, as in Keras (PyTorch: 0.01).
 * Throws RangeError where learningRate or epsilon is not above 0, or rho not from 0 to below 1.
 * Source: Tieleman and Hinton, "Lecture 6.5: RMSProp", Coursera, Neural networks for machine learning, 2012.
 */
export class RMSProp extends Optimizer {
  readonly slotNames = ["meanSquare"];
  readonly #numbers: RMSPropNumbers;

  constructor(options: RMSPropOptions = {}) {
    requireOptions("RMSProp", options, [...OPTIMIZER_OPTIONS, "rho", "epsilon"]);
    super("RMSProp", options, 0.001);
    this.#numbers = {
      rate: 0,
      rho: requireShare("RMSProp", "rho", options.rho ?? 0.9),
      epsilon: requirePositive("RMSProp", "epsilon", options.epsilon ?? 1e-8),
    };
  }

  protected change(
    parameter: Parameter,
    slots: readonly Matrix[],
    kernels: Kernels,
    rate: number,
  ): boolean {
    this.#numbers.rate = rate;
    return kernels.rmsprop(parameter, slots[0], this.#numbers);
  }

  config(): OptimizerConfig {
    const { rho, epsilon } = this.#numbers;
    return { class: "RMSProp", ...this.sharedConfig(), rho, epsilon };
  }
}

/** s ← ρ s + (1 − ρ) g², p ← p − rate · g / (√s + ε). Returns false where an entry of p or s is no longer finite. */
export function rmspropStep(
  p: FloatArray,
  g: FloatArray,
  s: FloatArray,
  { rate, rho, epsilon }: RMSPropNumbers,
): boolean {
  let check = 0;
  for (let i = 0; i < p.length; i++) {
    s[i] = rho * s[i] + (1 - rho) * g[i] * g[i];
    p[i] -= (rate * g[i]) / (Math.sqrt(s[i]) + epsilon);
    check += p[i] - p[i] + (s[i] - s[i]);
  }
  return check === 0;
}
