import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Matrix } from "../../../lib/core/matrix";
import { Sequential } from "../../../lib/core/model/sequential";
import { Adagrad } from "../../../lib/core/optimizers/adagrad";
import { Adam } from "../../../lib/core/optimizers/adam";
import { optimizerFromConfig, optimizerKinds } from "../../../lib/core/optimizers/index";
import type { Optimizer, OptimizerOptions } from "../../../lib/core/optimizers/optimizer";
import { RMSProp } from "../../../lib/core/optimizers/rmsprop";
import { cosineDecay, stepDecay } from "../../../lib/core/optimizers/schedules";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { toBeClose } from "../../helpers/close";
import { kernels, parameter, walk } from "../../helpers/steps";

const kinds: Record<string, (options?: OptimizerOptions) => Optimizer> = {
  SGD: (options) => new SGD({ momentum: 0.9, ...options }),
  Adagrad: (options) => new Adagrad(options),
  RMSProp: (options) => new RMSProp(options),
  Adam: (options) => new Adam(options),
};

test("learningRateDecay: the rate of step t, from 0, is learningRate / (1 + learningRateDecay · t)", () => {
  const sgd = new SGD({ learningRate: 1, learningRateDecay: 0.5 });
  assert.equal(sgd.learningRate, 1);
  // Steps of 1, 2/3 and 1/2.
  toBeClose(walk(sgd, 0, [-1, -1, -1]), [1, 5 / 3, 13 / 6], 1e-15);
  assert.equal(sgd.iterations, 3);
  toBeClose(sgd.learningRate, 1 / 2.5, 1e-15);
});

test("a schedule says the rate of each step, counted from 0", () => {
  const learningRate = stepDecay({ learningRate: 1, every: 2, factor: 0.5 });
  const sgd = new SGD({ learningRate });
  assert.deepEqual(walk(sgd, 0, [-1, -1, -1, -1, -1]), [1, 2, 2.5, 3, 3.25]);
  const again = new SGD({ learningRate: learningRate.config() });
  assert.deepEqual(walk(again, 0, [-1, -1, -1]), [1, 2, 2.5], "its config does as well");
});

test("a rate that is set is that of the next step: a schedule ends, learningRateDecay goes on from it", () => {
  const scheduled = new SGD({ learningRate: stepDecay({ learningRate: 1, every: 1 }) });
  walk(scheduled, 0, [1, 1]);
  scheduled.learningRate = 0.25;
  assert.equal(scheduled.learningRate, 0.25);
  assert.deepEqual(scheduled.config().learningRate, 0.25);
  const decaying = new SGD({ learningRate: 8, learningRateDecay: 1 });
  const p = [parameter("p", [0], [-1])];
  for (let i = 0; i < 3; i++) decaying.step(p, kernels);
  decaying.learningRate = 1;
  assert.equal(decaying.learningRate, 1);
  decaying.step(p, kernels);
  // 4 / (1 + t): 1 at step 3, so 4 / 5 at step 4.
  toBeClose(decaying.learningRate, 4 / 5, 1e-15);
  for (const bad of [0, -1, NaN, Infinity, "1", undefined]) {
    assert.throws(() => (decaying.learningRate = bad as number), { name: "RangeError" });
  }
  toBeClose(decaying.learningRate, 4 / 5, 1e-15);
});

for (const [name, make] of Object.entries(kinds)) {
  test(`${name}: learningRateDecay does what the inverseTimeDecay of the same numbers does`, () => {
    const gradients = [1, -2, 0.5, 3, -1];
    const decaying = make({ learningRate: 0.3, learningRateDecay: 0.2 });
    const schedule = { schedule: "inverseTimeDecay", learningRate: 0.3, decayRate: 0.2 };
    toBeClose(
      walk(decaying, 1, gradients),
      walk(make({ learningRate: schedule }), 1, gradients),
      1e-15,
    );
  });

  test(`${name}: state, iterations and config are all that it is: another goes on from them`, () => {
    const options = {
      learningRate: cosineDecay({ learningRate: 0.5, decaySteps: 12 }),
      clipNorm: 1.5,
    };
    const gradients = [1, -2, 0.5, 3, -1, 0.1, 2, -0.4];
    const whole = walk(make(options), 1, gradients);
    const first = make(options);
    const p = parameter("p", [1]);
    const all = [p];
    for (const g of gradients.slice(0, 4)) {
      p.gradient.set(0, 0, g);
      first.step(all, kernels);
    }
    const second = optimizerFromConfig(JSON.parse(JSON.stringify(first.config())));
    assert.equal(second.constructor, first.constructor);
    assert.deepEqual(second.config(), first.config());
    const more = [parameter("p", [p.value.get(0, 0)])];
    second.prepare(more, kernels);
    second.setState(first.state());
    second.iterations = first.iterations;
    const rest = gradients.slice(4).map((g) => {
      more[0].gradient.set(0, 0, g);
      second.step(more, kernels);
      return more[0].value.get(0, 0);
    });
    assert.deepEqual(rest, whole.slice(4));
  });

  test(`${name}: an infinite gradient is told, with the first parameter that it broke`, () => {
    const parameters = ["a", "b", "c"].map((n, i) => parameter(n, [1], [i === 0 ? 1 : Infinity]));
    assert.equal(make().step(parameters, kernels), parameters[1]);
    const fine = [parameter("a", [1], [1])];
    assert.equal(make().step(fine, kernels), undefined);
  });
}

test("setState refuses names and shapes that do not fit, and changes nothing then", () => {
  const adam = new Adam();
  adam.prepare([parameter("w", [1, 2])], kernels);
  adam.setState({ "w/m": Matrix.from([[1, 2]]), "w/v": Matrix.from([[3, 4]]) });
  const before = adam.state();
  const good = { "w/m": Matrix.from([[5, 6]]), "w/v": Matrix.from([[7, 8]]) };
  for (const [state, message] of [
    [{}, /^the state of Adam expects w\/m, w\/v but got nothing/],
    [{ "w/m": good["w/m"] }, /expects w\/m, w\/v but got w\/m$/],
    [{ ...good, "w/velocity": good["w/m"] }, /but got w\/m, w\/v, w\/velocity/],
    [{ ...good, "w/v": Matrix.zeros(2, 1) }, /w\/v as Matrix \[1, 2\] but got Matrix \[2, 1\]/],
    [{ ...good, "w/v": [[1, 2]] as unknown as Matrix }, /w\/v as Matrix \[1, 2\] but got an array/],
  ] as [Record<string, Matrix>, RegExp][]) {
    assert.throws(() => adam.setState(state), { name: "RangeError", message });
  }
  assert.deepEqual(adam.state(), before);
  before["w/m"].data.fill(9);
  assert.equal(adam.state()["w/m"].get(0, 0), 1, "state is a copy");
});

test("a decay below 0, and a decay beside a schedule, are refused", () => {
  assert.throws(() => new SGD({ learningRateDecay: -0.1 }), {
    name: "RangeError",
    message: /^SGD expects learningRateDecay to be a number of at least 0 but got -0\.1/,
  });
  const learningRate = cosineDecay({ learningRate: 1, decaySteps: 5 });
  assert.throws(() => new Adam({ learningRate, learningRateDecay: 0.1 }), {
    name: "RangeError",
    message: /^Adam expects learningRateDecay together with a learning rate that is a number/,
  });
  assert.throws(() => new Adam({ learningRate: { schedule: "linear" } }), { name: "RangeError" });
  assert.throws(() => new Adam({ learningRate: "0.1" as never }), { name: "RangeError" });
});

test("the kinds are found by the names of their classes", () => {
  assert.deepEqual(Object.keys(optimizerKinds), Object.keys(kinds));
  for (const [name, make] of Object.entries(optimizerKinds)) {
    assert.equal(make({}).config().class, name);
    assert.throws(() => make({ colour: 1 }), { name: "TypeError", message: /"colour"/ });
  }
});

// ½ (x − 1)² + 2 (y + 1)²: 4 at the start. A step of 0.1 to either side of the lowest point costs 0.025.
test("every optimizer finds the lowest point of a bowl, up to a step", () => {
  for (const [name, make] of Object.entries(kinds)) {
    const p = [parameter("p", [3, -2])];
    const optimizer = make({ learningRate: 0.1 });
    for (let i = 0; i < 2000; i++) {
      p[0].gradient.data.set([p[0].value.get(0, 0) - 1, 4 * (p[0].value.get(0, 1) + 1)]);
      optimizer.step(p, kernels);
    }
    const [x, y] = p[0].value.row(0);
    const height = (x - 1) ** 2 / 2 + 2 * (y + 1) ** 2;
    assert.ok(height <= 0.025, `${name}: ${height}`);
  }
});

test("a parameter whose gradient is 0 keeps its value at the first step, with every optimizer", () => {
  for (const make of Object.values(kinds)) assert.deepEqual(walk(make(), 5, [0]), [5]);
});

test("model.optimizer is the one that compile was given", () => {
  const optimizer = new Adam();
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1 });
  assert.throws(() => model.optimizer, /needs a loss and an optimizer/);
  model.compile({ optimizer, loss: "quadratic" });
  assert.equal(model.optimizer, optimizer);
  model.trainOnBatch([[1]], [1]);
  assert.equal(optimizer.iterations, 1);
});
