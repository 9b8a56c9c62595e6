import {
  plainBackend,
  registerBackend,
  setDefaultBackend,
  withoutOptions,
} from "../../core/engine/backend";
import { loadWasmBackend } from "./index";
import { missing } from "./module";

/** Makes the wasm backend known, and the one that computes where nobody chose; plain, with a warning, where it cannot run. */
export function preferWasm(): void {
  registerBackend("wasm", withoutOptions("wasm", loadWasmBackend));
  setDefaultBackend(() => {
    const reason = missing();
    if (!reason) return loadWasmBackend();
    console.warn(`neuronotes computes on the plain backend, which is slower: ${reason}`);
    return plainBackend;
  });
}
