import assert from "node:assert/strict";
import { Matrix } from "../../lib/core/matrix";

type Numbers = number | Matrix | ArrayLike<number> | readonly ArrayLike<number>[];

function rowsOf(value: Numbers): number[][] {
  if (typeof value === "number") return [[value]];
  if (value instanceof Matrix) return value.toArray();
  if (value.length > 0 && typeof value[0] !== "number") {
    return Array.from(value as readonly ArrayLike<number>[], (row) => Array.from(row));
  }
  return [Array.from(value as ArrayLike<number>)];
}

/** Fails unless both hold the same count of rows and numbers, each at most `tolerance` apart. */
export function toBeClose(
  actual: Numbers,
  expected: Numbers,
  tolerance = 1e-12,
  what = "value",
): void {
  const [a, e] = [rowsOf(actual), rowsOf(expected)];
  assert.deepEqual(
    a.map((row) => row.length),
    e.map((row) => row.length),
    `${what}: numbers in each row`,
  );
  for (let i = 0; i < e.length; i++) {
    for (let j = 0; j < e[i].length; j++) {
      const distance = Math.abs(a[i][j] - e[i][j]);
      assert.ok(
        distance <= tolerance,
        `${what} (${i}, ${j}): expected ${e[i][j]} but got ${a[i][j]}, ${distance} apart`,
      );
    }
  }
}
