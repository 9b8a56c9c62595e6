// Built in notebook 11-faster: machine code for vectors of four, one thread.
import { Chain } from "../../core/model/chain";
import type { Backend } from "../../core/engine/backend";
import { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";
import { compiledModule, requireWasm } from "./module";
import { WasmKernels } from "./wasm-kernels";

/** WebAssembly with 128-bit vectors, one thread, float32. Throws Error where the host has neither. */
export function loadWasmBackend(): Backend {
  const host = requireWasm("wasm");
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
