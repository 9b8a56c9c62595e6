// Built in notebook 03-any-shape: forward and backward as loops.
import type { Engine } from "./engine";

/**
 * The reference engine: loops that one can follow with a pencil, in float32 or float64.
 * The innermost loop runs along a row, where the numbers lie side by side in memory.
 * Inputs that are 0 are skipped: four of five pixels of MNIST are
 * (an epoch of [784, 30, 10] takes about a third of the time that way; `npm run bench` measures it).
 */
export const plainEngine: Engine = {
  name: "plain",

  affine(X, W, b, Z, rows) {
    const inputs = W.rows;
    const outputs = W.cols;
    const x = X.data;
    const w = W.data;
    const bias = b.data;
    const z = Z.data;
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let j = 0; j < outputs; j++) z[zi + j] = bias[j];
      for (let k = 0; k < inputs; k++) {
        const xk = x[i * inputs + k];
        if (xk === 0) continue;
        const wk = k * outputs;
        for (let j = 0; j < outputs; j++) z[zi + j] += xk * w[wk + j];
      }
    }
  },

  weightGradient(X, dZ, dW, rows) {
    const inputs = dW.rows;
    const outputs = dW.cols;
    const x = X.data;
    const dz = dZ.data;
    const dw = dW.data;
    dw.fill(0);
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let k = 0; k < inputs; k++) {
        const xk = x[i * inputs + k];
        if (xk === 0) continue;
        const wk = k * outputs;
        for (let j = 0; j < outputs; j++) dw[wk + j] += xk * dz[zi + j];
      }
    }
  },

  biasGradient(dZ, db, rows) {
    const outputs = db.cols;
    const dz = dZ.data;
    const sums = db.data;
    sums.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < outputs; j++) sums[j] += dz[i * outputs + j];
    }
  },

  inputGradient(dZ, W, dX, rows) {
    const inputs = W.rows;
    const outputs = W.cols;
    const dz = dZ.data;
    const w = W.data;
    const dx = dX.data;
    for (let i = 0; i < rows; i++) {
      const zi = i * outputs;
      for (let k = 0; k < inputs; k++) {
        let sum = 0;
        for (let j = 0; j < outputs; j++) sum += dz[zi + j] * w[k * outputs + j];
        dx[i * inputs + k] = sum;
      }
    }
  },

  addScaled(y, x, factor) {
    const to = y.data;
    const from = x.data;
    for (let i = 0; i < to.length; i++) to[i] += factor * from[i];
  },
};
