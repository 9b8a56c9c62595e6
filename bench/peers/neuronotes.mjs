// The library itself, as its users call it: a Sequential and its fit, with shuffling, history and a callback.
// Argument: the engine, one of plain, wasm, threads, jax.
import neuronotes from "neuronotes";
import { serve, workloads } from "./peer.mjs";

const { Dense, loadMnist, Sequential, SGD, useBackend } = neuronotes;
const engine = process.argv[2] ?? "plain";

const { threads } = await useBackend(engine, engine === "threads" ? { threads: 2 } : {});

function makeNet(spec, { images, labels }) {
  const { units, hidden, loss, batchSize, learningRate } = spec;
  const last = loss === "categoricalCrossentropy" ? "softmax" : hidden;
  const layers = units
    .slice(1)
    .map((n, i) => new Dense({ units: n, activation: i === units.length - 2 ? last : hidden }));
  const model = new Sequential(layers, { inputs: units[0], seed: 1, backend: engine });
  model.compile({ optimizer: new SGD({ learningRate }), loss });
  const start = model.state();
  const n = spec.images ?? labels.length;
  const [X, y] = [firstImages(images, n), labels.subarray(0, n)];
  return {
    restart: () => model.setState(start),
    trainFor: async (seconds, fewestSteps) => {
      const stop = new AbortController();
      let late = false;
      let trained = 0;
      const onBatch = ({ epoch, batch, step }) => {
        trained = (epoch - 1) * n + Math.min(batch * batchSize, n);
        if (late && step >= fewestSteps) stop.abort();
      };
      const timer = setTimeout(() => (late = true), 1000 * seconds);
      const begun = performance.now();
      // More epochs than there is time for: the signal ends it, as a Stop button would.
      await model.fit(X, y, { epochs: 1_000_000, batchSize, signal: stop.signal, onBatch });
      clearTimeout(timer);
      return { images: trained, seconds: (performance.now() - begun) / 1000 };
    },
    loss: () => model.evaluate(firstImages(images, 1000), labels.subarray(0, 1000)).loss,
  };
}

function firstImages({ data, shape, scale }, n) {
  const [, height, width] = shape;
  return { data: data.subarray(0, n * height * width), shape: [n, height, width], scale };
}

async function loadTraining() {
  const { train } = await loadMnist({ say: () => {} });
  if (train.labels.length < 60_000) {
    throw new Error("the full MNIST is needed: run `npm start -- --prepare` with a network first");
  }
  return train;
}

await serve(
  {
    engine: `neuronotes, ${engine}`,
    version: process.version,
    threads,
    workloads: Object.keys(workloads),
    about: "",
  },
  makeNet,
  loadTraining,
);
