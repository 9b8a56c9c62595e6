// The ways to compute besides the plain one. Importing this makes them known; none is started before it is asked for.
import { registerBackend, withoutOptions } from "../core/engine/backend";
import { loadJaxBackend } from "./jax";
import { loadThreadsBackend } from "./threads";
import { preferWasm } from "./wasm/default";

preferWasm();
registerBackend("threads", loadThreadsBackend);
registerBackend(
  "jax",
  withoutOptions("jax", () => loadJaxBackend()),
);

export { peakGigaflops } from "./wasm/peak";
