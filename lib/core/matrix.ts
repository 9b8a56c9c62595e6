// Built in notebook 02-in-matrices: a table of numbers with rows and columns (there with mathjs).
import { describe } from "./errors";

/** The two kinds of numbers a matrix may hold: float64 (16 digits) or float32 (7 digits, half the memory). */
export type DType = "float32" | "float64";
export type FloatArray = Float32Array | Float64Array;

/** Numbers in one long array, with the shape they stand for; scale multiplies each as it is read. */
export interface ShapedArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly scale?: number;
}

/** Everything from which Matrix.from makes a matrix. */
export type MatrixLike = Matrix | ShapedArray | ArrayLike<ArrayLike<number>>;

/** A zero-filled typed array of the given kind. */
export function allocate(dtype: DType, length: number): FloatArray {
  return dtype === "float32" ? new Float32Array(length) : new Float64Array(length);
}

/**
 * A table of numbers, stored row by row: entry (i, j) is data[i · cols + j].
 * Convention of the whole library: examples are rows. X is [batch, inputs], W is [inputs, outputs].
 */
export class Matrix {
  readonly rows: number;
  readonly cols: number;
  /** All entries. Take it anew after training: a backend whose memory grew has moved it. */
  data: FloatArray;

  constructor(rows: number, cols: number, data?: FloatArray, dtype: DType = "float64") {
    if (!Number.isInteger(rows) || !Number.isInteger(cols) || rows < 0 || cols < 0) {
      throw new RangeError(
        `Matrix expects whole numbers of rows and columns but got [${rows}, ${cols}]`,
      );
    }
    if (data && data.length !== rows * cols) {
      throw new RangeError(
        `Matrix [${rows}, ${cols}] expects ${rows * cols} numbers but got ${data.length}`,
      );
    }
    this.rows = rows;
    this.cols = cols;
    this.data = data ?? allocate(dtype, rows * cols);
  }

  /** A matrix of zeros, [rows, cols]. */
  static zeros(rows: number, cols: number, dtype: DType = "float64"): Matrix {
    return new Matrix(rows, cols, undefined, dtype);
  }

  /**
   * A new matrix from nested arrays, from numbers with a shape, or from another matrix (copied).
   * A shape of more than two parts keeps the first as rows: [n, 28, 28] becomes [n, 784].
   * Throws TypeError where the value is none of these, RangeError where rows differ in length or an entry is not a finite number.
   */
  static from(value: MatrixLike, dtype?: DType): Matrix {
    const where = "Matrix.from";
    if (value instanceof Matrix) {
      const copy = Matrix.zeros(value.rows, value.cols, dtype ?? value.dtype);
      copy.data.set(value.data);
      return copy;
    }
    if (isShaped(value)) {
      const [rows, cols] = flatShape(where, value);
      // Arrays that are not typed may hold null or a text, which a product would turn into numbers.
      const at = Array.isArray(value.data)
        ? value.data.findIndex((x) => typeof x !== "number")
        : -1;
      if (at >= 0) {
        throw new TypeError(
          `${where} expects numbers but entry ${at} of data is ${describe(value.data[at])}`,
        );
      }
      const made = Matrix.zeros(rows, cols, dtype);
      const scale = value.scale ?? 1;
      for (let i = 0; i < made.data.length; i++) made.data[i] = value.data[i] * scale;
      requireFinite(where, made);
      return made;
    }
    if (!isListOfLists(value)) {
      throw new TypeError(
        `${where} expects rows of numbers such as [[1, 2], [3, 4]], { data, shape } or a Matrix but got ${describe(value)}`,
      );
    }
    const cols = value.length ? value[0].length : 0;
    const made = Matrix.zeros(value.length, cols, dtype);
    for (let i = 0; i < value.length; i++) {
      if (value[i]?.length !== cols) {
        throw new RangeError(
          `${where} expects rows of one length: row 0 has ${cols} numbers but row ${i} has ${value[i]?.length}`,
        );
      }
      for (let j = 0; j < cols; j++) {
        if (typeof value[i][j] !== "number") {
          throw new TypeError(
            `${where} expects numbers but row ${i}, column ${j} is ${describe(value[i][j])}`,
          );
        }
        made.data[i * cols + j] = value[i][j];
      }
    }
    requireFinite(where, made);
    return made;
  }

  get shape(): [number, number] {
    return [this.rows, this.cols];
  }

  get dtype(): DType {
    return this.data instanceof Float32Array ? "float32" : "float64";
  }

  #at(row: number, col: number): number {
    if (!(row >= 0 && row < this.rows && col >= 0 && col < this.cols)) {
      throw new RangeError(
        `entry (${row}, ${col}) lies outside of a matrix of shape [${this.shape.join(", ")}]`,
      );
    }
    return row * this.cols + col;
  }

  /** The entry in the given row and column, both counted from 0. */
  get(row: number, col: number): number {
    return this.data[this.#at(row, col)];
  }

  /** Writes one entry. */
  set(row: number, col: number, value: number): void {
    this.data[this.#at(row, col)] = value;
  }

  /** One row, as an array of its own. */
  row(index: number): number[] {
    this.#at(index, 0);
    return Array.from(this.data.subarray(index * this.cols, (index + 1) * this.cols));
  }

  /** All rows, as nested arrays of their own. */
  toArray(): number[][] {
    return Array.from({ length: this.rows }, (_, i) => this.row(i));
  }

  /** A copy of its own; rows cuts it to the first so many rows. */
  copy(rows = this.rows): Matrix {
    return new Matrix(rows, this.cols, this.data.slice(0, rows * this.cols));
  }

  /** Shape and entries with four digits, cut to 15 rows and 10 columns. */
  toString(): string {
    const lines: string[] = [];
    for (let i = 0; i < Math.min(this.rows, 15); i++) {
      const entries = this.row(i)
        .slice(0, 10)
        .map((x) => x.toFixed(4).padStart(9));
      lines.push(entries.join(" ") + (this.cols > 10 ? "  …" : ""));
    }
    if (this.rows > 15) lines.push("        …");
    return `Matrix [${this.rows}, ${this.cols}]\n${lines.join("\n")}`;
  }

  /** What console.log shows in Node. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/** True where value has data and a shape. */
export function isShaped(value: unknown): value is ShapedArray {
  const shaped = value as ShapedArray | null;
  return (
    typeof shaped === "object" &&
    shaped !== null &&
    Array.isArray(shaped.shape) &&
    isList(shaped.data)
  );
}

/** True where value is an array or a typed array. */
export function isList(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isListOfLists(value: unknown): value is ArrayLike<ArrayLike<number>> {
  return Array.isArray(value) && value.every((row) => isList(row));
}

/** [rows, columns] of a shaped array, all but the first part of the shape folded into the columns. */
export function flatShape(where: string, value: ShapedArray): [number, number] {
  const cols = value.shape.slice(1).reduce((product, n) => product * n, 1);
  const rows = value.shape[0] ?? 0;
  if (rows * cols !== value.data.length) {
    throw new RangeError(
      `${where}: shape [${value.shape.join(", ")}] means ${rows * cols} numbers but data holds ${value.data.length}`,
    );
  }
  return [rows, cols];
}

/** Throws a RangeError that names the first entry that is NaN or infinite. */
export function requireFinite(where: string, matrix: Matrix): void {
  const at = matrix.data.findIndex((x: number) => !Number.isFinite(x));
  if (at >= 0) {
    throw new RangeError(
      `${where} expects finite numbers but row ${Math.floor(at / matrix.cols)}, column ${at % matrix.cols} is ` +
        `${matrix.data[at]}: look for missing values or a division by zero in the data`,
    );
  }
}
