import type { Matrix } from "../../core/matrix";
import type { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";

/** Above so many rows the lists would take more memory than they save time. */
const MAX_ROWS = 2048;

/**
 * The rows and columns of a batch as lists of what is not zero (assembly/sparse.ts), for inputs that are mostly zeros,
 * with the list of those rows of the weights' gradient that are not zero for it.
 */
export class SparseInputs {
  readonly #heap: Heap;
  readonly #calls: KernelCalls;
  #room = { rows: 0, cols: 0 };
  #addresses: number[] = [];
  #counts = 0;
  #index = 0;
  #value = 0;
  #columnCounts = 0;
  #columnIndex = 0;
  #columnValue = 0;
  #active = 0;
  #activeCount = 0;
  #X?: Matrix;
  #dW?: Matrix;

  constructor(heap: Heap, calls: KernelCalls) {
    this.#heap = heap;
    this.#calls = calls;
  }

  /** Whether the lists have room for all rows of X. */
  fits(X: Matrix): boolean {
    return X.rows <= MAX_ROWS;
  }

  /** Lists rows start … start + count − 1 of bytes instead of writing them into X. */
  gather(
    X: Matrix,
    bytes: number,
    order: number,
    start: number,
    count: number,
    scale: number,
  ): void {
    this.#reserve(X);
    this.#calls.gatherLists(
      0,
      count,
      bytes,
      order,
      start,
      X.cols,
      scale,
      this.#counts,
      this.#index,
      this.#value,
    );
    this.#X = X;
  }

  /** Lists the first rows of X. */
  compress(X: Matrix, rows: number): void {
    this.#reserve(X);
    const { byteOffset } = X.data;
    this.#calls.compress(0, rows, byteOffset, X.cols, this.#counts, this.#index, this.#value);
    this.#X = X;
  }

  /** Whether the lists are those of what X holds now. */
  holds(X: Matrix): boolean {
    return this.#X === X;
  }

  /** Writes what the lists say into X, zeros included. */
  expand(X: Matrix, rows: number): void {
    const { buffer } = this.#heap.memory;
    const counts = new Uint32Array(buffer, this.#counts, rows);
    const index = new Uint32Array(buffer, this.#index, rows * X.cols);
    const value = new Float32Array(buffer, this.#value, rows * X.cols);
    X.data.fill(0, 0, rows * X.cols);
    for (let i = 0; i < rows; i++) {
      const first = i * X.cols;
      for (let t = first; t < first + counts[i]; t++) X.data[first + index[t]] = value[t];
    }
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
      this.#counts,
      this.#index,
      this.#value,
      W.data.byteOffset,
      b.data.byteOffset,
      Z.data.byteOffset,
      W.rows,
      W.cols,
    );
  }

  weightGradient(dZ: Matrix, dW: Matrix, rows: number): void {
    if (this.#dW !== dW) {
      dW.data.fill(0);
      new Uint32Array(this.#heap.memory.buffer, this.#activeCount, dW.rows).fill(0);
      this.#dW = dW;
    }
    if (rows === 1) {
      this.#outerProduct(dZ, dW);
      return;
    }
    this.#calls.sparseWeightGradient(
      0,
      dW.rows,
      this.#counts,
      this.#index,
      this.#value,
      dZ.data.byteOffset,
      dW.data.byteOffset,
      dW.rows,
      dW.cols,
      rows,
      this.#columnCounts,
      this.#columnIndex,
      this.#columnValue,
      this.#room.rows,
      this.#active,
      this.#activeCount,
    );
  }

  #outerProduct(dZ: Matrix, dW: Matrix): void {
    this.#calls.sparseOuterProduct(
      0,
      dW.rows,
      this.#counts,
      this.#index,
      this.#value,
      dZ.data.byteOffset,
      dW.data.byteOffset,
      dW.cols,
      this.#active,
      this.#activeCount,
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

  sgd(value: Matrix, gradient: Matrix, rate: number): number {
    return this.#calls.sgdActive(
      0,
      value.rows,
      value.data.byteOffset,
      gradient.data.byteOffset,
      rate,
      value.cols,
      this.#active,
      this.#activeCount,
    );
  }

  #reserve({ rows, cols }: Matrix): void {
    if (rows <= this.#room.rows && cols === this.#room.cols) return;
    for (const address of this.#addresses) this.#heap.free(address);
    this.#addresses = [];
    const room = (entries: number) => {
      const address = this.#heap.allocate(4 * entries);
      this.#addresses.push(address);
      return address;
    };
    this.#counts = room(rows);
    this.#index = room(rows * cols);
    this.#value = room(rows * cols);
    this.#columnCounts = room(cols);
    this.#columnIndex = room(rows * cols);
    this.#columnValue = room(rows * cols);
    this.#active = room(cols);
    this.#activeCount = room(cols);
    this.#room = { rows, cols };
    this.#dW = undefined;
  }
}
