// `npm run measure`: what takes many seeds or many minutes. Writes bench/measured.md.
import { cpus } from "node:os";
import { join } from "node:path";
import {
  currentBackend,
  loadMnist,
  Network,
  type ImageDataSet,
  type NetworkOptions,
} from "neuronotes";
import { writeBeside } from "../lib/io/write-beside";

const SEEDS = [1, 2, 3, 4, 5];
const TARGET = join(__dirname, "..", "bench", "measured.md");

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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function accuracies(
  mnist: ImageDataSet,
  { epochs, options, name }: Setting,
): Promise<string> {
  const found: number[] = [];
  const seconds: number[] = [];
  for (const seed of SEEDS) {
    const net = new Network([784, 30, 10], { ...options, learningRate: 3, seed });
    const history = await net.fit(mnist.train.images, mnist.train.labels, {
      epochs,
      batchSize: 10,
    });
    const { accuracy = NaN } = net.evaluate(mnist.test.images, mnist.test.labels);
    found.push(accuracy);
    seconds.push(history.seconds);
    console.log(`${name}, seed ${seed}: ${accuracy} in ${history.seconds.toFixed(2)} s`);
  }
  const shown = (value: number) => `${(100 * value).toFixed(2)} %`;
  return (
    `| ${name} | ${shown(median(found))} | ${shown(Math.min(...found))} | ` +
    `${found.map(shown).join(", ")} | ${median(seconds).toFixed(2)} s |`
  );
}

async function main(): Promise<void> {
  const mnist = await loadMnist();
  if (mnist.train.labels.length < 60_000) {
    throw new Error(
      "these measurements need all of MNIST: run `npm start -- --prepare` with a network first",
    );
  }
  const rows: string[] = [];
  for (const setting of settings) rows.push(await accuracies(mnist, setting));
  const [{ model }] = cpus();
  const text = `# What was measured over several seeds

MNIST, [784, 30, 10], sigmoid, quadratic cost, batches of 10, learning rate 3; accuracy on the 10,000 test digits.
Seeds ${SEEDS.join(", ")}. Backend ${currentBackend().name}, float32.

| setting | median | lowest | each seed | seconds of training (median) |
|---|---|---|---|---|
${rows.join("\n")}

Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run measure\`; Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores, ${model.trim()}.
`;
  await writeBeside(TARGET, text);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
