// Seconds until the test set is recognised well enough, on one core. The clock counts everything from the making of the
// model to the look at the test set that finds the accuracy reached: training, and every look before.
import { Dense, Sequential, SGD, type ImageDataSet } from "neuronotes";
import type { Recipe } from "./recipes";
import { median } from "./statistics";

export const SEEDS = [1, 2, 3, 4, 5];

export interface TimeToAccuracy {
  recipe: Recipe;
  /** One for each seed; Infinity where it was not reached. */
  seconds: number[];
  /** Images that were trained on until then. */
  images: number[];
  median: number;
}

export async function timeToAccuracy(
  recipe: Recipe,
  mnist: ImageDataSet,
  seeds: readonly number[],
): Promise<TimeToAccuracy> {
  const runs: { seconds: number; images: number }[] = [];
  for (const seed of seeds) runs.push(await oneRun(recipe, mnist, seed));
  const seconds = runs.map((run) => run.seconds);
  return { recipe, seconds, images: runs.map((run) => run.images), median: median(seconds) };
}

async function oneRun(
  recipe: Recipe,
  { train, test }: ImageDataSet,
  seed: number,
): Promise<{ seconds: number; images: number }> {
  const { units, hidden, batchSize, evaluateEvery, epochs, decay } = recipe;
  const stop = new AbortController();
  const begun = performance.now();
  let reached = Infinity;
  let seen = 0;
  let nextLook = evaluateEvery;
  const last = units.length - 2;
  const layers = units
    .slice(1)
    .map((n, i) => new Dense({ units: n, activation: i === last ? "softmax" : hidden }));
  const model = new Sequential(layers, { inputs: units[0], seed, backend: "wasm" });
  const optimizer = new SGD({ learningRate: recipe.learningRate });
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  await model.fit(train.images, train.labels, {
    epochs,
    batchSize,
    signal: stop.signal,
    onBatch: ({ epoch, batch, batches }) => {
      seen = (epoch - 1) * train.labels.length + Math.min(batch * batchSize, train.labels.length);
      if (seen < nextLook && batch < batches) return;
      nextLook = seen + evaluateEvery;
      const { accuracy = 0 } = model.evaluate(test.images, test.labels);
      if (accuracy >= recipe.accuracy) {
        reached = (performance.now() - begun) / 1000;
        stop.abort();
      }
      if (batch === batches) model.learningRate *= decay;
    },
  });
  return { seconds: reached, images: seen };
}
