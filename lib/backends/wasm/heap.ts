import { Matrix } from "../../core/matrix";
import type { WasmMemory } from "./webassembly";

const PAGE = 65536;
/** Addresses have 32 bits. */
export const MAX_PAGES = 65536;
const MEGABYTE = 2 ** 20;
/** Matrices begin where a line of the processor's cache begins. */
const LINE = 64;
/** Below lie the kernels' own constants. */
const START = 4096;

interface Block {
  start: number;
  end: number;
}

/**
 * The memory of one net on a WebAssembly backend, and which parts of it are in use. It grows when it is full; then the
 * matrices that lie in it are pointed at the new place.
 */
export class Heap {
  readonly memory: WasmMemory;
  /** Free blocks in the order of their addresses, none touching the next. */
  #free: Block[] = [];
  readonly #used = new Map<number, Block>();
  /** Each matrix with its address: growing empties the old arrays, and with them their places. */
  readonly #matrices = new Map<Matrix, number>();
  #end = START;

  constructor(memory: WasmMemory) {
    this.memory = memory;
  }

  /** The address of so many bytes, zeros where cleared. Throws RangeError where 32-bit memory cannot hold them, Error where it does not grow. */
  allocate(bytes: number, cleared = true): number {
    const size = Math.ceil(Math.max(bytes, 1) / LINE) * LINE;
    const at = this.#free.findIndex(({ start, end }) => end - start >= size);
    let start: number;
    if (at >= 0) {
      const block = this.#free[at];
      start = block.start;
      block.start += size;
      if (block.start === block.end) this.#free.splice(at, 1);
      if (cleared) new Uint8Array(this.memory.buffer, start, size).fill(0);
    } else {
      start = this.#end;
      this.#growTo(start + size, size);
      this.#end = start + size;
    }
    this.#used.set(start, { start, end: start + size });
    return start;
  }

  /** Gives back what lies behind the first so many bytes of a block. */
  shrink(address: number, bytes: number): void {
    const block = this.#used.get(address);
    const end = address + Math.ceil(Math.max(bytes, 1) / LINE) * LINE;
    if (!block || end >= block.end) return;
    this.#used.set(end, { start: end, end: block.end });
    block.end = end;
    this.free(end);
  }

  free(address: number): void {
    const block = this.#used.get(address);
    if (!block) return;
    this.#used.delete(address);
    const at = this.#free.findIndex(({ start }) => start > block.start);
    this.#free.splice(at < 0 ? this.#free.length : at, 0, block);
    this.#free = this.#free.reduce<Block[]>((joined, next) => {
      const last = joined[joined.length - 1];
      if (last && last.end === next.start) last.end = next.end;
      else joined.push(next);
      return joined;
    }, []);
  }

  /** A float32 matrix of zeros in this memory. beforeRead, if given, is called before anyone gets at its entries. */
  matrix(rows: number, cols: number, beforeRead?: (matrix: Matrix) => void): Matrix {
    const length = rows * cols;
    const address = this.allocate(4 * length);
    const made = new Matrix(rows, cols, new Float32Array(this.memory.buffer, address, length));
    if (beforeRead) guard(made, beforeRead);
    this.#matrices.set(made, address);
    return made;
  }

  release(matrix: Matrix): void {
    const address = this.#matrices.get(matrix);
    if (address === undefined) return;
    this.#matrices.delete(matrix);
    this.free(address);
  }

  #growTo(end: number, asked: number): void {
    const { memory } = this;
    if (end <= memory.buffer.byteLength) return;
    const pages = Math.ceil(end / PAGE);
    if (pages > MAX_PAGES) {
      throw new RangeError(
        `WebAssembly memory has 32-bit addresses and holds at most ${(MAX_PAGES * PAGE) / MEGABYTE} MB: ` +
          `${megabytes(this.#end)} MB are in use and ${megabytes(asked)} MB more were asked for. Each parameter takes 8 bytes ` +
          `(16 with Adam), so at most about 500 million fit: use fewer units or smaller batches, or backend: "plain"`,
      );
    }
    try {
      memory.grow(pages - memory.buffer.byteLength / PAGE);
    } catch (error) {
      throw new Error(
        `WebAssembly memory could not grow from ${megabytes(memory.buffer.byteLength)} to ${megabytes(end)} MB: ` +
          `the system gives no more. Close other kernels, or use smaller batches`,
        { cause: error },
      );
    }
    for (const [matrix, address] of this.#matrices) {
      matrix.data = new Float32Array(memory.buffer, address, matrix.rows * matrix.cols);
    }
  }
}

/** Lets nobody read matrix.data without beforeRead. */
function guard(matrix: Matrix, beforeRead: (matrix: Matrix) => void): void {
  let { data } = matrix;
  Object.defineProperty(matrix, "data", {
    get() {
      beforeRead(matrix);
      return data;
    },
    set(moved: typeof data) {
      data = moved;
    },
  });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / MEGABYTE);
}
