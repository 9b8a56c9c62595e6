import type { Examples } from "../../core/examples";
import type { Feed } from "../../core/engine/kernels";
import type { Matrix } from "../../core/matrix";
import type { TargetKind, Targets } from "../../core/targets";
import type { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";
import { areBytes, listsOf } from "./lists";
import type { Lists, SparseInputs } from "./sparse-inputs";

/** Data larger than this stays where it is and is copied batch by batch, in TypeScript. */
const MAX_BYTES = 2 ** 30;

/** One table of the data in the backend's memory, as rows or as lists of what is not zero; or where the caller keeps it. */
type Table = Rows | ({ kind: "lists" } & Lists);
type Rows =
  | { kind: "bytes"; address: number; scale: number }
  | { kind: "floats"; address: number }
  | { kind: "classes"; address: number; wide: number }
  | { kind: "elsewhere"; examples: Examples };

/** Inputs and targets, copied into the backend's memory once and gathered there batch by batch. */
export class WasmFeed implements Feed {
  readonly rows: number;
  readonly kind: TargetKind;
  readonly tolerance?: number;
  readonly #heap: Heap;
  readonly #calls: KernelCalls;
  readonly #sparse: SparseInputs;
  readonly #X: Table;
  readonly #y?: Rows;
  #order?: Uint32Array;
  #orderAddress = 0;

  constructor(heap: Heap, calls: KernelCalls, sparse: SparseInputs, X: Examples, y?: Targets) {
    this.rows = X.rows;
    this.kind = y?.kind ?? "values";
    this.tolerance = y?.tolerance;
    this.#heap = heap;
    this.#calls = calls;
    this.#sparse = sparse;
    this.#X = this.#placeLists(X) ?? this.#place(X);
    this.#y = y && (y.labels ? this.#placeLabels(y, y.labels) : this.#place(y));
  }

  setOrder(order: Uint32Array): void {
    this.#orderAddress ||= this.#heap.allocate(4 * order.length);
    new Uint32Array(this.#heap.memory.buffer, this.#orderAddress, order.length).set(order);
    if (this.#X.kind === "elsewhere" || this.#y?.kind === "elsewhere") this.#order = order.slice();
  }

  inputs(start: number, count: number, out: Matrix, forProducts: boolean): void {
    const table = this.#X;
    if (table.kind === "lists") {
      this.#sparse.take(out, table, this.#orderAddress, start, count, forProducts);
    } else {
      this.#sparse.forget();
      this.#gather(table, start, count, out);
    }
  }

  targets(start: number, count: number, out: Matrix): void {
    if (this.#y) this.#gather(this.#y, start, count, out);
  }

  release(): void {
    // A gradient that is not filled yet is filled from these lists.
    this.#sparse.settle();
    for (const table of [this.#X, this.#y]) {
      if (table?.kind === "lists") [table.starts, table.entries].forEach((a) => this.#heap.free(a));
      else if (table && table.kind !== "elsewhere") this.#heap.free(table.address);
    }
    if (this.#orderAddress) this.#heap.free(this.#orderAddress);
    this.#orderAddress = 0;
  }

  #gather(table: Rows, start: number, count: number, out: Matrix): void {
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

  #placeLists(X: Examples): Table | undefined {
    try {
      const lists = listsOf(this.#heap, this.#calls, X, MAX_BYTES);
      return lists && { kind: "lists", ...lists };
    } catch {
      return undefined;
    }
  }

  #place(examples: Examples): Rows {
    const { rows, cols, source } = examples;
    const bytes = source && areBytes(source);
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

  #placeLabels(y: Targets, labels: ArrayLike<number>): Rows {
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
