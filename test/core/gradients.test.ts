import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  activations,
  BatchNormalization,
  Dense,
  Dropout,
  Flatten,
  Input,
  l1,
  l1l2,
  l2,
  losses,
  Random,
  Sequential,
  type ActivationName,
  type Layer,
  type LossName,
  type Regularizer,
} from "../../lib/core/index";
import { lossFor } from "../../lib/core/losses/index";
import { checkGradients, lengthOf, nearestKink, nudged, toAgree } from "../helpers/gradient-check";

const activationNames = Object.keys(activations) as ActivationName[];
const lossNames = Object.keys(losses) as LossName[];
const ROWS = 5;
const CLASSES = 3;

/** With which activation of the last layer a loss goes; all others are refused. */
const goesWith: Record<LossName, readonly ActivationName[]> = {
  quadratic: activationNames,
  meanSquaredError: activationNames,
  binaryCrossentropy: ["sigmoid", "softmax"],
  categoricalCrossentropy: ["softmax"],
  sparseCategoricalCrossentropy: ["softmax"],
};

/** Prices, by where they are put. */
const prices: Record<string, { weights?: () => Regularizer; bias?: () => Regularizer }> = {
  "no price": {},
  l1: { weights: () => l1(0.03), bias: () => l1(0.02) },
  l2: { weights: () => l2(0.03), bias: () => l2(0.05) },
  "l1 and l2": { weights: () => l1l2({ l1: 0.01, l2: 0.02 }) },
};

interface Parts {
  activation: ActivationName;
  price: string;
}

function dense(units: number, { activation, price }: Parts): Dense {
  const { weights, bias } = prices[price];
  return new Dense({
    units,
    activation,
    biasInitializer: "normal",
    weightRegularizer: weights?.(),
    biasRegularizer: bias?.(),
  });
}

const linear = (units: number, { price }: Parts) => dense(units, { activation: "linear", price });

/** Hidden layers of every kind, for examples of 4 numbers. */
const stacks: Record<string, (parts: Parts) => Layer[]> = {
  "one layer": () => [],
  Dense: (parts) => [dense(4, parts)],
  "two of Dense": (parts) => [dense(4, parts), dense(3, parts)],
  Activation: (parts) => [linear(4, parts), new Activation(parts.activation)],
  "Activation first": ({ activation }) => [new Activation(activation)],
  Dropout: (parts) => [dense(6, parts), new Dropout(0.4)],
  "Dropout first": (parts) => [new Dropout(0.3), dense(4, parts)],
  BatchNormalization: (parts) => [
    linear(4, parts),
    new BatchNormalization(),
    new Activation(parts.activation),
  ],
  "BatchNormalization first": (parts) => [
    new BatchNormalization({ momentum: 0.5, epsilon: 0.01 }),
    dense(4, parts),
  ],
  Flatten: (parts) => [new Input({ shape: [2, 2] }), new Flatten(), dense(4, parts)],
  "all of them": (parts) => [
    new Input({ shape: [2, 2] }),
    new Flatten(),
    linear(5, parts),
    new BatchNormalization(),
    new Activation(parts.activation),
    new Dropout(0.3),
    linear(4, parts),
    new BatchNormalization(),
    new Activation(parts.activation),
  ],
};

/** The last layer, in one piece and in two. */
const ends: ((parts: Parts) => Layer[])[] = [
  (parts) => [dense(CLASSES, parts)],
  (parts) => [linear(CLASSES, parts), new Activation(parts.activation)],
];

const normalRows = (random: Random, rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()));

function targetsFor(loss: LossName, random: Random): number[][] | number[] {
  const { targets } = losses[loss];
  if (targets === "classes") return Array.from({ length: ROWS }, () => random.integer(CLASSES));
  const rows = normalRows(random, ROWS, CLASSES);
  if (targets === "any") return rows;
  if (targets === "probabilities") return rows.map((row) => row.map((x) => 1 / (1 + Math.exp(x))));
  return rows.map((row) => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0);
    return row.map((x) => Math.exp(x) / sum);
  });
}

/**
 * A model with data that keep 1e-3 away from every kink: the first of a few seeds. A column next to constant would make
 * batch normalization so steep that a nudge is no small one, so that such data are passed over as well.
 */
function fitting(make: () => Layer[], loss: LossName, what: string) {
  for (let seed = 1; seed <= 60; seed++) {
    const model = new Sequential(make(), { seed, dtype: "float64" });
    const random = new Random(seed, 7);
    const X = { data: normalRows(random, ROWS, 4).flat(), shape: [ROWS, 4] };
    const y = targetsFor(loss, random);
    model.compile({ loss });
    model.computeGradients(X, y);
    const isSmooth = nearestKink(model, ROWS) > 1e-3 && isSpread(model) && isUncertain(model);
    if (isSmooth && learns(model)) return { model, X, y };
  }
  throw new Error(`${what}: no seed does`);
}

/** True where the weights of every layer have a gradient: relu may have switched all neurons of a layer off. */
function learns(model: Sequential): boolean {
  const weights = model.parameters().filter(({ name }) => name.endsWith("weights"));
  return weights.every(({ gradient }) => lengthOf(gradient.data) > 1e-4);
}

/**
 * True where binary cross-entropy that is computed from probabilities has digits to compute with: in double precision 1 − p
 * has only as many as p leaves it.
 */
function isUncertain({ loss, layers }: Sequential): boolean {
  const last = layers[layers.length - 1];
  if (loss !== "binaryCrossentropy" || last.activationName !== "softmax") return true;
  const p = Array.from(last.output.data.slice(0, ROWS * CLASSES));
  return p.every((share) => share > 1e-3 && share < 1 - 1e-3);
}

/** True where the numbers that come out of every layer differ from row to row: what batch normalization is given. */
function isSpread({ layers }: Sequential): boolean {
  return layers.every((layer, i) => {
    if (!(layers[i + 1] instanceof BatchNormalization)) return true;
    const { data } = layer.output;
    return Array.from({ length: layer.outputs }, (_, j) => {
      const column = Array.from({ length: ROWS }, (_, r) => data[r * layer.outputs + j]);
      const mean = column.reduce((sum, x) => sum + x, 0) / ROWS;
      return column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / ROWS;
    }).every((variance) => variance > 0.01);
  });
}

function check(make: () => Layer[], loss: LossName, what: string): void {
  const { model, X, y } = fitting(make, loss, what);
  checkGradients(model, X, y, what);
  assert.ok(nearestKink(model, ROWS) > 1e-3, `${what}: away from the kinks`);
  assert.ok(learns(model), `${what}: there is something to compare`);
}

for (const [stack, hidden] of Object.entries(stacks)) {
  test(`${stack}: gradients are central differences for every activation and loss that go together`, () => {
    let checked = 0;
    for (const loss of lossNames) {
      for (const last of goesWith[loss]) {
        for (const activation of stack === "one layer" ? [last] : activationNames) {
          for (const end of ends) {
            const make = () => [
              ...hidden({ activation, price: "no price" }),
              ...end({ activation: last, price: "no price" }),
            ];
            check(make, loss, `${stack}, ${activation}, ${last}, ${loss}`);
            checked++;
          }
        }
      }
    }
    assert.equal(checked, 16 * 2 * (stack === "one layer" ? 1 : activationNames.length));
  });
}

for (const price of Object.keys(prices).filter((name) => name !== "no price")) {
  test(`${price}: gradients are central differences for every layer, activation and loss that go together`, () => {
    for (const [stack, hidden] of Object.entries(stacks)) {
      for (const [i, loss] of lossNames.entries()) {
        for (const last of goesWith[loss]) {
          for (const activation of activationNames) {
            const make = () => [
              ...hidden({ activation, price }),
              ...ends[i % 2]({ activation: last, price }),
            ];
            check(make, loss, `${price}, ${stack}, ${activation}, ${last}, ${loss}`);
          }
        }
      }
    }
  });
}

test("one-hot rows, class numbers and shares of one have gradients that are central differences", () => {
  const make = () => [
    dense(4, { activation: "tanh", price: "no price" }),
    dense(CLASSES, { activation: "softmax", price: "no price" }),
  ];
  const { model, X, y } = fitting(make, "categoricalCrossentropy", "targets");
  const classes = [2, 0, 1, 1, 0];
  const rows = classes.map((c) => [0, 1, 2].map((j) => (j === c ? 1 : 0)));
  const asClasses = checkGradients(model, X, classes, "class numbers");
  assert.deepEqual(checkGradients(model, X, rows, "one-hot rows"), asClasses);
  model.loss = "sparseCategoricalCrossentropy";
  assert.deepEqual(checkGradients(model, X, classes, "sparse"), asClasses);
  assert.throws(() => model.computeGradients(X, y), /expects class numbers/);
});

test("batch normalization between a layer and its activation takes all influence from the bias", () => {
  const parts: Parts = { activation: "tanh", price: "no price" };
  const make = () => [...stacks.BatchNormalization(parts), ...ends[0](parts)];
  const { model, X, y } = fitting(make, "quadratic", "bias");
  const gradients = checkGradients(model, X, y, "bias");
  assert.ok(lengthOf(gradients["dense_1/bias"]) < 1e-15);
  for (const name of ["gamma", "beta"]) {
    assert.ok(lengthOf(gradients[`batch_normalization_1/${name}`]) > 1e-3, name);
  }
});

test("a loss and a last layer that do not go together are refused by name, all others are taken", () => {
  let refused = 0;
  for (const loss of lossNames) {
    for (const last of [...activationNames, undefined]) {
      const find = () => lossFor("compile", loss, "dense_2", last);
      const fits = last === undefined ? !losses[loss].logitsOf : goesWith[loss].includes(last);
      if (fits) {
        assert.equal(find().name, loss);
        continue;
      }
      refused++;
      const wanted = losses[loss].logitsOf;
      assert.throws(find, {
        name: "RangeError",
        message:
          `compile: ${loss} expects the last layer to end in ${wanted} but dense_2 ends in ` +
          `${last ?? "no activation"}: give it activation: "${wanted}", or take another loss`,
      });
    }
  }
  assert.equal(refused, 5 + 6 + 6);
});

test("compile refuses the same pairs, whatever layer ends the model, and stays without a loss", () => {
  const parts = (activation: ActivationName): Parts => ({ activation, price: "no price" });
  const endings: [Layer[], string][] = [
    [[dense(3, parts("relu"))], "dense_1 ends in relu"],
    [[dense(3, parts("softmax")), new Activation("tanh")], "activation_1 ends in tanh"],
    [[dense(3, parts("softmax")), new Dropout(0.1)], "dropout_1 ends in no activation"],
    [
      [dense(3, parts("sigmoid")), new BatchNormalization()],
      "batch_normalization_1 ends in no activation",
    ],
    [[dense(3, parts("leakyRelu")), new Flatten()], "dense_1 ends in leakyRelu"],
    [[new Input({ shape: 3 })], "the model ends in no activation"],
  ];
  for (const [layers, said] of endings) {
    const model = new Sequential(layers, { inputs: 3 });
    for (const loss of ["binaryCrossentropy", "categoricalCrossentropy"] as const) {
      assert.throws(
        () => model.compile({ loss }),
        (error: Error) => {
          assert.equal(error.name, "RangeError");
          assert.ok(error.message.includes(`but ${said}: give it activation`), error.message);
          return true;
        },
      );
    }
    assert.throws(() => model.loss, /needs a loss and an optimizer/);
  }
});

test("layers behind the last activation that compute nothing do not part it from its loss", () => {
  const parts: Parts = { activation: "softmax", price: "no price" };
  for (const end of ends) {
    check(() => [...end(parts), new Flatten()], "categoricalCrossentropy", "Flatten at the end");
  }
});

/** Layers on their own: fresh ones, so that dropout is at its first step each time. */
const single: Record<string, () => Layer> = {
  Dropout: () => new Dropout(0.4),
  BatchNormalization: () => new BatchNormalization(),
  Flatten: () => new Flatten(),
  Input: () => new Input({ shape: 4 }),
};
for (const activation of activationNames) {
  single[`Dense, ${activation}`] = () => dense(3, { activation, price: "no price" });
  single[`Activation, ${activation}`] = () => new Activation(activation);
}
for (const [name, make] of Object.entries(single)) {
  test(`${name}: what backward returns is the central difference by the inputs`, () => {
    const random = new Random(11);
    const X = normalRows(random, ROWS, 4);
    const layer = make();
    const A = layer.forward(X, { training: true });
    const factors = normalRows(random, A.rows, A.cols);
    const c = factors.flat();
    /** Σ c · A, of which the derivative by A is c. */
    const value = (inputs: number[][]) => {
      const { data } = make().forward(inputs, { training: true });
      return c.reduce((sum, factor, i) => sum + factor * data[i], 0);
    };
    const { activationName, logits } = layer;
    if (activationName === "relu" || activationName === "leakyRelu") {
      assert.ok(
        logits?.data.every((z: number) => Math.abs(z) > 1e-3),
        "away from the kink",
      );
    }
    const dX = layer.backward(factors);
    assert.deepEqual(dX.shape, [ROWS, 4]);
    const flat = Float64Array.from(X.flat());
    const rows = () =>
      Array.from({ length: ROWS }, (_, i) => Array.from(flat.slice(i * 4, i * 4 + 4)));
    toAgree(
      dX.data,
      nudged(flat, () => value(rows())),
      name,
    );
  });
}
