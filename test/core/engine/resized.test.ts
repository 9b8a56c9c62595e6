import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../../lib/core/matrix";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { resized } from "../../../lib/core/engine/resized";

/** Kernels with room for so many matrices more, that note what is given back. */
class Scarce extends PlainKernels {
  readonly released: Matrix[] = [];
  readonly made: Matrix[] = [];
  constructor(readonly room: number) {
    super("float32");
  }
  override matrix(rows: number, cols: number): Matrix {
    if (this.made.length >= this.room) throw new Error("full");
    const matrix = super.matrix(rows, cols);
    this.made.push(matrix);
    return matrix;
  }
  override release(matrix?: Matrix): void {
    if (matrix) this.released.push(matrix);
  }
}

test("buffers are exchanged for longer ones of their widths and given back", () => {
  const kernels = new Scarce(9);
  const old = [Matrix.zeros(1, 3), Matrix.zeros(2, 5)];
  const made = resized(kernels, old, 7);
  assert.deepEqual(
    made.map(({ shape }) => shape),
    [
      [7, 3],
      [7, 5],
    ],
  );
  assert.deepEqual(kernels.released, old);
});

test("where there is no room for all, none is given back and none is kept", () => {
  const kernels = new Scarce(1);
  const old = [Matrix.zeros(1, 3), Matrix.zeros(2, 5)];
  assert.throws(() => resized(kernels, old, 7), /full/);
  assert.deepEqual(kernels.released, kernels.made);
});
