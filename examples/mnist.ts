/**
 * Trains a net on MNIST, prints how well it reads, saves it and loads it again.
 *
 *   node --require ts-node/register examples/mnist.ts [FILE.npz]
 */
import { join, relative } from "node:path";
import { loadMnist, loadModel, Network, progressLine, saveModel } from "neuronotes";

async function main(path = join(__dirname, "..", "data", "cache", "digits.npz")): Promise<void> {
  const mnist = await loadMnist();
  console.log(`${mnist.train.labels.length} digits to learn from: ${mnist.source}`);

  const net = new Network([784, 30, 10], { learningRate: 3, loss: "quadratic", seed: 1 });
  const history = await net.fit(mnist.train.images, mnist.train.labels, {
    epochs: 5,
    batchSize: 10,
    callbacks: [progressLine()],
  });
  console.log("loss after each epoch:", history.loss.map((loss) => loss.toFixed(4)).join("  "));

  const { accuracy } = net.evaluate(mnist.test.images, mnist.test.labels);
  console.log(`read rightly, of ${mnist.test.labels.length} new digits: ${accuracy}`);

  await saveModel(net, path);
  const again = await loadModel(path);
  const same = again.evaluate(mnist.test.images, mnist.test.labels).accuracy === accuracy;
  console.log(
    `saved in ${relative(process.cwd(), path)}; loaded again it reads ${same ? "the same" : "differently"}`,
  );
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
