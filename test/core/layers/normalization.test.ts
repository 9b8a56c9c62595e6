import assert from "node:assert/strict";
import { test } from "node:test";
import {
  columnMoments,
  normalize,
  normalizeBackward,
} from "../../../lib/core/layers/normalization";
import { Matrix } from "../../../lib/core/matrix";
import { toBeClose } from "../../helpers/close";
import { nudged, toAgree } from "../../helpers/gradient-check";

const row = (...values: number[]) => Matrix.from([values]);

// Column 1: 1, 3, 5 with mean 3 and variance (4 + 0 + 4) / 3. Column 2: constant.
test("the moments of columns by hand, the variance divided by the number of rows", () => {
  const x = Float64Array.of(1, 7, 3, 7, 5, 7, 99, 99);
  const [mean, variance] = [new Float64Array(2), new Float64Array(2)];
  columnMoments(x, mean, variance, 3, 2);
  toBeClose(mean, [3, 7], 0);
  toBeClose(variance, [8 / 3, 0], 1e-15);
});

test("a large mean does not take the variance's digits", () => {
  const x = Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3);
  const [mean, variance] = [new Float64Array(1), new Float64Array(1)];
  columnMoments(x, mean, variance, 3, 1);
  toBeClose(variance, [2 / 3], 1e-15);
});

// x̂ = (5 − 3) / √(3 + 1) = 1 and (1 − 3) / 2 = −1: with γ = 10 and β = 7 that is 17 and −3.
test("normalize by hand, numbers behind the rows in use are left alone", () => {
  const a = new Float64Array(3).fill(42);
  const by = { mean: row(3), variance: row(3), gamma: row(10), beta: row(7), epsilon: 1 };
  normalize(Float64Array.of(5, 1, 0), a, by, 2, 1);
  toBeClose(a, [17, -3, 42], 1e-15);
});

// x = ±1: mean 0, variance 1, and with ε = 3 all is divided by 2, so x̂ = ±½. da = (1, 0), γ = 4: dβ = 1, dγ = ½ (the row
// with x̂ = ½), dx = 4 / 2 · (1 − ½ − ½ · ½ / 2, 0 − ½ + ½ · ½ / 2) = (¾, −¾).
test("the way back by hand", () => {
  const dx = new Float64Array(2);
  const by = {
    mean: row(0),
    variance: row(1),
    gamma: row(4),
    epsilon: 3,
    gammaGradient: row(0),
    betaGradient: row(0),
  };
  normalizeBackward(Float64Array.of(1, -1), Float64Array.of(1, 0), dx, by, 2, 1);
  toBeClose(by.betaGradient, [[1]], 0);
  toBeClose(by.gammaGradient, [[0.5]], 0);
  toBeClose(dx, [0.75, -0.75], 1e-15);
});

test("the way back is the central difference, with mean and variance of the nudged batch", () => {
  const x = Float64Array.of(0.3, -2, 1.4, 0.9, -0.6, 3, 2, 0.1);
  const c = Float64Array.of(1, -0.5, 2, 0.3, -1, 1.5, 0.2, -2);
  const [mean, variance] = [row(0, 0), row(0, 0)];
  const [gamma, beta] = [row(1.5, -0.7), row(0.2, 0.4)];
  const [gammaGradient, betaGradient] = [row(0, 0), row(0, 0)];
  const by = { mean, variance, gamma, beta, epsilon: 1e-5, gammaGradient, betaGradient };
  const a = new Float64Array(8);
  const loss = () => {
    columnMoments(x, mean.data, variance.data, 4, 2);
    normalize(x, a, by, 4, 2);
    return a.reduce((sum, value, i) => sum + c[i] * value, 0);
  };
  loss();
  const dx = new Float64Array(8);
  normalizeBackward(x, c, dx, by, 4, 2);
  toAgree(dx, nudged(x, loss), "x");
  toAgree(gammaGradient.data, nudged(gamma.data, loss), "gamma");
  toAgree(betaGradient.data, nudged(beta.data, loss), "beta");
});

test("a column that does not change comes out as beta, with gradients that are finite", () => {
  const by = {
    mean: row(0),
    variance: row(0),
    gamma: row(3),
    beta: row(-1),
    epsilon: 1e-5,
    gammaGradient: row(9),
    betaGradient: row(9),
  };
  const x = Float64Array.of(4, 4, 4);
  columnMoments(x, by.mean.data, by.variance.data, 3, 1);
  const a = new Float64Array(3);
  normalize(x, a, by, 3, 1);
  assert.deepEqual(Array.from(a), [-1, -1, -1]);
  const dx = new Float64Array(3);
  normalizeBackward(x, Float64Array.of(1, 2, 6), dx, by, 3, 1);
  toBeClose(by.gammaGradient, [[0]], 0);
  const factor = 3 / Math.sqrt(1e-5);
  toBeClose(dx, [-2 * factor, -1 * factor, 3 * factor], 1e-9);
});
