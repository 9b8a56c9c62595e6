import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  Activation,
  Adam,
  BatchNormalization,
  cosineDecay,
  Dense,
  Dropout,
  l2,
  standardScaler,
} from "../../lib/core/index";
import { Network } from "../../lib/core/model/network";
import { Random } from "../../lib/core/random";
import { Sequential } from "../../lib/core/model/sequential";
import { loadNpz, saveNpz } from "../../lib/io/npz";
import { loadModel, saveModel } from "../../lib/io/save-model";
import { toBeClose } from "../helpers/close";
import { listing, temporaryFolder } from "../helpers/folder";
import { python, withoutNumpy } from "../helpers/python";

const random = new Random(3);
const X = Array.from({ length: 12 }, () => [random.normal(), random.normal(), random.normal()]);
const y = X.map(() => random.integer(2));

const makeNet = () =>
  new Network([3, 5, 2], { seed: 4, activation: ["tanh", "sigmoid"], learningRate: 0.3 });

test("a saved model comes back whole: structure, parameters, loss, optimizer", async (t) => {
  for (const dtype of ["float32", "float64"] as const) {
    const path = join(temporaryFolder(t), "net.npz");
    const net = new Network([3, 5, 2], { seed: 4, dtype, loss: "meanSquaredError" });
    await net.fit(X, y, { epochs: 2, batchSize: 4 });
    await saveModel(net, path);
    const again = await loadModel(path);
    assert.deepEqual(again.config(), net.config());
    assert.deepEqual(again.state(), net.state());
    assert.deepEqual(again.predict(X), net.predict(X));
    assert.deepEqual(
      [again.dtype, again.loss, again.learningRate],
      [dtype, "meanSquaredError", 0.5],
    );
  }
});

test("a loaded model goes on where the saved one stopped, number for number", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  const [parts, whole] = [makeNet(), makeNet()];
  await parts.fit(X, y, { epochs: 3, batchSize: 5 });
  await saveModel(parts, path);
  const again = await loadModel(path);
  const rest = await again.fit(X, y, { epochs: 2, batchSize: 5 });
  const all = await whole.fit(X, y, { epochs: 5, batchSize: 5 });
  assert.deepEqual(rest.loss, all.loss.slice(3));
  assert.deepEqual(again.state(), whole.state());
});

test("dropout, batch normalization, Adam with a schedule and a scaler go on as if nothing had happened", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  const labels = X.map((row) => (row[0] > 0 ? 1 : 0));
  const make = () =>
    new Sequential(
      [
        new Dense({ units: 6, weightRegularizer: l2(1e-3) }),
        new BatchNormalization({ momentum: 0.8 }),
        new Activation("relu"),
        new Dropout({ rate: 0.3 }),
        new Dense({ units: 2, activation: "softmax" }),
      ],
      { inputs: 3, seed: 5, scaler: standardScaler.fit(X) },
    ).compile({
      optimizer: new Adam({
        learningRate: cosineDecay({ learningRate: 0.05, decaySteps: 20 }),
        clipNorm: 1,
      }),
      loss: "categoricalCrossentropy",
      metrics: ["accuracy"],
    });
  const [parts, whole] = [make(), make()];
  await parts.fit(X, labels, { epochs: 3, batchSize: 4 });
  await saveModel(parts, path);
  const again = await loadModel(path);
  assert.deepEqual(again.config(), parts.config());
  assert.deepEqual(again.predict(X), parts.predict(X));
  const rest = await again.fit(X, labels, { epochs: 4, batchSize: 4 });
  const all = await whole.fit(X, labels, { epochs: 7, batchSize: 4 });
  assert.deepEqual(rest.loss, all.loss.slice(3));
  assert.deepEqual(rest.learningRate, all.learningRate.slice(3));
  assert.deepEqual(again.state(), whole.state());
  assert.deepEqual(again.optimizer.state(), whole.optimizer.state());
  const { config, ...arrays } = await loadNpz(path);
  assert.equal(typeof config, "string");
  for (const name of [
    "batch_normalization_1/movingVariance",
    "optimizer/dense_1/weights/m",
    "optimizer/dense_2/bias/v",
    "scaler/mean",
  ]) {
    assert.ok(name in arrays, name);
  }
});

test("the file holds arrays under the layers' names, biases as lists, and the config as JSON", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  await saveModel(makeNet(), path);
  const { config, ...arrays } = await loadNpz(path);
  assert.deepEqual(
    Object.entries(arrays).map(([name, value]) => [name, typeof value === "string" || value.shape]),
    [
      ["dense_1/weights", [3, 5]],
      ["dense_1/bias", [5]],
      ["dense_2/weights", [5, 2]],
      ["dense_2/bias", [2]],
    ],
  );
  assert.deepEqual(JSON.parse(config as string), makeNet().config());
});

test("a model without loss and optimizer can be saved and loaded", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  const model = new Sequential([new Dense({ units: 2 })], { inputs: 3 });
  await saveModel(model, path);
  const again = await loadModel(path);
  assert.deepEqual(again.predict(X), model.predict(X));
  assert.throws(() => again.evaluate(X, y), /call model\.compile/);
});

test("NumPy computes the same outputs from the saved file", { skip: withoutNumpy }, async (t) => {
  const path = join(temporaryFolder(t), "digits.npz");
  const net = new Network([784, 30, 10], { learningRate: 3, seed: 1 });
  const images = { data: Uint8Array.from({ length: 20 * 784 }, () => random.integer(256)) };
  const data = { ...images, shape: [20, 28, 28], scale: 1 / 255 };
  await net.fit(
    data,
    Uint8Array.from({ length: 20 }, (_, i) => i % 10),
    { batchSize: 10 },
  );
  await saveModel(net, path);
  await saveNpz(`${path}.images.npz`, { images: { ...images, shape: [20, 784] } });
  const code = `
import json, sys, numpy as np
net, X = np.load(sys.argv[1]), np.load(sys.argv[2])["images"] / 255
sigmoid = lambda z: 1 / (1 + np.exp(-z))
assert net["dense_1/weights"].shape == (784, 30) and net["dense_1/bias"].shape == (30,)
assert net["dense_2/weights"].shape == (30, 10) and net["dense_2/bias"].shape == (10,)
hidden = sigmoid(X @ net["dense_1/weights"].astype("f8") + net["dense_1/bias"])
print(json.dumps(sigmoid(hidden @ net["dense_2/weights"].astype("f8") + net["dense_2/bias"]).tolist()))`;
  const outputs = JSON.parse(python(code, path, `${path}.images.npz`)) as number[][];
  toBeClose(net.predict(data), outputs, 1e-6);
});

test("a path that cannot be written is an error, and nothing stays", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "net.npz"));
  await assert.rejects(saveModel(makeNet(), join(folder, "net.npz")), /could not write .*net\.npz/);
  assert.deepEqual(listing(folder), ["net.npz"]);
});

test("a file without a model says what it holds and what to try", async (t) => {
  const path = join(temporaryFolder(t), "arrays.npz");
  await saveNpz(path, { a: { data: Float32Array.of(1), shape: [1] } });
  await assert.rejects(loadModel(path), {
    message: `${path}: expected a model that saveModel wrote (with an entry "config") but found only a: for plain arrays use loadNpz and setState`,
  });
});

test("a model file that was changed is refused with its path and a question", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  await saveModel(makeNet(), path);
  const good = await loadNpz(path);
  const config = JSON.parse(good.config as string) as object;
  const weights = { data: new Float32Array(15), shape: [3, 5] };
  for (const [change, message] of [
    [{ config: "{" }, /JSON/],
    [{ config: "{}" }, /./],
    [{ config: "null" }, /./],
    [{ config: JSON.stringify({ ...config, layers: [{ class: "Conv2D" }] }) }, /no layer "Conv2D"/],
    [
      { "dense_2/bias": { data: new Float32Array(3), shape: [3] } },
      /dense_2\/bias as Matrix \[1, 2\]/,
    ],
    [{ "dense_9/bias": { data: new Float32Array(3), shape: [3] } }, /knows no dense_9\/bias/],
    [{ "dense_1/weights": { ...weights, data: weights.data.map(() => NaN) } }, /finite numbers/],
    [{ "dense_1/weights": { ...weights, shape: [5, 3] } }, /\[3, 5\] but got Matrix \[5, 3\]/],
    [{ "dense_1/weights": { data: Float32Array.of(1), shape: [] } }, /./],
  ] as const) {
    await saveNpz(path, { ...good, ...change });
    await assert.rejects(loadModel(path), (error: Error) => {
      assert.ok(
        error.message.startsWith(`${path}: the model in it cannot be made: `),
        error.message,
      );
      assert.match(error.message, message);
      assert.match(error.message, /Was it written by a newer version\?$/);
      return true;
    });
  }
});

test("a model file that is cut off, foreign or missing is refused", async (t) => {
  const path = join(temporaryFolder(t), "net.npz");
  await saveModel(makeNet(), path);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length / 2));
  await assert.rejects(loadModel(path), /foreign, cut off or damaged/);
  writeFileSync(path, "<html>");
  await assert.rejects(loadModel(path), /foreign, cut off or damaged/);
  await assert.rejects(loadModel(`${path}.none`), /could not read .*ENOENT/);
});
