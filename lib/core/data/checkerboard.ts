// Built in notebook 05-points-on-a-graph: a board of squares whose classes take turns.
import { requireWhole } from "../errors";
import { labelled, randomOf, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface CheckerboardOptions extends PointOptions {
  /** How many classes take turns; 2 unless told otherwise. */
  classes?: number;
  /** Squares along each side; 4 unless told otherwise. */
  cells?: number;
  /** Standard deviation of what is added to both coordinates; 0 unless told otherwise. */
  noise?: number;
}

/**
 * Points evenly spread over the squares of a board that reaches from −1 to 1 both ways. The square in column i (from the
 * left) and row j (from below) belongs to class (i + j) mod classes. Noise moves points after their class is settled.
 * Each class has the same number of points, though its squares may cover less of the board than another's.
 * X [samplesPerClass · classes, 2]; y the class numbers. (scikit-learn's make_checkerboard is something else: a table for biclustering.)
 * Throws RangeError where a class has no square or a number is out of range, TypeError for an unknown option.
 * ![checkerboard](../../../assets/data/checkerboard.png)
 */
export function checkerboard(options: CheckerboardOptions = {}): LabelledData {
  const defaults = { samplesPerClass: 100, classes: 2, cells: 4, noise: 0, seed: 0 };
  const read = withDefaults("checkerboard", options, defaults);
  const { samplesPerClass, classes, noise, seed } = read;
  const cells = requireWhole("checkerboard", "cells", read.cells, 1);
  if (classes > 2 * cells - 1) {
    throw new RangeError(
      `checkerboard expects at most ${2 * cells - 1} classes on ${cells} by ${cells} squares but got ${classes}: ` +
        `try cells: ${Math.ceil((classes + 1) / 2)}`,
    );
  }
  const squares: [number, number][][] = Array.from({ length: classes }, () => []);
  for (let j = 0; j < cells; j++) {
    for (let i = 0; i < cells; i++) squares[(i + j) % classes].push([i, j]);
  }
  const random = randomOf(seed);
  const place = (cell: number) =>
    (2 * (cell + random.uniform())) / cells - 1 + noise * random.normal();
  return labelled(samplesPerClass, classes, 2, (c) => {
    const [column, row] = squares[c][random.integer(squares[c].length)];
    return [place(column), place(row)];
  });
}
