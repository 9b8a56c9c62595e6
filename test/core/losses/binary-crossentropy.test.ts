import assert from "node:assert/strict";
import { test } from "node:test";
import { sigmoid } from "../../../lib/core/activations";
import { Dense } from "../../../lib/core/layers/dense";
import {
  binaryCrossentropy,
  binaryCrossentropyOfProbabilities,
} from "../../../lib/core/losses/binary-crossentropy";
import type { Loss } from "../../../lib/core/losses/loss";
import { Matrix } from "../../../lib/core/matrix";
import { Sequential } from "../../../lib/core/model/sequential";
import { toBeClose } from "../../helpers/close";
import { nudged, toAgree } from "../../helpers/gradient-check";

const ways: [string, Loss][] = [
  ["from logits", binaryCrossentropy],
  ["from probabilities", binaryCrossentropyOfProbabilities],
];

/** The loss where the logits are z, by either way. */
function valueOf(loss: Loss, z: number[], y: number[], outputs = 1): number {
  const logits = Float64Array.from(z);
  const p = logits.map(sigmoid);
  return loss.value(p, Float64Array.from(y), z.length / outputs, outputs, logits);
}

for (const [way, loss] of ways) {
  // p = ¾ and p = ¼: −ln ¾ where the answer is the likely one, −ln ¼ where it is the other.
  test(`${way}: −ln of the answer's share, averaged over outputs and rows`, () => {
    const z = Math.log(3);
    toBeClose(valueOf(loss, [z], [1]), Math.log(4 / 3), 1e-15);
    toBeClose(valueOf(loss, [z], [0]), Math.log(4), 1e-15);
    toBeClose(valueOf(loss, [-z], [1]), Math.log(4), 1e-15);
    toBeClose(valueOf(loss, [z, z, -z, 0], [1, 0, 0, 1], 2), Math.log((16 / 9) * 4 * 2) / 4);
    // A half of each.
    toBeClose(valueOf(loss, [z], [0.5]), Math.log(16 / 3) / 2, 1e-15);
  });

  test(`${way}: who knows nothing pays ln 2, whatever the answer`, () => {
    for (const y of [0, 1, 0.5, 0.2]) toBeClose(valueOf(loss, [0], [y]), Math.LN2, 1e-15);
  });

  test(`${way}: numbers behind the rows in use count for nothing`, () => {
    const p = Float64Array.of(0.5, NaN);
    const y = Float64Array.of(1, NaN);
    toBeClose(loss.value(p, y, 1, 1, Float64Array.of(0, NaN)), Math.LN2, 1e-15);
    const out = Float64Array.of(7, 7);
    loss.gradient(p, y, out, 1, 1);
    assert.equal(out[1], 7);
    assert.ok(out[0] < 0);
  });
}

test("from logits: the gradient is (p − y) / (rows · outputs), the central difference by the logits", () => {
  const z = Float64Array.of(0.3, -2, 1.4, 0, 5, -0.1);
  const y = Float64Array.of(0, 1, 0.3, 1, 1, 0);
  const p = z.map(sigmoid);
  const out = new Float64Array(6);
  binaryCrossentropy.gradient(p, y, out, 3, 2);
  toBeClose(
    out,
    Array.from(p, (share, i) => (share - y[i]) / 6),
    1e-16,
  );
  const value = () => binaryCrossentropy.value(z, y, 3, 2, z);
  toAgree(out.slice(), nudged(z, value), "logits");
});

test("from probabilities: the gradient is the central difference by the probabilities", () => {
  const p = Float64Array.of(0.3, 0.02, 0.9, 0.5, 0.999, 0.4);
  const y = Float64Array.of(0, 1, 0.3, 1, 1, 0);
  const out = new Float64Array(6);
  binaryCrossentropyOfProbabilities.gradient(p, y, out, 3, 2);
  const value = () => binaryCrossentropyOfProbabilities.value(p, y, 3, 2);
  toAgree(out.slice(), nudged(p, value), "probabilities");
});

// From −z where the answer is right next to nothing is to be paid, and |z| where it is wrong.
test("from logits of ±1000 the loss is finite and exact", () => {
  assert.equal(valueOf(binaryCrossentropy, [1000], [1]), 0);
  assert.equal(valueOf(binaryCrossentropy, [1000], [0]), 1000);
  assert.equal(valueOf(binaryCrossentropy, [-1000], [1]), 1000);
  assert.equal(valueOf(binaryCrossentropy, [-1000], [0]), 0);
  toBeClose(valueOf(binaryCrossentropy, [40], [1]) / Math.exp(-40), 1, 1e-12);
  const out = new Float64Array(4);
  const p = Float64Array.of(1, 1, 0, 0);
  binaryCrossentropy.gradient(p, Float64Array.of(1, 0, 1, 0), out, 4, 1);
  assert.deepEqual(Array.from(out), [0, 0.25, -0.25, 0]);
});

test("from probabilities of 0 and 1 loss and gradient are finite: logarithms end at −100", () => {
  const p = Float64Array.of(1, 1, 0, 0);
  const y = Float64Array.of(1, 0, 1, 0);
  assert.equal(binaryCrossentropyOfProbabilities.value(p, y, 4, 1), (0 + 100 + 100 + 0) / 4);
  const out = new Float64Array(4);
  binaryCrossentropyOfProbabilities.gradient(p, y, out, 4, 1);
  assert.ok(out.every(Number.isFinite));
  assert.deepEqual(
    Array.from(out, (x) => Math.sign(x)),
    [0, 1, -1, 0],
  );
});

function model(activation: "sigmoid" | "softmax", units: number, dtype: "float32" | "float64") {
  const layer = new Dense({ units, activation, weightInitializer: "zeros" });
  return new Sequential([layer], { inputs: 1, dtype, backend: "plain" }).compile({
    loss: "binaryCrossentropy",
  });
}

test("a last layer of zeros knows nothing: its loss is ln 2, with one output and with several", () => {
  for (const units of [1, 2, 7]) {
    const y = [1, 2, 3].map((i) => Array.from({ length: units }, (_, j) => (i * j) % 2));
    toBeClose(model("sigmoid", units, "float64").evaluate([[1], [2], [-3]], y).loss, Math.LN2);
  }
  toBeClose(model("softmax", 2, "float64").evaluate([[1]], [[0, 1]]).loss, Math.LN2);
});

test("in a model with logits of ±1000 loss and gradients are finite, in both kinds of numbers", () => {
  for (const dtype of ["float32", "float64"] as const) {
    for (const activation of ["sigmoid", "softmax"] as const) {
      const made = model(activation, 2, dtype);
      made.setState({
        "dense_1/weights": Matrix.from([[1000, -1000]]),
        "dense_1/bias": Matrix.from([[0, 0]]),
      });
      const right = made.computeGradients([[1]], [[1, 0]]);
      assert.equal(right, 0);
      const wrong = made.computeGradients([[1]], [[0, 1]]);
      assert.equal(wrong, activation === "sigmoid" ? 1000 : 100);
      for (const { gradient } of made.parameters()) assert.ok(gradient.data.every(Number.isFinite));
      made.trainOnBatch([[1]], [[0, 1]]);
      assert.ok(Object.values(made.state()).every(({ data }) => data.every(Number.isFinite)));
    }
  }
});

test("yes or no for each output by itself: rows of targets from 0 to 1, several may be 1", () => {
  const made = model("sigmoid", 3, "float64");
  const measured = made.evaluate([[1], [2]], [[1, 1, 0], [0, 0, 0]]); // prettier-ignore
  toBeClose(measured.loss, Math.LN2);
  for (const [row, said] of [
    [[1, 2, 0], "[1, 2, 0]"],
    [[0, -0.5, 0], "[0, -0.5, 0]"],
  ] as const) {
    assert.throws(() => made.evaluate([[1]], [row]), {
      name: "RangeError",
      message:
        `evaluate: binaryCrossentropy expects targets from 0 to 1, which are probabilities, but row 0 is ${said}: ` +
        `for other numbers take meanSquaredError`,
    });
  }
});
