import type { Examples } from "../../core/examples";
import type { Feed } from "../../core/kernels";
import type { Matrix } from "../../core/matrix";
import type { TargetKind, Targets } from "../../core/targets";
import type { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";
import type { SparseInputs } from "./sparse-inputs";

/** Data larger than this stays where it is and is copied batch by batch, in TypeScript. */
const MAX_BYTES = 2 ** 30;
/** Inputs with at least this share of zeros are taken as lists of what is not zero. */
const SPARSE = 0.6;
/** So many rows, spread over the data, tell what share is zero. */
const SAMPLE = 200;

/** One table of the data in the backend's memory: rows of bytes, of floats, or class numbers; or where the caller keeps it. */
type Table =
  | { kind: "bytes"; address: number; scale: number }
  | { kind: "floats"; address: number }
  | { kind: "classes"; address: number; wide: number }
  | { kind: "elsewhere"; examples: Examples };

/** Inputs and targets, copied into the backend's memory once and gathered there batch by batch. */
export class WasmFeed implements Feed {
  readonly rows: number;
  readonly kind: TargetKind;
  readonly #heap: Heap;
  readonly #calls: KernelCalls;
  readonly #sparse: SparseInputs;
  readonly #mostlyZeros: boolean;
  readonly #X: Table;
  readonly #y?: Table;
  #order?: Uint32Array;
  #orderAddress = 0;

  constructor(heap: Heap, calls: KernelCalls, sparse: SparseInputs, X: Examples, y?: Targets) {
    this.rows = X.rows;
    this.kind = y?.kind ?? "values";
    this.#heap = heap;
    this.#calls = calls;
    this.#sparse = sparse;
    this.#mostlyZeros = shareOfZeros(X) >= SPARSE;
    this.#X = this.#place(X);
    this.#y = y && (y.labels ? this.#placeLabels(y, y.labels) : this.#place(y));
  }

  setOrder(order: Uint32Array): void {
    this.#orderAddress ||= this.#heap.allocate(4 * order.length);
    new Uint32Array(this.#heap.memory.buffer, this.#orderAddress, order.length).set(order);
    if (this.#X.kind === "elsewhere" || this.#y?.kind === "elsewhere") this.#order = order.slice();
  }

  inputs(start: number, count: number, out: Matrix, forProducts: boolean): void {
    const sparse = this.#sparse;
    const table = this.#X;
    sparse.forget();
    const lists = this.#mostlyZeros && forProducts && sparse.fits(out);
    if (lists && table.kind === "bytes") {
      sparse.gather(out, table.address, this.#orderAddress, start, count, table.scale);
      return;
    }
    this.#gather(table, start, count, out);
    if (lists) sparse.compress(out, count);
  }

  targets(start: number, count: number, out: Matrix): void {
    if (this.#y) this.#gather(this.#y, start, count, out);
  }

  release(): void {
    for (const table of [this.#X, this.#y]) {
      if (table && table.kind !== "elsewhere") this.#heap.free(table.address);
    }
    if (this.#orderAddress) this.#heap.free(this.#orderAddress);
    this.#orderAddress = 0;
  }

  #gather(table: Table, start: number, count: number, out: Matrix): void {
    const calls = this.#calls;
    const order = this.#orderAddress;
    const to = out.data.byteOffset;
    const { cols } = out;
    switch (table.kind) {
      case "elsewhere":
        table.examples.gather(out.data, this.#order, start, count);
        break;
      case "bytes":
        calls.gatherBytes(0, count, table.address, order, start, cols, table.scale, to);
        break;
      case "floats":
        calls.gatherFloats(0, count, table.address, order, start, cols, to);
        break;
      case "classes":
        calls.gatherClasses(0, count, table.address, table.wide, order, start, cols, to);
    }
  }

  #place(examples: Examples): Table {
    const { rows, cols, source } = examples;
    const bytes = source?.data instanceof Uint8Array || source?.data instanceof Uint8ClampedArray;
    const address = source && this.#room(rows * cols * (bytes ? 1 : 4));
    if (!address) return { kind: "elsewhere", examples };
    const { buffer } = this.#heap.memory;
    if (bytes) {
      new Uint8Array(buffer, address, rows * cols).set(source.data);
      return { kind: "bytes", address, scale: source.scale };
    }
    const floats = new Float32Array(buffer, address, rows * cols);
    if (source.scale === 1) floats.set(source.data);
    else for (let i = 0; i < floats.length; i++) floats[i] = source.data[i] * source.scale;
    return { kind: "floats", address };
  }

  #placeLabels(y: Targets, labels: ArrayLike<number>): Table {
    const wide = labels instanceof Uint8Array ? 0 : 1;
    const address = this.#room(y.rows * (wide ? 4 : 1));
    if (!address) return { kind: "elsewhere", examples: y };
    const Labels = wide ? Uint32Array : Uint8Array;
    new Labels(this.#heap.memory.buffer, address, y.rows).set(labels);
    return { kind: "classes", address, wide };
  }

  /** The address of so many bytes, or undefined where they are too many. */
  #room(bytes: number): number | undefined {
    if (bytes > MAX_BYTES) return undefined;
    try {
      return this.#heap.allocate(bytes);
    } catch {
      return undefined;
    }
  }
}

function shareOfZeros({ rows, cols, source }: Examples): number {
  if (!source) return 0;
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  let zeros = 0;
  let seen = 0;
  for (let i = 0; i < rows; i += step) {
    for (let j = 0; j < cols; j++) if (source.data[i * cols + j] === 0) zeros++;
    seen += cols;
  }
  return zeros / seen;
}
