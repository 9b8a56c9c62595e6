import assert from "node:assert/strict";
import { test } from "node:test";
import { optimizerFromConfig } from "../../../lib/core/optimizers/index";
import { RMSProp } from "../../../lib/core/optimizers/rmsprop";
import { Random } from "../../../lib/core/random";
import { toBeClose } from "../../helpers/close";
import { kernels, parameter, walk } from "../../helpers/steps";

// ρ = ¾: s = ¼ · 16 = 4, then ¾ · 4 + ¼ · 24 = 9, ε = 1: steps of 4 / 3 and √24 / 4.
test("two steps by hand: over the root of the running mean of the squares, epsilon outside of it", () => {
  const g = Math.sqrt(24);
  const path = walk(new RMSProp({ learningRate: 1, rho: 0.75, epsilon: 1 }), 0, [4, -g]);
  toBeClose(path, [-4 / 3, -4 / 3 + g / 4], 1e-14);
});

test("ten steps are those of the formula, for every number by itself", () => {
  for (const { learningRate, rho, epsilon } of [
    { learningRate: 0.001, rho: 0.9, epsilon: 1e-8 },
    { learningRate: 0.2, rho: 0, epsilon: 0.1 },
    { learningRate: 1, rho: 0.99, epsilon: 1e-3 },
  ]) {
    const random = new Random(3);
    const starts = [1, -2, 0.5];
    const gradients = starts.map(() => Array.from({ length: 10 }, () => random.normal()));
    const p = parameter("p", starts);
    const all = [p];
    const optimizer = new RMSProp({ learningRate, rho, epsilon });
    const expected = [...starts];
    const means = starts.map(() => 0);
    for (let t = 0; t < 10; t++) {
      starts.forEach((_, i) => {
        const g = gradients[i][t];
        means[i] = rho * means[i] + (1 - rho) * g ** 2;
        expected[i] -= (learningRate * g) / (Math.sqrt(means[i]) + epsilon);
      });
      p.gradient.data.set(gradients.map((list) => list[t]));
      assert.equal(optimizer.step(all, kernels), undefined);
      toBeClose(p.value, [expected], 1e-13, `step ${t + 1}`);
    }
  }
});

test("it forgets: after many steps with the same gradient a step is the learning rate", () => {
  const path = walk(new RMSProp({ learningRate: 0.1 }), 0, new Array<number>(300).fill(7));
  toBeClose(path[299] - path[298], -0.1, 1e-8);
});

test("a running mean that overflows is told, though the parameter is finite", () => {
  const p = parameter("dense_1/weights", [1], [1e200]);
  assert.equal(new RMSProp().step([p], kernels), p);
  assert.ok(Number.isFinite(p.value.get(0, 0)));
});

test("0.001, 0.9 and 1e-8 unless told otherwise, all of them part of config and of its way back", () => {
  const defaults = { learningRate: 0.001, rho: 0.9, epsilon: 1e-8 };
  assert.deepEqual(new RMSProp().config(), { class: "RMSProp", ...defaults });
  const config = new RMSProp({ learningRate: 2, rho: 0, epsilon: 4 }).config();
  const again = optimizerFromConfig(JSON.parse(JSON.stringify(config)));
  assert.ok(again instanceof RMSProp);
  assert.deepEqual(again.config(), config);
  const optimizer = new RMSProp();
  optimizer.prepare([parameter("dense_1/bias", [1, 2])], kernels);
  assert.deepEqual(Object.keys(optimizer.state()), ["dense_1/bias/meanSquare"]);
});

test("options that make no sense are refused", () => {
  for (const [options, message] of [
    [{ learningRate: -1 }, /^RMSProp expects learningRate to be a number above 0 but got -1/],
    [{ epsilon: 0 }, /^RMSProp expects epsilon to be a number above 0 but got 0/],
    [{ rho: 1 }, /^RMSProp expects rho to be a number from 0 to below 1 but got 1/],
    [{ rho: NaN }, /^RMSProp expects rho to be a number from 0 to below 1 but got NaN/],
  ] as const) {
    assert.throws(() => new RMSProp(options), { name: "RangeError", message });
  }
  assert.throws(() => new RMSProp({ decay: 0.9 } as object), {
    name: "TypeError",
    message: /"deca/,
  });
});
