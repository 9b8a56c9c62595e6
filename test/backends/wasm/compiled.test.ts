import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "../../../scripts/build-wasm";

test("compiled.ts is the build of the sources", { timeout: 120_000 }, () => {
  const path = join(__dirname, "..", "..", "..", "lib", "backends", "wasm", "compiled.ts");
  const same = readFileSync(path, "utf8") === build();
  assert.ok(same, "the kernels' sources changed: run npm run build:wasm");
});
