import assert from "node:assert/strict";
import { test } from "node:test";
import { Adagrad } from "../../../lib/core/optimizers/adagrad";
import { optimizerFromConfig } from "../../../lib/core/optimizers/index";
import { Random } from "../../../lib/core/random";
import { toBeClose } from "../../helpers/close";
import { kernels, parameter, walk } from "../../helpers/steps";

// s = 9, then 9 + 16 = 25: steps of 3 / 3 and −4 / 5.
test("two steps by hand: against the gradient, over the root of the sum of all squares", () => {
  const path = walk(new Adagrad({ learningRate: 1 }), 10, [3, -4]);
  toBeClose(path, [9, 9.8], 1e-9);
});

// s = 7 + 9 = 16: 2 · 3 / (4 + 1).
test("the first sum and epsilon by hand: epsilon stands outside of the root", () => {
  const options = { learningRate: 2, initialAccumulatorValue: 7, epsilon: 1 };
  toBeClose(walk(new Adagrad(options), 0, [3]), [-6 / 5], 1e-15);
});

test("ten steps are those of the formula, for every number by itself", () => {
  const random = new Random(3);
  const starts = [1, -2, 0.5];
  const gradients = starts.map(() => Array.from({ length: 10 }, () => random.normal()));
  const p = parameter("p", starts);
  const all = [p];
  const optimizer = new Adagrad({ learningRate: 0.3, initialAccumulatorValue: 0.1, epsilon: 0.01 });
  const expected = [...starts];
  const sums = starts.map(() => 0.1);
  for (let t = 0; t < 10; t++) {
    starts.forEach((_, i) => {
      const g = gradients[i][t];
      sums[i] += g ** 2;
      expected[i] -= (0.3 * g) / (Math.sqrt(sums[i]) + 0.01);
    });
    p.gradient.data.set(gradients.map((list) => list[t]));
    optimizer.step(all, kernels);
    toBeClose(p.value, [expected], 1e-14, `step ${t + 1}`);
  }
});

test("with the same gradient again and again the steps only become smaller", () => {
  const path = [0, ...walk(new Adagrad({ learningRate: 1 }), 0, new Array<number>(20).fill(-5))];
  const steps = path.slice(1).map((p, i) => p - path[i]);
  steps.forEach((step, t) => toBeClose(step, 1 / Math.sqrt(t + 1), 1e-9));
});

test("a gradient of 0 at first makes no step and no NaN", () => {
  assert.deepEqual(walk(new Adagrad(), 4, [0, 0]), [4, 4]);
});

test("a sum of squares that overflows is told, though the parameter is finite", () => {
  const p = parameter("dense_1/weights", [1], [1e200]);
  assert.equal(new Adagrad().step([p], kernels), p);
  assert.ok(Number.isFinite(p.value.get(0, 0)));
});

test("0.01, 0 and 1e-10 unless told otherwise, all of them part of config and of its way back", () => {
  const defaults = { learningRate: 0.01, initialAccumulatorValue: 0, epsilon: 1e-10 };
  assert.deepEqual(new Adagrad().config(), { class: "Adagrad", ...defaults });
  const config = new Adagrad({ learningRate: 2, initialAccumulatorValue: 3, epsilon: 4 }).config();
  const again = optimizerFromConfig(JSON.parse(JSON.stringify(config)));
  assert.ok(again instanceof Adagrad);
  assert.deepEqual(again.config(), config);
});

test("what it remembers begins with initialAccumulatorValue, and has the parameter's name", () => {
  const optimizer = new Adagrad({ initialAccumulatorValue: 0.5 });
  assert.deepEqual(optimizer.state(), {});
  optimizer.prepare([parameter("dense_1/bias", [1, 2])], kernels);
  const state = optimizer.state();
  assert.deepEqual(Object.keys(state), ["dense_1/bias/accumulator"]);
  assert.deepEqual(state["dense_1/bias/accumulator"].toArray(), [[0.5, 0.5]]);
});

test("options that make no sense are refused", () => {
  for (const [options, message] of [
    [{ learningRate: 0 }, /^Adagrad expects learningRate to be a number above 0 but got 0/],
    [{ epsilon: 0 }, /^Adagrad expects epsilon to be a number above 0 but got 0/],
    [{ initialAccumulatorValue: -1 }, /^Adagrad expects initialAccumulatorValue .* at least 0/],
  ] as const) {
    assert.throws(() => new Adagrad(options), { name: "RangeError", message });
  }
  assert.throws(() => new Adagrad({ rho: 0.9 } as object), { name: "TypeError", message: /"rho"/ });
});
