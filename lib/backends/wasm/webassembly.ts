// The little of the WebAssembly interface that is used here, with types of its own: a notebook knows no browser types.

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A compiled module; it can be sent to a worker thread. */
export type WasmModule = object;

export interface WebAssemblyNamespace {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (
    module: WasmModule,
    imports: { env: { memory: WasmMemory } },
  ) => { exports: unknown };
  Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
}

/** WebAssembly, or undefined where the host has none. */
export function webAssembly(): WebAssemblyNamespace | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyNamespace }).WebAssembly;
}
