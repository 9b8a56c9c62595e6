import type { KernelCalls } from "./kernel-calls";
import { compiledModule } from "./module";
import { webAssembly } from "./webassembly";

/** Operations that assembly/peak.ts does in a round. */
const PER_ROUND = 96;

/**
 * How many float32 operations a second one core does with 128-bit vectors when it waits for nothing, in thousand
 * millions: the fastest of so many measurements of about 20 milliseconds. A limit for the products of matrices.
 */
export function peakGigaflops(repetitions = 10): number {
  const host = webAssembly();
  if (!host) throw new Error("peakGigaflops needs WebAssembly, which this host does not have");
  const memory = new host.Memory({ initial: 1 });
  const { exports } = new host.Instance(compiledModule("single"), { env: { memory } });
  const { multiplyAdd } = exports as KernelCalls;
  // The host compiles a function anew, and better, after it has run for a while.
  const begun = performance.now();
  while (performance.now() - begun < 100) multiplyAdd(10_000);
  let best = 0;
  for (let i = 0; i < repetitions; i++) {
    const rounds = 12_000 * 10;
    const start = performance.now();
    multiplyAdd(rounds);
    best = Math.max(best, (rounds * PER_ROUND) / (performance.now() - start) / 1e6);
  }
  return best;
}
