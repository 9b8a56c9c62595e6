// Built in notebook 05-points-on-a-graph: one cloud, cut into rings that hold equally many points.
import { requirePositive, requireWhole } from "../errors";
import { labelled, randomOf, requireNumbers, withDefaults, type LabelledData } from "./labelled";
import type { PointOptions } from "./labelled";

export interface GaussianQuantilesOptions extends PointOptions {
  /** How many rings; 3 unless told otherwise. */
  classes?: number;
  /** Numbers a point; 2 unless told otherwise. */
  features?: number;
  /** The middle of the cloud; zeros unless told otherwise. */
  mean?: readonly number[];
  /** Variance of each coordinate; 1 unless told otherwise. */
  cov?: number;
}

/**
 * A cloud of normally distributed points, N(mean, cov) in every coordinate, sorted by their distance from the middle and cut
 * into classes of equal size: class 0 is the innermost, the others are rings (shells with more features) around it.
 * X [samplesPerClass · classes, features], from the inside to the outside; y the class numbers.
 * Throws RangeError where mean has not one number for each feature or a number is out of range, TypeError for an unknown option.
 * Source: scikit-learn, sklearn.datasets.make_gaussian_quantiles; Zhu, Zou, Rosset and Hastie, "Multi-class AdaBoost", 2009.
 * ![gaussianQuantiles](../../../assets/data/gaussian-quantiles.png)
 */
export function gaussianQuantiles(options: GaussianQuantilesOptions = {}): LabelledData {
  const where = "gaussianQuantiles";
  const read = withDefaults(where, options, {
    samplesPerClass: 100,
    classes: 3,
    features: 2,
    mean: undefined as readonly number[] | undefined,
    cov: 1,
    seed: 0,
  });
  const { samplesPerClass, classes, seed } = read;
  const features = requireWhole(where, "features", read.features, 1);
  const mean = read.mean ?? new Array<number>(features).fill(0);
  requireNumbers(where, "mean", mean, features);
  const deviation = Math.sqrt(requirePositive(where, "cov", read.cov));

  const random = randomOf(seed);
  const points = Array.from({ length: samplesPerClass * classes }, () => {
    const offset = Float64Array.from({ length: features }, () => random.normal(0, deviation));
    return { offset, distance: offset.reduce((sum, x) => sum + x * x, 0) };
  });
  points.sort((a, b) => a.distance - b.distance);
  return labelled(samplesPerClass, classes, features, (c, i) =>
    points[c * samplesPerClass + i].offset.map((x, j) => mean[j] + x),
  );
}
