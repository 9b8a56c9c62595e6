import { compiled } from "./compiled";
import { webAssembly, type WasmModule, type WebAssemblyNamespace } from "./webassembly";

/** The smallest module that uses a 128-bit vector: () → v128.const 0, dropped. */
const VECTOR_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
];

const modules = new Map<string, WasmModule>();

/** Why the kernels cannot run here, or undefined where they can. */
export function missing(): string | undefined {
  const host = webAssembly();
  if (!host) return "this host has no WebAssembly";
  if (!host.validate(new Uint8Array(VECTOR_PROBE))) {
    return "this host's WebAssembly has no 128-bit SIMD (Node 16.4, Chrome 91, Firefox 89, Safari 16.4 and newer have it)";
  }
  return undefined;
}

/** WebAssembly, for that backend. Throws Error where the kernels cannot run here. */
export function requireWasm(backend: string): WebAssemblyNamespace {
  const host = webAssembly();
  const reason = missing();
  if (!host || reason) {
    throw new Error(`backend "${backend}": ${reason}. Use backend "plain", which runs everywhere`);
  }
  return host;
}

/** The kernels, compiled once: "single" for memory of one thread, "shared" for memory that threads share. */
export function compiledModule(kind: keyof typeof compiled): WasmModule {
  const host = webAssembly();
  if (!host) throw new Error("this host has no WebAssembly");
  let module = modules.get(kind);
  if (!module) modules.set(kind, (module = new host.Module(bytesOf(compiled[kind]))));
  return module;
}

/** The bytes that base64 text stands for. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
