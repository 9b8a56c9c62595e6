import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadJaxBackend } from "../../lib/backends/jax/index";
import { activations, type ActivationName } from "../../lib/core/activations";
import { Adam } from "../../lib/core/optimizers/adam";
import { registerBackend, useBackend } from "../../lib/core/engine/backend";
import { Dense } from "../../lib/core/layers/dense";
import { NotFinite } from "../../lib/core/errors";
import { toExamples } from "../../lib/core/examples";
import type { Layer } from "../../lib/core/layers/layer";
import { losses, type LossName } from "../../lib/core/losses";
import { Matrix } from "../../lib/core/matrix";
import { Random } from "../../lib/core/random";
import { Sequential } from "../../lib/core/model/sequential";
import { SGD, type Optimizer } from "../../lib/core/optimizers/sgd";
import { toTargets } from "../../lib/core/targets";
import { keptBetween } from "../helpers/allocation";

registerBackend("jax", () => loadJaxBackend());
const ready = useBackend("jax").then(() => useBackend("plain"));

const activationNames = Object.keys(activations) as ActivationName[];
const lossNames = Object.keys(losses) as LossName[];
const [SIZES, ROWS] = [[7, 6, 5, 4], 9];

function examples(seed: number, rows = ROWS): { X: Matrix; y: number[] } {
  const random = new Random(seed);
  const X = Matrix.zeros(rows, SIZES[0], "float32");
  for (let i = 0; i < X.data.length; i++) X.data[i] = random.normal();
  return { X, y: Array.from({ length: rows }, (_, i) => i % SIZES[3]) };
}

function model(
  backend: string,
  activation: ActivationName | ActivationName[],
  loss: LossName,
  optimizer: Optimizer = new SGD({ learningRate: 0.1 }),
): Sequential {
  const names = Array.isArray(activation) ? activation : SIZES.slice(1).map(() => activation);
  const layers = names.map((name, i) => new Dense({ units: SIZES[i + 1], activation: name }));
  return new Sequential(layers, { inputs: SIZES[0], seed: 5, backend }).compile({
    loss,
    optimizer,
  });
}

const pair = (...about: [ActivationName | ActivationName[], LossName, (() => Optimizer)?]) =>
  ["jax", "plain"].map((name) => model(name, about[0], about[1], about[2]?.()));

/** Fails unless ‖a − p‖ ≤ 1e-5 ‖p‖ + 1e-7. */
function agree(a: ArrayLike<number>, p: ArrayLike<number>, what: string, absolute = 1e-7): void {
  assert.equal(a.length, p.length);
  const distance = Math.hypot(...Array.from(a, (x, i) => x - p[i]));
  const allowed = 1e-5 * Math.hypot(...Array.from(p)) + absolute;
  assert.ok(distance <= allowed, `${what}: ${distance} apart, ${allowed} allowed`);
}

const agreeAll = (a: Sequential, p: Sequential, what: "value" | "gradient"): void =>
  a.parameters().forEach((parameter, i) => {
    agree(parameter[what].data, p.parameters()[i][what].data, `${parameter.name}, ${what}`);
  });

for (const loss of lossNames) {
  for (const activation of activationNames) {
    const last = losses[loss].logitsOf;
    const names = [activation, activation, last ?? activation];
    test(`${activation} with ${loss} has the plain backend's loss, outputs and gradients`, async () => {
      await ready;
      const [jax, plain] = pair(names, loss);
      const { X, y } = examples(1);
      agree([jax.computeGradients(X, y)], [plain.computeGradients(X, y)], "loss", 2e-5);
      agree(jax.predict(X).data, plain.predict(X).data, "outputs");
      agreeAll(jax, plain, "gradient");
      assert.ok(jax.parameters().every((p) => Math.hypot(...p.gradient.data) > 1e-6));
      const [measured, expected] = [jax.evaluate(X, y), plain.evaluate(X, y)];
      agree([measured.loss], [expected.loss], "measured loss", 2e-5);
      assert.equal(measured.accuracy, expected.accuracy);
    });
    test(`${activation} with ${loss} has the plain backend's parameters after 100 steps`, async () => {
      await ready;
      const [jax, plain] = pair(names, loss, () => new SGD({ learningRate: 0.02 }));
      const { X, y } = examples(2, 40);
      for (const net of [jax, plain]) await net.fit(X, y, { epochs: 25, batchSize: 10 });
      agreeAll(jax, plain, "value");
    });
  }
}

test("Adam takes the plain backend's first steps, with a learning rate that changes", async () => {
  await ready;
  const options = { learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 1e-4 };
  const [jax, plain] = pair(["tanh", "tanh", "softmax"], "categoricalCrossentropy", () => {
    return new Adam(options);
  });
  const { X, y } = examples(3, 40);
  for (const net of [jax, plain]) {
    await net.fit(X, y, { epochs: 5, batchSize: 10 });
    net.learningRate = 0.002;
    await net.fit(X, y, { epochs: 5, batchSize: 10 });
  }
  agreeAll(jax, plain, "value");
});

test("a learning rate set between batches holds from the next step on", async () => {
  await ready;
  const nets = pair(["sigmoid", "relu", "linear"], "quadratic");
  const { X, y } = examples(4, 25);
  const histories = [];
  for (const net of nets) {
    const onBatch = (log: { step: number }) => (net.learningRate = 0.1 / log.step);
    histories.push(await net.fit(X, y, { epochs: 2, batchSize: 10, onBatch }));
  }
  agreeAll(nets[0], nets[1], "value");
  agree(histories[0].loss, histories[1].loss, "history");
  assert.deepEqual(histories[0].accuracy, histories[1].accuracy);
});

test("parameters written from outside are those of the next pass", async () => {
  await ready;
  const [jax, plain] = pair(["sigmoid", "tanh", "linear"], "meanSquaredError");
  const { X, y } = examples(5);
  await plain.fit(X, y, { epochs: 3 });
  jax.setState(plain.state());
  agree(jax.predict(X).data, plain.predict(X).data, "outputs");
  agree([jax.trainOnBatch(X, y)], [plain.trainOnBatch(X, y)], "loss");
  agreeAll(jax, plain, "value");
});

test("a model goes on where config() and state() left off", async () => {
  await ready;
  const jax = model("jax", ["relu", "relu", "softmax"], "categoricalCrossentropy");
  const { X, y } = examples(6);
  await jax.fit(X, y, { epochs: 2 });
  const plain = Sequential.fromConfig(jax.config(), jax.state());
  assert.equal(plain.backend, "plain");
  agree(jax.predict(X).data, plain.predict(X).data, "outputs");
  assert.deepEqual(jax.config(), plain.config());
});

test("no start value differs from the plain backend's", async () => {
  await ready;
  const [jax, plain] = pair("sigmoid", "quadratic");
  assert.deepEqual(jax.state(), plain.state());
});

test("sums of ±1000 leave losses and gradients finite, as they are on the plain backend", async () => {
  await ready;
  for (const activation of activationNames) {
    const [jax, plain] = pair([activation, activation, "softmax"], "categoricalCrossentropy");
    const X = Matrix.from([[1000, -1000, 1000, -1000, 0, 0, 500]], "float32");
    for (const net of [jax, plain]) {
      net.parameters().forEach(({ value }) => value.data.forEach((x, i, all) => (all[i] = 2 * x)));
    }
    const [loss, expected] = [jax.computeGradients(X, [1]), plain.computeGradients(X, [1])];
    assert.ok(Number.isFinite(loss));
    agree([loss], [expected], `${activation}, loss`, 2e-5);
    agreeAll(jax, plain, "gradient");
  }
});

test("relu has the derivative 0 where its sum is 0", async () => {
  await ready;
  const [jax, plain] = pair(["relu", "linear", "linear"], "quadratic");
  const X = Matrix.zeros(1, SIZES[0], "float32");
  for (const net of [jax, plain]) net.computeGradients(X, [1]);
  assert.deepEqual(Array.from(jax.parameters()[1].gradient.data), new Array(SIZES[1]).fill(0));
  agreeAll(jax, plain, "gradient");
});

test("numbers that break are reported in the plain backend's words", async () => {
  await ready;
  const { X, y } = examples(7);
  const messages: string[] = [];
  for (const net of pair(["linear", "linear", "linear"], "quadratic")) {
    net.learningRate = 1e15;
    const failure = (error: Error) => error.message;
    messages.push(await net.fit(X, y, { epochs: 9 }).then(() => "no error", failure));
    assert.ok(net.parameters().every(({ value }) => value.data.every((x) => Number.isFinite(x))));
    net.parameters()[2].value.data[0] = NaN;
    try {
      net.computeGradients(X, y);
    } catch (error) {
      messages.push((error as Error).message);
    }
  }
  assert.equal(messages.length, 4);
  assert.match(messages[0], /^fit: .*at step \d/);
  assert.match(messages[1], /the loss became NaN, first seen in dense_2/);
  assert.deepEqual(messages.slice(0, 2), messages.slice(2));
});

test("a parameter that breaks in a step is named", async () => {
  const backend = await loadJaxBackend();
  const layers = [new Dense({ units: 2 })];
  const net = backend.build({ layers, inputs: 1, dtype: "float32", random: new Random(1) });
  const feed = net.feed(
    toExamples("test", [[1e30]]),
    toTargets("test", { data: [1e5, 0], shape: [1, 2] }, 2, 1),
  );
  net.parameters[0].value.data.fill(0);
  net.begin();
  net.backward(losses.meanSquaredError, feed, 0, 1);
  assert.throws(
    () => net.update(new SGD({ learningRate: 1e9 })),
    new NotFinite("dense_1/weights holds a number that is not finite"),
  );
});

test("what is not covered is named, with what to take instead", async () => {
  const backend = await loadJaxBackend();
  class Dropout extends Dense {
    override config() {
      return { ...super.config(), class: "Dropout" };
    }
  }
  class Rprop extends SGD {
    override config() {
      return { class: "Rprop" };
    }
  }
  const plan = { inputs: 2, random: new Random(0) };
  const layers: Layer[] = [new Dropout({ units: 1 })];
  assert.throws(
    () => backend.build({ ...plan, layers, dtype: "float32" }),
    /^RangeError: backend "jax" does not cover the layer "Dropout": it covers Dense.*backend: "plain"/,
  );
  assert.equal(layers[0].parameters.length, 0, "the layer may still be part of another model");
  const dense = [new Dense({ units: 1 })];
  assert.throws(() => backend.build({ ...plan, layers: dense, dtype: "float64" }), /float32/);
  const net = backend.build({ ...plan, layers: dense, dtype: "float32" });
  assert.throws(() => net.update(new Rprop()), /the optimizer "Rprop": it covers SGD, Adam\./);
});

test("where the package is missing the message says what to install", async () => {
  const missing = Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
  await assert.rejects(
    loadJaxBackend(() => Promise.reject(missing)),
    (error: Error) => {
      assert.match(error.message, /not installed: run npm install @jax-js\/jax@0\.1\.25, or/);
      assert.equal(error.cause, missing);
      return true;
    },
  );
  await assert.rejects(
    loadJaxBackend(() => Promise.reject(new SyntaxError("broken"))),
    /was found but does not load \(SyntaxError: broken\)/,
  );
});

/** How often the package's memory grew while work() ran; it grows where an array was not given back. */
async function growths(work: () => void | Promise<void>): Promise<number> {
  const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: Growing } } })
    .WebAssembly;
  const { grow } = Memory.prototype;
  let count = 0;
  Memory.prototype.grow = function (pages) {
    count++;
    return grow.call(this, pages);
  };
  try {
    await work();
  } finally {
    Memory.prototype.grow = grow;
  }
  return count;
}
interface Growing {
  grow(pages: number): number;
}

test("2,000 steps, and as many passes without a step, keep no memory", async () => {
  const backend = await loadJaxBackend();
  const layers = [new Dense({ units: 30, activation: "sigmoid" }), new Dense({ units: 4 })];
  const net = backend.build({ layers, inputs: 70, dtype: "float32", random: new Random(1) });
  const X = Matrix.zeros(10, 70, "float32");
  const feed = net.feed(toExamples("test", X), toTargets("test", new Uint8Array(10), 4, 10));
  const optimizers = [new Adam(), new SGD()];
  const kept = keptBetween(1, 1500);
  const steps = (count: number) => {
    for (let step = 1; step <= count; step++) {
      if (step % 5 === 0) net.begin();
      net.backward(losses.quadratic, feed, 0, 10);
      net.update(optimizers[step % 2]);
      net.evaluate(losses.quadratic, feed, 0, 10);
      net.forward(feed, 0, 10);
      kept.at(step);
    }
  };
  await growths(() => steps(500));
  assert.equal(await growths(() => steps(1500)), 0);
  // A batch is 2,800 bytes; compiled code comes and goes.
  assert.ok(kept.result() < 1500 * 1000, `${kept.result()} bytes more in use`);
});

test("the arrays of a model that nobody has any more are given back", async () => {
  const backend = await loadJaxBackend();
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const models = async () => {
    for (let i = 0; i < 20; i++) {
      const layers = [new Dense({ units: 400 })];
      backend.build({ layers, inputs: 400, dtype: "float32", random: new Random(1) });
      collect();
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
  };
  await models();
  assert.equal(await growths(models), 0);
});
