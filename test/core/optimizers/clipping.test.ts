import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { l2 } from "../../../lib/core/layers/regularizers";
import { Sequential } from "../../../lib/core/model/sequential";
import { clipGradients, clippingFrom } from "../../../lib/core/optimizers/clipping";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { toBeClose } from "../../helpers/close";
import { kernels, parameter } from "../../helpers/steps";

/** Gradients (3, −4) of length 5 and (0, 12) of length 12; together 13. */
const pair = () => [parameter("a", [0, 0], [3, -4]), parameter("b", [0, 0], [0, 12])];
const gradients = (parameters: ReturnType<typeof pair>) =>
  parameters.map(({ gradient }) => gradient.row(0));

test("clipValue brings every entry into its limits", () => {
  const parameters = pair();
  clipGradients(parameters, { clipValue: 3.5 }, kernels);
  assert.deepEqual(gradients(parameters), [
    [3, -3.5],
    [0, 3.5],
  ]);
});

test("clipNorm makes each gradient that is longer as long, by itself; shorter ones stay", () => {
  const parameters = pair();
  clipGradients(parameters, { clipNorm: 6 }, kernels);
  const factor = 6 / (12 + 1e-6);
  toBeClose(gradients(parameters), [[3, -4], [0, 12 * factor]], 1e-15); // prettier-ignore
});

test("globalClipNorm makes all of them together as long: the direction stays", () => {
  const parameters = pair();
  clipGradients(parameters, { globalClipNorm: 6.5 }, kernels);
  const factor = 6.5 / (13 + 1e-6);
  toBeClose(gradients(parameters), [[3 * factor, -4 * factor], [0, 12 * factor]], 1e-15); // prettier-ignore
  const long = pair();
  clipGradients(long, { globalClipNorm: 14 }, kernels);
  assert.deepEqual(gradients(long), gradients(pair()), "shorter than the limit they stay");
});

test("gradients of 0 stay 0, and NaN stays NaN for the step to find", () => {
  for (const options of [{ clipValue: 1 }, { clipNorm: 1 }, { globalClipNorm: 1 }]) {
    const zero = [parameter("a", [0], [0])];
    clipGradients(zero, options, kernels);
    assert.deepEqual(gradients(zero), [[0]]);
    const broken = [parameter("a", [0], [1]), parameter("b", [0], [NaN])];
    const sgd = new SGD({ ...options, learningRate: 0.1 });
    assert.equal(sgd.step(broken, kernels), broken[1]);
  }
});

test("an infinite gradient under a limit for values is one of that limit", () => {
  const parameters = [parameter("a", [0, 0], [Infinity, -Infinity])];
  clipGradients(parameters, { clipValue: 2 }, kernels);
  assert.deepEqual(gradients(parameters), [[2, -2]]);
});

// Without price dL/dw = 2 (w − 0) at w = 3; with l2(0.5) the gradient is 6 + 3 = 9 before it is clipped.
test("in a model the price's gradient is clipped with that of the data", () => {
  const model = new Sequential([new Dense({ units: 1, weightRegularizer: l2(0.5) })], {
    inputs: 1,
    dtype: "float64",
  });
  const optimizer = new SGD({ learningRate: 1, clipValue: 7 });
  model.compile({ optimizer, loss: "meanSquaredError" });
  model.parameters()[0].value.set(0, 0, 3);
  model.trainOnBatch([[1]], [0]);
  assert.deepEqual(model.state()["dense_1/weights"].toArray(), [[3 - 7]]);
  assert.deepEqual(model.state()["dense_1/bias"].toArray(), [[-6]]);
});

test("limits survive config, and steps with a limit no step reaches are those without", () => {
  const options = { learningRate: 0.1, momentum: 0.9, globalClipNorm: 2 };
  const { nesterov, ...config } = new SGD(options).config();
  assert.deepEqual([config, nesterov], [{ class: "SGD", ...options }, false]);
  const [a, b] = [pair(), pair()];
  new SGD({ learningRate: 0.3 }).step(a, kernels);
  new SGD({ learningRate: 0.3, clipNorm: 1000 }).step(b, kernels);
  assert.deepEqual(
    b.map(({ value }) => value),
    a.map(({ value }) => value),
  );
});

test("limits that are not above 0 and more than one are refused", () => {
  for (const name of ["clipValue", "clipNorm", "globalClipNorm"]) {
    for (const bad of [0, -1, NaN, Infinity, "1"]) {
      assert.throws(() => new SGD({ [name]: bad }), {
        name: "RangeError",
        message: new RegExp(`^SGD expects ${name} to be a number above 0 but got`),
      });
    }
  }
  assert.throws(() => clippingFrom("Adam", { clipValue: 1, clipNorm: 2 }), {
    name: "RangeError",
    message: "Adam expects one way of clipping but got clipValue and clipNorm",
  });
  assert.deepEqual(clippingFrom("Adam", {}), {});
});
