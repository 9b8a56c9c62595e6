import type { LossKernels } from "../../core/engine/kernels";
import type { LossKernelName } from "../../core/losses/loss";
import type { Matrix } from "../../core/matrix";
import type { KernelCalls } from "./kernel-calls";

/**
 * Losses and their gradients by the kernels of assembly/losses.ts. numbers: where these find what they are told besides
 * addresses and sizes. reserve makes room for so many bytes of scratch memory.
 */
export function wasmLoss(
  name: LossKernelName,
  calls: KernelCalls,
  numbers: Matrix,
  reserve: (bytes: number) => void,
): LossKernels {
  const difference = (A: Matrix, Y: Matrix, out: Matrix, rows: number, scale: number) => {
    const given = numbers.data;
    given[0] = scale;
    const a = A.data.byteOffset;
    const y = Y.data.byteOffset;
    calls.scaledDifference(0, rows * A.cols, a, y, out.data.byteOffset, given.byteOffset);
  };
  const squares = (A: Matrix, Y: Matrix, rows: number) =>
    calls.squaredError(A.data.byteOffset, Y.data.byteOffset, rows * A.cols);
  const kernels: Record<LossKernelName, LossKernels> = {
    quadratic: {
      value: (A, Y, _Z, rows) => squares(A, Y, rows) / (2 * rows),
      gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 1 / rows),
    },
    meanSquaredError: {
      value: (A, Y, _Z, rows) => squares(A, Y, rows) / (rows * A.cols),
      gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 2 / (rows * A.cols)),
    },
    binaryCrossentropy: {
      value: (A, Y, Z, rows) => {
        reserve(16);
        const entries = rows * A.cols;
        const z = (Z as Matrix).data.byteOffset;
        return calls.binaryCrossEntropyOfLogits(z, Y.data.byteOffset, entries) / entries;
      },
      gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 1 / (rows * A.cols)),
    },
    binaryCrossentropyOfProbabilities: {
      value: (A, Y, _Z, rows) => {
        const entries = rows * A.cols;
        return calls.binaryCrossEntropy(A.data.byteOffset, Y.data.byteOffset, entries) / entries;
      },
      gradient: (A, Y, out, rows) => {
        const given = numbers.data;
        given[0] = 1 / (rows * A.cols);
        const a = A.data.byteOffset;
        const y = Y.data.byteOffset;
        const to = out.data.byteOffset;
        calls.probabilityDifference(0, rows * A.cols, a, y, to, given.byteOffset);
      },
    },
    categoricalCrossentropy: {
      value: (A, Y, Z, rows) => {
        reserve(4 * A.cols);
        const z = (Z as Matrix).data.byteOffset;
        return calls.crossEntropyOfLogits(z, Y.data.byteOffset, rows, A.cols) / rows;
      },
      gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 1 / rows),
    },
  };
  return kernels[name];
}
