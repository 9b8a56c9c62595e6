import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Matrix } from "../../../lib/core/matrix";
import { check } from "../../../lib/notebook/exercises/check-exercise";
import { checkClose, checkTrue } from "../../../lib/notebook/exercises/check";

/** What is printed while `run` runs. */
async function printed(run: () => unknown): Promise<string> {
  const lines: string[] = [];
  const log = mock.method(console, "log", (line: string) => lines.push(line));
  try {
    await run();
  } finally {
    log.mock.restore();
  }
  return lines.join("\n");
}

test("checkClose prints the largest difference of numbers in any form", async () => {
  const line = await printed(() => checkClose("pairs", [1, [2, 3]], [1, [2.25, 3]], 0.5));
  assert.equal(line, "✓ pairs: largest difference of 3 numbers 2.5e-1 (allowed 0.5)");
  assert.match(await printed(() => checkClose("one", 1, 1, 0)), /✓ one: largest difference 0/);
  const matrix = Matrix.from([[1, 2]]);
  assert.match(await printed(() => checkClose("m", matrix, [[1, 2]], 0)), /^✓ m/);
  assert.match(await printed(() => checkClose("o", { w: 1, b: 2 }, { b: 2, w: 1 }, 0)), /^✓ o/);
});

test("checkClose stops at a difference beyond the tolerance and names its place", () => {
  assert.throws(
    () => checkClose("w", { W: [[1, 2]] }, { W: [[1, 2.5]] }, 0.1),
    /✗ w: 2 and 2.5 differ by 5.0e-1 at W\[0\]\[1\], more than 0.1/,
  );
});

test("checkClose never takes NaN, another length or another kind for equal", () => {
  assert.throws(() => checkClose("nan", [1, NaN], [1, NaN], 1), /✗ nan/);
  assert.throws(() => checkClose("infinity", Infinity, Infinity, 1), /✗ infinity/);
  assert.throws(() => checkClose("length", [1, 2], [1], 1), /different forms/);
  assert.throws(() => checkClose("names", { a: 1 }, { b: 1 }, 1), /different forms/);
  assert.throws(() => checkClose("text", { a: "1" }, { a: 1 }, 1), TypeError);
});

test("checkTrue prints the claim or stops", async () => {
  assert.equal(await printed(() => checkTrue("1 < 2", 1 < 2)), "✓ 1 < 2");
  assert.throws(() => checkTrue("2 < 1", false), /✗ not true here: 2 < 1/);
});

test("check says right, wrong or not answered, and never stops a notebook for an answer", async () => {
  const name = "04.1 a one-hot row";
  const right = (label: number, classes: number) =>
    Array.from({ length: classes }, (_, i) => Number(i === label));
  assert.equal(await printed(() => check(name, right)), `✓ ${name}`);
  assert.equal(await printed(() => check(name, () => undefined)), "… not answered yet");
  assert.match(await printed(() => check(name, () => [1])), /^✗ 04\.1/);
  const thrower = () => {
    throw new Error("oops");
  };
  assert.match(await printed(() => check(name, thrower)), /✗ .*your code threw oops/);
});

test("an exercise that there is none of is an error that lists those of its notebook", () => {
  assert.throws(() => check("04.9", 1), /knows no exercise "04.9": try one of 04\.1 a one-hot row/);
  assert.throws(() => check("nine", 1), /try one of 00\.1 .*04\.1/);
});
