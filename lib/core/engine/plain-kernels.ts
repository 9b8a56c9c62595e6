// Built in notebook 03-any-shape: forward and backward as loops.
import { activations, type ActivationName } from "../activations";
import type { Examples } from "../examples";
import type { ActivationKernels, AdamNumbers, Feed, Kernels, LossKernels } from "./kernels";
import type { Parameter } from "../layers/layer";
import { losses, type LossName } from "../losses";
import { Matrix, type DType } from "../matrix";
import { countCorrect } from "../metrics";
import type { TargetKind, Targets } from "../targets";

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

  loss(name: LossName): LossKernels {
    const { value, gradient } = losses[name];
    return {
      value: (A, Y, Z, rows) => value(A.data, Y.data, rows, A.cols, Z?.data),
      gradient: (A, Y, out, rows) => gradient(A.data, Y.data, out.data, rows, A.cols),
    };
  }

  correct(kind: TargetKind, A: Matrix, Y: Matrix, rows: number): number {
    return countCorrect(kind, A.data, Y.data, rows, A.cols);
  }

  sgd({ value, gradient }: Parameter, rate: number): boolean {
    const p = value.data;
    const g = gradient.data;
    // v − v is 0 for a finite v and NaN for the others.
    let check = 0;
    for (let i = 0; i < p.length; i++) {
      p[i] -= rate * g[i];
      check += p[i] - p[i];
    }
    return check === 0;
  }

  adam({ value, gradient }: Parameter, m: Matrix, v: Matrix, numbers: AdamNumbers): boolean {
    const { beta1, beta2, epsilon, stepSize, rootCorrection } = numbers;
    const p = value.data;
    const g = gradient.data;
    const first = m.data;
    const second = v.data;
    let check = 0;
    for (let i = 0; i < p.length; i++) {
      first[i] = beta1 * first[i] + (1 - beta1) * g[i];
      second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
      p[i] -= (stepSize * first[i]) / (Math.sqrt(second[i]) * rootCorrection + epsilon);
      // An infinite v would make every later step 0, in silence.
      check += p[i] - p[i] + (second[i] - second[i]);
    }
    return check === 0;
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
  readonly #X: Examples;
  readonly #y?: Targets;
  #order?: Uint32Array;

  constructor(X: Examples, y?: Targets) {
    this.rows = X.rows;
    this.kind = y?.kind ?? "values";
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
