// A shift and a scale for each column: what all scalers are made of.
import { describe } from "../errors";
import { toExamples } from "../examples";
import { isShaped, Matrix, type DType, type FloatArray, type MatrixLike } from "../matrix";

/** Numbers learned from training data, and the change of columns that they stand for. */
export interface Scaler {
  /** The name by which a saved state finds its way back: scalers[kind].fromState(state). */
  readonly kind: string;
  /** How many columns it was fitted to. */
  readonly features: number;
  /**
   * X [rows, features] scaled, as a Matrix of its own: float32 where X is, else float64. Rows may lie outside of what fit saw.
   * Throws RangeError for another number of columns or a number that is not finite, TypeError for other kinds.
   */
  transform(X: MatrixLike): Matrix;
  /** The way back: inverse(transform(X)) is X up to rounding. Throws what transform throws. */
  inverse(X: MatrixLike): Matrix;
  /** Writes a scaled row into out, from position at on. The row holds `features` numbers and is not checked. */
  change(row: ArrayLike<number>, out: FloatArray, at: number): void;
  /** Copies of the learned numbers by name, to be kept. */
  state(): Record<string, Matrix>;
}

/** A way to scale: fitted on training data, or taken from a state. */
export interface ScalerKind<Options extends object = object> {
  fit(X: MatrixLike, options?: Options): Scaler;
  fromState(state: Readonly<Record<string, Matrix>>): Scaler;
}

/** A scaler z = (x − shift) / scale + offset, column by column. */
export function columnScaler(
  kind: string,
  { shift, scale, offset }: { shift: Matrix; scale: Matrix; offset: number },
  state: Readonly<Record<string, Matrix>>,
): Scaler {
  const features = shift.cols;
  const change = (where: string, X: MatrixLike, f: (x: number, j: number) => number) => {
    const made = readRows(`${kind}.${where}`, X, features);
    for (let i = 0; i < made.data.length; i++) made.data[i] = f(made.data[i], i % features);
    return made;
  };
  return {
    kind,
    features,
    transform: (X) =>
      change("transform", X, (x, j) => (x - shift.data[j]) / scale.data[j] + offset),
    change(row, out, at) {
      for (let j = 0; j < features; j++) {
        out[at + j] = (row[j] - shift.data[j]) / scale.data[j] + offset;
      }
    },
    inverse: (X) => change("inverse", X, (z, j) => (z - offset) * scale.data[j] + shift.data[j]),
    state: () => Object.fromEntries(Object.entries(state).map(([name, m]) => [name, m.copy()])),
  };
}

/** A copy of X as a Matrix, checked: finite numbers, at least one row and, where expected, so many columns. */
export function readRows(where: string, X: MatrixLike, features?: number): Matrix {
  const examples = toExamples(where, X);
  const { rows, cols } = examples;
  if (features !== undefined && cols !== features) {
    throw new RangeError(
      `${where} expects ${features} columns, as many as it was fitted to, but got ${cols}: X is [${rows}, ${cols}]`,
    );
  }
  const isSingle = isShaped(X) && X.data instanceof Float32Array;
  const dtype: DType = isSingle ? "float32" : "float64";
  const made = Matrix.zeros(rows, cols, dtype);
  examples.gather(made.data, undefined, 0, rows);
  return made;
}

/** Copies of the named rows of a state, all [1, n] with finite numbers. Throws RangeError where one is missing or does not fit. */
export function readState<Name extends string>(
  where: string,
  state: Readonly<Record<string, Matrix>>,
  names: readonly Name[],
): Record<Name, Matrix> {
  const given = Object.keys(state ?? {});
  if (given.length !== names.length || names.some((name) => !given.includes(name))) {
    throw new RangeError(
      `${where} expects a state of ${names.join(", ")} but got ${given.join(", ") || describe(state)}`,
    );
  }
  const cols = state[names[0]]?.cols;
  const rows = names.map((name): [Name, Matrix] => {
    const row = state[name];
    if (!(row instanceof Matrix) || row.rows !== 1 || row.cols !== cols || cols < 1) {
      throw new RangeError(
        `${where} expects ${name} as Matrix [1, columns], alike for ${names.join(", ")}, but got ${describe(row)}`,
      );
    }
    return [name, readRows(`${where}, ${name}`, row)];
  });
  return Object.fromEntries(rows) as Record<Name, Matrix>;
}
