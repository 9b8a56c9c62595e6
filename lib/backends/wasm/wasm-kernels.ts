import type { ActivationName } from "../../core/activations";
import type { Examples } from "../../core/examples";
import type {
  ActivationKernels,
  AdamNumbers,
  Feed,
  Kernels,
  LossKernels,
} from "../../core/engine/kernels";
import type { Parameter } from "../../core/layers/layer";
import type { LossName } from "../../core/losses";
import type { Matrix } from "../../core/matrix";
import type { TargetKind, Targets } from "../../core/targets";
import type { Heap } from "./heap";
import type { KernelCalls, Ranged } from "./kernel-calls";
import { SparseInputs } from "./sparse-inputs";
import { WasmFeed } from "./wasm-feed";

/** Depth and width of the blocks of assembly/blocked.ts, for the memory that they are packed into. */
const DEPTH = 384;
const WIDTH = 1024;
const ROWS = 64;

/** The kernels of assembly/, called with the addresses of matrices. float32. */
export class WasmKernels implements Kernels {
  readonly dtype = "float32";
  readonly #heap: Heap;
  readonly #calls: KernelCalls;
  readonly #threads: number;
  readonly #sparse: SparseInputs;
  /** What kernels are told besides addresses and sizes. */
  readonly #numbers: Matrix;
  #finite = true;
  #scratch = 0;
  #scratchBytes = 0;

  constructor(heap: Heap, calls: KernelCalls, threads: number) {
    this.#heap = heap;
    this.#calls = calls;
    this.#threads = threads;
    this.#sparse = new SparseInputs(heap, calls);
    this.#numbers = heap.matrix(1, 16);
  }

  get finite(): boolean {
    return this.#finite;
  }

  set finite(value: boolean) {
    this.#finite = value;
    // Whoever looked at the parameters may have written into the gradients.
    this.#sparse.forgetGradient();
  }

  matrix(rows: number, cols: number): Matrix {
    return this.#heap.matrix(rows, cols);
  }

  gradient(rows: number, cols: number): Matrix {
    return this.#heap.matrix(rows, cols, (matrix) => this.#sparse.settle(matrix));
  }

  discardGradients(): void {
    this.#sparse.discard();
  }

  release(matrix: Matrix): void {
    // A gradient that was only noted may be a product with this matrix.
    this.#sparse.settle();
    this.#heap.release(matrix);
  }

  feed(X: Examples, y?: Targets): Feed {
    return new WasmFeed(this.#heap, this.#calls, this.#sparse, X, y);
  }

  affine(X: Matrix, W: Matrix, b: Matrix, Z: Matrix, rows: number): void {
    this.#reserveScratch(W.cols, W.rows);
    if (this.#sparse.holds(X)) {
      this.#sparse.affine(W, b, Z, rows);
      return;
    }
    const x = X.data.byteOffset;
    const w = W.data.byteOffset;
    this.#calls.affine(0, rows, x, w, b.data.byteOffset, Z.data.byteOffset, W.rows, W.cols);
  }

  parameterGradients(X: Matrix, dZ: Matrix, dW: Matrix, db: Matrix, rows: number): void {
    this.#reserveScratch(dW.cols, rows);
    const dz = dZ.data.byteOffset;
    const finite = this.#calls.biasGradient(dz, db.data.byteOffset, rows, dW.cols) === 1;
    if (this.#sparse.holds(X)) {
      if (finite) {
        this.#sparse.weightGradient(dZ, dW, rows);
        return;
      }
      this.#sparse.expand(X, rows);
    }
    if (this.#sparse.isActive(dW)) this.#sparse.forgetGradient();
    const x = X.data.byteOffset;
    const dw = dW.data.byteOffset;
    this.#calls.weightGradient(0, dW.rows, x, dz, dw, dW.rows, dW.cols, rows);
  }

  inputGradient(dZ: Matrix, W: Matrix, dX: Matrix, rows: number): void {
    this.#reserveScratch(W.rows, W.cols);
    const dz = dZ.data.byteOffset;
    const w = W.data.byteOffset;
    const dx = dX.data.byteOffset;
    this.#calls.inputGradient(0, rows, dz, w, dx, W.rows, W.cols, rows);
  }

  activation(name: ActivationName): ActivationKernels {
    const calls = this.#calls;
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

  loss(name: LossName): LossKernels {
    const calls = this.#calls;
    const difference = (A: Matrix, Y: Matrix, out: Matrix, rows: number, scale: number) => {
      const a = A.data.byteOffset;
      const y = Y.data.byteOffset;
      const to = out.data.byteOffset;
      calls.scaledDifference(0, rows * A.cols, a, y, to, this.#given(scale));
    };
    const squares = (A: Matrix, Y: Matrix, rows: number) =>
      calls.squaredError(A.data.byteOffset, Y.data.byteOffset, rows * A.cols);
    const kernels: Record<LossName, LossKernels> = {
      quadratic: {
        value: (A, Y, _Z, rows) => squares(A, Y, rows) / (2 * rows),
        gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 1 / rows),
      },
      meanSquaredError: {
        value: (A, Y, _Z, rows) => squares(A, Y, rows) / (rows * A.cols),
        gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 2 / (rows * A.cols)),
      },
      categoricalCrossentropy: {
        value: (A, Y, Z, rows) => {
          const z = (Z as Matrix).data.byteOffset;
          return calls.crossEntropyOfLogits(z, Y.data.byteOffset, rows, A.cols) / rows;
        },
        gradient: (A, Y, out, rows) => difference(A, Y, out, rows, 1 / rows),
      },
    };
    return kernels[name];
  }

  correct(kind: TargetKind, A: Matrix, Y: Matrix, rows: number): number {
    if (kind === "values") return NaN;
    const count = kind === "classes" ? this.#calls.correctClasses : this.#calls.correctSides;
    return count(A.data.byteOffset, Y.data.byteOffset, rows, A.cols);
  }

  sgd({ value, gradient }: Parameter, rate: number): boolean {
    const numbers = this.#given(rate);
    if (this.#sparse.isNoted(gradient)) return this.#sparse.sgdOfNoted(value, numbers) === 1;
    if (this.#sparse.isActive(gradient)) return this.#sparse.sgd(value, gradient, numbers) === 1;
    const p = value.data.byteOffset;
    const g = gradient.data.byteOffset;
    return this.#calls.sgd(0, value.rows * value.cols, p, g, numbers) === 1;
  }

  adam({ value, gradient }: Parameter, m: Matrix, v: Matrix, numbers: AdamNumbers): boolean {
    const given = this.#numbers.data;
    given[0] = numbers.stepSize;
    given[1] = numbers.beta1;
    given[2] = numbers.beta2;
    given[3] = numbers.rootCorrection;
    given[4] = numbers.epsilon;
    const finite = this.#calls.adam(
      0,
      value.rows * value.cols,
      value.data.byteOffset,
      gradient.data.byteOffset,
      m.data.byteOffset,
      v.data.byteOffset,
      given.byteOffset,
    );
    return finite === 1;
  }

  /** The address of a number for a kernel. */
  #given(x: number): number {
    const { data } = this.#numbers;
    data[0] = x;
    return data.byteOffset;
  }

  /** Room to pack the operands of a product with so many columns and such a depth, for every thread. */
  #reserveScratch(columns: number, depth: number): void {
    const deep = Math.min(depth, DEPTH);
    const panels = (Math.min(columns, WIDTH) + 8 + ROWS) * deep * 4;
    const strip = (depth + 2) * 128;
    const small = columns * depth * 4 <= 65536 ? columns * depth * 4 : 0;
    // The loss keeps a row of powers of e there.
    const row = columns * 4;
    const bytes = Math.ceil((256 + Math.max(panels, strip, small, row)) / 64) * 64;
    if (bytes <= this.#scratchBytes) return;
    const scratch = this.#heap.allocate(bytes * this.#threads, false);
    if (this.#scratch) this.#heap.free(this.#scratch);
    this.#scratch = scratch;
    this.#scratchBytes = bytes;
    this.#calls.useScratch(0, this.#threads, this.#scratch, bytes);
  }
}
