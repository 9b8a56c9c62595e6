// Built in notebook 05-points-on-a-graph: rows to learn from, and rows kept aside to see what was learned.
import type { MatrixLike } from "../matrix";
import type { Labels } from "../targets";
import { requireRules, splitRows, type HeldOut } from "./split-rows";
import { countRows, takeRows } from "./take-rows";

/** Some of the rows: copies in the form that X and y came in, and the numbers that the rows had there. */
export interface Part<X extends MatrixLike, Y extends Labels> {
  X: X;
  y: Y;
  indices: Uint32Array;
}

export interface TrainTestSplitOptions {
  /** Below 1 the share of all rows, rounded up; from 1 on their count. 0.25 unless told otherwise. */
  testSize?: number;
  /** Rows in a random order; else the last ones are the test rows. true unless told otherwise. */
  shuffle?: boolean;
  /** Every class in the same proportion in each part (to within one row); false unless told otherwise. */
  stratified?: boolean;
  /** The same seed gives the same split; 0 unless told otherwise. */
  seed?: number;
}

export interface TrainValidationTestSplitOptions extends TrainTestSplitOptions {
  /** Below 1 the share of all rows, rounded up; from 1 on their count. 0.2 unless told otherwise, as testSize is here. */
  validationSize?: number;
}

/**
 * Splits examples in two: each row goes to exactly one of train and test, X and y together.
 * X, y: n rows in any form that fit takes; the parts have the same form (a Matrix stays one, bytes stay bytes) and are copies.
 * Throws RangeError where X and y differ in rows, where a part would be empty, or, if stratified, where a class would be missing
 * from a part; TypeError for an unknown option. Not stratified, a rare class may by chance be missing from a part.
 * Source: scikit-learn, sklearn.model_selection.train_test_split.
 */
export function trainTestSplit<X extends MatrixLike, Y extends Labels>(
  X: X,
  y: Y,
  options: TrainTestSplitOptions = {},
): { train: Part<X, Y>; test: Part<X, Y> } {
  const where = "trainTestSplit";
  requireRules(where, options, ["testSize"]);
  const heldOut = [{ name: "test", size: options.testSize ?? 0.25 }];
  const [train, test] = partsOf(where, X, y, heldOut, options);
  return { train, test };
}

/**
 * Splits examples in three: train to learn from, validation to choose by, test for one look at the end. Both sizes are of all rows.
 * Shapes, forms and errors as those of trainTestSplit. Unshuffled, the first rows train, the next validate, the last test.
 */
export function trainValidationTestSplit<X extends MatrixLike, Y extends Labels>(
  X: X,
  y: Y,
  options: TrainValidationTestSplitOptions = {},
): { train: Part<X, Y>; validation: Part<X, Y>; test: Part<X, Y> } {
  const where = "trainValidationTestSplit";
  requireRules(where, options, ["validationSize", "testSize"]);
  const heldOut = [
    { name: "validation", size: options.validationSize ?? 0.2 },
    { name: "test", size: options.testSize ?? 0.2 },
  ];
  const [train, validation, test] = partsOf(where, X, y, heldOut, options);
  return { train, validation, test };
}

function partsOf<X extends MatrixLike, Y extends Labels>(
  where: string,
  X: X,
  y: Y,
  heldOut: readonly HeldOut[],
  options: TrainTestSplitOptions,
): Part<X, Y>[] {
  const rows = countRows(where, "X", X);
  const labels = countRows(where, "y", y);
  if (labels !== rows) {
    throw new RangeError(
      `${where} expects one label for each example but got ${rows} examples and ${labels} labels`,
    );
  }
  return splitRows(where, y, rows, heldOut, options).map((indices) => ({
    X: takeRows(X, indices),
    y: takeRows(y, indices),
    indices,
  }));
}
