// Built in notebook 05-points-on-a-graph: arms that wind around each other: no straight line parts them.
import { labelled, linspace, randomOf, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface SpiralOptions extends PointOptions {
  /** How many arms; 3 unless told otherwise. */
  classes?: number;
  /** Standard deviation of what is added to the angle's parameter t; 0.2 unless told otherwise. */
  noise?: number;
}

/**
 * Spiral arms, one for each class. For class c: r from 0 to 1 at even distances, t from 4c to 4c + 4 at even distances
 * plus noise · N(0, 1), and the point (r sin 2.5t, r cos 2.5t).
 * X [samplesPerClass · classes, 2], all within the circle of radius 1; y the class numbers.
 * The same seed gives the same points; another engine's sine may differ in the last bit.
 * Throws RangeError where a number is out of range, TypeError for an unknown option.
 * Source: cs231n, "Putting it together: minimal neural network case study", in the form of Kinsley and Kukieła,
 * Neural Networks from Scratch in Python, ch. 3.
 * ![spiral](../../../assets/data/spiral.png)
 */
export function spiral(options: SpiralOptions = {}): LabelledData {
  const defaults = { samplesPerClass: 100, classes: 3, noise: 0.2, seed: 0 };
  const { samplesPerClass, classes, noise, seed } = withDefaults("spiral", options, defaults);
  const random = randomOf(seed);
  return labelled(samplesPerClass, classes, 2, (c, i) => {
    const r = linspace(0, 1, samplesPerClass, i);
    const t = linspace(4 * c, 4 * c + 4, samplesPerClass, i) + noise * random.normal();
    return [r * Math.sin(2.5 * t), r * Math.cos(2.5 * t)];
  });
}
