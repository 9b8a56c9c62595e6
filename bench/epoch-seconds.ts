// Seconds of one epoch of [784, 30, 10] over all training digits by the default engine: what notebook 04 asks of a reader.
import { Network, type ImageDataSet } from "neuronotes";

export const BATCH_SIZES = [1, 10, 128];

/** For each batch size, one number a repetition; the batch sizes take turns. */
export async function epochSeconds(
  { train }: ImageDataSet,
  repetitions: number,
): Promise<Map<number, number[]>> {
  const seconds = new Map(BATCH_SIZES.map((size) => [size, [] as number[]]));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const batchSize of BATCH_SIZES) {
      const net = new Network([784, 30, 10], { learningRate: 0.3, seed: repetition });
      const history = await net.fit(train.images, train.labels, { batchSize });
      seconds.get(batchSize)?.push(history.seconds);
    }
  }
  return seconds;
}
