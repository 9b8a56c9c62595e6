import { finite, rowsOf, type Table } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { countedNames, matrixPanel, requireNames } from "../panels/confusion";
import { dashboardData, drawnDashboard } from "../panels/dashboard";
import { stillRun } from "../panels/still";

export interface ConfusionOptions {
  /** The names of the classes; by default 0, 1, 2, … */
  names?: readonly string[];
  title?: string;
  alt?: string;
}

/**
 * How often each class (a row) was read as each class (a column). Right answers, on the diagonal, are blue; mistakes
 * are orange, the darker the more of the row's examples went there; a cell under the mouse says itself in words.
 * matrix: counts, [classes, classes], row = true class.
 * Throws RangeError where the matrix is not square, has more than 26 classes, or a count is below zero or not finite.
 */
export function confusionFigure(matrix: Table, options: ConfusionOptions = {}): Figure {
  const what = "confusionFigure";
  const rows = rowsOf(`${what}: matrix`, matrix);
  const classes = rows.length;
  if (classes === 0) throw new RangeError(`${what}: the matrix is empty`);
  const names = options.names ?? countedNames(classes);
  rows.forEach((row, actual) => {
    finite(`${what}: row ${actual}`, row);
    if (row.length !== classes) {
      throw new RangeError(
        `${what} expects a square of counts but got ${classes} rows and ${row.length} entries in row ${actual}`,
      );
    }
    const below = Array.from(row).findIndex((count) => count < 0);
    if (below >= 0) {
      throw new RangeError(`${what}: the count [${actual}, ${below}] is ${row[below]}, below zero`);
    }
  });
  requireNames(what, names, classes);
  const panel = matrixPanel({ names, title: options.title });
  const counts = Float32Array.from(rows.flatMap((row) => Array.from(row)));
  const data = dashboardData([panel], { run: stillRun, values: [[counts]] }, { exact: true });
  return drawnDashboard([panel], data, options.alt ?? titled(options.title, inWords(rows, names)));
}

function inWords(rows: readonly ArrayLike<number>[], names: readonly string[]): string {
  const cells = rows.flatMap((row, actual) =>
    Array.from(row, (count, read) => ({ actual, read, count })),
  );
  const all = cells.reduce((sum, { count }) => sum + count, 0) || 1;
  const right = cells.filter(({ actual, read }) => actual === read);
  const share = right.reduce((sum, { count }) => sum + count, 0) / all;
  const wrong = cells
    .filter(({ actual, read, count }) => actual !== read && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ actual, read, count }) => `${names[actual]} read as ${names[read]} ${count} times`);
  return (
    `Confusion matrix of ${right.length} classes: ${(100 * share).toFixed(2)} % right.` +
    (wrong.length ? ` Most frequent mistakes: ${wrong.join(", ")}.` : "")
  );
}
