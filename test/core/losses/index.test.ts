import assert from "node:assert/strict";
import { test } from "node:test";
import {
  binaryCrossentropy,
  binaryCrossentropyOfProbabilities,
} from "../../../lib/core/losses/binary-crossentropy";
import {
  lossFor,
  lossLoops,
  lossNamed,
  losses,
  type LossName,
} from "../../../lib/core/losses/index";

test("every loss but the cross-entropies is taken of the outputs themselves", () => {
  const logitsOf = Object.fromEntries(
    (Object.keys(losses) as LossName[]).map((name) => [name, losses[name].logitsOf]),
  );
  assert.deepEqual(logitsOf, {
    quadratic: undefined,
    meanSquaredError: undefined,
    binaryCrossentropy: "sigmoid",
    categoricalCrossentropy: "softmax",
    sparseCategoricalCrossentropy: "softmax",
  });
});

test("each loss is found by its name, each loop by the way it is computed", () => {
  for (const [name, loss] of Object.entries(losses)) {
    assert.equal(loss.name, name);
    assert.equal(lossLoops[loss.kernel].value, loss.value);
    assert.equal(lossLoops[loss.kernel].gradient, loss.gradient);
  }
  for (const [kernel, loss] of Object.entries(lossLoops)) assert.equal(loss.kernel, kernel);
});

test("an unknown loss is refused with the names there are", () => {
  assert.equal(lossNamed("compile", "quadratic"), losses.quadratic);
  assert.throws(() => lossNamed("compile", "mse"), {
    name: "RangeError",
    message:
      'compile knows no loss "mse": try one of quadratic, meanSquaredError, binaryCrossentropy, ' +
      "categoricalCrossentropy, sparseCategoricalCrossentropy",
  });
});

test("yes or no behind softmax is computed from probabilities, behind sigmoid from logits", () => {
  const find = (activation: "softmax" | "sigmoid") =>
    lossFor("compile", "binaryCrossentropy", "dense_1", activation);
  assert.equal(find("sigmoid"), binaryCrossentropy);
  assert.equal(find("softmax"), binaryCrossentropyOfProbabilities);
  assert.equal(find("softmax").name, "binaryCrossentropy");
});
