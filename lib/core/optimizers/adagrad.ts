// Built in notebook 07-optimizers: small steps where the gradient has been large.
import { requireAtLeastZero, requireOptions, requirePositive } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import type { FloatArray, Matrix } from "../matrix";
import {
  Optimizer,
  OPTIMIZER_OPTIONS,
  type OptimizerConfig,
  type OptimizerOptions,
} from "./optimizer";

export interface AdagradOptions extends OptimizerOptions {
  /** What the sum of squares starts with; 0 unless told otherwise, as in PyTorch (Keras: 0.1). */
  initialAccumulatorValue?: number;
  /** Keeps the division finite; 1e-10 unless told otherwise, as in PyTorch (Keras: 1e-7). */
  epsilon?: number;
}

/** What a step is computed with, besides gradient and state. */
export interface AdagradNumbers {
  rate: number;
  epsilon: number;
}

/**
 * Adagrad: s ← s + g², p ← p − learningRate · g / (√s + ε). What multiplies g only ever
 * becomes smaller.
 * learningRate: 0.01 unless told otherwise, as in PyTorch (Keras: 0.001).
 * Throws RangeError where learningRate or epsilon is not above 0, or initialAccumulatorValue is negative.
 * Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011.
 */
export class Adagrad extends Optimizer {
  readonly slotNames = ["accumulator"];
  readonly #numbers: AdagradNumbers;
  readonly #initial: number;

  constructor(options: AdagradOptions = {}) {
    requireOptions("Adagrad", options, [
      ...OPTIMIZER_OPTIONS,
      "initialAccumulatorValue",
      "epsilon",
    ]);
    super("Adagrad", options, 0.01);
    const { initialAccumulatorValue = 0, epsilon = 1e-10 } = options;
    this.#initial = requireAtLeastZero(
      "Adagrad",
      "initialAccumulatorValue",
      initialAccumulatorValue,
    );
    this.#numbers = { rate: 0, epsilon: requirePositive("Adagrad", "epsilon", epsilon) };
  }

  protected override firstValue(): number {
    return this.#initial;
  }

  protected change(
    parameter: Parameter,
    slots: readonly Matrix[],
    kernels: Kernels,
    rate: number,
  ): boolean {
    this.#numbers.rate = rate;
    return kernels.adagrad(parameter, slots[0], this.#numbers);
  }

  config(): OptimizerConfig {
    return {
      class: "Adagrad",
      ...this.sharedConfig(),
      initialAccumulatorValue: this.#initial,
      epsilon: this.#numbers.epsilon,
    };
  }
}

/** s ← s + g², p ← p − rate · g / (√s + ε). Returns false where an entry of p or s is no longer finite. */
export function adagradStep(
  p: FloatArray,
  g: FloatArray,
  s: FloatArray,
  { rate, epsilon }: AdagradNumbers,
): boolean {
  let check = 0;
  for (let i = 0; i < p.length; i++) {
    s[i] += g[i] * g[i];
    p[i] -= (rate * g[i]) / (Math.sqrt(s[i]) + epsilon);
    // An infinite s would make every later step 0, in silence.
    check += p[i] - p[i] + (s[i] - s[i]);
  }
  return check === 0;
}
