import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { preflight } from "../../../lib/notebook/preflight/preflight";
import { judgeBackend } from "../../../lib/notebook/preflight/backend";
import { judgeNode, preflightChecks } from "../../../lib/notebook/preflight/checks";
import { judgeSpeed, measureSpeed, referenceSpeed } from "../../../lib/notebook/preflight/speed";

test("one line for each check, with the mend below what failed", async (context) => {
  const log = context.mock.method(console, "log", () => undefined);
  const ready = await preflight([
    { name: "Good", run: () => ({ ok: true, detail: "fine" }) },
    { name: "Better", run: () => ({ ok: true, detail: "so so", mend: "try this" }) },
    { name: "Bad", run: async () => ({ ok: false, detail: "broken", mend: "do that" }) },
    {
      name: "Thrown",
      run: () => {
        throw new Error("bang");
      },
    },
  ]);
  const lines = log.mock.calls.map(({ arguments: [line] }) =>
    stripVTControlCharacters(String(line)),
  );
  assert.equal(ready, false);
  assert.deepEqual(lines.slice(0, 6), [
    "✓ Good: fine",
    "! Better: so so",
    "    → try this",
    "✗ Bad: broken",
    "    → do that",
    "✗ Thrown: bang",
  ]);
  assert.match(lines.at(-1) as string, /Not ready yet/);
});

test("all green is ready", async (context) => {
  context.mock.method(console, "log", () => undefined);
  assert.equal(
    await preflight([{ name: "Good", run: () => ({ ok: true, detail: "fine" }) }]),
    true,
  );
});

test("Node below 20.19 is too old, above is not", () => {
  assert.deepEqual(
    ["18.20.0", "20.18.3", "20.19.0", "22.1.0"].map((version) => judgeNode(version).ok),
    [false, false, true, true],
  );
  assert.match(judgeNode("18.0.0").mend as string, /20\.19/);
});

test("the backend is named; plain says what is missing, and what that means", () => {
  assert.deepEqual(judgeBackend("wasm", 1), { ok: true, detail: "wasm (128-bit SIMD)" });
  assert.match(judgeBackend("threads", 4).detail, /threads \(4/);
  const { ok, detail, mend } = judgeBackend("plain", 1, "this host has no WebAssembly");
  assert.equal(ok, true);
  assert.match(detail, /plain.* several times as long/);
  assert.match(mend as string, /no WebAssembly.*fewer epochs/);
  assert.match(judgeBackend("plain", 1).mend as string, /useBackend/);
});

test("the notebook floor alone computes on the default backend", () => {
  const program =
    'const { preflightChecks } = require("neuronotes/notebook");' +
    'console.log(preflightChecks().find(({ name }) => name === "Backend").run().detail);';
  const options = { cwd: join(__dirname, "..", "..", ".."), encoding: "utf8" } as const;
  assert.match(execFileSync(process.execPath, ["-e", program], options), /^wasm/);
});

test("speed is said in words: holds, plan for it, or a mend", () => {
  assert.match(
    judgeSpeed(referenceSpeed).detail,
    /about 1.0 times our reference time: the times .* hold/,
  );
  assert.match(judgeSpeed(referenceSpeed / 3).detail, /3.0 times .*: plan for that/);
  assert.match(judgeSpeed(referenceSpeed / 20).mend as string, /plug the laptop in/);
  assert.ok(judgeSpeed(referenceSpeed / 20).detail.includes("about 20 times"));
});

test("speed is measured by training, in images a second", () => {
  const speed = measureSpeed(0.2);
  assert.ok(speed > 0 && Number.isFinite(speed), String(speed)); // how fast is the machine's affair
});

test("the checks of this machine all run, and only the kernel is missing in a test", async () => {
  const failed: string[] = [];
  for (const { name, run } of preflightChecks().filter(({ name }) => name !== "Speed")) {
    const { ok, detail, mend } = await run();
    assert.ok(detail.length > 0);
    if (!ok) failed.push(name);
    if (!ok) assert.ok((mend as string).length > 0);
  }
  assert.deepEqual(failed, ["Kernel"]);
});
