// Compiled, not run, by the lint part of `npm test` with the kernel's own, older compiler (TypeScript 5.0, no DOM types),
// which reads lib/dist/*.d.ts as a notebook cell does.

import { Network, loadMnist, saveModel, loadModel } from "neuronotes";
import * as notebook from "neuronotes/notebook";

export async function cell(): Promise<number> {
  const mnist = await loadMnist();
  const net = new Network([784, 30, 10], { learningRate: 3, loss: "quadratic", seed: 1 });
  const history = await net.fit(mnist.train.images, mnist.train.labels, {
    epochs: 5,
    batchSize: 10,
  });
  await saveModel(net, "digits.npz");
  await loadModel("digits.npz");
  return history.loss.length + Object.keys(notebook).length;
}
