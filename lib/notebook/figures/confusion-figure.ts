import * as Plot from "@observablehq/plot";
import { finite, rowsOf, type Table } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { divergingColour } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { titled } from "../drawing/words";

export interface ConfusionOptions {
  /** The names of the classes; by default 0, 1, 2, … */
  names?: readonly string[];
  title?: string;
  alt?: string;
}

/**
 * How often each class (a row) was read as each class (a column). Right answers, on the diagonal, are blue; mistakes
 * are orange, the darker the more of the row's examples went there. matrix: counts, [classes, classes], row = true class.
 * Throws RangeError where the matrix is not square or a count is below zero or not finite.
 */
export function confusionFigure(matrix: Table, options: ConfusionOptions = {}): Figure {
  const rows = rowsOf("confusionFigure: matrix", matrix);
  const classes = rows.length;
  if (classes === 0) throw new RangeError("confusionFigure: the matrix is empty");
  const names = options.names ?? rows.map((_, i) => String(i));
  const cells = rows.flatMap((row, actual) => {
    finite(`confusionFigure: row ${actual}`, row);
    if (row.length !== classes || names.length !== classes) {
      throw new RangeError(
        `confusionFigure expects a square of counts and a name for each class, but there are ${classes} rows, ` +
          `${row.length} entries in row ${actual} and ${names.length} names`,
      );
    }
    const total = Array.from(row).reduce((sum, count) => sum + count, 0) || 1;
    return Array.from(row, (count, read) => {
      if (count < 0) {
        throw new RangeError(
          `confusionFigure: the count [${actual}, ${read}] is ${count}, below zero`,
        );
      }
      const share = count / total;
      // mistakes are rare: a tenth of a row shows in full colour
      const signed = actual === read ? 0.15 + 0.7 * share : -Math.min(1, share * 10);
      const rgb = count === 0 ? [255, 255, 255] : divergingColour(signed);
      const dark = count > 0 && Math.abs(signed) > 0.6;
      return {
        actual: names[actual],
        read: names[read],
        count,
        fill: `rgb(${rgb.join(", ")})`,
        ink: dark ? "white" : "black",
      };
    });
  });
  const size = Math.max(36, Math.min(46, 480 / classes));
  const longest = Math.max(...names.map((name) => name.length));
  // names that are wider than a column lean back, so that none covers the next
  const leaning = longest * 7 > size;
  const [up, right] = leaning ? [longest * 4.5, longest * 5] : [0, 0];
  const element = plotElement({
    title: options.title,
    width: 60 + classes * size + longest * 7 + right,
    height: 84 + classes * size + up,
    marginTop: 60 + up,
    marginBottom: 16,
    marginLeft: 44 + longest * 7,
    marginRight: 8 + right,
    x: {
      axis: "top",
      label: "read as",
      labelArrow: "right",
      domain: [...names],
      labelAnchor: "center",
      labelOffset: 40 + up,
      tickRotate: leaning ? -40 : 0,
    },
    y: { label: "is", labelArrow: "down", domain: [...names], labelAnchor: "top", tickSize: 0 },
    marks: [
      Plot.cell(cells, { x: "read", y: "actual", fill: (cell) => cell.fill, inset: 0.5 }),
      Plot.text(cells, {
        x: "read",
        y: "actual",
        text: (cell) => (cell.count ? cell.count.toLocaleString("en") : ""),
        fill: (cell) => cell.ink,
      }),
    ],
    color: { type: "identity" },
  });
  return figureFromPlot(element, { alt: options.alt ?? titled(options.title, inWords(cells)) });
}

function inWords(cells: { actual: string; read: string; count: number }[]) {
  const all = cells.reduce((sum, { count }) => sum + count, 0) || 1;
  const right = cells.filter(({ actual, read }) => actual === read);
  const share = right.reduce((sum, { count }) => sum + count, 0) / all;
  const wrong = cells
    .filter(({ actual, read, count }) => actual !== read && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ actual, read, count }) => `${actual} read as ${read} ${count} times`);
  return (
    `Confusion matrix of ${right.length} classes: ${(100 * share).toFixed(2)} % right.` +
    (wrong.length ? ` Most frequent mistakes: ${wrong.join(", ")}.` : "")
  );
}
