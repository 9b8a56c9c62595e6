// The ways to compute besides the plain one. Importing this makes them known; none is started before it is asked for.
import { plainBackend, registerBackend, setDefaultBackend, withoutOptions } from "../core/backend";
import { loadJaxBackend } from "./jax";
import { loadThreadsBackend } from "./threads";
import { loadWasmBackend, wasmMissing } from "./wasm";

registerBackend("wasm", withoutOptions("wasm", loadWasmBackend));
registerBackend("threads", loadThreadsBackend);
registerBackend(
  "jax",
  withoutOptions("jax", () => loadJaxBackend()),
);

setDefaultBackend(() => {
  const reason = wasmMissing();
  if (!reason) return loadWasmBackend();
  console.warn(`neuronotes computes on the plain backend, which is slower: ${reason}`);
  return plainBackend;
});

export { peakGigaflops } from "./wasm/peak";
