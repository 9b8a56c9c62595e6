// Columns with mean 0 and deviation 1.
import { describe } from "../errors";
import { Matrix, requireFinite, type MatrixLike } from "../matrix";
import { columnScaler, readRows, readState, type Scaler, type ScalerKind } from "./scaler";

const NAME = "standardScaler";

/**
 * Scales each column to mean 0 and standard deviation 1: z = (x − mean) / deviation, both of the rows given to fit, with
 * deviation = √(mean((x − mean)²)) (divided by n, not n − 1). Fit it on training rows only and transform all others with it.
 * A constant column becomes 0: its deviation counts as 1. A column counts as constant where its variance is within
 * rounding of 0: at most n ε variance + (n ε mean)², ε = 2⁻⁵².
 * fit: X [n, features]; throws RangeError where there is no row or a number is not finite, TypeError for other kinds.
 * state: mean and deviation, both [1, features].
 * Source: scikit-learn, sklearn.preprocessing.StandardScaler.
 */
export const standardScaler: ScalerKind = {
  fit(X: MatrixLike): Scaler {
    const { rows, cols, data } = readRows(`${NAME}.fit`, X);
    const mean = Matrix.zeros(1, cols);
    const deviation = Matrix.zeros(1, cols);
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += data[i * cols + j];
      const middle = sum / rows;
      let squares = 0;
      let rest = 0;
      for (let i = 0; i < rows; i++) {
        const distance = data[i * cols + j] - middle;
        squares += distance * distance;
        rest += distance;
      }
      // Exactly computed, rest is 0: what it is takes back most of the rounding of the mean.
      const variance = Math.max(0, (squares - (rest * rest) / rows) / rows);
      mean.data[j] = middle;
      deviation.data[j] = isConstant(rows, middle, variance) ? 1 : Math.sqrt(variance);
    }
    requireFinite(`${NAME}.fit, mean`, mean);
    requireFinite(`${NAME}.fit, deviation`, deviation);
    return made(mean, deviation);
  },

  fromState(state: Readonly<Record<string, Matrix>>): Scaler {
    const { mean, deviation } = readState(`${NAME}.fromState`, state, ["mean", "deviation"]);
    const bad = deviation.data.findIndex((x: number) => x <= 0);
    if (bad >= 0) {
      throw new RangeError(
        `${NAME}.fromState expects deviations above 0 but that of column ${bad} is ${describe(deviation.data[bad])}`,
      );
    }
    return made(mean, deviation);
  },
};

function isConstant(rows: number, mean: number, variance: number): boolean {
  const rounding = rows * Number.EPSILON * variance + (rows * mean * Number.EPSILON) ** 2;
  return Number.isFinite(variance) && variance <= rounding;
}

function made(mean: Matrix, deviation: Matrix): Scaler {
  return columnScaler(NAME, { shift: mean, scale: deviation, offset: 0 }, { mean, deviation });
}
