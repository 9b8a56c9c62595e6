import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  activations,
  Adam,
  BatchNormalization,
  Dense,
  Dropout,
  l1,
  l2,
  Random,
  Sequential,
  SGD,
  type ActivationName,
  type Layer,
  type LossName,
  type Regularizer,
} from "../../lib/core/index";
import { toBeClose } from "../helpers/close";

const random = new Random(6);
const X = Array.from({ length: 20 }, () => Array.from({ length: 4 }, () => random.normal()));
const classes = X.map(() => random.integer(3));
const answers = X.map(() => [random.integer(2), random.integer(2)]);
const values = X.map(() => [random.normal(), random.normal()]);

const hidden = (activation: ActivationName, weightRegularizer?: Regularizer) => [
  new Dense({ units: 30, weightRegularizer }),
  new BatchNormalization(),
  new Activation(activation),
  new Dropout(0),
];

const double = { inputs: 4, seed: 2, dtype: "float64" } as const;

test("with the last layer at zero cross-entropy knows nothing: −ln(1 / classes), and ln 2 for yes or no", () => {
  for (const activation of Object.keys(activations) as ActivationName[]) {
    for (const units of [2, 3, 10]) {
      const last = (end: ActivationName) =>
        new Dense({ units, activation: end, weightInitializer: "zeros" });
      const start = (end: ActivationName, loss: LossName, y: number[] | number[][]) =>
        new Sequential([...hidden(activation), last(end)], double)
          .compile({ loss })
          .computeGradients(X, y);
      const y = X.map((_, i) => i % units);
      const yesNo = X.map((_, i) => Array.from({ length: units }, (_, j) => (i + j) % 2));
      for (const loss of ["categoricalCrossentropy", "sparseCategoricalCrossentropy"] as const) {
        toBeClose(start("softmax", loss, y), -Math.log(1 / units), 1e-12);
      }
      toBeClose(start("sigmoid", "binaryCrossentropy", yesNo), Math.LN2, 1e-12);
    }
  }
});

test("more regularization means a higher loss, with either price", () => {
  for (const price of [l1, l2]) {
    const losses = [0, 0.001, 0.1, 10].map((strength) => {
      const layers = [
        ...hidden("relu", price(strength)),
        new Dense({ units: 3, activation: "softmax" }),
      ];
      const model = new Sequential(layers, double).compile({ loss: "categoricalCrossentropy" });
      const loss = model.evaluate(X, classes).loss;
      toBeClose(loss - model.regularizationLoss(), unpriced(), 1e-12);
      return loss;
    });
    assert.equal(losses[0], unpriced());
    for (let i = 1; i < losses.length; i++) assert.ok(losses[i] > losses[i - 1]);
  }
});

function unpriced(): number {
  const layers = [...hidden("relu"), new Dense({ units: 3, activation: "softmax" })];
  const model = new Sequential(layers, double).compile({ loss: "categoricalCrossentropy" });
  return model.evaluate(X, classes).loss;
}

const tasks: [LossName, number[] | number[][], Dense][] = [
  ["categoricalCrossentropy", classes, new Dense({ units: 3, activation: "softmax" })],
  ["sparseCategoricalCrossentropy", classes, new Dense({ units: 3, activation: "softmax" })],
  ["binaryCrossentropy", answers, new Dense({ units: 2, activation: "sigmoid" })],
  ["meanSquaredError", values, new Dense({ units: 2 })],
  ["quadratic", values, new Dense({ units: 2 })],
];
for (const [loss, y, last] of tasks) {
  test(`${loss}: twenty examples are learned by heart, down to a thousandth of the first loss`, async () => {
    const layers: Layer[] = [new Dense({ units: 60, activation: "tanh" }), last];
    const model = new Sequential(layers, { inputs: 4, seed: 2, backend: "plain" });
    model.compile({ loss, optimizer: new Adam({ learningRate: 0.02 }), metrics: ["accuracy"] });
    const history = await model.fit(X, y, { epochs: 1500, batchSize: 20 });
    const first = history.loss[0];
    const { loss: end, accuracy } = model.evaluate(X, y);
    assert.ok(end < first / 1000, `${first} → ${end}`);
    if (loss.endsWith("entropy")) assert.equal(accuracy, 1);
  });
}

test("without a single wrong step: small steps of SGD on the full batch only lower the loss", async () => {
  for (const [loss, y, end] of [
    ["categoricalCrossentropy", classes, "softmax"],
    ["binaryCrossentropy", answers, "sigmoid"],
    ["meanSquaredError", values, "linear"],
  ] as const) {
    const units = end === "softmax" ? 3 : 2;
    const layers = [
      new Dense({ units: 8, activation: "tanh" }),
      new Dense({ units, activation: end }),
    ];
    const model = new Sequential(layers, double);
    model.compile({ loss, optimizer: new SGD({ learningRate: 0.05 }) });
    const history = await model.fit(X, y, { epochs: 200, batchSize: 20 });
    assert.ok(
      history.loss.every((value, i) => i === 0 || value < history.loss[i - 1]),
      loss,
    );
  }
});
