// Built in notebook 04-mnist: pictures stay bytes and become numbers as a batch is gathered.
import { describe } from "./errors";
import {
  flatShape,
  isList,
  isShaped,
  Matrix,
  requireFinite,
  type FloatArray,
  type MatrixLike,
} from "./matrix";

/** The inputs of a model: rows of numbers, whatever form they came in. */
export interface Examples {
  readonly rows: number;
  readonly cols: number;
  /** Where the numbers lie, row by row, each to be multiplied by scale; missing where they do not lie in one array. */
  readonly source?: { readonly data: ArrayLike<number>; readonly scale: number };
  /** Writes count rows into out: those named by order from start on, or rows start, start + 1, … without an order. */
  gather(out: FloatArray, order: Uint32Array | undefined, start: number, count: number): void;
}

/** Integers cannot be NaN, so arrays of them need no search for it. */
type IntegerArray =
  Uint8Array | Uint8ClampedArray | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

function isIntegerArray(data: unknown): data is IntegerArray {
  return (
    ArrayBuffer.isView(data) &&
    !(data instanceof DataView) &&
    !(data instanceof Float32Array) &&
    !(data instanceof Float64Array)
  );
}

/**
 * Inputs as Examples: nested arrays, { data, shape, scale } or a Matrix. Bytes stay bytes, a Matrix is read where it is.
 * Throws TypeError for other kinds; RangeError where there is no row, where a number is not finite, or where the
 * rows do not have the expected number of columns.
 */
export function toExamples(where: string, X: MatrixLike, expectedCols?: number): Examples {
  if (isList(X) && X.length > 0 && typeof X[0] === "number") {
    throw new TypeError(
      `${where} expects rows of numbers but got ${describe(X)} without a shape: write [[0, 1]] for one example, or { data, shape: [rows, columns] }`,
    );
  }
  const examples =
    isShaped(X) && !(X instanceof Matrix) && isIntegerArray(X.data)
      ? fromIntegers(where, X.data, X.shape, X.scale ?? 1)
      : fromMatrix(where, X);
  if (examples.rows === 0) {
    throw new RangeError(
      `${where} expects at least one example but got none: is the data loaded, is a filter too strict?`,
    );
  }
  if (expectedCols !== undefined && examples.cols !== expectedCols) {
    throw new RangeError(
      `${where} expects ${expectedCols} inputs a row but got ${examples.cols}: X is [${examples.rows}, ${examples.cols}]. ` +
        `Does the first number of the model's structure fit the data?`,
    );
  }
  return examples;
}

function fromIntegers(
  where: string,
  data: IntegerArray,
  shape: readonly number[],
  scale: number,
): Examples {
  const [rows, cols] = flatShape(where, { data, shape });
  if (!Number.isFinite(scale))
    throw new RangeError(`${where} expects a finite scale but got ${scale}`);
  return rowsOf(data, rows, cols, scale);
}

function fromMatrix(where: string, X: MatrixLike): Examples {
  let matrix: Matrix;
  if (X instanceof Matrix) {
    matrix = X;
    requireFinite(where, matrix);
  } else {
    try {
      matrix = Matrix.from(
        X,
        isShaped(X) && X.data instanceof Float32Array ? "float32" : "float64",
      );
    } catch (error) {
      if (error instanceof Error) error.message = `${where}: ${error.message}`;
      throw error;
    }
  }
  return rowsOf(matrix.data, matrix.rows, matrix.cols, 1);
}

function rowsOf(data: ArrayLike<number>, rows: number, cols: number, scale: number): Examples {
  return {
    rows,
    cols,
    source: { data, scale },
    gather(out, order, start, count) {
      for (let i = 0; i < count; i++) {
        const from = (order ? order[start + i] : start + i) * cols;
        const to = i * cols;
        for (let j = 0; j < cols; j++) out[to + j] = data[from + j] * scale;
      }
    },
  };
}
