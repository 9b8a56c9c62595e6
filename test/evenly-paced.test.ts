import assert from "node:assert/strict";
import { test } from "node:test";
import { evenlyPaced } from "../scripts/figures/pace";

test("as much happens between any two moments that are taken", () => {
  // nothing, then a walk of ten equal steps, then nothing
  const moments = Array.from({ length: 30 }, (_, k) => [Math.min(10, Math.max(0, k - 10)), 0]);
  assert.deepEqual(evenlyPaced(moments, 6), [0, 12, 14, 16, 18, 29]);
});

test("a jump that is as long as several parts of the way is taken once", () => {
  assert.deepEqual(evenlyPaced([[0], [1], [9], [10]], 11), [0, 1, 2, 3]);
});
