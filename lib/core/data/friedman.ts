// A function of several numbers to fit, some of which do not matter.
import { requireWhole } from "../errors";
import { Matrix } from "../matrix";
import { randomOf, withDefaults } from "./labelled";

export interface FriedmanOptions {
  /** How many points; 100 unless told otherwise. */
  samples?: number;
  /** Numbers a point, at least 5, of which only the first five matter; 10 unless told otherwise. */
  features?: number;
  /** Standard deviation of what is added to y; 0 unless told otherwise. */
  noise?: number;
  seed?: number;
}

/**
 * Friedman's first function: y = 10 sin(π x₀ x₁) + 20 (x₂ − ½)² + 10 x₃ + 5 x₄ + noise · N(0, 1),
 * each x evenly spread over [0, 1). X [samples, features], y [samples, 1], from 0 to 30 without noise.
 * The same seed gives the same points; another engine's sine may differ in the last bit.
 * Throws RangeError where features is below 5 or a number is out of range, TypeError for an unknown option.
 * Source: Friedman, "Multivariate adaptive regression splines", 1991; scikit-learn, sklearn.datasets.make_friedman1.
 * ![friedman](../../../assets/data/friedman.png)
 */
export function friedman(options: FriedmanOptions = {}): { X: Matrix; y: Matrix } {
  const defaults = { samples: 100, features: 10, noise: 0, seed: 0 };
  const { samples, features, noise, seed } = withDefaults("friedman", options, defaults);
  requireWhole("friedman", "features", features, 5);
  const random = randomOf(seed);
  const X = Matrix.zeros(samples, features);
  for (let i = 0; i < X.data.length; i++) X.data[i] = random.uniform();
  const y = Matrix.zeros(samples, 1);
  for (let i = 0; i < samples; i++) {
    const [a, b, c, d, e] = X.row(i);
    y.data[i] =
      10 * Math.sin(Math.PI * a * b) +
      20 * (c - 0.5) ** 2 +
      10 * d +
      5 * e +
      noise * random.normal();
  }
  return { X, y };
}
