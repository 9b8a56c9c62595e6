/** Values that a figure takes: an array, a typed array, or one row of a Matrix. */
export type Numbers = ArrayLike<number>;

/** A table of numbers: nested arrays, or anything that can give them, such as a Matrix. */
export type Table = readonly Numbers[] | { toArray(): number[][] };

/** Rows of a table. Throws TypeError for anything else. */
export function rowsOf(what: string, table: Table): readonly Numbers[] {
  if (Array.isArray(table)) return table;
  if (typeof (table as { toArray?: unknown })?.toArray === "function") {
    return (table as { toArray(): number[][] }).toArray();
  }
  throw new TypeError(`${what} should be rows of numbers or a Matrix, but got ${kind(table)}`);
}

/** The same values, if there is one and all are finite. Throws RangeError that says which is not. */
export function finite<T extends Numbers>(what: string, values: T): T {
  if (values == null || typeof values.length !== "number") {
    throw new TypeError(`${what} should be a list of numbers, but got ${kind(values)}`);
  }
  if (values.length === 0) {
    throw new RangeError(
      `${what} is empty: there is nothing to draw. Was it filled before this call?`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new RangeError(
      `${what} has ${values[i]} at position ${i} (of ${values.length}), which cannot be drawn. ` +
        "If it came from training, the learning rate may be too high: try a tenth of it",
    );
  }
  return values;
}

/** Smallest and largest value. */
export function extent(values: Numbers): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

function kind(value: unknown): string {
  return value === null ? "null" : typeof value;
}
