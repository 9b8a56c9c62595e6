import type { PanelContext } from "./context";
import { everySo } from "./context";
import type { Panel } from "./panel";

export interface ConfusionPanelOptions {
  title?: string;
}

/** Most classes of a matrix: more would be cells that nobody can tell apart. */
const mostConfused = 26;

/** Most examples that are counted at each moment. */
const mostExamples = 1000;

/**
 * How often each class (a row) is read as each class (a column), over at most 1000 of the examples. A model with one output
 * says no or yes: below or above ½.
 * Throws RangeError where the examples have no classes, or more than 26.
 */
export function confusionPanel(
  context: PanelContext,
  { title = "what is taken for what" }: ConfusionPanelOptions = {},
): Panel {
  const { what, outputs, examples, model } = context;
  const targets = examples?.targets;
  if (!examples || !targets) {
    throw new RangeError(`${what} counts what a model takes for what: give it examples, X and y`);
  }
  if (!model) {
    throw new RangeError(
      `${what} cannot draw "confusion", which asks the model while it learns: use liveView, or confusionFigure`,
    );
  }
  const yesNo = outputs === 1 && targets.every(([target]) => target === 0 || target === 1);
  const labels = yesNo ? targets.map(([target]) => target) : examples.labels;
  if (!labels) {
    throw new RangeError(
      `${what} draws a confusion matrix of classes, but the targets of these examples are other numbers`,
    );
  }
  const classes = yesNo ? 2 : outputs;
  const names = context.names ?? (yesNo ? ["no", "yes"] : countedNames(classes));
  requireNames(what, names, classes);
  const rows = everySo(examples.rows, mostExamples);
  const truth = everySo(labels, mostExamples);
  return {
    ...matrixPanel({ names, title }),
    take(learning) {
      const counts = new Float32Array(classes * classes);
      const said = learning.predict(rows);
      truth.forEach((label, i) => {
        const row = said.data.subarray(i * outputs, (i + 1) * outputs);
        counts[label * classes + (yesNo ? Number(row[0] >= 0.5) : likeliest(row))]++;
      });
      return counts;
    },
  };
}

/** The panel of such a matrix: its numbers are counts, row by row. */
export function matrixPanel(options: { names: readonly string[]; title?: string }): Panel {
  const { names, title } = options;
  return {
    kind: "confusion",
    title,
    wide: names.length > 12,
    options: () => ({ names }),
    alt: `confusion matrix of ${names.length} classes: how often each is read as each`,
  };
}

/** "0", "1", "2", … */
export function countedNames(classes: number): string[] {
  return Array.from({ length: classes }, (_, k) => String(k));
}

/** Throws RangeError where there is not one name for each class, or too many classes. */
export function requireNames(what: string, names: readonly string[], classes: number): void {
  if (classes > mostConfused) {
    throw new RangeError(
      `${what} draws a confusion matrix of at most ${mostConfused} classes but got ${classes}: leave some out, or put some together`,
    );
  }
  if (names.length === classes) return;
  throw new RangeError(
    `${what} expects a name for each of ${classes} classes but got ${names.length}: ${names.join(", ")}`,
  );
}

function likeliest(row: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
  return best;
}
