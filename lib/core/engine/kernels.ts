// Built in notebook 02-in-matrices: the products that a layer is made of.
import type { ActivationName } from "../activations";
import type { Examples } from "../examples";
import type { DropoutMask } from "../layers/dropout-mask";
import type { NormalizationBackward, NormalizationForward } from "../layers/normalization";
import type { Regularizer } from "../layers/regularizers";
import type { LossKernelName } from "../losses/loss";
import type { DType, Matrix } from "../matrix";
import type { Parameter } from "../layers/layer";
import type { AdagradNumbers } from "../optimizers/adagrad";
import type { AdamNumbers } from "../optimizers/adam";
import type { RMSPropNumbers } from "../optimizers/rmsprop";
import type { MomentumNumbers } from "../optimizers/sgd";
import type { TargetKind, Targets } from "../targets";

/**
 * The loops that a net is made of, with the memory that they work on; each net has its own. rows counts the rows at
 * the start of a matrix that are in use: buffers are made for the largest batch and used again for smaller ones.
 * No operation allocates memory, but for matrix and feed. All matrices are those that matrix() made.
 */
export interface Kernels {
  readonly dtype: DType;
  /**
   * Whether all parameters are finite, so that a zero among the inputs adds nothing and may be skipped
   * (0 · ∞ would be NaN). Set before a pass; the steps of optimizers tell when it ends.
   */
  finite: boolean;
  /** A matrix of zeros in the memory that these kernels work on. */
  matrix(rows: number, cols: number): Matrix;
  /** The same for a gradient, which kernels may fill only when somebody looks at its data. */
  gradient(rows: number, cols: number): Matrix;
  /** All gradients will be computed anew, so that none has to be filled any more. */
  discardGradients(): void;
  /** Gives a matrix back; it must not be used any more. */
  release(matrix: Matrix): void;
  /** Data made ready to be read in batches. */
  feed(X: Examples, y?: Targets): Feed;

  /** Z = X W + b: X [rows, inputs], W [inputs, outputs], b [1, outputs], Z [rows, outputs]. */
  affine(X: Matrix, W: Matrix, b: Matrix, Z: Matrix, rows: number): void;
  /** dW = Xᵀ dZ, [inputs, outputs], and db = the sum of the rows of dZ, [1, outputs]. */
  parameterGradients(X: Matrix, dZ: Matrix, dW: Matrix, db: Matrix, rows: number): void;
  /** dX = dZ Wᵀ: dZ [rows, outputs], W [inputs, outputs], dX [rows, inputs]. */
  inputGradient(dZ: Matrix, W: Matrix, dX: Matrix, rows: number): void;
  activation(name: ActivationName): ActivationKernels;
  loss(name: LossKernelName): LossKernels;
  /**
   * How many of the rows are right. Values are right within the tolerance, and each counts for its share of the row;
   * NaN for values without a tolerance.
   */
  correct(kind: TargetKind, A: Matrix, Y: Matrix, rows: number, tolerance?: number): number;

  /** out = X / (1 − rate) where the mask keeps an entry, 0 elsewhere; forward and backward alike. May work in place. */
  dropout(X: Matrix, out: Matrix, mask: DropoutMask, rows: number): void;
  /** Mean and variance (divided by rows) of each column of X [rows, cols]; both [1, cols]. */
  columnMoments(X: Matrix, mean: Matrix, variance: Matrix, rows: number): void;
  /** A = γ (X − mean) / √(variance + ε) + β. */
  normalize(X: Matrix, A: Matrix, by: NormalizationForward, rows: number): void;
  /** dγ, dβ and dX from dA, where mean and variance are those of X itself. */
  normalizeBackward(
    X: Matrix,
    dA: Matrix,
    dX: Matrix,
    by: NormalizationBackward,
    rows: number,
  ): void;

  /** What a regularizer adds to the loss for these values. */
  penalty(value: Matrix, regularizer: Regularizer): number;
  /** Adds the gradient of that penalty to the parameter's gradient. */
  addPenaltyGradient(parameter: Parameter, regularizer: Regularizer): void;

  /** The sum of the squares of all entries. */
  sumOfSquares(matrix: Matrix): number;
  /** Multiplies all entries. */
  scale(matrix: Matrix, factor: number): void;
  /** Brings all entries into −limit … limit; NaN stays NaN. */
  clip(matrix: Matrix, limit: number): void;

  // The steps of optimizers: formulas in optimizers/. Each returns false where an entry is no longer finite.

  /** p ← p − rate · gradient. */
  sgd(parameter: Parameter, rate: number): boolean;
  momentum(parameter: Parameter, velocity: Matrix, numbers: MomentumNumbers): boolean;
  adagrad(parameter: Parameter, accumulator: Matrix, numbers: AdagradNumbers): boolean;
  rmsprop(parameter: Parameter, meanSquare: Matrix, numbers: RMSPropNumbers): boolean;
  adam(parameter: Parameter, m: Matrix, v: Matrix, numbers: AdamNumbers): boolean;
}

/** An activation on matrices [rows, cols]. */
export interface ActivationKernels {
  /** A = f(Z). */
  forward(Z: Matrix, A: Matrix, rows: number): void;
  /** dZ = dL/dZ from dA = dL/dA. */
  backward(A: Matrix, dA: Matrix, dZ: Matrix, rows: number): void;
}

/** A loss on matrices [rows, outputs]; Z holds the sums that the last activation was applied to. */
export interface LossKernels {
  value(A: Matrix, Y: Matrix, Z: Matrix | undefined, rows: number): number;
  /** out = dL/dA, or dL/dZ for a loss that is taken together with its activation. */
  gradient(A: Matrix, Y: Matrix, out: Matrix, rows: number): void;
}

/** Inputs and targets that are read in batches, in the order given or as they come. */
export interface Feed {
  readonly rows: number;
  /** "values" where there are no targets. */
  readonly kind: TargetKind;
  /** How near values have to be to count as right; undefined where nobody asked. */
  readonly tolerance?: number;
  /** From now on row i of the data is row order[i]. The order is copied. */
  setOrder(order: Uint32Array): void;
  /**
   * Writes rows start … start + count − 1 of the inputs into out. Where forProducts is true, out is only read by affine
   * and parameterGradients, so that kernels may keep a list of what is not zero instead.
   */
  inputs(start: number, count: number, out: Matrix, forProducts: boolean): void;
  targets(start: number, count: number, out: Matrix): void;
  release(): void;
}
