// Notebook 10's claim: above 0.89 on the test pictures of Fashion-MNIST, as the median of three seeds.
import {
  Activation,
  Adam,
  BatchNormalization,
  Dense,
  Dropout,
  loadFashionMnist,
  oneCycle,
  Sequential,
} from "neuronotes";
import { circumstances, rowOf, tableHead } from "./seeds";

const SEEDS = [1, 2, 3];
const EPOCHS = 12;
const BATCH = 128;

/** The net that notebook 10 chose on its validation pictures. */
function chosen(examples: number, seed: number): Sequential {
  const hidden = [256, 128].flatMap((units) => [
    new Dense({ units }),
    new BatchNormalization(),
    new Activation("relu"),
    new Dropout({ rate: 0.2 }),
  ]);
  const layers = [...hidden, new Dense({ units: 10, activation: "softmax" })];
  const totalSteps = EPOCHS * Math.ceil(examples / BATCH);
  return new Sequential(layers, { inputs: 784, seed }).compile({
    optimizer: new Adam({ learningRate: oneCycle({ maxLearningRate: 0.005, totalSteps }) }),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
}

export async function measureFashion(): Promise<string> {
  const { train, test } = await loadFashionMnist();
  const name = `notebook 10: all 60,000 pictures, ${EPOCHS} epochs`;
  const row = await rowOf(name, SEEDS, async (seed) => {
    const model = chosen(train.labels.length, seed);
    const options = { epochs: EPOCHS, batchSize: BATCH };
    const { seconds } = await model.fit(train.images, train.labels, options);
    const { accuracy = NaN } = model.evaluate(test.images, test.labels);
    return { accuracy, seconds };
  });
  return `## Clothes

Fashion-MNIST, 784-256-128-10, batch normalization, ReLU, dropout 0.2, softmax; Adam on one cycle up to 0.005, batches of ${BATCH}.
Chosen on 10,000 validation pictures, then trained on all 60,000; accuracy on the 10,000 test pictures. Seeds ${SEEDS.join(", ")}.

${tableHead}
${row}

${circumstances("fashion")}`;
}
