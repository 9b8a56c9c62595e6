// Built in notebook 05-points-on-a-graph: circles around one middle, the next always inside of the one before.
import { describe } from "../errors";
import { labelled, randomOf, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface CirclesOptions extends PointOptions {
  /** How many circles; 2 unless told otherwise. */
  classes?: number;
  /** Standard deviation of what is added to both coordinates; 0 unless told otherwise. */
  noise?: number;
  /** The radius of a circle divided by that of the next larger one; 0.8 unless told otherwise. */
  factor?: number;
}

/**
 * Circles around (0, 0). Class c has the radius factorᶜ: 1 for class 0, factor for class 1, factor² for class 2.
 * Its points lie at the angles 2πi / samplesPerClass. Two classes are those of scikit-learn.
 * X [samplesPerClass · classes, 2]; y the class numbers.
 * The same seed gives the same points; another engine's sine may differ in the last bit.
 * Throws RangeError where factor is not between 0 and 1 or a number is out of range, TypeError for an unknown option.
 * Source: scikit-learn, sklearn.datasets.make_circles.
 * ![circles](../../../assets/data/circles.png)
 */
export function circles(options: CirclesOptions = {}): LabelledData {
  const defaults = { samplesPerClass: 100, classes: 2, noise: 0, factor: 0.8, seed: 0 };
  const read = withDefaults("circles", options, defaults);
  const { samplesPerClass, classes, noise, factor, seed } = read;
  if (typeof factor !== "number" || !(factor > 0 && factor < 1)) {
    throw new RangeError(
      `circles expects factor to be a number between 0 and 1 but got ${describe(factor)}: ` +
        `it is the radius of a circle divided by that of the next larger one`,
    );
  }
  const random = randomOf(seed);
  return labelled(samplesPerClass, classes, 2, (c, i) => {
    const angle = (2 * Math.PI * i) / samplesPerClass;
    const radius = factor ** c;
    return [
      radius * Math.cos(angle) + noise * random.normal(),
      radius * Math.sin(angle) + noise * random.normal(),
    ];
  });
}
