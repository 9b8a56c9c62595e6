import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../../lib/core/matrix";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { toBeClose } from "../../helpers/close";
import { kernels, parameter, walk } from "../../helpers/steps";

test("a step goes against the gradient, as far as the learning rate says", () => {
  const parameters = [
    { name: "a", value: Matrix.from([[1, 2]]), gradient: Matrix.from([[10, -20]]) },
    { name: "b", value: Matrix.from([[0]]), gradient: Matrix.from([[1]]) },
  ];
  const sgd = new SGD({ learningRate: 0.1 });
  assert.equal(sgd.step(parameters, kernels), undefined);
  toBeClose(parameters[0].value, [[0, 4]]);
  toBeClose(parameters[1].value, [[-0.1]]);
  toBeClose(parameters[0].gradient, [[10, -20]]);
  sgd.learningRate = 1;
  assert.equal(sgd.step(parameters, kernels), undefined);
  toBeClose(parameters[0].value, [[-10, 24]]);
});

test("the learning rate is 0.01 unless told otherwise, and part of config", () => {
  assert.deepEqual(new SGD().config(), { class: "SGD", learningRate: 0.01 });
  assert.equal(new SGD({ learningRate: 3 }).learningRate, 3);
});

test("a learning rate that is not above 0 is refused, at the start and later", () => {
  const sgd = new SGD({ learningRate: 0.5 });
  for (const bad of [0, -1, NaN, Infinity]) {
    const expected = { name: "RangeError", message: /SGD expects learningRate to be .* above 0/ };
    assert.throws(() => new SGD({ learningRate: bad }), expected);
    assert.throws(() => (sgd.learningRate = bad), expected);
  }
  assert.equal(sgd.learningRate, 0.5);
});

test("an unknown option is refused", () => {
  assert.throws(() => new SGD({ lr: 1 } as { learningRate?: number }), {
    name: "TypeError",
    message: /^SGD knows no option "lr": it takes learningRate, .*momentum, nesterov$/,
  });
});

test("a step names the first parameter that is not finite any more, and steps with all of them", () => {
  const pair = (name: string, value: number, gradient: number) => ({
    name,
    value: Matrix.from([[1, value]]),
    gradient: Matrix.from([[1, gradient]]),
  });
  const sgd = () => new SGD({ learningRate: 1e300 });
  const [a, b, c, d] = [
    pair("dense_1/weights", 0, 1e-300),
    pair("dense_1/bias", 0, 1e10),
    pair("dense_2/weights", 0, -1e10),
    pair("dense_2/bias", 0, 2e-300),
  ];
  assert.equal(sgd().step([a, b, c, d], kernels), b);
  toBeClose(a.value, [[-1e300, -1]], 1);
  assert.deepEqual(b.value.row(0), [-1e300, -Infinity]);
  assert.deepEqual(c.value.row(0), [-1e300, Infinity]);
  toBeClose(d.value, [[-1e300, -2]], 1);
  a.value.data.fill(0);
  d.value.set(0, 1, NaN);
  assert.equal(sgd().step([a, d], kernels), d, "NaN that was there before is found as well");
  assert.equal(new SGD().step([a], kernels), undefined);
});

// μ = ½: v = 4, then 2 + 2 = 4, then 2 − 2 = 0.
test("with momentum by hand: v ← μ v + g, p ← p − learningRate · v", () => {
  const sgd = new SGD({ learningRate: 0.5, momentum: 0.5 });
  assert.deepEqual(walk(sgd, 10, [4, 2, -2]), [8, 6, 6]);
});

// v as above: steps of g + ½ v = 6, 4, −2.
test("with nesterov by hand: p ← p − learningRate · (g + μ v), v being the new one", () => {
  const sgd = new SGD({ learningRate: 0.5, momentum: 0.5, nesterov: true });
  assert.deepEqual(walk(sgd, 10, [4, 2, -2]), [7, 5, 6]);
});

test("the velocity does not hold the learning rate: a new rate counts for all of it, as in PyTorch", () => {
  const sgd = new SGD({ learningRate: 1, momentum: 0.5 });
  const p = [parameter("p", [0], [-8])];
  sgd.step(p, kernels);
  sgd.learningRate = 0.25;
  p[0].gradient.set(0, 0, 0);
  sgd.step(p, kernels);
  assert.equal(p[0].value.get(0, 0), 8 + 0.25 * 4);
});

test("without momentum nothing is remembered, with it a velocity for each parameter", () => {
  const [plain, heavy] = [new SGD(), new SGD({ momentum: 0.9 })];
  const parameters = [parameter("w", [1]), parameter("b", [1])];
  plain.prepare(parameters, kernels);
  heavy.prepare(parameters, kernels);
  assert.deepEqual(plain.state(), {});
  assert.deepEqual(Object.keys(heavy.state()), ["w/velocity", "b/velocity"]);
  const config = { class: "SGD", learningRate: 0.01, momentum: 0.9, nesterov: false };
  assert.deepEqual(heavy.config(), config);
});

test("a momentum that is not from 0 to below 1, and nesterov without momentum, are refused", () => {
  for (const momentum of [1, -0.1, NaN, "0.9"]) {
    assert.throws(() => new SGD({ momentum: momentum as number }), {
      name: "RangeError",
      message: /^SGD expects momentum to be a number from 0 to below 1 but got/,
    });
  }
  assert.throws(() => new SGD({ nesterov: true }), {
    name: "RangeError",
    message: /^SGD with nesterov expects a momentum above 0, such as momentum: 0\.9/,
  });
});
