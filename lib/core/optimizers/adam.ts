// Built in notebook 07-optimizers: momentum, with steps of a size of its own for every parameter.
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

export interface AdamOptions extends OptimizerOptions {
  /** How much of the running mean of the gradient is kept; 0.9 unless told otherwise. */
  beta1?: number;
  /** How much of the running mean of its square is kept; 0.999 unless told otherwise. */
  beta2?: number;
  /** Keeps the division finite; 1e-8 unless told otherwise, as in PyTorch (Keras: 1e-7). */
  epsilon?: number;
}

/** What a step of Adam is computed with, besides gradient and state. */
export interface AdamNumbers {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** learningRate / (1 − β₁ᵗ). */
  stepSize: number;
  /** 1 / √(1 − β₂ᵗ). */
  rootCorrection: number;
}

/**
 * Adam: with gradient g at step t, m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²,
 * then p ← p − learningRate · m̂ / (√v̂ + ε), where m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
 * learningRate: 0.001 unless told otherwise; at most about how far each parameter goes in a step.
 * Throws RangeError where learningRate or epsilon is not above 0, or a β not from 0 to below 1.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
 */
export class Adam extends Optimizer {
  readonly slotNames = ["m", "v"];
  readonly #numbers: AdamNumbers;

  constructor(options: AdamOptions = {}) {
    requireOptions("Adam", options, [...OPTIMIZER_OPTIONS, "beta1", "beta2", "epsilon"]);
    super("Adam", options, 0.001);
    this.#numbers = {
      beta1: requireShare("Adam", "beta1", options.beta1 ?? 0.9),
      beta2: requireShare("Adam", "beta2", options.beta2 ?? 0.999),
      epsilon: requirePositive("Adam", "epsilon", options.epsilon ?? 1e-8),
      stepSize: 0,
      rootCorrection: 0,
    };
  }

  protected change(
    parameter: Parameter,
    slots: readonly Matrix[],
    kernels: Kernels,
    rate: number,
  ): boolean {
    const numbers = this.#numbers;
    numbers.stepSize = rate / (1 - numbers.beta1 ** this.iterations);
    numbers.rootCorrection = 1 / Math.sqrt(1 - numbers.beta2 ** this.iterations);
    return kernels.adam(parameter, slots[0], slots[1], numbers);
  }

  config(): OptimizerConfig {
    const { beta1, beta2, epsilon } = this.#numbers;
    return { class: "Adam", ...this.sharedConfig(), beta1, beta2, epsilon };
  }
}

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − stepSize · m / (√v · rootCorrection + ε).
 * Returns false where an entry of p or v is no longer finite.
 */
export function adamStep(
  p: FloatArray,
  g: FloatArray,
  m: FloatArray,
  v: FloatArray,
  { beta1, beta2, epsilon, stepSize, rootCorrection }: AdamNumbers,
): boolean {
  let check = 0;
  for (let i = 0; i < p.length; i++) {
    m[i] = beta1 * m[i] + (1 - beta1) * g[i];
    v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
    p[i] -= (stepSize * m[i]) / (Math.sqrt(v[i]) * rootCorrection + epsilon);
    // An infinite v would make every later step 0, in silence.
    check += p[i] - p[i] + (v[i] - v[i]);
  }
  return check === 0;
}
