// Built in notebook 11-faster: machine code for vectors of four, one thread.
import { Chain } from "../../core/chain";
import type { Backend } from "../../core/backend";
import { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";
import { compiledModule, missing } from "./module";
import { WasmKernels } from "./wasm-kernels";
import { webAssembly } from "./webassembly";

/** Why WebAssembly with 128-bit vectors cannot run here, or undefined where it can. */
export const wasmMissing = missing;

/** WebAssembly with 128-bit vectors, one thread, float32. Throws Error where the host has neither. */
export function loadWasmBackend(): Backend {
  const host = webAssembly();
  const reason = missing();
  if (!host || reason) {
    throw new Error(`backend "wasm": ${reason}. Use backend "plain", which runs everywhere`);
  }
  const module = compiledModule("single");
  return {
    name: "wasm",
    threads: 1,
    build(plan) {
      const memory = new host.Memory({ initial: 1 });
      const { exports } = new host.Instance(module, { env: { memory } });
      return new Chain(plan, new WasmKernels(new Heap(memory), exports as KernelCalls, 1));
    },
  };
}
