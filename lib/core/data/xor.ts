// Built in notebook 05-points-on-a-graph: one or the other, not both: the problem that a single layer cannot solve.
import { requireWhole } from "../errors";
import { labelled, randomOf, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface XorOptions extends PointOptions {
  /** Numbers a point; 2 unless told otherwise. More make the parity problem: is an odd number of them above 0? */
  features?: number;
  /** Standard deviation of what is added to each coordinate; 0 unless told otherwise. */
  noise?: number;
}

/**
 * Two classes in opposite quarters of the square from −1 to 1: class 1 where exactly one of the two coordinates is
 * above 0 (with more features: an odd number of them), class 0 elsewhere. Noise moves points after their class is settled.
 * X [2 · samplesPerClass, features], evenly spread; y the class numbers.
 * Throws RangeError where a number is out of range, TypeError for an unknown option.
 * Source: Minsky and Papert, Perceptrons, 1969 (parity).
 * ![xor](../../../assets/data/xor.png)
 */
export function xor(options: XorOptions = {}): LabelledData {
  const defaults = { samplesPerClass: 100, features: 2, noise: 0, seed: 0 };
  const { samplesPerClass, features, noise, seed } = withDefaults("xor", options, defaults);
  requireWhole("xor", "features", features, 1);
  const random = randomOf(seed);
  return labelled(samplesPerClass, 2, features, (c) => {
    let odd = c;
    return Array.from({ length: features }, (_, j) => {
      // All signs but the last are drawn; the last makes the count of positive ones odd for class 1, even for class 0.
      const positive = j < features - 1 ? random.integer(2) : odd;
      odd ^= positive;
      const size = 1 - random.uniform();
      return (positive ? size : -size) + noise * random.normal();
    });
  });
}
