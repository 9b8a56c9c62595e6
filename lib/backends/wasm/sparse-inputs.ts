import type { Matrix } from "../../core/matrix";
import type { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";

/** Above so many rows the lists of the columns would take more memory than they save time. */
const MAX_ROWS = 2048;

/** The rows of the data as lists: starts[i] is the number of the first entry of row i. Addresses. */
export interface Lists {
  readonly starts: number;
  readonly entries: number;
}

/**
 * A batch of inputs that are mostly zeros, as lists of what is not zero (assembly/sparse.ts), with the list of those
 * rows of the weights' gradient that are not zero for it.
 */
export class SparseInputs {
  readonly #heap: Heap;
  readonly #calls: KernelCalls;
  #room = { rows: 0, cols: 0 };
  #addresses: number[] = [];
  #spans = 0;
  #entries = 0;
  #columnCounts = 0;
  #columnEntries = 0;
  #active = 0;
  #activeCount = 0;
  #X?: Matrix;
  #dW?: Matrix;
  #notedDZ?: Matrix;
  #notedDW?: Matrix;

  constructor(heap: Heap, calls: KernelCalls) {
    this.#heap = heap;
    this.#calls = calls;
  }

  /**
   * Takes the batch whose row i is row order[start + i] of the lists. It stands for X; where X is to be read by more
   * than products, or is too large, it is written into X as well.
   */
  take(X: Matrix, lists: Lists, order: number, start: number, rows: number, only: boolean): void {
    this.settle();
    if (X.rows > this.#room.rows || X.cols !== this.#room.cols) this.#reserve(X);
    this.#entries = lists.entries;
    this.#calls.gatherSpans(0, rows, lists.starts, order, start, lists.entries, this.#spans);
    if (only && X.rows <= MAX_ROWS) this.#X = X;
    else this.expand(X, rows);
  }

  /** Whether X itself was not written, and the lists stand for it. */
  holds(X: Matrix): boolean {
    return this.#X === X;
  }

  /** Writes what the lists say into X, zeros included. */
  expand(X: Matrix, rows: number): void {
    this.#calls.expandSpans(0, rows, this.#spans, this.#entries, X.cols, X.data.byteOffset);
    this.forget();
  }

  /** X holds something else now. */
  forget(): void {
    this.#X = undefined;
  }

  affine(W: Matrix, b: Matrix, Z: Matrix, rows: number): void {
    this.#calls.sparseAffine(
      0,
      rows,
      this.#spans,
      this.#entries,
      W.data.byteOffset,
      b.data.byteOffset,
      Z.data.byteOffset,
      W.rows,
      W.cols,
    );
  }

  /**
   * dW = Xᵀ dZ. For a batch of one it is only noted: each of its rows is dZ times a number, so that sgd does without
   * it, and whoever looks at it (settle) has it made.
   */
  weightGradient(dZ: Matrix, dW: Matrix, rows: number): void {
    if (rows === 1) {
      this.#notedDZ = dZ;
      this.#notedDW = dW;
      return;
    }
    if (this.#dW !== dW) {
      dW.data.fill(0);
      new Uint32Array(this.#heap.memory.buffer, this.#activeCount, dW.rows).fill(0);
      this.#dW = dW;
    }
    this.#calls.sparseWeightGradient(
      0,
      dW.rows,
      this.#spans,
      this.#entries,
      dZ.data.byteOffset,
      dW.data.byteOffset,
      dW.cols,
      rows,
      this.#columnCounts,
      this.#columnEntries,
      this.#room.rows,
      this.#active,
      this.#activeCount,
    );
  }

  /** Makes the gradient that was only noted, if there is one, or only if it is this one. */
  settle(which?: Matrix): void {
    const dZ = this.#notedDZ;
    const dW = this.#notedDW;
    if (!dZ || !dW || (which && which !== dW)) return;
    this.discard();
    this.forgetGradient();
    dW.data.fill(0);
    const dz = dZ.data.byteOffset;
    const dw = dW.data.byteOffset;
    this.#calls.sparseOuterProduct(this.#spans, this.#entries, dz, dw, dW.cols);
  }

  /** The gradient that was noted is not needed any more. */
  discard(): void {
    this.#notedDZ = undefined;
    this.#notedDW = undefined;
  }

  /** Whether this gradient was only noted. */
  isNoted(gradient: Matrix): boolean {
    return this.#notedDW === gradient;
  }

  /** A step with the gradient that was noted. */
  sgdOfNoted(value: Matrix, numbers: number): number {
    const dZ = this.#notedDZ as Matrix;
    return this.#calls.sgdOfOne(
      0,
      value.rows,
      this.#spans,
      this.#entries,
      dZ.data.byteOffset,
      value.data.byteOffset,
      numbers,
      value.cols,
    );
  }

  /** Whether all rows of this gradient are zero but those that the last weightGradient listed. */
  isActive(gradient: Matrix): boolean {
    return this.#dW === gradient;
  }

  /** The gradient may hold anything now. */
  forgetGradient(): void {
    this.#dW = undefined;
  }

  sgd(value: Matrix, gradient: Matrix, numbers: number): number {
    return this.#calls.sgdActive(
      0,
      value.rows,
      value.data.byteOffset,
      gradient.data.byteOffset,
      numbers,
      value.cols,
      this.#active,
      this.#activeCount,
    );
  }

  #reserve({ rows, cols }: Matrix): void {
    for (const address of this.#addresses) this.#heap.free(address);
    this.#addresses = [];
    // As long as there is not room for all of them, there is none.
    this.#room = { rows: 0, cols: 0 };
    const room = (bytes: number) => {
      const address = this.#heap.allocate(bytes);
      this.#addresses.push(address);
      return address;
    };
    this.#spans = room(8 * rows);
    this.#columnCounts = room(4 * cols);
    this.#columnEntries = rows <= MAX_ROWS ? room(8 * rows * cols) : 0;
    this.#active = room(4 * cols);
    this.#activeCount = room(4 * cols);
    this.#room = { rows, cols };
    this.#dW = undefined;
  }
}
