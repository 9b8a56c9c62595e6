// Columns that reach from 0 to 1, or between two other numbers.
import { describe, requireOptions } from "../errors";
import { Matrix, requireFinite, type MatrixLike } from "../matrix";
import { columnScaler, readRows, readState, type Scaler, type ScalerKind } from "./scaler";
import { standardScaler } from "./standard-scaler";

const NAME = "minMaxScaler";

export interface MinMaxScalerOptions {
  /** What the smallest and the largest number of each column become; [0, 1] unless told otherwise. */
  featureRange?: readonly [number, number];
}

/**
 * Scales each column to a range: z = low + (high − low) (x − min) / (max − min), min and max of the rows given to fit.
 * Fit it on training rows only; other rows may come out below low or above high. A constant column becomes low where it has
 * its constant: max − min counts as 1.
 * fit: X [n, features]; throws RangeError where there is no row, a number is not finite or low is not below high,
 * TypeError for other kinds and unknown options.
 * state: min and max, both [1, features]; low and high, [1, features] too, the same number in each column.
 * Source: scikit-learn, sklearn.preprocessing.MinMaxScaler.
 */
export const minMaxScaler: ScalerKind<MinMaxScalerOptions> = {
  fit(X: MatrixLike, options: MinMaxScalerOptions = {}): Scaler {
    requireOptions(`${NAME}.fit`, options, ["featureRange"]);
    const [low, high] = requireRange(`${NAME}.fit`, options.featureRange ?? [0, 1]);
    const { rows, cols, data } = readRows(`${NAME}.fit`, X);
    const min = Matrix.from([data.slice(0, cols)]);
    const max = min.copy();
    for (let i = cols; i < rows * cols; i++) {
      const j = i % cols;
      if (data[i] < min.data[j]) min.data[j] = data[i];
      if (data[i] > max.data[j]) max.data[j] = data[i];
    }
    return made(min, max, low, high);
  },

  fromState(state: Readonly<Record<string, Matrix>>): Scaler {
    const where = `${NAME}.fromState`;
    const { min, max, low, high } = readState(where, state, ["min", "max", "low", "high"]);
    const bad = min.data.findIndex((x: number, j: number) => x > max.data[j]);
    if (bad >= 0) {
      throw new RangeError(
        `${where} expects min to be at most max but in column ${bad} they are ${min.data[bad]} and ${max.data[bad]}`,
      );
    }
    const range = requireRange(where, [low.data[0], high.data[0]]);
    return made(min, max, ...range);
  },
};

function requireRange(where: string, range: unknown): readonly [number, number] {
  const [low, high] = (Array.isArray(range) && range.length === 2 ? range : []) as number[];
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    throw new RangeError(
      `${where} expects featureRange as two numbers, the smaller one first, such as [0, 1], but got ` +
        (Array.isArray(range) ? `[${range.join(", ")}]` : describe(range)),
    );
  }
  return [low, high];
}

function made(min: Matrix, max: Matrix, low: number, high: number): Scaler {
  const scale = min.copy();
  for (let j = 0; j < scale.cols; j++) {
    const reach = max.data[j] - min.data[j];
    scale.data[j] = (reach === 0 ? 1 : reach) / (high - low);
  }
  requireFinite(`${NAME}, max − min`, scale);
  const all = (value: number) => new Matrix(1, min.cols, new Float64Array(min.cols).fill(value));
  const state = { min, max, low: all(low), high: all(high) };
  return columnScaler(NAME, { shift: min, scale, offset: low }, state);
}

/** All scalers by their kind: scalers[scaler.kind].fromState(scaler.state()) is the same scaler. */
export const scalers: Readonly<Record<string, ScalerKind>> = { standardScaler, minMaxScaler };
