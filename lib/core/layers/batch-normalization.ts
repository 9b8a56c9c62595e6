// Built in notebook 09-batches-and-batchnorm: every layer gets inputs of one size.
import { requireOptions, requirePositive, requireShare } from "../errors";
import { resized } from "../engine/resized";
import type { Matrix } from "../matrix";
import {
  Layer,
  requireRowsOfNumbers,
  type LayerBuffer,
  type LayerConfig,
  type LayerParts,
  type Parameter,
  type Pass,
} from "./layer";
import type { NormalizationBackward, NormalizationForward } from "./normalization";

export interface BatchNormalizationOptions {
  /** How much of the moving mean and variance is kept at a step; 0.9 unless told otherwise (Keras: 0.99; PyTorch calls 1 − 0.9 momentum). */
  momentum?: number;
  /** Keeps the division finite; 1e-5 unless told otherwise, as in PyTorch (Keras: 1e-3). */
  epsilon?: number;
}

/**
 * Batch normalization: A = γ x̂ + β with x̂ = (X − mean) / √(variance + ε), column by column. X and A [rows, inputs];
 * γ (1 at first) and β (0 at first) are learned, [1, inputs].
 * While learning mean and variance are the batch's own, the variance divided by rows. Predicting takes moving ones: after
 * each step moving ← momentum · moving + (1 − momentum) · the batch's, the variance there divided by rows − 1, as in PyTorch
 * (Keras divides it by rows).
 * Backward: dβ = Σ dA, dγ = Σ dA x̂, dX = γ / √(variance + ε) · (dA − dβ / rows − x̂ dγ / rows).
 * Throws RangeError where momentum is not from 0 to below 1 or epsilon not above 0; learning from fewer than 2 examples at a time
 * is refused, since one example is its own mean.
 * Source: Ioffe and Szegedy, "Batch normalization", 2015.
 */
export class BatchNormalization extends Layer {
  readonly #momentum: number;
  readonly #epsilon: number;
  #parameters: readonly Parameter[] = [];
  #buffers: readonly LayerBuffer[] = [];
  #learning!: NormalizationForward & NormalizationBackward;
  #predicting!: NormalizationForward;
  #X!: Matrix;
  #A!: Matrix;
  #dX!: Matrix;
  /** Of the last pass, where it was for learning; else 0. */
  #rows = 0;

  constructor(options: BatchNormalizationOptions = {}) {
    super("batch_normalization");
    requireOptions("BatchNormalization", options, ["momentum", "epsilon"]);
    this.#momentum = requireShare("BatchNormalization", "momentum", options.momentum ?? 0.9);
    this.#epsilon = requirePositive("BatchNormalization", "epsilon", options.epsilon ?? 1e-5);
  }

  shapeAfter(shape: readonly number[], name: string): readonly number[] {
    requireRowsOfNumbers(name, shape);
    return shape;
  }

  get output(): Matrix {
    return this.#A;
  }

  override get minRows(): number {
    return 2;
  }

  /** γ and its gradient, [1, inputs]. */
  get gamma(): Parameter {
    return this.#parameters[0];
  }

  /** β and its gradient, [1, inputs]. */
  get beta(): Parameter {
    return this.#parameters[1];
  }

  override get parameters(): readonly Parameter[] {
    return this.#parameters;
  }

  /** The moving mean and the moving variance, [1, inputs]. */
  override get buffers(): readonly LayerBuffer[] {
    return this.#buffers;
  }

  protected make({ kernels }: LayerParts): void {
    const { inputs, name } = this;
    const row = () => kernels.matrix(1, inputs);
    const parameter = (role: string): Parameter => ({
      name: `${name}/${role}`,
      value: row(),
      gradient: kernels.gradient(1, inputs),
    });
    const [gamma, beta] = [parameter("gamma"), parameter("beta")];
    const [movingMean, movingVariance] = [row(), row()];
    gamma.value.data.fill(1);
    movingVariance.data.fill(1);
    this.#parameters = [gamma, beta];
    this.#buffers = [
      { name: `${name}/movingMean`, value: movingMean },
      { name: `${name}/movingVariance`, value: movingVariance },
    ];
    const shared = { gamma: gamma.value, beta: beta.value, epsilon: this.#epsilon };
    this.#predicting = { ...shared, mean: movingMean, variance: movingVariance };
    this.#learning = {
      ...shared,
      mean: row(),
      variance: row(),
      gammaGradient: gamma.gradient,
      betaGradient: beta.gradient,
    };
    this.#A = row();
    this.#dX = row();
  }

  compute(X: Matrix, rows: number, { training }: Pass): Matrix {
    if (rows > this.#A.rows) [this.#A, this.#dX] = resized(this.kernels, [this.#A, this.#dX], rows);
    this.#X = X;
    this.#rows = training ? rows : 0;
    if (training) {
      const { mean, variance } = this.#learning;
      this.kernels.columnMoments(X, mean, variance, rows);
    }
    this.kernels.normalize(X, this.#A, training ? this.#learning : this.#predicting, rows);
    return this.#A;
  }

  propagate(gradient: Matrix, rows: number, needInputs: boolean): Matrix | undefined {
    if (this.#rows !== rows) {
      throw new Error(
        `${this.name}.backward follows a forward pass for learning, in which mean and variance are the batch's own: ` +
          `call forward(X, { training: true }) first`,
      );
    }
    this.kernels.normalizeBackward(this.#X, gradient, this.#dX, this.#learning, rows);
    return needInputs ? this.#dX : undefined;
  }

  override afterStep(): void {
    const rows = this.#rows;
    if (rows < 2) return;
    const { mean, variance } = this.#learning;
    blend(this.#predicting.mean, mean, this.#momentum, 1);
    blend(this.#predicting.variance, variance, this.#momentum, rows / (rows - 1));
  }

  config(): LayerConfig {
    return { class: "BatchNormalization", momentum: this.#momentum, epsilon: this.#epsilon };
  }
}

/** moving ← momentum · moving + (1 − momentum) · factor · now. */
function blend(moving: Matrix, now: Matrix, momentum: number, factor: number): void {
  const kept = moving.data;
  const latest = now.data;
  for (let j = 0; j < kept.length; j++) {
    kept[j] = momentum * kept[j] + (1 - momentum) * factor * latest[j];
  }
}
