// Built in notebook 03-any-shape: forward and backward as loops.
import { activations, type ActivationName } from "../activations";
import type { Examples } from "../examples";
import { applyDropout, type DropoutMask } from "../layers/dropout-mask";
import type { Parameter } from "../layers/layer";
import {
  columnMoments,
  normalize,
  normalizeBackward,
  type NormalizationBackward,
  type NormalizationForward,
} from "../layers/normalization";
import { addPenaltyGradient, penaltyOf, type Regularizer } from "../layers/regularizers";
import { lossLoops, type LossKernelName } from "../losses/index";
import { Matrix, type DType } from "../matrix";
import { countCorrect } from "../metrics";
import { adagradStep, type AdagradNumbers } from "../optimizers/adagrad";
import { adamStep, type AdamNumbers } from "../optimizers/adam";
import { clipAll, scaleAll, sumOfSquares } from "../optimizers/clipping";
import { rmspropStep, type RMSPropNumbers } from "../optimizers/rmsprop";
import { momentumStep, sgdStep, type MomentumNumbers } from "../optimizers/sgd";
import type { TargetKind, Targets } from "../targets";
import type { ActivationKernels, Feed, Kernels, LossKernels } from "./kernels";

/**
 * The reference: loops that one can follow with a pencil, in float32 or float64.
 * The innermost loop runs along a row, where the numbers lie side by side in memory.
 * Inputs that are 0 are skipped: four of five pixels of MNIST are
 * (an epoch of [784, 30, 10] takes about a third of the time that way; `npm run bench` measures it).
 */
export class PlainKernels implements Kernels {
  readonly dtype: DType;
  finite = true;

  constructor(dtype: DType) {
    this.dtype = dtype;
  }

  matrix(rows: number, cols: number): Matrix {
    return Matrix.zeros(rows, cols, this.dtype);
  }

  gradient(rows: number, cols: number): Matrix {
    return this.matrix(rows, cols);
  }

  discardGradients(): void {}

  release(): void {}

  feed(X: Examples, y?: Targets): Feed {
    return new PlainFeed(X, y);
  }

  affine(X: Matrix, W: Matrix, b: Matrix, Z: Matrix, rows: number): void {
    const inputs = W.rows;
    const outputs = W.cols;
    const x = X.data;
    const w = W.data;
    const bias = b.data;
    const z = Z.data;
    const skip = this.finite;
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let j = 0; j < outputs; j++) z[zi + j] = bias[j];
      for (let k = 0; k < inputs; k++) {
        const xk = x[i * inputs + k];
        if (xk === 0 && skip) continue;
        const wk = k * outputs;
        for (let j = 0; j < outputs; j++) z[zi + j] += xk * w[wk + j];
      }
    }
  }

  parameterGradients(X: Matrix, dZ: Matrix, dW: Matrix, db: Matrix, rows: number): void {
    const inputs = dW.rows;
    const outputs = dW.cols;
    const x = X.data;
    const dz = dZ.data;
    const dw = dW.data;
    const sums = db.data;
    sums.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < outputs; j++) sums[j] += dz[i * outputs + j];
    }
    // A sum of dZ is finite only where all of dZ is.
    const skip = allFinite(db);
    dw.fill(0);
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let k = 0; k < inputs; k++) {
        const xk = x[i * inputs + k];
        if (xk === 0 && skip) continue;
        const wk = k * outputs;
        for (let j = 0; j < outputs; j++) dw[wk + j] += xk * dz[zi + j];
      }
    }
  }

  inputGradient(dZ: Matrix, W: Matrix, dX: Matrix, rows: number): void {
    const inputs = W.rows;
    const outputs = W.cols;
    const dz = dZ.data;
    const w = W.data;
    const dx = dX.data;
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let k = 0; k < inputs; k++) {
        let sum = 0;
        for (let j = 0; j < outputs; j++) sum += dz[zi + j] * w[k * outputs + j];
        dx[i * inputs + k] = sum;
      }
    }
  }

  activation(name: ActivationName): ActivationKernels {
    const { forward, backward } = activations[name];
    return {
      forward: (Z, A, rows) => forward(Z.data, A.data, rows, Z.cols),
      backward: (A, dA, dZ, rows) => backward(A.data, dA.data, dZ.data, rows, A.cols),
    };
  }

  loss(name: LossKernelName): LossKernels {
    const { value, gradient } = lossLoops[name];
    return {
      value: (A, Y, Z, rows) => value(A.data, Y.data, rows, A.cols, Z?.data),
      gradient: (A, Y, out, rows) => gradient(A.data, Y.data, out.data, rows, A.cols),
    };
  }

  correct(kind: TargetKind, A: Matrix, Y: Matrix, rows: number, tolerance?: number): number {
    return countCorrect(kind, A.data, Y.data, rows, A.cols, tolerance);
  }

  dropout(X: Matrix, out: Matrix, mask: DropoutMask, rows: number): void {
    applyDropout(X.data, out.data, rows * X.cols, mask);
  }

  columnMoments(X: Matrix, mean: Matrix, variance: Matrix, rows: number): void {
    columnMoments(X.data, mean.data, variance.data, rows, X.cols);
  }

  normalize(X: Matrix, A: Matrix, by: NormalizationForward, rows: number): void {
    normalize(X.data, A.data, by, rows, X.cols);
  }

  normalizeBackward(
    X: Matrix,
    dA: Matrix,
    dX: Matrix,
    by: NormalizationBackward,
    rows: number,
  ): void {
    normalizeBackward(X.data, dA.data, dX.data, by, rows, X.cols);
  }

  penalty(value: Matrix, regularizer: Regularizer): number {
    return penaltyOf(value.data, regularizer);
  }

  addPenaltyGradient({ value, gradient }: Parameter, regularizer: Regularizer): void {
    addPenaltyGradient(value.data, gradient.data, regularizer);
  }

  sumOfSquares(matrix: Matrix): number {
    return sumOfSquares(matrix.data);
  }

  scale(matrix: Matrix, factor: number): void {
    scaleAll(matrix.data, factor);
  }

  clip(matrix: Matrix, limit: number): void {
    clipAll(matrix.data, limit);
  }

  sgd({ value, gradient }: Parameter, rate: number): boolean {
    return sgdStep(value.data, gradient.data, rate);
  }

  momentum({ value, gradient }: Parameter, velocity: Matrix, numbers: MomentumNumbers): boolean {
    return momentumStep(value.data, gradient.data, velocity.data, numbers);
  }

  adagrad({ value, gradient }: Parameter, accumulator: Matrix, numbers: AdagradNumbers): boolean {
    return adagradStep(value.data, gradient.data, accumulator.data, numbers);
  }

  rmsprop({ value, gradient }: Parameter, meanSquare: Matrix, numbers: RMSPropNumbers): boolean {
    return rmspropStep(value.data, gradient.data, meanSquare.data, numbers);
  }

  adam({ value, gradient }: Parameter, m: Matrix, v: Matrix, numbers: AdamNumbers): boolean {
    return adamStep(value.data, gradient.data, m.data, v.data, numbers);
  }
}

/** True where no entry is NaN or infinite. */
export function allFinite(matrix: Matrix): boolean {
  const { data } = matrix;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) return false;
  }
  return true;
}

/** Rows are read where the caller keeps them. */
export class PlainFeed implements Feed {
  readonly rows: number;
  readonly kind: TargetKind;
  readonly tolerance?: number;
  readonly #X: Examples;
  readonly #y?: Targets;
  #order?: Uint32Array;

  constructor(X: Examples, y?: Targets) {
    this.rows = X.rows;
    this.kind = y?.kind ?? "values";
    this.tolerance = y?.tolerance;
    this.#X = X;
    this.#y = y;
  }

  setOrder(order: Uint32Array): void {
    this.#order = order.slice();
  }

  inputs(start: number, count: number, out: Matrix): void {
    this.#X.gather(out.data, this.#order, start, count);
  }

  targets(start: number, count: number, out: Matrix): void {
    this.#y?.gather(out.data, this.#order, start, count);
  }

  release(): void {}
}
