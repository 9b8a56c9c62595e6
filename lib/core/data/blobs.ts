// Built in notebook 05-points-on-a-graph: clouds of points, each around a middle of its own.
import { describe, requireAtLeastZero, requireWhole } from "../errors";
import { isList } from "../matrix";
import {
  labelled,
  randomOf,
  requireNumbers,
  withDefaults,
  type LabelledData,
  type PointOptions,
} from "./labelled";

export interface BlobsOptions extends PointOptions {
  /** How many clouds; as many as there are centers, else 3. */
  classes?: number;
  /** Numbers a point; as many as a center has, else 2. */
  features?: number;
  /** The middle of each cloud, [classes][features]; drawn from centerBox unless told otherwise. */
  centers?: readonly ArrayLike<number>[];
  /** Between which numbers each coordinate of a drawn center lies; [−10, 10] unless told otherwise. */
  centerBox?: readonly [number, number];
  /** Standard deviation of each coordinate, one number or one for each class; 1 unless told otherwise. */
  clusterStd?: number | readonly number[];
}

/**
 * Clouds of normally distributed points: a point of class c is N(center of c, clusterStd²) in every coordinate.
 * Centers that are not given are drawn, before the points, evenly from centerBox.
 * X [samplesPerClass · classes, features]; y the class numbers.
 * Throws RangeError where centers, clusterStd and classes do not fit each other or a number is out of range,
 * TypeError for an unknown option.
 * Source: scikit-learn, sklearn.datasets.make_blobs.
 * ![blobs](../../../assets/data/blobs.png)
 */
export function blobs(options: BlobsOptions = {}): LabelledData {
  const given = options?.centers;
  if (given !== undefined && !(Array.isArray(given) && given.length > 0 && isList(given[0]))) {
    throw new RangeError(
      `blobs expects centers as one list of coordinates for each class, such as [[0, 0], [3, 1]], but got ${describe(given)}`,
    );
  }
  const read = withDefaults("blobs", options, {
    samplesPerClass: 100,
    classes: given?.length ?? 3,
    features: given?.[0].length ?? 2,
    centers: [] as readonly ArrayLike<number>[],
    centerBox: [-10, 10] as readonly [number, number],
    clusterStd: 1 as number | readonly number[],
    seed: 0,
  });
  const { samplesPerClass, classes, centerBox, clusterStd } = read;
  const features = requireWhole("blobs", "features", read.features, 1);
  requireNumbers("blobs", "centerBox", centerBox, 2);
  if (typeof clusterStd !== "number") requireNumbers("blobs", "clusterStd", clusterStd, classes);
  const deviations =
    typeof clusterStd === "number" ? new Array<number>(classes).fill(clusterStd) : clusterStd;
  for (const one of deviations) requireAtLeastZero("blobs", "clusterStd", one);
  if (given && given.length !== classes) {
    throw new RangeError(
      `blobs expects one center for each class but got ${given.length} centers and ${classes} classes: leave classes out`,
    );
  }
  given?.forEach((center, c) => requireNumbers("blobs", `center ${c}`, center, features));

  const random = randomOf(read.seed);
  const centers: readonly ArrayLike<number>[] =
    given ??
    Array.from({ length: classes }, () =>
      Float64Array.from({ length: features }, () => random.uniform(...centerBox)),
    );
  return labelled(samplesPerClass, classes, features, (c) =>
    Float64Array.from(centers[c], (middle: number) => random.normal(middle, deviations[c])),
  );
}
