// Built in notebook 09-batches-and-batchnorm: the loops of batch normalization.
import type { FloatArray, Matrix } from "../matrix";

/** What a column is normalized by; all matrices [1, cols]. */
export interface NormalizationForward {
  mean: Matrix;
  variance: Matrix;
  gamma: Matrix;
  beta: Matrix;
  epsilon: number;
}

/** What the way back needs, and where it writes; all matrices [1, cols]. */
export interface NormalizationBackward {
  mean: Matrix;
  variance: Matrix;
  gamma: Matrix;
  epsilon: number;
  gammaGradient: Matrix;
  betaGradient: Matrix;
}

/** Mean and variance of each column of x [rows, cols], the variance divided by rows. */
export function columnMoments(
  x: FloatArray,
  mean: FloatArray,
  variance: FloatArray,
  rows: number,
  cols: number,
): void {
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += x[i * cols + j];
    const middle = sum / rows;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += (x[i * cols + j] - middle) ** 2;
    mean[j] = middle;
    variance[j] = squares / rows;
  }
}

/** a = γ x̂ + β with x̂ = (x − mean) / √(variance + ε), column by column. */
export function normalize(
  x: FloatArray,
  a: FloatArray,
  { mean, variance, gamma, beta, epsilon }: NormalizationForward,
  rows: number,
  cols: number,
): void {
  for (let j = 0; j < cols; j++) {
    const factor = gamma.data[j] / Math.sqrt(variance.data[j] + epsilon);
    for (let i = 0; i < rows; i++) {
      a[i * cols + j] = (x[i * cols + j] - mean.data[j]) * factor + beta.data[j];
    }
  }
}

/**
 * The way back, where mean and variance were taken from x itself and so depend on every row:
 * dβ = Σ da, dγ = Σ da x̂, dx = γ / √(variance + ε) · (da − dβ / rows − x̂ dγ / rows).
 */
export function normalizeBackward(
  x: FloatArray,
  da: FloatArray,
  dx: FloatArray,
  { mean, variance, gamma, epsilon, gammaGradient, betaGradient }: NormalizationBackward,
  rows: number,
  cols: number,
): void {
  for (let j = 0; j < cols; j++) {
    const middle = mean.data[j];
    const inverse = 1 / Math.sqrt(variance.data[j] + epsilon);
    let sum = 0;
    let dot = 0;
    for (let i = 0; i < rows; i++) {
      const at = i * cols + j;
      sum += da[at];
      dot += da[at] * (x[at] - middle) * inverse;
    }
    betaGradient.data[j] = sum;
    gammaGradient.data[j] = dot;
    for (let i = 0; i < rows; i++) {
      const at = i * cols + j;
      const normalized = (x[at] - middle) * inverse;
      dx[at] = gamma.data[j] * inverse * (da[at] - sum / rows - (normalized * dot) / rows);
    }
  }
}
