// Built in notebook 11-faster: JAX's ideas, a gradient and a compiler for functions in NumPy's words, as a backend.
import type { Backend } from "../../core/engine/backend";
import { JaxNet } from "./jax-net";
import type { Jax } from "./types";

/** The release that the library is tested with. */
const PACKAGE = "@jax-js/jax@0.1.25";

/**
 * The backend "jax": the forward pass in the NumPy of @jax-js/jax, gradients by its grad, compiled by its jit.
 * It covers all layers, activations, losses, regularizers and optimizers of core, in float32, on one thread of WebAssembly.
 * Throws Error where the package is not installed or does not start.
 */
export async function loadJaxBackend(
  load: () => Promise<Jax> = () => import("@jax-js/jax"),
): Promise<Backend> {
  const jax = await started(load);
  return { name: "jax", threads: 1, build: (plan) => new JaxNet(jax, plan) };
}

async function started(load: () => Promise<Jax>): Promise<Jax> {
  let jax: Jax;
  try {
    jax = await load();
  } catch (error) {
    const missing = /MODULE_NOT_FOUND/.test(String((error as { code?: unknown }).code));
    throw new Error(
      missing
        ? `backend "jax" needs the package @jax-js/jax, which is not installed: ` +
            `run npm install ${PACKAGE}, or take another backend, such as await useBackend("plain")`
        : `backend "jax": the package @jax-js/jax was found but does not load (${String(error)}): ` +
            `run npm install ${PACKAGE}, or take another backend, such as await useBackend("plain")`,
      { cause: error },
    );
  }
  // Asked for by name: asked for all, it looks for a browser's graphics card, and Node has no browser.
  if (!(await jax.init("wasm")).includes("wasm")) {
    throw new Error(
      `backend "jax" computes in WebAssembly, which this machine does not offer: take await useBackend("plain")`,
    );
  }
  jax.defaultDevice("wasm");
  return jax;
}
