import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { bytesOf, compiledModule, missing } from "../../../lib/backends/wasm/module";
import { compiled } from "../../../lib/backends/wasm/compiled";

const root = join(__dirname, "..", "..", "..");

/** What a program that uses the library prints, as JSON by report(), and what it warns of. */
function program(before: string, code: string): { out: unknown; warned: string } {
  const source = `${before}
    const n = require("neuronotes");
    const report = (value) => console.log(JSON.stringify(value));
    (async () => { ${code} })();`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", source], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  assert.equal(status, 0, stderr);
  return { out: JSON.parse(stdout), warned: stderr };
}

const LEARN = `
  const net = new n.Network([2, 3, 2], { seed: 1 });
  const loss = net.trainOnBatch([[0, 1], [1, 0]], [0, 1]);
  new n.Network([2, 1]);
  report([net.backend, n.currentBackend().name, loss > 0]);`;
const REFUSED = `
  const said = await n.useBackend(process.argv[1] ?? "wasm").then(() => "no error", String);
  const own = (() => { try { new n.Network([1, 1], { backend: "wasm" }); } catch (error) { return String(error); } })();
  report([said, own, n.currentBackend().name]);`;

const NONE = "delete globalThis.WebAssembly;";
// As a host that knows no vectors: it refuses every module that has one.
const NO_SIMD = `
  const { validate } = WebAssembly;
  WebAssembly.validate = (bytes) => !new Uint8Array(bytes).includes(253) && validate(bytes);`;

test("the kernels run here", () => {
  assert.equal(missing(), undefined);
});

test("wasm is what computes where nobody chose, without a word", () => {
  assert.deepEqual(program("", LEARN), { out: ["wasm", "wasm", true], warned: "" });
});

for (const [what, host, reason] of [
  ["no WebAssembly", NONE, "this host has no WebAssembly"],
  [
    "no 128-bit vectors",
    NO_SIMD,
    "this host's WebAssembly has no 128-bit SIMD (Node 16.4, Chrome 91,",
  ],
]) {
  test(`${what}: plain computes, and one line says that and why`, () => {
    const { out, warned } = program(host, LEARN);
    assert.deepEqual(out, ["plain", "plain", true]);
    const lines = warned.trim().split("\n");
    assert.equal(lines.length, 1, warned);
    const said = `neuronotes computes on the plain backend, which is slower: ${reason}`;
    assert.ok(lines[0].startsWith(said), lines[0]);
  });

  test(`${what}: whoever asks for wasm or threads is told why not, and what to take`, () => {
    for (const name of ["wasm", "threads"]) {
      const code = REFUSED.replace("process.argv[1]", JSON.stringify(name));
      const [said, own, current] = program(host, code).out as string[];
      assert.ok(said.startsWith(`Error: backend "${name}": ${reason}`), said);
      assert.match(said, /Use backend "plain", which runs everywhere$/);
      assert.ok(own.startsWith(`Error: backend "wasm": ${reason}`), own);
      assert.equal(current, "plain");
    }
  });
}

test("nobody who chooses plain is warned", () => {
  const code = `await n.useBackend("plain"); ${LEARN}`;
  assert.equal(program(NONE, code).warned, "");
});

test("no shared memory: threads is refused, wasm is not", () => {
  const host = "delete globalThis.SharedArrayBuffer;";
  const code = `
    const said = await n.useBackend("threads", { threads: 2 }).then(() => "no error", String);
    await n.useBackend("wasm");
    report([said, new n.Network([1, 1]).backend]);`;
  const [said, then] = program(host, code).out as string[];
  assert.match(said, /^Error: backend "threads" needs SharedArrayBuffer, .*: use backend "wasm"$/);
  assert.equal(then, "wasm");
});

test("a module is compiled once", () => {
  assert.equal(compiledModule("single"), compiledModule("single"));
  assert.notEqual(compiledModule("single"), compiledModule("shared"));
});

// 18 KB for products, activations and one optimizer each way; the rest for batch normalization, dropout and the others.
test("each module is smaller than 23 KB, and begins as WebAssembly does", () => {
  for (const [kind, base64] of Object.entries(compiled)) {
    const bytes = bytesOf(base64);
    assert.ok(bytes.length < 23 * 1024, `${kind}: ${bytes.length} bytes`);
    assert.deepEqual(Array.from(bytes.slice(0, 8)), [0, 97, 115, 109, 1, 0, 0, 0]);
  }
});
