// Adam: steps of a size of its own for every parameter.
import { requireOptions, requirePositive, requireShare } from "../errors";
import type { AdamNumbers, Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import type { Matrix } from "../matrix";
import type { Optimizer, OptimizerConfig } from "./sgd";

export interface AdamOptions {
  /** About how far each parameter goes in a step; 0.001 unless told otherwise. */
  learningRate?: number;
  /** How much of the running mean of the gradient is kept; 0.9 unless told otherwise. */
  beta1?: number;
  /** How much of the running mean of its square is kept; 0.999 unless told otherwise. */
  beta2?: number;
  /** Keeps the division finite; 1e-8 unless told otherwise. */
  epsilon?: number;
}

/**
 * Adam: with gradient g at step t, m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²,
 * then p ← p − learningRate · m̂ / (√v̂ + ε), where m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
 * Throws RangeError where learningRate or epsilon is not above 0, or a β not from 0 to below 1.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
 */
export class Adam implements Optimizer {
  #learningRate = 0.001;
  readonly #numbers: AdamNumbers;
  readonly #states = new Map<Parameter, { m: Matrix; v: Matrix; t: number }>();

  constructor(options: AdamOptions = {}) {
    requireOptions("Adam", options, ["learningRate", "beta1", "beta2", "epsilon"]);
    this.learningRate = options.learningRate ?? 0.001;
    this.#numbers = {
      beta1: requireShare("Adam", "beta1", options.beta1 ?? 0.9),
      beta2: requireShare("Adam", "beta2", options.beta2 ?? 0.999),
      epsilon: requirePositive("Adam", "epsilon", options.epsilon ?? 1e-8),
      stepSize: 0,
      rootCorrection: 0,
    };
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(value: number) {
    this.#learningRate = requirePositive("Adam", "learningRate", value);
  }

  step(parameters: readonly Parameter[], kernels: Kernels): Parameter | undefined {
    const numbers = this.#numbers;
    let broken: Parameter | undefined;
    for (let i = 0; i < parameters.length; i++) {
      const state = this.#stateOf(parameters[i], kernels);
      state.t++;
      numbers.stepSize = this.#learningRate / (1 - numbers.beta1 ** state.t);
      numbers.rootCorrection = 1 / Math.sqrt(1 - numbers.beta2 ** state.t);
      if (!kernels.adam(parameters[i], state.m, state.v, numbers)) broken ??= parameters[i];
    }
    return broken;
  }

  reset(): void {
    for (const state of this.#states.values()) {
      state.m.data.fill(0);
      state.v.data.fill(0);
      state.t = 0;
    }
  }

  #stateOf(parameter: Parameter, kernels: Kernels): { m: Matrix; v: Matrix; t: number } {
    let state = this.#states.get(parameter);
    if (!state) {
      const { rows, cols } = parameter.value;
      state = { m: kernels.matrix(rows, cols), v: kernels.matrix(rows, cols), t: 0 };
      this.#states.set(parameter, state);
    }
    return state;
  }

  config(): OptimizerConfig {
    const { beta1, beta2, epsilon } = this.#numbers;
    return { class: "Adam", learningRate: this.#learningRate, beta1, beta2, epsilon };
  }
}
