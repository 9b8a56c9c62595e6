import assert from "node:assert/strict";
import { test } from "node:test";
import { activations, type ActivationName } from "../../lib/core/activations";
import { Activation } from "../../lib/core/layers/activation";
import { BatchNormalization } from "../../lib/core/layers/batch-normalization";
import { Dense } from "../../lib/core/layers/dense";
import { Dropout } from "../../lib/core/layers/dropout";
import { Flatten } from "../../lib/core/layers/flatten";
import { Input } from "../../lib/core/layers/input";
import type { Layer } from "../../lib/core/layers/layer";
import { l1, l1l2, l2 } from "../../lib/core/layers/regularizers";
import { losses } from "../../lib/core/losses";
import { Matrix } from "../../lib/core/matrix";
import { SGD } from "../../lib/core/optimizers/sgd";
import {
  agree,
  agreeOn,
  agreeOnGradients,
  agreeOnState,
  examples,
  INPUTS,
  jaxReady,
  lossNames,
  OUTPUTS,
  pairOf,
} from "../helpers/jax";

const activationNames = Object.keys(activations) as ActivationName[];

/** 7-6-5-4 with these activations. */
const dense = (names: readonly ActivationName[]) => (): Layer[] =>
  names.map((activation, i) => new Dense({ units: [6, 5, OUTPUTS][i], activation }));

for (const loss of lossNames) {
  for (const activation of activationNames) {
    const layers = dense([activation, activation, losses[loss].logitsOf ?? activation]);
    test(`${activation} with ${loss} has the plain backend's loss, outputs and gradients`, async () => {
      await jaxReady;
      const [jax, plain] = pairOf(layers, loss);
      const { X, y } = examples(1);
      agreeOn(jax, plain, X, y);
      assert.ok(jax.parameters().every((p) => Math.hypot(...p.gradient.data) > 1e-6));
    });
    test(`${activation} with ${loss} has the plain backend's parameters after 100 steps`, async () => {
      await jaxReady;
      const [jax, plain] = pairOf(layers, loss, () => new SGD({ learningRate: 0.02 }));
      const { X, y } = examples(2, 40);
      for (const net of [jax, plain]) await net.fit(X, y, { epochs: 25, batchSize: 10 });
      agreeOnState(jax, plain);
    });
  }
}

test("binaryCrossentropy behind softmax is taken from the probabilities", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(dense(["tanh", "relu", "softmax"]), "binaryCrossentropy");
  const { X, y } = examples(3, 40);
  agreeOn(jax, plain, X, y);
  for (const net of [jax, plain]) await net.fit(X, y, { epochs: 5, batchSize: 10 });
  agreeOnState(jax, plain);
});

test("binaryCrossentropy of probabilities that are 0 and 1 is cut where core cuts it", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(() => [new Activation("softmax")], "binaryCrossentropy");
  const X = Matrix.from([[200, -200, 0, 0, 0, 0, 0]], "float32");
  const y = Matrix.from([[0, 1, 0, 0, 0, 0, 1]], "float32");
  const loss = jax.evaluate(X, y).loss;
  agree([loss], [300 / 7], "loss");
  agree([loss], [plain.evaluate(X, y).loss], "loss");
  // A p that is exactly 1 and one that is exactly 0: the slope is that of p (1 − p) = 1e-12.
  const scaled = () => [
    new Dense({ units: INPUTS, weightInitializer: "zeros" as const }),
    new Activation("softmax"),
  ];
  const nets = pairOf(scaled, "binaryCrossentropy");
  for (const net of nets) net.parameters()[1].value.data.set([200, -200, 0, 0, 0, 0, 0]);
  agreeOn(nets[0], nets[1], X, y);
});

test("a layer of every kind in one net learns and predicts as on the plain backend", async () => {
  await jaxReady;
  const layers = () => [
    new Input({ shape: INPUTS }),
    new BatchNormalization({ momentum: 0.7, epsilon: 1e-3 }),
    new Dense({ units: 12 }),
    new Activation("leakyRelu"),
    new Dropout(0.3),
    new Flatten(),
    new Dense({ units: 6, activation: "tanh" }),
    new Dropout(0),
    new BatchNormalization(),
    new Dropout({ rate: 0.1 }),
    new Dense({ units: OUTPUTS }),
    new Activation("softmax"),
    new Flatten(),
  ];
  const [jax, plain] = pairOf(layers, "sparseCategoricalCrossentropy");
  const { X, y } = examples(4, 40);
  agreeOn(jax, plain, X, y);
  const validationData: [Matrix, number[]] = [X, y];
  const histories = [];
  for (const net of [jax, plain]) {
    histories.push(await net.fit(X, y, { epochs: 10, batchSize: 10, validationData }));
  }
  agreeOnState(jax, plain);
  agree(histories[0].loss, histories[1].loss, "history");
  agree(histories[0].valLoss, histories[1].valLoss, "history of validation");
  agreeOn(jax, plain, X, y);
});

const endings: Record<string, () => Layer[]> = {
  Dropout: () => [new Dense({ units: OUTPUTS }), new Dropout(0.5)],
  BatchNormalization: () => [
    new Dense({ units: OUTPUTS, activation: "tanh" }),
    new BatchNormalization(),
  ],
  Dense: () => [new Dropout(0.5), new Dense({ units: OUTPUTS })],
  Flatten: () => [new Activation("sigmoid"), new Dense({ units: OUTPUTS }), new Flatten()],
};
for (const [name, layers] of Object.entries(endings)) {
  test(`a net may end in ${name}`, async () => {
    await jaxReady;
    const [jax, plain] = pairOf(layers, "quadratic");
    const { X, y } = examples(5);
    agreeOn(jax, plain, X, y);
    for (const net of [jax, plain]) await net.fit(X, y, { epochs: 3 });
    agreeOnState(jax, plain);
  });
}

test("a net without parameters computes as well", async () => {
  await jaxReady;
  for (const layers of [() => [new Flatten()], () => [new Activation("tanh"), new Dropout(0.4)]]) {
    const nets = pairOf(layers, "meanSquaredError", () => new SGD({ globalClipNorm: 1 }));
    const { X } = examples(6);
    agreeOn(nets[0], nets[1], X, X);
    for (const net of nets) await net.fit(X, X, { epochs: 2 });
    agreeOn(nets[0], nets[1], X, X);
  }
});

test("dropout leaves out the same numbers until a step is made, then others, and none in prediction", async () => {
  await jaxReady;
  const [jax, plain] = pairOf(() => [new Dropout(0.5), new Dense({ units: OUTPUTS })], "quadratic");
  const { X, y } = examples(7);
  const first = jax.computeGradients(X, y);
  assert.equal(jax.computeGradients(X, y), first);
  assert.equal(jax.predict(X).data.join(), jax.predict(X).data.join());
  const seen = new Set([first]);
  for (let step = 1; step <= 4; step++) {
    for (const net of [jax, plain]) net.trainOnBatch(X, y);
    const loss = jax.computeGradients(X, y);
    agree([loss], [plain.computeGradients(X, y)], `step ${step}`);
    agreeOnGradients(jax, plain);
    seen.add(loss);
  }
  assert.equal(seen.size, 5);
  agreeOnState(jax, plain);
});

test("moving means move with a step and not with a gradient", async () => {
  await jaxReady;
  const layers = () => [new BatchNormalization({ momentum: 0.6 }), new Dense({ units: OUTPUTS })];
  const [jax, plain] = pairOf(layers, "quadratic");
  const { X, y } = examples(8);
  jax.computeGradients(X, y);
  assert.deepEqual(jax.state(), plain.state());
  for (const net of [jax, plain]) net.trainOnBatch(X, y);
  const { ["batch_normalization_1/movingVariance"]: moved } = jax.state();
  assert.ok(moved.data.every((x) => x !== 1));
  agreeOnState(jax, plain);
});

test("regularizers add their price to the loss and to the gradients", async () => {
  await jaxReady;
  const layers = () => [
    new Dense({
      units: 5,
      activation: "tanh",
      weightRegularizer: l1(0.03),
      biasRegularizer: l2(0.2),
    }),
    new Dense({ units: OUTPUTS, weightRegularizer: l1l2({ l1: 0.01, l2: 0.1 }) }),
  ];
  const [jax, plain] = pairOf(layers, "meanSquaredError");
  for (const net of [jax, plain]) net.parameters()[1].value.data.fill(0.5);
  const { X, y } = examples(9);
  const bare = pairOf(
    () => [new Dense({ units: 5, activation: "tanh" }), new Dense({ units: OUTPUTS })],
    "meanSquaredError",
  );
  bare[0].setState(jax.state());
  const price = jax.regularizationLoss();
  assert.ok(price > 0.3);
  agree([jax.evaluate(X, y).loss], [bare[0].evaluate(X, y).loss + price], "loss with price");
  agreeOn(jax, plain, X, y);
});

test("the price of a parameter that is 0 has no slope there", async () => {
  await jaxReady;
  const layers = () => [
    new Dense({ units: OUTPUTS, weightRegularizer: l1(1), weightInitializer: "zeros" as const }),
  ];
  const [jax, plain] = pairOf(layers, "quadratic");
  const X = Matrix.zeros(2, INPUTS, "float32");
  for (const net of [jax, plain]) net.computeGradients(X, [0, 1]);
  assert.ok(jax.parameters()[0].gradient.data.every((g) => g === 0));
  agreeOnGradients(jax, plain);
});

test("sums of ±1000 leave losses and gradients finite, as they are on the plain backend", async () => {
  await jaxReady;
  for (const last of ["softmax", "sigmoid"] as const) {
    const loss = last === "softmax" ? "categoricalCrossentropy" : "binaryCrossentropy";
    for (const activation of activationNames) {
      const [jax, plain] = pairOf(dense([activation, activation, last]), loss);
      const X = Matrix.from([[1000, -1000, 1000, -1000, 0, 0, 500]], "float32");
      for (const net of [jax, plain]) {
        for (const { value } of net.parameters())
          value.data.forEach((x, i, all) => (all[i] = 2 * x));
      }
      const [value, expected] = [jax.computeGradients(X, [1]), plain.computeGradients(X, [1])];
      assert.ok(Number.isFinite(value));
      agree([value], [expected], `${activation}, ${loss}`);
      agreeOnGradients(jax, plain);
    }
  }
});

test("where a sum is 0 the derivatives are core's", async () => {
  await jaxReady;
  const X = Matrix.zeros(1, INPUTS, "float32");
  for (const activation of ["relu", "leakyRelu"] as const) {
    const [jax, plain] = pairOf(dense([activation, "linear", "linear"]), "quadratic");
    for (const net of [jax, plain]) net.computeGradients(X, [1]);
    const slope = jax.parameters()[1].gradient.data;
    assert.ok(slope.every((x) => (x === 0) === (activation === "relu")));
    agreeOnGradients(jax, plain);
  }
  const [jax] = pairOf(
    () => [new Dense({ units: 2, activation: "sigmoid" })],
    "binaryCrossentropy",
  );
  agree([jax.computeGradients(X, [1])], [Math.LN2], "loss");
  agree(jax.parameters()[1].gradient.data, [0.25, -0.25], "(p − y) / outputs");
});
