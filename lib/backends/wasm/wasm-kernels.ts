import type { ActivationName } from "../../core/activations";
import type { Examples } from "../../core/examples";
import type { ActivationKernels, Feed, Kernels, LossKernels } from "../../core/engine/kernels";
import { dropoutThreshold, type DropoutMask } from "../../core/layers/dropout-mask";
import type { NormalizationBackward, NormalizationForward } from "../../core/layers/normalization";
import type { LossKernelName } from "../../core/losses/loss";
import type { Matrix } from "../../core/matrix";
import type { TargetKind, Targets } from "../../core/targets";
import type { Heap } from "./heap";
import type { KernelCalls, Ranged } from "./kernel-calls";
import { WasmFeed } from "./wasm-feed";
import { wasmLoss } from "./wasm-losses";
import { LEAST, WasmSteps } from "./wasm-steps";

/** Depth and width of the blocks of assembly/blocked.ts, for the memory that they are packed into. */
const DEPTH = 384;
const WIDTH = 1024;
const ROWS = 64;

/** The kernels of assembly/, called with the addresses of matrices. float32. */
export class WasmKernels extends WasmSteps implements Kernels {
  readonly dtype = "float32";
  readonly #heap: Heap;
  readonly #threads: number;
  #finite = true;
  #scratch = 0;
  #scratchBytes = 0;

  constructor(heap: Heap, calls: KernelCalls, threads: number) {
    super(heap, calls);
    this.#heap = heap;
    this.#threads = threads;
  }

  get finite(): boolean {
    return this.#finite;
  }

  set finite(value: boolean) {
    this.#finite = value;
    // Whoever looked at the parameters may have written into the gradients.
    this.sparse.forgetGradient();
  }

  matrix(rows: number, cols: number): Matrix {
    return this.#heap.matrix(rows, cols);
  }

  gradient(rows: number, cols: number): Matrix {
    return this.#heap.matrix(rows, cols, (matrix) => this.sparse.settle(matrix));
  }

  discardGradients(): void {
    this.sparse.discard();
  }

  release(matrix: Matrix): void {
    // A gradient that was only noted may be a product with this matrix.
    this.sparse.settle();
    this.#heap.release(matrix);
  }

  feed(X: Examples, y?: Targets): Feed {
    return new WasmFeed(this.#heap, this.calls, this.sparse, X, y);
  }

  affine(X: Matrix, W: Matrix, b: Matrix, Z: Matrix, rows: number): void {
    this.#reserveScratch(W.cols, W.rows);
    if (this.sparse.holds(X)) {
      this.sparse.affine(W, b, Z, rows);
      return;
    }
    const x = X.data.byteOffset;
    const w = W.data.byteOffset;
    this.calls.affine(0, rows, x, w, b.data.byteOffset, Z.data.byteOffset, W.rows, W.cols);
  }

  parameterGradients(X: Matrix, dZ: Matrix, dW: Matrix, db: Matrix, rows: number): void {
    this.#reserveScratch(dW.cols, rows);
    const dz = dZ.data.byteOffset;
    const finite = this.calls.biasGradient(dz, db.data.byteOffset, rows, dW.cols) === 1;
    if (this.sparse.holds(X)) {
      if (finite) {
        this.sparse.weightGradient(dZ, dW, rows);
        return;
      }
      this.sparse.expand(X, rows);
    }
    if (this.sparse.isActive(dW)) this.sparse.forgetGradient();
    const x = X.data.byteOffset;
    const dw = dW.data.byteOffset;
    this.calls.weightGradient(0, dW.rows, x, dz, dw, dW.rows, dW.cols, rows);
  }

  inputGradient(dZ: Matrix, W: Matrix, dX: Matrix, rows: number): void {
    this.#reserveScratch(W.rows, W.cols);
    const dz = dZ.data.byteOffset;
    const w = W.data.byteOffset;
    const dx = dX.data.byteOffset;
    this.calls.inputGradient(0, rows, dz, w, dx, W.rows, W.cols, rows);
  }

  activation(name: ActivationName): ActivationKernels {
    const calls = this.calls;
    if (name === "softmax") {
      return {
        forward: (Z, A, rows) => {
          calls.softmaxForward(0, rows, Z.data.byteOffset, A.data.byteOffset, Z.cols);
        },
        backward: (A, dA, dZ, rows) => {
          const a = A.data.byteOffset;
          const da = dA.data.byteOffset;
          const dz = dZ.data.byteOffset;
          calls.softmaxBackward(0, rows, a, da, dz, A.cols);
        },
      };
    }
    const forward: Ranged = calls[`${name}Forward`];
    const backward: Ranged = calls[`${name}Backward`];
    return {
      forward: (Z, A, rows) => {
        forward(0, rows * Z.cols, Z.data.byteOffset, A.data.byteOffset);
      },
      backward: (A, dA, dZ, rows) => {
        const a = A.data.byteOffset;
        const da = dA.data.byteOffset;
        const dz = dZ.data.byteOffset;
        backward(0, rows * A.cols, a, da, dz);
      },
    };
  }

  loss(name: LossKernelName): LossKernels {
    return wasmLoss(name, this.calls, this.numbers, (bytes) => this.#reserve(bytes));
  }

  correct(kind: TargetKind, A: Matrix, Y: Matrix, rows: number, tolerance?: number): number {
    const calls = this.calls;
    const a = A.data.byteOffset;
    const y = Y.data.byteOffset;
    if (kind === "classes") return calls.correctClasses(a, y, rows, A.cols);
    if (kind === "binary") return calls.correctSides(a, y, rows, A.cols);
    if (tolerance === undefined) return NaN;
    return calls.correctValues(a, y, rows * A.cols, tolerance) / A.cols;
  }

  dropout(X: Matrix, out: Matrix, { rate, layerKey, stepKey }: DropoutMask, rows: number): void {
    const given = this.numbers.data;
    given[0] = 1 / (1 - rate);
    const from = X.data.byteOffset;
    const to = out.data.byteOffset;
    const threshold = dropoutThreshold(rate) | 0;
    const numbers = given.byteOffset;
    this.calls.dropout(0, rows * X.cols, from, to, layerKey, stepKey, threshold, numbers);
  }

  columnMoments(X: Matrix, mean: Matrix, variance: Matrix, rows: number): void {
    this.#reserveColumns(X.cols);
    const to = mean.data.byteOffset;
    const x = X.data.byteOffset;
    this.calls.columnMoments(0, X.cols, x, rows, X.cols, to, variance.data.byteOffset);
  }

  normalize(X: Matrix, A: Matrix, by: NormalizationForward, rows: number): void {
    this.#reserveColumns(X.cols);
    const given = this.numbers.data;
    given[0] = Math.max(by.epsilon, LEAST);
    this.calls.normalize(
      0,
      X.cols,
      X.data.byteOffset,
      A.data.byteOffset,
      rows,
      X.cols,
      by.mean.data.byteOffset,
      by.variance.data.byteOffset,
      by.gamma.data.byteOffset,
      by.beta.data.byteOffset,
      given.byteOffset,
    );
  }

  normalizeBackward(
    X: Matrix,
    dA: Matrix,
    dX: Matrix,
    by: NormalizationBackward,
    rows: number,
  ): void {
    this.#reserveColumns(X.cols);
    const given = this.numbers.data;
    given[0] = Math.max(by.epsilon, LEAST);
    this.calls.normalizeBackward(
      0,
      X.cols,
      X.data.byteOffset,
      dA.data.byteOffset,
      dX.data.byteOffset,
      rows,
      X.cols,
      by.mean.data.byteOffset,
      by.variance.data.byteOffset,
      by.gamma.data.byteOffset,
      by.gammaGradient.data.byteOffset,
      by.betaGradient.data.byteOffset,
      given.byteOffset,
    );
  }

  /** Room to pack the operands of a product with so many columns and such a depth, for every thread. */
  #reserveScratch(columns: number, depth: number): void {
    const deep = Math.min(depth, DEPTH);
    const panels = (Math.min(columns, WIDTH) + 8 + ROWS) * deep * 4;
    const strip = (depth + 2) * 128;
    const small = columns * depth * 4 <= 65536 ? columns * depth * 4 : 0;
    this.#reserve(Math.max(panels, strip, small));
  }

  /** Room for three float64 sums for each column. */
  #reserveColumns(columns: number): void {
    this.#reserve(24 * columns);
  }

  /** So many bytes of scratch memory for every thread. */
  #reserve(needed: number): void {
    const bytes = Math.ceil((256 + needed) / 64) * 64;
    if (bytes <= this.#scratchBytes) return;
    const scratch = this.#heap.allocate(bytes * this.#threads, false);
    if (this.#scratch) this.#heap.free(this.#scratch);
    this.#scratch = scratch;
    this.#scratchBytes = bytes;
    this.calls.useScratch(0, this.#threads, this.#scratch, bytes);
  }
}
