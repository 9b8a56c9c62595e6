import assert from "node:assert/strict";
import { test } from "node:test";
import { peakGigaflops } from "../../../lib/backends/wasm/peak";

// Four numbers at a time, at most two additions and two multiplications a cycle, at most 8 GHz.
test("the peak of a core is a number of today's processors", () => {
  const peak = peakGigaflops(3);
  assert.ok(peak > 1 && peak < 128, `${peak} GFLOP/s`);
});
