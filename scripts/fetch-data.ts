// Fetches the data sets that the series needs, or finds that they are there. `npm start -- --prepare` runs it.

import { loadFashionMnist, loadMnist } from "neuronotes";

async function main(): Promise<void> {
  const mnist = await loadMnist();
  const digits = mnist.train.labels.length + mnist.test.labels.length;
  if (digits < 70_000) {
    throw new Error(
      `The network gave no full MNIST, only ${digits} digits are here. Everything else is ready: npm start works, ` +
        "and notebook 04 runs with those.",
    );
  }
  console.log(`MNIST: ${digits} digits (${mnist.source})`);
  const fashion = await loadFashionMnist();
  const pictures = fashion.train.labels.length + fashion.test.labels.length;
  console.log(`Fashion-MNIST: ${pictures} pictures (${fashion.source})`);
}

void main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
