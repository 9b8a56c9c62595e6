// Built in notebook 11-faster: the same kernels on several cores.
import { availableParallelism } from "node:os";
import type { Backend, BackendOptions } from "../../core/engine/backend";
import { Chain } from "../../core/model/chain";
import { requireOptions, requireWhole } from "../../core/errors";
import { Heap, MAX_PAGES } from "../wasm/heap";
import type { KernelCalls } from "../wasm/kernel-calls";
import { compiledModule, requireWasm } from "../wasm/module";
import { WasmKernels } from "../wasm/wasm-kernels";
import { sharedCalls, sharedNames } from "./shared-calls";
import { Team } from "./team";

/**
 * The kernels of the wasm backend with the work of each large one shared by threads: rows of the mini-batch forward,
 * rows of the weights backward. So it gives the wasm backend's numbers, bit by bit.
 * Throws Error where the host lacks 128-bit vectors or shared memory, RangeError where threads is no whole number above 0.
 */
export function loadThreadsBackend(options: BackendOptions = {}): Backend {
  requireOptions('useBackend("threads")', options, ["threads"]);
  const host = requireWasm("threads");
  const asked = options.threads ?? availableParallelism();
  const threads = requireWhole('useBackend("threads")', "threads", asked, 1);
  const module = compiledModule("shared");
  const team = new Team(threads, module, sharedNames);
  const forgotten = new FinalizationRegistry<number>((net) => team.forget(net));
  return {
    name: "threads",
    threads,
    build(plan) {
      const memory = new host.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
      const { exports } = new host.Instance(module, { env: { memory } });
      const net = team.attach(memory);
      const calls = sharedCalls(team, net, exports as KernelCalls);
      const chain = new Chain(plan, new WasmKernels(new Heap(memory), calls, threads));
      forgotten.register(chain, net);
      return chain;
    },
  };
}
