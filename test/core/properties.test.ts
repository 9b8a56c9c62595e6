import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  Activation,
  activations,
  Adagrad,
  Adam,
  BatchNormalization,
  Dense,
  Dropout,
  l1l2,
  Random,
  RMSProp,
  Sequential,
  SGD,
  standardScaler,
  type ActivationName,
  type Layer,
  type LossName,
  type Optimizer,
} from "../../lib/core/index";
import { gradientsOf } from "../helpers/gradient-check";
import { saidAgain, wholeOf } from "../helpers/models";

const RUNS = { numRuns: 60, seed: 20 };
const names = Object.keys(activations) as ActivationName[];
const INPUTS = 3;
const CLASSES = 3;

/** What a random model and its data are made of; small numbers, so that fast-check can make them smaller. */
const plan = fc.record({
  hidden: fc.array(
    fc.record({
      units: fc.integer({ min: 2, max: 6 }),
      activation: fc.constantFrom(...names),
      normalized: fc.boolean(),
      price: fc.constantFrom(0, 0.01),
    }),
    { maxLength: 3 },
  ),
  end: fc.constantFrom<readonly [LossName, ActivationName]>(
    ["quadratic", "tanh"],
    ["meanSquaredError", "linear"],
    ["meanSquaredError", "softmax"],
    ["binaryCrossentropy", "sigmoid"],
    ["categoricalCrossentropy", "softmax"],
    ["sparseCategoricalCrossentropy", "softmax"],
  ),
  rows: fc.integer({ min: 2, max: 12 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

interface Options {
  normalization?: boolean;
  dropout?: boolean;
  optimizer?: Optimizer;
  scaled?: boolean;
}

function made({ hidden, end: [loss, last], rows, seed }: Plan, options: Options = {}) {
  const layers: Layer[] = hidden.flatMap(({ units, activation, normalized, price }) => [
    new Dense({ units, weightRegularizer: l1l2({ l1: price, l2: price }) }),
    ...(normalized && options.normalization ? [new BatchNormalization()] : []),
    new Activation(activation),
    ...(options.dropout ? [new Dropout(0.3)] : []),
  ]);
  const random = new Random(seed, 1);
  const X = Array.from({ length: rows }, () =>
    Array.from({ length: INPUTS }, () => random.normal()),
  );
  const y = X.map(() => random.integer(CLASSES));
  const model = new Sequential([...layers, new Dense({ units: CLASSES, activation: last })], {
    inputs: INPUTS,
    seed,
    dtype: "float64",
    scaler: options.scaled ? standardScaler.fit(X) : undefined,
  });
  model.compile({ loss, optimizer: options.optimizer, metrics: ["accuracy"] });
  return { model, X, y, random };
}

/** Alike up to the rounding of sums in another order. */
function near(a: readonly number[], b: readonly number[], what: string): void {
  assert.equal(a.length, b.length, what);
  const size = Math.max(1, ...b.map(Math.abs));
  a.forEach((x, i) => assert.ok(Math.abs(x - b[i]) <= 1e-11 * size, `${what} ${i}: ${x}, ${b[i]}`));
}

function nearGradients(a: Record<string, number[]>, b: Record<string, number[]>): void {
  assert.deepEqual(Object.keys(a), Object.keys(b));
  for (const [name, gradient] of Object.entries(a)) near(gradient, b[name], name);
}

test("the order of the examples changes neither loss, nor accuracy, nor gradients; outputs go with their rows", () => {
  fc.assert(
    fc.property(plan, (p) => {
      const { model, X, y, random } = made(p, { normalization: true });
      const order = random.shuffle(X.map((_, i) => i));
      const [shuffledX, shuffledY] = [order.map((i) => X[i]), order.map((i) => y[i])];
      const loss = model.computeGradients(X, y);
      const gradients = gradientsOf(model);
      near([model.computeGradients(shuffledX, shuffledY)], [loss], "loss");
      nearGradients(gradientsOf(model), gradients);
      const outputs = model.predict(X).toArray();
      assert.deepEqual(
        model.predict(shuffledX).toArray(),
        order.map((i) => outputs[i]),
      );
      const [measured, shuffled] = [model.evaluate(X, y), model.evaluate(shuffledX, shuffledY)];
      near([shuffled.loss], [measured.loss], "measured loss");
      assert.equal(shuffled.accuracy, measured.accuracy);
    }),
    RUNS,
  );
});

test("every example k times over: the same mean loss, accuracy and gradients", () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 2, max: 5 }), (p, k) => {
      const { model, X, y } = made(p, { normalization: true });
      const times = <T>(list: T[]) => Array.from({ length: k }, () => list).flat();
      const loss = model.computeGradients(X, y);
      const gradients = gradientsOf(model);
      near([model.computeGradients(times(X), times(y))], [loss], "loss");
      nearGradients(gradientsOf(model), gradients);
      near(
        [model.evaluate(times(X), times(y)).accuracy ?? NaN],
        [model.evaluate(X, y).accuracy ?? NaN],
        "accuracy",
      );
    }),
    RUNS,
  );
});

test("a batch in two parts: losses and gradients, weighted by their rows, add up to those of the whole", () => {
  fc.assert(
    fc.property(plan, fc.double({ min: 0, max: 1, noNaN: true }), (p, share) => {
      // Without batch normalization, whose examples know of each other.
      const { model, X, y } = made(p);
      const cut = 1 + Math.floor(share * (X.length - 2));
      const loss = model.computeGradients(X, y);
      const gradients = gradientsOf(model);
      const parts = [
        [X.slice(0, cut), y.slice(0, cut)] as const,
        [X.slice(cut), y.slice(cut)] as const,
      ];
      let sum = 0;
      const added: Record<string, number[]> = {};
      for (const [rows, labels] of parts) {
        const weight = rows.length / X.length;
        sum += weight * model.computeGradients(rows, labels);
        for (const [name, gradient] of Object.entries(gradientsOf(model))) {
          added[name] = gradient.map((g, i) => (added[name]?.[i] ?? 0) + weight * g);
        }
      }
      near([sum], [loss], "loss");
      nearGradients(added, gradients);
    }),
    RUNS,
  );
});

test("each example by itself is predicted as among others", () => {
  fc.assert(
    fc.property(plan, (p) => {
      const { model, X } = made(p, { normalization: true, dropout: true });
      const together = model.predict(X).toArray();
      assert.deepEqual(
        X.map((row) => model.predict([row]).row(0)),
        together,
      );
    }),
    RUNS,
  );
});

const optimizers: (() => Optimizer)[] = [
  () => new SGD({ learningRate: 0.05, learningRateDecay: 0.01 }),
  () => new SGD({ learningRate: 0.05, momentum: 0.9, nesterov: true, clipNorm: 1 }),
  () => new Adagrad({ learningRate: { schedule: "stepDecay", learningRate: 0.05, every: 3 } }),
  () => new RMSProp({ globalClipNorm: 1 }),
  () => new Adam({ learningRate: { schedule: "cosineDecay", learningRate: 0.02, decaySteps: 20 } }),
];
const training = fc.record({
  optimizer: fc.constantFrom(...optimizers),
  batchSize: fc.integer({ min: 2, max: 13 }),
  epochs: fc.integer({ min: 2, max: 5 }),
  first: fc.double({ min: 0, max: 1, noNaN: true }),
  shuffle: fc.boolean(),
});

test("a model that was saved and loaded is the model: it answers and goes on alike, bit by bit", async () => {
  await fc.assert(
    fc.asyncProperty(plan, training, async (p, { optimizer, batchSize, epochs, shuffle }) => {
      const options = { normalization: true, dropout: true, scaled: true, optimizer: optimizer() };
      const { model, X, y } = made(p, options);
      // Batch normalization wants no batch of one.
      fc.pre(X.length % batchSize !== 1);
      await model.fit(X, y, { epochs, batchSize, shuffle });
      const again = saidAgain(model);
      assert.deepEqual(wholeOf(again), wholeOf(model));
      assert.deepEqual(again.predict(X), model.predict(X));
      for (const each of [model, again]) await each.fit(X, y, { epochs, batchSize, shuffle });
      assert.deepEqual(wholeOf(again), wholeOf(model));
    }),
    RUNS,
  );
});

test("epochs in two calls of fit are epochs in one, bit by bit", async () => {
  await fc.assert(
    fc.asyncProperty(
      plan,
      training,
      async (p, { optimizer, batchSize, epochs, first, shuffle }) => {
        const options = { normalization: true, dropout: true };
        const [whole, parts] = [optimizer(), optimizer()].map((o) =>
          made(p, { ...options, optimizer: o }),
        );
        const { X, y } = whole;
        fc.pre(X.length % batchSize !== 1);
        const before = 1 + Math.floor(first * (epochs - 2));
        await whole.model.fit(X, y, { epochs, batchSize, shuffle });
        await parts.model.fit(X, y, { epochs: before, batchSize, shuffle });
        await parts.model.fit(X, y, { epochs: epochs - before, batchSize, shuffle });
        assert.deepEqual(wholeOf(parts.model), wholeOf(whole.model));
      },
    ),
    RUNS,
  );
});

test("looking changes nothing: predict, evaluate, computeGradients, summary, config and state", () => {
  fc.assert(
    fc.property(plan, (p) => {
      const { model, X, y } = made(p, {
        normalization: true,
        dropout: true,
        optimizer: new Adam(),
      });
      model.trainOnBatch(X, y);
      const before = wholeOf(model);
      const data = structuredClone([X, y]);
      model.predict(X);
      model.evaluate(X, y);
      model.computeGradients(X, y);
      model.summary();
      for (const matrix of Object.values(model.state())) matrix.data.fill(7);
      for (const matrix of Object.values(model.optimizer.state())) matrix.data.fill(7);
      assert.deepEqual(wholeOf(model), before);
      assert.deepEqual([X, y], data, "nor are the data changed");
    }),
    RUNS,
  );
});

test("one-hot rows and class numbers are the same targets, bit by bit", () => {
  fc.assert(
    fc.property(plan, (p) => {
      fc.pre(p.end[0] !== "sparseCategoricalCrossentropy");
      const { model, X, y } = made(p, { normalization: true });
      const loss = model.computeGradients(X, y);
      const gradients = gradientsOf(model);
      const rows = y.map((c) => [0, 1, 2].map((j) => (j === c ? 1 : 0)));
      assert.equal(model.computeGradients(X, rows), loss);
      assert.deepEqual(gradientsOf(model), gradients);
      assert.deepEqual(model.evaluate(X, rows), model.evaluate(X, y));
    }),
    RUNS,
  );
});

test("a scaler in the model is the scaled data without it, bit by bit", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (p) => {
      const [scaled, plain] = [made(p, { scaled: true }), made(p)];
      const X = standardScaler.fit(plain.X).transform(plain.X);
      await scaled.model.fit(scaled.X, scaled.y, { epochs: 2, batchSize: 3 });
      await plain.model.fit(X, plain.y, { epochs: 2, batchSize: 3 });
      assert.deepEqual(scaled.model.state(), plain.model.state());
      assert.deepEqual(scaled.model.predict(scaled.X), plain.model.predict(X));
    }),
    RUNS,
  );
});
