// jax-js: the loss in its NumPy, the gradients by `grad`, the whole step in one `jit`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { defaultDevice, grad, init, jit, nn, numpy as np } from "@jax-js/jax";
import { gatherRows, glorot, oneHot, serve } from "./peer.mjs";

await init("wasm");
defaultDevice("wasm");

function makeNet({ units, hidden, loss, learningRate }, { images, labels }) {
  const targets = oneHot(labels, 10);
  const softmax = loss === "categoricalCrossentropy";
  const activation = hidden === "relu" ? nn.relu : nn.sigmoid;
  const last = units.length - 2;
  // Arrays are consumed by use: `.ref` where one is used again.
  const lossOf = (parameters, x, y) => {
    const rows = x.shape[0];
    let a = x;
    for (let i = 0; i <= last; i++) {
      const z = np.dot(a, parameters[2 * i]).add(parameters[2 * i + 1]);
      a = i === last && softmax ? z : activation(z);
    }
    if (softmax)
      return nn
        .logSoftmax(a)
        .mul(y)
        .sum()
        .mul(-1 / rows);
    return np
      .square(a.sub(y))
      .sum()
      .mul(0.5 / rows);
  };
  const step = jit((parameters, x, y) => {
    const gradients = grad(lossOf)(
      parameters.map((p) => p.ref),
      x,
      y,
    );
    return parameters.map((p, i) => p.sub(gradients[i].mul(learningRate)));
  });
  const makeParameters = () =>
    units
      .slice(1)
      .flatMap((outputs, i) => [
        np.array(glorot(units[i], outputs)).reshape([units[i], outputs]),
        np.zeros([outputs]),
      ]);
  let parameters = makeParameters();
  const batch = (indices) => {
    const n = indices.length;
    const x = gatherRows(images, units[0], indices, new Float32Array(n * units[0]));
    const y = gatherRows(targets, 10, indices, new Float32Array(n * 10));
    return [np.array(x).reshape([n, units[0]]), np.array(y).reshape([n, 10])];
  };
  const firstThousand = Int32Array.from({ length: 1000 }, (_, i) => i);
  return {
    restart: () => {
      for (const p of parameters) p.dispose();
      parameters = makeParameters();
    },
    train: (indices) => {
      parameters = step(parameters, ...batch(indices));
      // Steps are only queued until someone reads; a queue that grows makes each step slower.
      parameters[parameters.length - 1].ref.dataSync();
    },
    loss: () =>
      lossOf(
        parameters.map((p) => p.ref),
        ...batch(firstThousand),
      ).js(),
  };
}

const packageFile = join(
  dirname(fileURLToPath(import.meta.url)),
  "../node_modules/@jax-js/jax/package.json",
);
const { version } = JSON.parse(readFileSync(packageFile, "utf8"));
await serve(
  { engine: "jax-js", version, threads: 1, workloads: ["A", "B", "C", "D"], about: "wasm" },
  makeNet,
);
