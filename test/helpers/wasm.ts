// Kernels of the wasm backend by themselves, on memory of their own.
import { Heap } from "../../lib/backends/wasm/heap";
import type { KernelCalls } from "../../lib/backends/wasm/kernel-calls";
import { compiledModule } from "../../lib/backends/wasm/module";
import { WasmKernels } from "../../lib/backends/wasm/wasm-kernels";
import { webAssembly, type WasmMemory } from "../../lib/backends/wasm/webassembly";
import { Matrix, Random } from "../../lib/core/index";

const host = webAssembly() as NonNullable<ReturnType<typeof webAssembly>>;

/** A memory that refuses to grow beyond so many pages of 64 KB. */
export function limitedMemory(pages: number): WasmMemory {
  return new host.Memory({ initial: 1, maximum: pages });
}

export function makeKernels(memory: WasmMemory = new host.Memory({ initial: 1 })) {
  const { exports } = new host.Instance(compiledModule("single"), { env: { memory } });
  const calls = exports as KernelCalls;
  const heap = new Heap(memory);
  return { calls, heap, memory, kernels: new WasmKernels(heap, calls, 1) };
}

export type Rows = readonly (readonly number[])[];

/** A matrix in the memory of these kernels with these rows. */
export function placed(heap: Heap, rows: Rows | Matrix): Matrix {
  const matrix = rows instanceof Matrix;
  const made = heap.matrix(matrix ? rows.rows : rows.length, matrix ? rows.cols : rows[0].length);
  made.data.set(matrix ? rows.data : rows.flat());
  return made;
}

/** N(0, 1) in float32 digits. */
export function normals(seed: number, rows: number, cols: number): Matrix {
  const random = new Random(seed);
  const made = Matrix.zeros(rows, cols, "float32");
  for (let i = 0; i < made.data.length; i++) made.data[i] = random.normal();
  return made;
}

/** How many float32 numbers lie between two of them. */
export function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  const bits = (x: number) => {
    const whole = new Int32Array(Float32Array.of(x).buffer)[0];
    return whole < 0 ? -(whole & 0x7fffffff) : whole;
  };
  return Math.abs(bits(a) - bits(b));
}
