// Built in notebook 01-or-and-xor-by-hand: a small step of every parameter against its derivative.
import type { Engine } from "./engine";
import { requireOptions, requirePositive } from "./errors";
import type { Parameter } from "./layer";

export interface OptimizerConfig {
  readonly class: string;
  readonly [option: string]: unknown;
}

/** What changes the parameters after each batch. An optimizer owns its own state. */
export interface Optimizer {
  learningRate: number;
  step(parameters: readonly Parameter[], engine: Engine): void;
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

  step(parameters: readonly Parameter[], engine: Engine): void {
    for (let i = 0; i < parameters.length; i++) {
      engine.addScaled(parameters[i].value, parameters[i].gradient, -this.#learningRate);
    }
  }

  config(): OptimizerConfig {
    return { class: "SGD", learningRate: this.#learningRate };
  }
}
