// The library for a web page: core, on the wasm backend where the browser has 128-bit SIMD. A bundler makes one file of
// it; the page needs no special headers. What reads files or starts threads stays with Node.
import { preferWasm } from "./backends/wasm/default";

preferWasm();

export * from "./core/index";
export { peakGigaflops } from "./backends/wasm/peak";
