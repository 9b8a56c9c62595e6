// Built in notebook 08-overfitting: every step trains a net with other neurons left out.
import { requireOptions, requireShare } from "../errors";
import { resized } from "../engine/resized";
import type { Matrix } from "../matrix";
import { mixBits, type DropoutMask } from "./dropout-mask";
import { Layer, type LayerConfig, type LayerParts, type Pass } from "./layer";

export interface DropoutOptions {
  /** Share of the numbers that is left out while learning, 0 … below 1. */
  rate: number;
}

/**
 * Inverted dropout. While learning each number is set to 0 with probability `rate` and divided by 1 − rate otherwise, so
 * that its mean over all masks stays; when predicting nothing changes. X and A [rows, inputs]. Backward: dL/dX = dL/dA where the number
 * was kept, divided by 1 − rate, and 0 elsewhere. Which are left out follows from the model's seed and the step.
 * Throws RangeError where rate is not from 0 to below 1.
 * Source: Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", 2014.
 */
export class Dropout extends Layer {
  readonly rate: number;
  readonly #mask: DropoutMask;
  #A!: Matrix;
  #dX!: Matrix;
  #X!: Matrix;
  #learning = false;

  constructor(options: DropoutOptions | number) {
    super("dropout");
    const given = typeof options === "number" ? { rate: options } : options;
    requireOptions("Dropout", given, ["rate"]);
    this.rate = requireShare("Dropout", "rate", given.rate);
    this.#mask = { rate: this.rate, layerKey: 0, stepKey: 0 };
  }

  shapeAfter(shape: readonly number[]): readonly number[] {
    return shape;
  }

  get output(): Matrix {
    return this.#learning ? this.#A : this.#X;
  }

  protected make({ key, kernels }: LayerParts): void {
    this.#mask.layerKey = key | 0;
    this.#A = kernels.matrix(1, this.inputs);
    this.#dX = kernels.matrix(1, this.inputs);
    this.#X = this.#A;
  }

  /** Which numbers are left out at a step. */
  maskOf(step: number): DropoutMask {
    return { ...this.#mask, stepKey: stepKeyOf(step) };
  }

  compute(X: Matrix, rows: number, { training, step }: Pass): Matrix {
    this.#learning = training && this.rate > 0;
    this.#X = X;
    if (!this.#learning) return X;
    if (rows > this.#A.rows) [this.#A, this.#dX] = resized(this.kernels, [this.#A, this.#dX], rows);
    this.#mask.stepKey = stepKeyOf(step);
    this.kernels.dropout(X, this.#A, this.#mask, rows);
    return this.#A;
  }

  propagate(gradient: Matrix, rows: number, needInputs: boolean): Matrix | undefined {
    if (!needInputs || !this.#learning) return needInputs ? gradient : undefined;
    this.kernels.dropout(gradient, this.#dX, this.#mask, rows);
    return this.#dX;
  }

  config(): LayerConfig {
    return { class: "Dropout", rate: this.rate };
  }
}

function stepKeyOf(step: number): number {
  return mixBits((step + 1) | 0) | 0;
}
