import assert from "node:assert/strict";
import { test } from "node:test";
import { loadJaxBackend } from "../../lib/backends/jax/index";
import { NotFinite } from "../../lib/core/errors";
import { toExamples } from "../../lib/core/examples";
import { Activation } from "../../lib/core/layers/activation";
import { BatchNormalization } from "../../lib/core/layers/batch-normalization";
import { Dense } from "../../lib/core/layers/dense";
import { Dropout } from "../../lib/core/layers/dropout";
import { l2 } from "../../lib/core/layers/regularizers";
import { losses } from "../../lib/core/losses";
import { Matrix } from "../../lib/core/matrix";
import { Sequential } from "../../lib/core/model/sequential";
import { Adam } from "../../lib/core/optimizers/adam";
import { SGD } from "../../lib/core/optimizers/sgd";
import { toTargets } from "../../lib/core/targets";
import { keptBetween } from "../helpers/allocation";
import {
  agree,
  agreeOnState,
  agreeOnValues,
  examples,
  jaxReady,
  OUTPUTS,
  pairOf,
  planOf,
} from "../helpers/jax";

/** 7-6-5-4. */
const deep = () => [
  new Dense({ units: 6, activation: "sigmoid" }),
  new Dense({ units: 5, activation: "tanh" }),
  new Dense({ units: OUTPUTS }),
];
const linear = () => [6, 5, OUTPUTS].map((units) => new Dense({ units }));

test("parameters written from outside are those of the next pass", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(deep, "meanSquaredError");
  const { X, y } = examples(5);
  await plain.fit(X, y, { epochs: 3 });
  jax.setState(plain.state());
  agree(jax.predict(X).data, plain.predict(X).data, "outputs");
  agree([jax.trainOnBatch(X, y)], [plain.trainOnBatch(X, y)], "loss");
  agreeOnValues(jax, plain);
});

test("a model goes on where config() and state() left off", async () => {
  await jaxReady;
  const [jax] = pairOf(deep, "quadratic");
  const { X, y } = examples(6);
  await jax.fit(X, y, { epochs: 2 });
  const plain = Sequential.fromConfig(jax.config(), jax.state());
  assert.equal(plain.backend, "plain");
  agree(jax.predict(X).data, plain.predict(X).data, "outputs");
  assert.deepEqual(jax.config(), plain.config());
});

test("no start value differs from the plain backend's", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(deep, "quadratic");
  assert.deepEqual(jax.state(), plain.state());
});

test("values within the tolerance are counted", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(() => [new Dense({ units: 1 })], "meanSquaredError");
  const { X } = examples(7, 40);
  const y = Float64Array.from({ length: 40 }, (_, i) => jax.predict(X).data[i] + (i % 4) * 0.01);
  for (const net of [jax, plain]) {
    net.compile({ loss: "meanSquaredError", optimizer: new SGD(), metrics: ["accuracy"] });
  }
  const { accuracy } = jax.evaluate(X, y);
  assert.equal(accuracy, plain.evaluate(X, y).accuracy);
  assert.equal(accuracy, 0.25);
});

test("numbers that break are reported in the plain backend's words", async () => {
  await jaxReady;
  const { X, y } = examples(7);
  const messages: string[] = [];
  for (const net of pairOf(linear, "quadratic")) {
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

test("after numbers broke a model goes on from its last finite epoch", async () => {
  await jaxReady;
  const { X, y } = examples(8, 20);
  const nets = pairOf(
    () => [new BatchNormalization(), new Dropout(0.2), ...deep()],
    "meanSquaredError",
    () => new SGD({ learningRate: 0.05, momentum: 0.9 }),
  );
  for (const net of nets) {
    const onEpoch = ({ epoch }: { epoch: number }) => {
      if (epoch === 2) net.parameters()[2].value.data[0] = NaN;
    };
    await assert.rejects(net.fit(X, y, { epochs: 4, batchSize: 10, onEpoch }), /last finite epoch/);
    await net.fit(X, y, { epochs: 2, batchSize: 10 });
  }
  agreeOnState(nets[0], nets[1]);
});

test("a parameter that breaks in a step is named", async () => {
  const backend = await loadJaxBackend();
  const net = backend.build(planOf([new Dense({ units: 2 })], 1));
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
  class Noise extends Dense {
    override config() {
      return { ...super.config(), class: "Noise" };
    }
  }
  class Rprop extends SGD {
    override config() {
      return { class: "Rprop" };
    }
  }
  const noise = planOf([new Noise({ units: 1 })], 2);
  assert.throws(
    () => backend.build(noise),
    /^RangeError: backend "jax" does not cover the layer "Noise": it covers Input, .*backend: "plain"/,
  );
  assert.equal(noise.layers[0].parameters.length, 0, "the layer has not been built");
  const plan = planOf([new Dense({ units: 1 })], 2);
  assert.throws(() => backend.build({ ...plan, dtype: "float64" }), /float32/);
  const net = backend.build(plan);
  const optimizer = new Rprop();
  for (const use of [() => net.prepare(optimizer), () => net.update(optimizer)]) {
    assert.throws(use, /the optimizer "Rprop": it covers SGD, Adagrad, RMSProp, Adam\./);
  }
  assert.equal(optimizer.iterations, 0);
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
  const layers = [
    new Dense({ units: 30, weightRegularizer: l2(1e-4) }),
    new BatchNormalization(),
    new Activation("sigmoid"),
    new Dropout(0.2),
    new Dense({ units: 4 }),
  ];
  const net = backend.build(planOf(layers, 70));
  const X = Matrix.zeros(10, 70, "float32");
  const feed = net.feed(toExamples("test", X), toTargets("test", new Uint8Array(10), 4, 10));
  const optimizers = [new Adam({ clipNorm: 1 }), new SGD()];
  const kept = keptBetween(1000, 2000);
  const steps = (count: number) => {
    for (let step = 1; step <= count; step++) {
      net.begin();
      net.backward(losses.quadratic, feed, 0, 10);
      net.update(optimizers[step % 2]);
      net.evaluate(losses.quadratic, feed, 0, 10);
      net.forward(feed, 0, 10);
      kept.at(step);
    }
  };
  await growths(() => steps(500));
  assert.equal(await growths(() => steps(2000)), 0);
  // A batch is 2,800 bytes; compiled code comes and goes.
  assert.ok(kept.result() < 1000 * 1000, `${kept.result()} bytes more in use`);
});

test("models that come and go leave none of their arrays", async () => {
  const backend = await loadJaxBackend();
  const X = Matrix.zeros(5, 400, "float32");
  const models = () => {
    for (let i = 0; i < 20; i++) {
      const net = backend.build(planOf([new Dense({ units: 400 })], 400));
      const feed = net.feed(toExamples("test", X), toTargets("test", new Uint8Array(5), 400, 5));
      net.backward(losses.quadratic, feed, 0, 5);
      net.update(new Adam());
      net.forward(feed, 0, 5);
    }
  };
  models();
  assert.equal(await growths(models), 0);
});
