import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../lib/core/matrix";
import { numericDerivative, numericGradients } from "../../lib/core/numeric-gradient";
import { toBeClose } from "../helpers/close";

test("the derivative of x³ at 2 is 12", () => {
  toBeClose(
    numericDerivative((x) => x ** 3, 2),
    12,
    1e-9,
  );
  toBeClose(
    numericDerivative((x) => x ** 2, 3, 0.5),
    6,
    1e-12,
  );
});

test("the derivative of sin at 0 is 1, of a constant 0", () => {
  toBeClose(numericDerivative(Math.sin, 0), 1, 1e-9);
  assert.equal(
    numericDerivative(() => 5, 1),
    0,
  );
});

// L = p² q + r: dL/dp = 2 p q, dL/dq = p², dL/dr = 1.
test("every entry of every parameter is nudged by itself, and all are as before afterwards", () => {
  const zero = Matrix.zeros(1, 2);
  const first = { name: "first", value: Matrix.from([[3, 0.1]]), gradient: zero };
  const second = { name: "second", value: Matrix.from([[7]]), gradient: Matrix.zeros(1, 1) };
  const loss = () => {
    const [p, q] = first.value.data;
    return p * p * q + second.value.data[0];
  };
  const [a, b] = numericGradients([first, second], loss);
  toBeClose(a, [0.6, 9], 1e-8);
  toBeClose(b, [1], 1e-8);
  assert.deepEqual(first.value.toArray(), [[3, 0.1]]);
  assert.deepEqual(second.value.toArray(), [[7]]);
});
