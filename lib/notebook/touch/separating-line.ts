import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/**
 * A straight line with two handles to drag over the points of each truth table, side by side. It counts how many points are
 * on their right side, whichever side stands for 1: all four for OR, never more than three for XOR.
 * points: [x1, x2] each, within the unit square. labels: for each table its name and one 0 or 1 per point.
 * line: where the two handles start. Throws RangeError where points and labels do not fit.
 */
export function separatingLine(
  options: {
    points?: number[][];
    labels?: Record<string, number[]>;
    line?: number[][];
  } = {},
): Figure {
  const {
    points = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    labels = { OR: [0, 1, 1, 1], XOR: [0, 1, 1, 0] },
    line = [
      [-0.25, 0.35],
      [1.25, 0.65],
    ],
  } = options;
  const tables = Object.entries(labels).map(([name, list]) => ({ name, labels: list }));
  if (tables.length < 1 || tables.length > 3) {
    throw new RangeError(`separatingLine shows one to three tables but got ${tables.length}`);
  }
  for (const table of tables) {
    if (table.labels.length !== points.length || table.labels.some((v) => v !== 0 && v !== 1)) {
      throw new RangeError(
        `separatingLine expects ${points.length} labels of 0 or 1 for ${table.name}, one a point, ` +
          `but got [${table.labels.join(", ")}]`,
      );
    }
  }
  const names = tables.map((table) => table.name).join(" and ");
  return widgetFigure("separating-line", {
    data: { points, tables, line },
    height: tables.length === 1 ? 448 : tables.length === 2 ? 448 : 344,
    alt:
      `The ${points.length} points of ${names}, each with a straight line whose ends can be dragged. ` +
      "A count says how many points the line puts on their right side.",
  });
}
