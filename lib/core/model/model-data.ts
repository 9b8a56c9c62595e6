// Built in notebook 04-mnist: data as a model reads them, checked before anything changes.
import { scaledExamples } from "../data/scaled-examples";
import type { Scaler } from "../data/scaler";
import { trainTestSplit } from "../data/split";
import { describe } from "../errors";
import { toExamples, type Examples } from "../examples";
import type { Layer } from "../layers/layer";
import type { Loss } from "../losses/loss";
import type { MatrixLike } from "../matrix";
import { requireTargets, toTargets, withTolerance, type Labels, type Targets } from "../targets";
import type { FitOptions } from "./model-options";

/** What a model asks of its data. */
export interface DataRules {
  /** Numbers per example; undefined where any number will do. */
  inputs?: number;
  /** Numbers per example that come out where so many go in. */
  outputs: (inputs: number) => number;
  scaler?: Scaler;
  loss?: Loss;
  /** Whether values that are near enough count as right. */
  counts: boolean;
}

/** Examples with the targets that belong to them. */
export interface Labelled {
  X: Examples;
  y: Targets;
}

/** Inputs for a model, scaled where it has a scaler. */
export function examplesFor(where: string, X: MatrixLike, { inputs, scaler }: DataRules): Examples {
  const examples = toExamples(where, X, inputs ?? scaler?.features);
  return scaler ? scaledExamples(examples, scaler) : examples;
}

/** Inputs and targets for a model. Throws RangeError or TypeError where they do not fit it, its loss or each other. */
export function labelledFor(where: string, X: MatrixLike, y: Labels, rules: DataRules): Labelled {
  const examples = examplesFor(where, X, rules);
  const targets = toTargets(where, y, rules.outputs(examples.cols), examples.rows);
  if (rules.loss) requireTargets(where, rules.loss, targets);
  return { X: examples, y: rules.counts ? withTolerance(targets) : targets };
}

/** What fit learns from, and what it measures after each epoch. */
export function fitData(
  X: MatrixLike,
  y: Labels,
  { validationData, validationSplit }: FitOptions,
  seed: number,
  rules: DataRules,
): { train: Labelled; validation?: Labelled } {
  if (validationSplit === undefined) {
    const held = validationData && labelledFor("fit, validationData", ...validationData, rules);
    return { train: labelledFor("fit", X, y, rules), validation: held };
  }
  if (validationData) {
    throw new RangeError(
      "fit expects validationData or validationSplit but got both: leave one out",
    );
  }
  if (!(validationSplit > 0 && validationSplit < 1)) {
    throw new RangeError(
      `fit expects validationSplit to be a share between 0 and 1 but got ${describe(validationSplit)}`,
    );
  }
  // Checked as a whole first, so that an error names the rows as the caller knows them.
  labelledFor("fit", X, y, rules);
  const { train, test } = trainTestSplit(X, y, { testSize: validationSplit, seed });
  return {
    train: labelledFor("fit", train.X, train.y, rules),
    validation: labelledFor("fit, validationSplit", test.X, test.y, rules),
  };
}

/** Throws RangeError where a batch of an epoch would be too small for a layer. */
export function requireBatches(layers: readonly Layer[], rows: number, batchSize: number): void {
  const last = rows % batchSize || Math.min(rows, batchSize);
  for (const { name, minRows } of layers) {
    if (last >= minRows && batchSize >= minRows) continue;
    throw new RangeError(
      `fit: ${name} expects at least ${minRows} examples in every batch to learn from, but ${rows} examples in batches of ` +
        `${batchSize} leave one of ${Math.min(last, batchSize)}: choose another batchSize`,
    );
  }
}
