import assert from "node:assert/strict";
import { test } from "node:test";
import { useBackend } from "../../lib/core/engine/backend";
import { BatchNormalization } from "../../lib/core/layers/batch-normalization";
import { Dense } from "../../lib/core/layers/dense";
import { Dropout } from "../../lib/core/layers/dropout";
import { Matrix } from "../../lib/core/matrix";
import { Sequential } from "../../lib/core/model/sequential";
import { Adagrad } from "../../lib/core/optimizers/adagrad";
import { Adam } from "../../lib/core/optimizers/adam";
import type { Optimizer } from "../../lib/core/optimizers/optimizer";
import { RMSProp } from "../../lib/core/optimizers/rmsprop";
import { cosineDecay, oneCycle, stepDecay } from "../../lib/core/optimizers/schedules";
import { SGD } from "../../lib/core/optimizers/sgd";
import {
  agree,
  agreeOnGradients,
  agreeOnState,
  examples,
  INPUTS,
  jaxReady,
  OUTPUTS,
  pairOf,
} from "../helpers/jax";

const layers = () => [
  new Dense({ units: 6, activation: "tanh" }),
  new Dense({ units: OUTPUTS, activation: "softmax" }),
];

const limits = [{}, { clipValue: 0.01 }, { clipNorm: 0.05 }, { globalClipNorm: 0.1 }];
const kinds: Record<string, (limit: object) => Optimizer> = {
  SGD: (limit) => new SGD({ learningRate: 0.1, ...limit }),
  "SGD with momentum": (limit) => new SGD({ momentum: 0.8, learningRate: 0.05, ...limit }),
  "SGD with nesterov": (limit) =>
    new SGD({ momentum: 0.8, nesterov: true, learningRate: 0.05, ...limit }),
  Adagrad: (limit) => new Adagrad({ learningRate: 0.05, epsilon: 1e-6, ...limit }),
  "Adagrad with a start value": (limit) => new Adagrad({ initialAccumulatorValue: 0.1, ...limit }),
  RMSProp: (limit) => new RMSProp({ rho: 0.8, epsilon: 1e-6, ...limit }),
  Adam: (limit) => new Adam({ beta1: 0.8, beta2: 0.99, epsilon: 1e-6, ...limit }),
};
for (const [name, make] of Object.entries(kinds)) {
  for (const limit of limits) {
    test(`${name} takes the plain backend's steps, clipped by ${JSON.stringify(limit)}`, async () => {
      await jaxReady;
      const [jax, plain] = pairOf(layers, "categoricalCrossentropy", () => make(limit));
      const { X, y } = examples(1, 24);
      for (const net of [jax, plain]) net.trainOnBatch(X, y);
      agreeOnGradients(jax, plain);
      for (const net of [jax, plain]) await net.fit(X, y, { epochs: 3, batchSize: 10 });
      agreeOnState(jax, plain);
    });
  }
}

const rates: Record<string, () => Optimizer> = {
  learningRateDecay: () => new SGD({ learningRate: 0.2, learningRateDecay: 0.3 }),
  cosineDecay: () =>
    new Adam({ learningRate: cosineDecay({ learningRate: 0.01, decaySteps: 12 }) }),
  stepDecay: () =>
    new SGD({ learningRate: stepDecay({ learningRate: 0.1, every: 3 }), momentum: 0.5 }),
  oneCycle: () =>
    new RMSProp({ learningRate: oneCycle({ maxLearningRate: 0.01, totalSteps: 12 }) }),
};
for (const [name, make] of Object.entries(rates)) {
  test(`the rate of every step is that of ${name}`, async () => {
    await jaxReady;
    const nets = pairOf(layers, "categoricalCrossentropy", make);
    const { X, y } = examples(2, 24);
    const histories = [];
    for (const net of nets) histories.push(await net.fit(X, y, { epochs: 4, batchSize: 10 }));
    assert.deepEqual(histories[0].learningRate, histories[1].learningRate);
    assert.equal(new Set(histories[0].learningRate).size, 4);
    agreeOnState(nets[0], nets[1]);
  });
}

test("a learning rate set between batches holds from the next step on", async () => {
  await jaxReady;
  const nets = pairOf(layers, "categoricalCrossentropy", () => new Adam());
  const { X, y } = examples(3, 25);
  for (const net of nets) {
    const onBatch = (log: { step: number }) => (net.learningRate = 0.01 / log.step);
    await net.fit(X, y, { epochs: 2, batchSize: 10, onBatch });
  }
  agreeOnState(nets[0], nets[1]);
});

test("what a callback writes into parameters and slots is what the next step takes", async () => {
  await jaxReady;
  const nets = pairOf(layers, "categoricalCrossentropy", () => new SGD({ momentum: 0.9 }));
  const { X, y } = examples(4, 30);
  for (const net of nets) {
    const onBatch = ({ step }: { step: number }) => {
      if (step !== 2) return;
      net.parameters()[0].value.data.fill(0.25);
      net.optimizer.slots[0][0].data.fill(0);
    };
    await net.fit(X, y, { epochs: 1, batchSize: 10, onBatch });
  }
  agreeOnState(nets[0], nets[1]);
  assert.ok(nets[0].parameters()[0].value.data.every((x) => Math.abs(x - 0.25) < 0.05));
});

test("gradients whose squares leave float32 are clipped by their norm all the same", async () => {
  await jaxReady;
  for (const limit of [{ clipNorm: 2 }, { globalClipNorm: 2 }]) {
    const one = () => [new Dense({ units: OUTPUTS })];
    const bare = pairOf(one, "quadratic");
    const clipped = pairOf(one, "quadratic", () => new SGD(limit));
    const X = Matrix.zeros(1, INPUTS, "float32");
    X.data.fill(1e12);
    for (const net of [...bare, ...clipped]) {
      net.parameters()[0].value.data.fill(0);
      net.parameters()[1].value.data.fill(1e13);
      net.computeGradients(X, [1]);
    }
    assert.equal(Math.fround(Math.hypot(...bare[0].parameters()[0].gradient.data) ** 2), Infinity);
    for (const net of clipped) net.trainOnBatch(X, [1]);
    agree([Math.hypot(...clipped[0].parameters()[0].gradient.data)], [2], "norm");
    agreeOnGradients(clipped[0], clipped[1]);
    agreeOnState(clipped[0], clipped[1]);
  }
});

test("a second moment that leaves float32 is reported in the plain backend's words", async () => {
  await jaxReady;
  for (const make of [() => new Adam(), () => new Adagrad(), () => new RMSProp()]) {
    const messages = [];
    for (const net of pairOf(() => [new Dense({ units: OUTPUTS })], "quadratic", make)) {
      const X = Matrix.zeros(2, INPUTS, "float32");
      X.data.fill(1e18);
      net.parameters()[0].value.data.fill(0);
      net.parameters()[1].value.data.fill(1e10);
      const before = net.parameters()[0].value.data.slice();
      messages.push(
        await net.fit(X, [0, 1]).then(
          () => "no error",
          (error: Error) => error.message,
        ),
      );
      assert.deepEqual(net.parameters()[0].value.data, before);
      assert.equal(net.optimizer.iterations, 0);
    }
    assert.match(messages[0], /dense_1\/weights holds a number that is not finite, at step 1/);
    assert.equal(messages[0], messages[1]);
  }
});

test("a saved model goes on with the numbers that it would have had", async () => {
  await jaxReady;
  const deep = () => [new BatchNormalization(), new Dropout(0.2), ...layers()];
  const [jax, plain] = pairOf(
    deep,
    "categoricalCrossentropy",
    () => new Adam({ learningRateDecay: 0.01 }),
  );
  const { X, y } = examples(6, 24);
  for (const net of [jax, plain]) await net.fit(X, y, { epochs: 2, batchSize: 8 });
  await useBackend("jax");
  let loaded: Sequential;
  try {
    loaded = Sequential.fromConfig(jax.config(), jax.state(), { optimizer: jax.optimizer.state() });
  } finally {
    await useBackend("plain");
  }
  assert.equal(loaded.backend, "jax");
  for (const net of [jax, plain, loaded]) await net.fit(X, y, { epochs: 2, batchSize: 8 });
  agreeOnState(jax, plain);
  assert.deepEqual(loaded.state(), jax.state());
  assert.deepEqual(loaded.optimizer.state(), jax.optimizer.state());
  assert.deepEqual(loaded.config(), jax.config());
});

test("an optimizer that trains one model is refused by the next", async () => {
  await jaxReady;
  const optimizer = new Adam();
  const [first, second] = pairOf(layers, "categoricalCrossentropy", () => optimizer);
  const { X, y } = examples(7);
  first.trainOnBatch(X, y);
  assert.throws(() => second.trainOnBatch(X, y), /already trains another model/);
  agree([optimizer.iterations], [1], "iterations");
});
