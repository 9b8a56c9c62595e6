// Built in notebook 01-or-and-xor-by-hand: a small step of every parameter against its derivative.
import { requireOptions, requirePositive } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";

export interface OptimizerConfig {
  readonly class: string;
  readonly [option: string]: unknown;
}

/** What changes the parameters after each batch. An optimizer owns its own state. */
export interface Optimizer {
  learningRate: number;
  /** One step with the gradients at hand. Returns the first parameter that holds a number that is not finite, if any. */
  step(parameters: readonly Parameter[], kernels: Kernels): Parameter | undefined;
  /** Forgets what it has gathered over earlier steps, if it gathers anything. */
  reset?(): void;
  config(): OptimizerConfig;
}

/**
 * Stochastic gradient descent: each parameter p ← p − learningRate · dL/dp.
 * learningRate: 0.01 unless told otherwise. Throws RangeError where it is not a number above 0.
 * Source: Robbins and Monro, "A stochastic approximation method", 1951.
 */
export class SGD implements Optimizer {
  #learningRate = 0.01;

  constructor(options: { learningRate?: number } = {}) {
    requireOptions("SGD", options, ["learningRate"]);
    this.learningRate = options.learningRate ?? 0.01;
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(value: number) {
    this.#learningRate = requirePositive("SGD", "learningRate", value);
  }

  step(parameters: readonly Parameter[], kernels: Kernels): Parameter | undefined {
    let broken: Parameter | undefined;
    for (let i = 0; i < parameters.length; i++) {
      if (!kernels.sgd(parameters[i], this.#learningRate)) broken ??= parameters[i];
    }
    return broken;
  }

  config(): OptimizerConfig {
    return { class: "SGD", learningRate: this.#learningRate };
  }
}
