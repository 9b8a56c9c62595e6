// TensorFlow.js: variables, `minimize` and `tidy`, which is faster here than a model's fit. Argument: wasm or cpu.
import { createRequire } from "node:module";
import { glorot, gatherRows, oneHot, serve } from "./peer.mjs";

const require = createRequire(import.meta.url);
const backend = process.argv[2] ?? "wasm";
const tf = require("@tensorflow/tfjs");
if (backend === "wasm") require("@tensorflow/tfjs-backend-wasm");
await tf.setBackend(backend);
await tf.ready();

// The library's own gradient of a product asks for transposed operands, for which its wasm kernel is slow: transposed
// beforehand, D runs at 2,700 instead of 210 images a second, C at 30,000 instead of 12,000. For single images and on the
// plain backend it would be slower.
const transposingProduct = tf.customGrad((a, b, save) => {
  save([a, b]);
  const gradFunc = (dy, [a, b]) => [tf.matMul(dy, tf.transpose(b)), tf.matMul(tf.transpose(a), dy)];
  return { value: tf.matMul(a, b), gradFunc };
});

function makeNet({ units, hidden, loss, batchSize, learningRate }, { images, labels }) {
  const targets = oneHot(labels, 10);
  const layers = units.slice(1).map((outputs, i) => ({
    weights: tf.variable(tf.tensor2d(glorot(units[i], outputs), [units[i], outputs])),
    bias: tf.variable(tf.zeros([outputs])),
  }));
  const variables = layers.flatMap(({ weights, bias }) => [weights, bias]);
  const optimizer = tf.train.sgd(learningRate);
  const product = backend === "wasm" && batchSize > 1 ? transposingProduct : tf.matMul;
  const softmax = loss === "categoricalCrossentropy";
  const lossOf = (x, y) => {
    let a = x;
    layers.forEach(({ weights, bias }, i) => {
      const z = tf.add(product(a, weights), bias);
      a = i === layers.length - 1 && softmax ? z : hidden === "relu" ? tf.relu(z) : tf.sigmoid(z);
    });
    if (softmax) return tf.losses.softmaxCrossEntropy(y, a);
    return tf.mul(tf.sum(tf.squaredDifference(a, y)), 0.5 / x.shape[0]);
  };
  const examples = new Float32Array(batchSize * units[0]);
  const answers = new Float32Array(batchSize * 10);
  const batch = (indices) => {
    const n = indices.length;
    gatherRows(images, units[0], indices, examples);
    gatherRows(targets, 10, indices, answers);
    return [
      tf.tensor2d(examples.slice(0, n * units[0]), [n, units[0]]),
      tf.tensor2d(answers.slice(0, n * 10), [n, 10]),
    ];
  };
  const first = tf.tensor2d(images.slice(0, 1000 * units[0]), [1000, units[0]]);
  const firstTargets = tf.tensor2d(targets.slice(0, 10_000), [1000, 10]);
  const start = variables.map((variable) => variable.clone());
  return {
    restart: () => variables.forEach((variable, i) => variable.assign(start[i])),
    train: (indices) =>
      tf.tidy(() => {
        const [x, y] = batch(indices);
        optimizer.minimize(() => lossOf(x, y), false, variables);
      }),
    loss: () => tf.tidy(() => lossOf(first, firstTargets).dataSync()[0]),
  };
}

const simd = backend === "wasm" ? `SIMD ${await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")}` : "";
await serve(
  {
    engine: `TensorFlow.js, ${backend}`,
    version: tf.version["tfjs-core"],
    threads: 1,
    workloads: ["A", "B", "C", "D"],
    about: backend === "wasm" ? `${simd}; it starts no threads in Node` : "",
  },
  makeNet,
);
