import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../lib/core/matrix";
import { plainEngine } from "../../lib/core/plain-engine";
import { toBeClose } from "../helpers/close";

const X = Matrix.from([
  [1, 2],
  [3, 4],
  [0, 5],
]);
const W = Matrix.from([
  [1, -1, 0],
  [0.5, 2, 1],
]);
const b = Matrix.from([[0.1, -0.2, 0.3]]);
const dZ = Matrix.from([
  [1, 0, 2],
  [0.5, -1, 0],
  [0, 1, -2],
]);

test("affine is X W + b", () => {
  const Z = Matrix.zeros(3, 3);
  plainEngine.affine(X, W, b, Z, 3);
  toBeClose(Z, [
    [2.1, 2.8, 2.3],
    [5.1, 4.8, 4.3],
    [2.6, 9.8, 5.3],
  ]);
});

// Column 1 of X is (1, 3, 0), column 2 is (2, 4, 5).
test("the gradient of the weights is Xᵀ dZ, whatever was there before", () => {
  const dW = Matrix.from([
    [9, 9, 9],
    [9, 9, 9],
  ]);
  plainEngine.weightGradient(X, dZ, dW, 3);
  toBeClose(dW, [
    [2.5, -3, 2],
    [4, 1, -6],
  ]);
});

test("the gradient of the biases is the sum of the rows of dZ, whatever was there before", () => {
  const db = Matrix.from([[9, 9, 9]]);
  plainEngine.biasGradient(dZ, db, 3);
  toBeClose(db, [[1.5, 0, 0]]);
});

test("the gradient of the inputs is dZ Wᵀ", () => {
  const dX = Matrix.from([
    [9, 9],
    [9, 9],
    [9, 9],
  ]);
  plainEngine.inputGradient(dZ, W, dX, 3);
  toBeClose(dX, [
    [1, 2.5],
    [1.5, -1.75],
    [-1, 0],
  ]);
});

test("addScaled adds a multiple in place", () => {
  const y = Matrix.from([[1, 2]]);
  plainEngine.addScaled(y, Matrix.from([[10, -20]]), -0.1);
  toBeClose(y, [[0, 4]]);
});

test("only the rows in use are read and written", () => {
  const far = Matrix.from([
    [1, 2],
    [3, 4],
  ]);
  far.data.fill(NaN, 2);
  const Z = Matrix.zeros(2, 3);
  const dW = Matrix.zeros(2, 3);
  const db = Matrix.zeros(1, 3);
  const dX = Matrix.zeros(2, 2);
  const dFar = Matrix.from([
    [1, 0, 2],
    [0, 0, 0],
  ]);
  dFar.data.fill(NaN, 3);
  plainEngine.affine(far, W, b, Z, 1);
  plainEngine.weightGradient(far, dFar, dW, 1);
  plainEngine.biasGradient(dFar, db, 1);
  plainEngine.inputGradient(dFar, W, dX, 1);
  toBeClose(Z, [
    [2.1, 2.8, 2.3],
    [0, 0, 0],
  ]);
  toBeClose(dW, [
    [1, 0, 2],
    [2, 0, 4],
  ]);
  toBeClose(db, [[1, 0, 2]]);
  toBeClose(dX, [
    [1, 2.5],
    [0, 0],
  ]);
});

test("the engine says its name", () => assert.equal(plainEngine.name, "plain"));
