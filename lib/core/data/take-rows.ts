// Some rows of examples or labels, in a given order, in the form that they came in.
import { describe } from "../errors";
import { flatShape, isList, isShaped, Matrix, type MatrixLike } from "../matrix";
import type { Labels } from "../targets";

/** How many rows a value has. Throws TypeError where it has none of the forms of examples or labels. */
export function countRows(where: string, name: string, value: unknown): number {
  if (value instanceof Matrix) return value.rows;
  if (isShaped(value)) return flatShape(`${where}, ${name}`, value)[0];
  if (isList(value)) return value.length;
  throw new TypeError(
    `${where} expects ${name} as a Matrix, as rows of numbers, as { data, shape } or as a list but got ${describe(value)}`,
  );
}

/**
 * A copy of the rows named by order. The kind stays: a Matrix with its dtype, { data, shape, scale } with its kind of
 * array, a typed array, a list, a list of rows (the rows are copied too).
 */
export function takeRows<T extends MatrixLike | Labels>(values: T, order: Uint32Array): T;
export function takeRows(values: MatrixLike | Labels, order: Uint32Array): MatrixLike | Labels {
  if (values instanceof Matrix) {
    const { cols } = values;
    const made = Matrix.zeros(order.length, cols, values.dtype);
    copyBlocks(values.data, made.data, order, cols);
    return made;
  }
  if (isShaped(values)) {
    const [, cols] = flatShape("takeRows", values);
    const data = emptyLike(values.data, order.length * cols);
    copyBlocks(values.data, data, order, cols);
    return { ...values, data, shape: [order.length, ...values.shape.slice(1)] };
  }
  if (Array.isArray(values)) {
    const list = values as (number | ArrayLike<number>)[];
    return Array.from(order, (row) => copyOf(list[row])) as number[];
  }
  const data = emptyLike(values as ArrayLike<number>, order.length);
  copyBlocks(values as ArrayLike<number>, data, order, 1);
  return data;
}

type Writable = { length: number; [index: number]: number };

function emptyLike(data: ArrayLike<number>, length: number): Writable {
  if (Array.isArray(data)) return new Array<number>(length);
  return new (data.constructor as new (length: number) => Writable)(length);
}

function copyBlocks(from: ArrayLike<number>, to: Writable, order: Uint32Array, size: number): void {
  for (let i = 0; i < order.length; i++) {
    for (let j = 0; j < size; j++) to[i * size + j] = from[order[i] * size + j];
  }
}

function copyOf(entry: number | ArrayLike<number>): number | ArrayLike<number> {
  if (!isList(entry)) return entry;
  const copy = emptyLike(entry, entry.length);
  for (let i = 0; i < entry.length; i++) copy[i] = entry[i];
  return copy;
}
