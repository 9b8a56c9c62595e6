// brain.js: one example after the other is all that it does, so it takes part in workload A only.
import { createRequire } from "node:module";
import { oneHot, serve } from "./peer.mjs";

const require = createRequire(import.meta.url);
const brain = require("brain.js");

function makeNet({ units, learningRate }, { images, labels }) {
  const [inputs, ...rest] = units;
  const outputs = rest.pop();
  // Its error is target − output, that of the quadratic cost; momentum off: plain SGD, as everybody here.
  const net = new brain.NeuralNetwork({ hiddenLayers: rest, activation: "sigmoid" });
  net.trainOpts.learningRate = learningRate;
  net.trainOpts.momentum = 0;
  net.sizes = units;
  net.initialize();
  const targets = oneHot(labels, outputs);
  const patterns = Array.from(labels, (_, i) => ({
    input: images.subarray(i * inputs, (i + 1) * inputs),
    output: targets.subarray(i * outputs, (i + 1) * outputs),
  }));
  return {
    train: (indices) => net.trainPattern(patterns[indices[0]]),
    loss: () => {
      let sum = 0;
      for (const { input, output } of patterns.slice(0, 1000)) {
        net.runInput(input).forEach((a, i) => (sum += 0.5 * (a - output[i]) ** 2));
      }
      return sum / 1000;
    },
  };
}

const { version } = require("brain.js/package.json");
await serve({ engine: "brain.js", version, threads: 1, workloads: ["A"], about: "" }, makeNet);
