// Built in notebook 04-mnist: counting what was read rightly, and what was taken for what.
import { describe } from "./errors";
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
 * values: there is no right or wrong, so NaN.
 */
export function countCorrect(
  kind: TargetKind,
  prediction: FloatArray,
  target: FloatArray,
  rows: number,
  outputs: number,
): number {
  if (kind === "values") return NaN;
  let correct = 0;
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
  if (truth.length !== predicted.length) {
    throw new RangeError(
      `confusionMatrix expects lists of one length but got ${truth.length} true and ${predicted.length} predicted classes`,
    );
  }
  const counts = Matrix.zeros(classes, classes);
  for (let i = 0; i < truth.length; i++) {
    for (const value of [truth[i], predicted[i]]) {
      if (!Number.isInteger(value) || value < 0 || value >= classes) {
        throw new RangeError(
          `confusionMatrix expects classes from 0 to ${classes - 1} but entry ${i} is ${describe(value)}`,
        );
      }
    }
    counts.data[truth[i] * classes + predicted[i]]++;
  }
  return counts;
}
