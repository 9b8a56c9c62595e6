import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/** The loops of a product from the outermost to the innermost. */
export type LoopOrder = "i-j-k" | "i-k-j" | "j-k-i";

const ORDERS: readonly LoopOrder[] = ["i-j-k", "i-k-j", "j-k-i"];

/**
 * A matrix product C = A B step by step, with the lines of memory that it touches: a slider goes through the
 * multiplications, a line that has to be fetched is orange, one that the cache still holds is blue, and a chart counts the lines
 * fetched for each order of the loops. The cache gives up the line that was unused for longest.
 * rows, inner, columns: A is [rows, inner], B [inner, columns]. line: how many numbers lie in a line.
 * lines: how many lines the cache holds at first, 3 to 32. step: how many multiplications are done at first.
 * Throws RangeError for an unknown order and for sizes that cannot be shown.
 */
export function cacheLines(
  options: {
    rows?: number;
    inner?: number;
    columns?: number;
    line?: number;
    lines?: number;
    order?: LoopOrder;
    step?: number;
    names?: [string, string, string];
  } = {},
): Figure {
  const { rows = 4, inner = 8, columns = 8, line = 4, lines = 8, order = "i-j-k" } = options;
  const { names = ["A", "B", "C"], step = 0 } = options;
  if (!ORDERS.includes(order)) {
    throw new RangeError(`cacheLines knows the orders ${ORDERS.join(", ")} but got ${order}`);
  }
  const whole = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  if (![rows, inner, columns, line].every((size) => whole(size, 1, 10)) || !whole(lines, 3, 32)) {
    throw new RangeError(
      `cacheLines shows 1 to 10 rows, inner, columns and numbers a line, and 3 to 32 lines, but got ` +
        `${rows}, ${inner}, ${columns}, ${line} and ${lines}`,
    );
  }
  if (!whole(step, 0, rows * inner * columns)) {
    throw new RangeError(
      `cacheLines expects a step from 0 to ${rows * inner * columns} but got ${step}`,
    );
  }
  const cell = Math.min(25, Math.floor((760 - 42) / (inner + columns)));
  return widgetFigure("cache-lines", {
    data: { rows, inner, columns, line, lines, order, step, names, orders: ORDERS },
    height: 24 + (inner + rows) * cell + 30 + 250 + 108,
    alt:
      `The product of a matrix [${rows}, ${inner}] and one [${inner}, ${columns}], multiplication by multiplication, with the ` +
      `lines of ${line} numbers in which they lie in memory. A slider moves through the product, buttons choose the order ` +
      "of the loops, and a chart counts how many lines each order has to fetch.",
  });
}
