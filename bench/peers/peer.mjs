// What the peers in Node share: the data, the workloads, and the talk with `npm run bench` over stdin and stdout.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const BENCH = join(dirname(fileURLToPath(import.meta.url)), "..");
const FEWEST_STEPS = 5;

/** The nets and settings that every peer trains, by name. */
export const workloads = JSON.parse(readFileSync(join(BENCH, "workloads.json"), "utf8"));

/** A file of MNIST without its head, from the folder that NEURONOTES_DATA names, or from the cache. */
function readIdx(name) {
  const folders = [process.env.NEURONOTES_DATA, join(BENCH, "..", "data", "cache")];
  for (const folder of folders.filter(Boolean)) {
    const path = join(folder, "mnist", `${name}.gz`);
    if (!existsSync(path)) continue;
    const bytes = gunzipSync(readFileSync(path));
    return bytes.subarray(4 + 4 * bytes[3]);
  }
  throw new Error(`${name}.gz is in none of the folders: run \`npm start -- --prepare\` first`);
}

/** Images as float32 from 0 to 1, 784 a row, and the labels. */
export function trainingData() {
  const pixels = readIdx("train-images-idx3-ubyte");
  const labels = readIdx("train-labels-idx1-ubyte");
  const images = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) images[i] = pixels[i] / 255;
  return { images, labels };
}

/** Class numbers as rows of zeros with a single one. */
export function oneHot(labels, classes) {
  const rows = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) rows[i * classes + labels[i]] = 1;
  return rows;
}

/** Copies the rows that indices names into `out`. */
export function gatherRows(rows, width, indices, out) {
  for (let i = 0; i < indices.length; i++) {
    const start = indices[i] * width;
    out.set(rows.subarray(start, start + width), i * width);
  }
  return out;
}

/** Glorot's uniform start values for weights [inputs, outputs]. */
export function glorot(inputs, outputs) {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => limit * (2 * Math.random() - 1));
}

/** Goes through the examples in an order that is drawn anew for each epoch; one step of the net for each batch. */
function stepByStep(net, { batchSize }, examples) {
  const order = Int32Array.from({ length: examples }, (_, i) => i);
  let start = examples;
  return async (seconds, fewestSteps) => {
    const begun = performance.now();
    const end = begun + 1000 * seconds;
    let images = 0;
    for (let steps = 0; performance.now() < end || steps < fewestSteps; steps++) {
      if (start >= examples) {
        for (let i = examples - 1; i > 0; i--) {
          const j = Math.floor(Math.random() * (i + 1));
          [order[i], order[j]] = [order[j], order[i]];
        }
        start = 0;
      }
      const indices = order.subarray(start, Math.min(start + batchSize, examples));
      start += batchSize;
      net.train(indices);
      images += indices.length;
    }
    await net.settle?.();
    return { images, seconds: (performance.now() - begun) / 1000 };
  };
}

/** Trains, and says how fast that was and how many of the cores it kept busy. */
async function measured(train, seconds, fewestSteps) {
  const before = process.cpuUsage();
  const done = await train(seconds, fewestSteps);
  const { user, system } = process.cpuUsage(before);
  return {
    imagesPerSecond: done.images / done.seconds,
    cores: (user + system) / 1e6 / done.seconds,
  };
}

/** A net that has learned for some seconds. Throws where its loss did not fall: a speed without learning means nothing. */
async function warmedUp(makeNet, spec, data, seconds) {
  const net = await makeNet(spec, data);
  const train = net.trainFor ?? stepByStep(net, spec, data.labels.length);
  const before = await net.loss();
  await train(seconds, FEWEST_STEPS);
  const after = await net.loss();
  if (!(after < 0.97 * before)) {
    throw new Error(
      `it does not learn: the loss went from ${before.toFixed(4)} to ${after.toFixed(4)}`,
    );
  }
  return { train, restart: net.restart };
}

/**
 * Answers each line {"workload": "B", "seconds": 1.5} by {"imagesPerSecond": …} until stdin ends.
 * makeNet(spec, { images, labels }) gives a net with loss() on the first thousand examples and either train(indices), one
 * step on these examples, or trainFor(seconds, fewestSteps), which shuffles for itself and returns { images, seconds }.
 * restart() puts the start values back; it is called before every measurement, so that all of them see the same stretch
 * of a training: a net that has learned for long computes with numbers so small that they cost time.
 * A request may bring a `spec` of its own, with the fields of workloads.json; the workload is then only its name.
 */
export async function serve(ready, makeNet, loadData = trainingData) {
  const data = await loadData();
  const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
  say({ ready });
  const nets = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const { workload, spec = workloads[workload], seconds, warmUp = 1 } = JSON.parse(line);
      if (!nets.has(workload)) {
        nets.set(workload, await warmedUp(makeNet, spec, data, warmUp));
      }
      const { train, restart } = nets.get(workload);
      await restart?.();
      say(await measured(train, seconds, 1));
    } catch (error) {
      say({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}
