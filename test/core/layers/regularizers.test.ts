import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import {
  addPenaltyGradient,
  l1,
  l1l2,
  l2,
  penaltyOf,
  regularizerFrom,
  type Regularizer,
} from "../../../lib/core/layers/regularizers";
import { Matrix } from "../../../lib/core/matrix";
import { Sequential } from "../../../lib/core/model/sequential";
import { toBeClose } from "../../helpers/close";
import { nudged, toAgree } from "../../helpers/gradient-check";

const values = Float64Array.of(2, -3, 0, 0.5);

// Σ |p| = 5.5 and Σ p² = 4 + 9 + 0.25 = 13.25.
test("the price by hand: l1 Σ |p| + l2 Σ p²", () => {
  toBeClose(penaltyOf(values, l1(0.1)), 0.55);
  toBeClose(penaltyOf(values, l2(0.1)), 1.325);
  toBeClose(penaltyOf(values, l1l2({ l1: 2, l2: 4 })), 11 + 53);
  assert.equal(penaltyOf(values, l2(0)), 0);
});

test("the gradient by hand: l1 sign(p) + 2 l2 p is added, and is 0 at 0", () => {
  const gradient = Float64Array.of(1, 1, 1, 1);
  addPenaltyGradient(values, gradient, l1l2({ l1: 0.5, l2: 0.25 }));
  toBeClose(gradient, [1 + 0.5 + 1, 1 - 0.5 - 1.5, 1, 1 + 0.5 + 0.25]);
});

for (const [name, price] of Object.entries({
  l1: l1(0.3),
  l2: l2(0.7),
  l1l2: l1l2({ l1: 0.2, l2: 0.05 }),
})) {
  test(`${name}: the gradient is the central difference of the price`, () => {
    const p = Float64Array.of(1.5, -0.2, 3, -4);
    const gradient = new Float64Array(4);
    addPenaltyGradient(p, gradient, price);
    toAgree(
      gradient,
      nudged(p, () => penaltyOf(p, price)),
      name,
    );
  });
}

test("a price of 0 for parameters that are infinite is 0", () => {
  assert.equal(penaltyOf(Float64Array.of(Infinity), l1(0)), 0);
  assert.equal(penaltyOf(Float64Array.of(1e200), l1(1)), 1e200);
});

test("a strength of 0.01 unless told otherwise, as in Keras", () => {
  assert.deepEqual(l1(), { l1: 0.01, l2: 0 });
  assert.deepEqual(l2(), { l1: 0, l2: 0.01 });
  assert.deepEqual(l1l2({ l1: 0.5 }), { l1: 0.5, l2: 0 }, "of both, one that is not given is 0");
  assert.deepEqual(l1l2({ l2: 0.5 }), { l1: 0, l2: 0.5 });
});

function model(weights?: Regularizer, bias?: Regularizer): Sequential {
  const layer = new Dense({ units: 1, weightRegularizer: weights, biasRegularizer: bias });
  const made = new Sequential([layer], { inputs: 2, dtype: "float64" });
  made.compile({ loss: "meanSquaredError" });
  made.setState({
    "dense_1/weights": Matrix.from([[2], [-1]]),
    "dense_1/bias": Matrix.from([[3]]),
  });
  return made;
}

const X = [
  [1, 1],
  [0, 2],
];
// Outputs 4 and 1 against 5 and 1: (1 + 0) / 2.
const y = [5, 1];

test("the price is part of the loss of evaluate, computeGradients, trainOnBatch and fit", async () => {
  // 0.1 (4 + 1) + 0.01 · 3.
  const price = 0.53;
  const priced = () => model(l2(0.1), l1(0.01));
  toBeClose(model().evaluate(X, y).loss, 0.5);
  toBeClose(priced().regularizationLoss(), price);
  assert.equal(model().regularizationLoss(), 0);
  toBeClose(priced().evaluate(X, y).loss, 0.5 + price);
  toBeClose(priced().computeGradients(X, y), 0.5 + price);
  toBeClose(priced().trainOnBatch(X, y), 0.5 + price);
  const { loss, valLoss } = await priced().fit(X, y, { validationData: [X, y] });
  toBeClose(loss, [0.5 + price]);
  assert.ok(valLoss[0] < loss[0], "measured after the step, with its price");
});

test("the price's gradient is added to that of the data: 2 λ p for l2, λ sign(p) for l1", () => {
  const plain = model();
  plain.computeGradients(X, y);
  const priced = model(l2(0.1), l1(0.01));
  priced.computeGradients(X, y);
  const [[w1], [w2]] = plain.parameters()[0].gradient.toArray();
  toBeClose(priced.parameters()[0].gradient, [[w1 + 0.4], [w2 - 0.2]]);
  toBeClose(priced.parameters()[1].gradient, [[plain.parameters()[1].gradient.get(0, 0) + 0.01]]);
});

test("more regularization means a higher loss, and smaller weights in the end", async () => {
  const trained = async (lambda: number) => {
    const made = model(l2(lambda));
    const before = made.evaluate(X, y).loss;
    await made.fit(X, y, { epochs: 200 });
    return { before, length: Math.hypot(...made.parameters()[0].value.data) };
  };
  const results = await Promise.all([0, 0.01, 0.1, 1].map(trained));
  for (let i = 1; i < results.length; i++) {
    assert.ok(results[i].before > results[i - 1].before);
    assert.ok(results[i].length < results[i - 1].length);
  }
});

test("with l1 a weight that the data do not need goes to 0, with l2 it only becomes small", async () => {
  const ends = async (price: Regularizer) => {
    const made = model(price);
    // The second input says nothing: it is 1 with either answer.
    await made.fit([[1, 1], [-1, 1], [1, -1], [-1, -1]], [1, -1, 1, -1], { epochs: 3000 }); // prettier-ignore
    return Math.abs(made.parameters()[0].value.get(1, 0));
  };
  // With steps of 0.01 · λ it swings about 0 by no more than that.
  assert.ok((await ends(l1(0.1))) <= 0.001);
  assert.ok((await ends(l2(1e-4))) > 1e-30);
});

test("a regularizer on one parameter leaves the others without a price", () => {
  const [weights, bias] = model(undefined, l2(0.5)).parameters();
  assert.deepEqual([weights.regularizer, bias.regularizer], [undefined, { l1: 0, l2: 0.5 }]);
  toBeClose(model(undefined, l2(0.5)).regularizationLoss(), 4.5);
});

test("strengths below 0 and other kinds are refused by name", () => {
  for (const bad of [-1, NaN, Infinity, "0.1"]) {
    for (const [name, make] of [
      ["l1", () => l1(bad as number)],
      ["l2", () => l2(bad as number)],
      ["l1l2", () => l1l2({ l2: bad as number })],
    ] as const) {
      assert.throws(make, {
        name: "RangeError",
        message: new RegExp(`^${name} expects .* to be a number of at least 0 but got`),
      });
    }
  }
  assert.throws(() => l1l2({ l3: 1 } as object), { name: "TypeError", message: /"l3"/ });
  for (const bad of [0.01, "l2", { l2: 0.01 }, true]) {
    const weightRegularizer = bad as Regularizer;
    assert.throws(() => new Dense({ units: 1, weightRegularizer }), {
      name: "TypeError",
      message:
        /^Dense expects weightRegularizer to be l1\(0\.001\), l2\(0\.001\) or l1l2\(.* but got/,
    });
  }
  assert.throws(() => regularizerFrom("Dense", "biasRegularizer", { l1: -1, l2: 0 }), {
    name: "RangeError",
    message: "Dense expects biasRegularizer.l1 to be a number of at least 0 but got -1",
  });
  assert.equal(regularizerFrom("Dense", "biasRegularizer", null), undefined);
});

test("a regularizer survives config and JSON", () => {
  const layer = new Dense({ units: 1, weightRegularizer: l1(0.25), biasRegularizer: l2() });
  const config = JSON.parse(JSON.stringify(layer.config()));
  assert.deepEqual(new Dense({ units: 1, ...pick(config) }).config(), layer.config());
});

const pick = ({ weightRegularizer, biasRegularizer }: Record<string, Regularizer>) => ({
  weightRegularizer,
  biasRegularizer,
});
