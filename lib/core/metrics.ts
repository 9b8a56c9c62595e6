// Built in notebook 04-mnist (counting what was read rightly, and what was taken for what) and 10-fashion-mnist (precision and recall).
import { describe, requireWhole } from "./errors";
import { Matrix, type FloatArray } from "./matrix";
import type { TargetKind } from "./targets";

/** The column of the largest entry in row `row` of a table with so many columns; the first one of equals. */
export function argmaxOfRow(data: FloatArray, row: number, cols: number): number {
  let best = 0;
  for (let j = 1; j < cols; j++) {
    if (data[row * cols + j] > data[row * cols + best]) best = j;
  }
  return best;
}

/** For each row the column of its largest entry: the class that a classifier votes for. */
export function argmax(matrix: Matrix): number[] {
  return Array.from({ length: matrix.rows }, (_, i) => argmaxOfRow(matrix.data, i, matrix.cols));
}

/**
 * How many of the first `rows` predictions are right.
 * classes: the largest output is that of the class. binary: every output is on its target's side of ½.
 * values: an entry counts where it is nearer to its target than the tolerance, and is that share of a row; without a
 * tolerance there is no right or wrong, so NaN.
 */
export function countCorrect(
  kind: TargetKind,
  prediction: FloatArray,
  target: FloatArray,
  rows: number,
  outputs: number,
  tolerance?: number,
): number {
  let correct = 0;
  if (kind === "values") {
    if (tolerance === undefined) return NaN;
    for (let i = 0; i < rows * outputs; i++) {
      if (Math.abs(prediction[i] - target[i]) < tolerance) correct++;
    }
    return correct / outputs;
  }
  for (let i = 0; i < rows; i++) {
    if (kind === "classes") {
      if (argmaxOfRow(prediction, i, outputs) === argmaxOfRow(target, i, outputs)) correct++;
    } else {
      let right = true;
      for (let j = i * outputs; j < (i + 1) * outputs; j++) {
        if (prediction[j] >= 0.5 !== target[j] >= 0.5) right = false;
      }
      if (right) correct++;
    }
  }
  return correct;
}

/**
 * Counts [classes, classes]: row = true class, column = predicted class; the diagonal holds the right ones.
 * Throws RangeError where the two lists differ in length or hold something that is no class.
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Matrix {
  return countPairs("confusionMatrix", truth, predicted, classes);
}

/**
 * Of the examples that were taken for each class, the share that is of it: [classes] numbers; NaN for a class that nothing
 * was taken for. For yes or no, entry 1 is the precision of "yes".
 * truth and predicted: class numbers 0 … classes − 1. Throws RangeError where they are none or differ in length.
 */
export function precision(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): number[] {
  const counts = countPairs("precision", truth, predicted, classes);
  return Array.from({ length: classes }, (_, c) => {
    let taken = 0;
    for (let i = 0; i < classes; i++) taken += counts.get(i, c);
    return counts.get(c, c) / taken;
  });
}

/**
 * Of the examples of each class, the share that was taken for it: [classes] numbers; NaN for a class without examples.
 * For yes or no, entry 1 is the recall of "yes".
 * truth and predicted: class numbers 0 … classes − 1. Throws RangeError where they are none or differ in length.
 */
export function recall(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): number[] {
  const counts = countPairs("recall", truth, predicted, classes);
  return Array.from({ length: classes }, (_, c) => {
    const examples = counts.row(c).reduce((sum, n) => sum + n, 0);
    return counts.get(c, c) / examples;
  });
}

/** How near a value has to be to its target to count as right: the targets' standard deviation / 250. */
export const TOLERANCE_SHARE = 1 / 250;

function countPairs(
  where: string,
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Matrix {
  requireWhole(where, "classes", classes, 1);
  if (truth.length !== predicted.length) {
    throw new RangeError(
      `${where} expects lists of one length but got ${truth.length} true and ${predicted.length} predicted classes`,
    );
  }
  const counts = Matrix.zeros(classes, classes);
  for (let i = 0; i < truth.length; i++) {
    for (const value of [truth[i], predicted[i]]) {
      if (!Number.isInteger(value) || value < 0 || value >= classes) {
        throw new RangeError(
          `${where} expects classes from 0 to ${classes - 1} but entry ${i} is ${describe(value)}`,
        );
      }
    }
    counts.data[truth[i] * classes + predicted[i]]++;
  }
  return counts;
}
