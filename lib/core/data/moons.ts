// Built in notebook 05-points-on-a-graph: half circles that reach into each other.
import { labelled, linspace, randomOf, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface MoonsOptions extends PointOptions {
  /** How many half circles; 2 unless told otherwise. */
  classes?: number;
  /** Standard deviation of what is added to both coordinates; 0 unless told otherwise. */
  noise?: number;
}

/**
 * Half circles of radius 1, turned up and down by turns. With t from 0 to π at even distances, class 0 is
 * (cos t, sin t) and class 1 is (1 − cos t, ½ − sin t), as in scikit-learn. More classes are more such pairs, each
 * 3.5 to the right of the one before: without noise, half circles come no nearer to each other than ½.
 * X [samplesPerClass · classes, 2]; y the class numbers.
 * The same seed gives the same points; another engine's sine may differ in the last bit.
 * Throws RangeError where a number is out of range, TypeError for an unknown option.
 * Source: scikit-learn, sklearn.datasets.make_moons.
 * ![moons](../../../assets/data/moons.png)
 */
export function moons(options: MoonsOptions = {}): LabelledData {
  const defaults = { samplesPerClass: 100, classes: 2, noise: 0, seed: 0 };
  const { samplesPerClass, classes, noise, seed } = withDefaults("moons", options, defaults);
  const random = randomOf(seed);
  return labelled(samplesPerClass, classes, 2, (c, i) => {
    const t = linspace(0, Math.PI, samplesPerClass, i);
    const right = 3.5 * Math.floor(c / 2);
    const [x, y] = c % 2 ? [1 - Math.cos(t), 0.5 - Math.sin(t)] : [Math.cos(t), Math.sin(t)];
    return [right + x + noise * random.normal(), y + noise * random.normal()];
  });
}
