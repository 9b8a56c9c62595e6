// Notebook 04's claim: at least 95 % of the test digits, as the median of five seeds.
import { loadMnist, Network, type NetworkOptions } from "neuronotes";
import { circumstances, rowOf, tableHead } from "./seeds";

const SEEDS = [1, 2, 3, 4, 5];

interface Setting {
  name: string;
  epochs: number;
  options: NetworkOptions;
}

const settings: Setting[] = [
  { name: "notebook 04: Glorot weights, 5 epochs", epochs: 5, options: {} },
  {
    name: "Nielsen: weights and biases N(0, 1), 30 epochs",
    epochs: 30,
    options: { weights: "normal", bias: "normal" },
  },
];

export async function measureDigits(): Promise<string> {
  const { train, test } = await loadMnist();
  if (train.labels.length < 60_000) {
    throw new Error(
      "these measurements need all of MNIST: run `npm start -- --prepare` with a network first",
    );
  }
  const rows: string[] = [];
  for (const { name, epochs, options } of settings) {
    const row = await rowOf(name, SEEDS, async (seed) => {
      const net = new Network([784, 30, 10], { ...options, learningRate: 3, seed });
      const { seconds } = await net.fit(train.images, train.labels, { epochs, batchSize: 10 });
      const { accuracy = NaN } = net.evaluate(test.images, test.labels);
      return { accuracy, seconds };
    });
    rows.push(row);
  }
  return `## Handwritten digits

MNIST, [784, 30, 10], sigmoid, quadratic cost, batches of 10, learning rate 3; accuracy on the 10,000 test digits.
Seeds ${SEEDS.join(", ")}.

${tableHead}
${rows.join("\n")}

${circumstances("digits")}`;
}
