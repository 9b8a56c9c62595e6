// Built in notebook 04-mnist: labels as class numbers or as one-hot rows.
import { describe } from "./errors";
import { toExamples, type Examples } from "./examples";
import type { Loss } from "./losses/loss";
import { isList, isShaped, Matrix, type MatrixLike } from "./matrix";
import { TOLERANCE_SHARE } from "./metrics";

/** Labels: one class number per example, or rows of target numbers. */
export type Labels = MatrixLike | ArrayLike<number>;

/**
 * What kind of answers a model is to give: one class of several; yes or no for each output by itself; any numbers.
 * It decides what "accuracy" counts.
 */
export type TargetKind = "classes" | "binary" | "values";

export interface Targets extends Examples {
  readonly kind: TargetKind;
  /** The class numbers from which one-hot rows are made, where they are. */
  readonly labels?: ArrayLike<number>;
  /** How near values have to be to count as right; undefined where nobody asked. */
  readonly tolerance?: number;
}

/**
 * Labels as rows of targets for a model with so many outputs.
 * With two or more outputs a flat list holds class numbers 0 … outputs − 1, which become one-hot rows.
 * With one output a flat list holds one target number for each example.
 * Throws RangeError where a label is no class, where there are more or fewer rows than examples, or where a row
 * has more or fewer numbers than the model has outputs; TypeError for other kinds.
 */
export function toTargets(where: string, y: Labels, outputs: number, rows: number): Targets {
  const targets = isFlat(y)
    ? fromFlat(where, y, outputs)
    : fromRows(where, y as MatrixLike, outputs);
  if (targets.rows !== rows) {
    throw new RangeError(
      `${where} expects one label for each example but got ${rows} examples and ${targets.rows} labels`,
    );
  }
  return targets;
}

/** One-hot rows [labels, classes]: 1 in the column of the class, 0 elsewhere. */
export function oneHot(labels: ArrayLike<number>, classes: number): Matrix {
  const targets = fromClasses("oneHot", labels, classes);
  const made = Matrix.zeros(targets.rows, classes);
  targets.gather(made.data, undefined, 0, targets.rows);
  return made;
}

/** Throws RangeError where targets are not what a loss asks for: it says which row, and what would do. */
export function requireTargets(where: string, { name, targets: rule }: Loss, y: Targets): void {
  if (rule === "any" || y.labels) return;
  const row = new Float64Array(y.cols);
  for (let i = 0; i < y.rows; i++) {
    y.gather(row, undefined, i, 1);
    const about = `row ${i} is [${Array.from(row.slice(0, 10)).join(", ")}]`;
    if (rule === "classes") {
      throw new RangeError(
        `${where}: ${name} expects class numbers, one for each example, but got rows of targets (${about}): ` +
          `for rows take categoricalCrossentropy`,
      );
    }
    if (row.some((x) => x < 0 || x > 1)) {
      throw new RangeError(
        `${where}: ${name} expects targets from 0 to 1, which are probabilities, but ${about}: ` +
          `for other numbers take meanSquaredError`,
      );
    }
    const sum = row.reduce((total, x) => total + x, 0);
    if (rule === "distributions" && Math.abs(sum - 1) > 1e-4) {
      throw new RangeError(
        `${where}: ${name} expects targets that add up to 1 in every row but ${about}: one class for each example, or ` +
          `several with their shares; for several answers at once take binaryCrossentropy`,
      );
    }
  }
}

/**
 * Values with the tolerance within which they count as right: their standard deviation, over all rows and columns,
 * divided by 250. Other targets as they are.
 * Source: Kinsley and Kukieła, Neural Networks from Scratch in Python, 2020, ch. 17.
 */
export function withTolerance(y: Targets): Targets {
  if (y.kind !== "values") return y;
  const row = new Float64Array(y.cols);
  const count = y.rows * y.cols;
  const mean = sumOver(y, row, (x) => x) / count;
  const variance = sumOver(y, row, (x) => (x - mean) ** 2) / count;
  return { ...y, tolerance: Math.sqrt(variance) * TOLERANCE_SHARE };
}

function sumOver(y: Targets, row: Float64Array, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < y.rows; i++) {
    y.gather(row, undefined, i, 1);
    for (const x of row) sum += f(x);
  }
  return sum;
}

function isFlat(y: Labels): y is ArrayLike<number> {
  return isList(y) && !(Array.isArray(y) && y.length > 0 && typeof y[0] !== "number");
}

function fromFlat(where: string, y: ArrayLike<number>, outputs: number): Targets {
  if (outputs === 1) {
    const column = toExamples(where, { data: y, shape: [y.length, 1] });
    return withKind(column, kindOfRows(column));
  }
  return fromClasses(where, y, outputs);
}

function fromClasses(where: string, y: ArrayLike<number>, outputs: number): Targets {
  for (let i = 0; i < y.length; i++) {
    if (!Number.isInteger(y[i]) || y[i] < 0 || y[i] >= outputs) {
      throw new RangeError(
        `${where} expects labels from 0 to ${outputs - 1} (the model has ${outputs} outputs) but label ${i} is ${describe(y[i])}`,
      );
    }
  }
  return {
    rows: y.length,
    cols: outputs,
    kind: "classes",
    labels: y,
    gather(out, order, start, count) {
      out.fill(0, 0, count * outputs);
      for (let i = 0; i < count; i++) {
        out[i * outputs + y[order ? order[start + i] : start + i]] = 1;
      }
    },
  };
}

function fromRows(where: string, y: MatrixLike, outputs: number): Targets {
  if (!(y instanceof Matrix) && !isShaped(y) && !Array.isArray(y)) {
    throw new TypeError(
      `${where} expects labels as class numbers or as rows of targets but got ${describe(y)}`,
    );
  }
  const rows = toExamples(`${where}, labels`, y);
  if (rows.cols !== outputs) {
    throw new RangeError(
      `${where} expects ${outputs} targets a row (the model has ${outputs} outputs) but got ${rows.cols}`,
    );
  }
  return withKind(rows, kindOfRows(rows));
}

function withKind(examples: Examples, kind: TargetKind): Targets {
  return { ...examples, kind };
}

/** One-hot rows are classes, rows of zeros and ones are yes-or-no answers, all others are values. */
function kindOfRows(rows: Examples): TargetKind {
  const row = new Float64Array(rows.cols);
  let kind: TargetKind = rows.cols > 1 ? "classes" : "binary";
  for (let i = 0; i < rows.rows; i++) {
    rows.gather(row, undefined, i, 1);
    let sum = 0;
    for (const x of row) {
      if (x !== 0 && x !== 1) return "values";
      sum += x;
    }
    if (sum !== 1) kind = "binary";
  }
  return kind;
}
