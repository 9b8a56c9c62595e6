// `npm run build:wasm`: compiles the kernels of lib/backends/wasm/assembly and writes them into compiled.ts, as text,
// so that the library needs neither a compiler nor a file beside it, in Node and in a browser.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBeside } from "../lib/io/write-beside";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, "lib", "backends", "wasm");
const COMPILER = join(ROOT, "node_modules", "assemblyscript", "bin", "asc.js");
const OPTIONS =
  "--runtime stub -O3 --converge --noAssert --enable simd --importMemory --bindings raw";
const SHARED = "--enable threads --sharedMemory --maximumMemory 65536";

function compile(options: string): string {
  const folder = mkdtempSync(join(tmpdir(), "neuronotes-"));
  try {
    const out = join(folder, "kernels.wasm");
    const source = join(FOLDER, "assembly", "index.ts");
    const args = [COMPILER, source, "--outFile", out, ...options.split(" ")];
    execFileSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
    return readFileSync(out).toString("base64");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of compiled.ts, made from the sources as they are now. */
export function build(): string {
  const lines = (base64: string) =>
    (base64.match(/.{1,110}/g) ?? []).map((line) => `    "${line}"`).join(" +\n");
  return `// Made by \`npm run build:wasm\` from assembly/: do not edit.
// prettier-ignore
/** The kernels as WebAssembly, in base64. */
export const compiled = {
  /** For memory of one thread. */
  single:
${lines(compile(OPTIONS))},
  /** For memory that threads share. */
  shared:
${lines(compile(`${OPTIONS} ${SHARED}`))},
};
`;
}

if (require.main === module) {
  const text = build();
  writeBeside(join(FOLDER, "compiled.ts"), text)
    .then(() => console.log(`lib/backends/wasm/compiled.ts: ${text.length} characters`))
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
}
