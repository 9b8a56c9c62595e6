// Fetches the data sets that the series needs, or finds that they are there. `npm start -- --prepare` runs it.

import { loadMnist } from "neuronotes";

async function main(): Promise<void> {
  const mnist = await loadMnist();
  const digits = mnist.train.labels.length + mnist.test.labels.length;
  console.log(`MNIST: ${digits} digits (${mnist.source})`);
}

void main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
