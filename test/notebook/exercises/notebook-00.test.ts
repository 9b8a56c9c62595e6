import assert from "node:assert/strict";
import { test } from "node:test";
import { notebook00 } from "../../../lib/notebook/exercises/notebook-00";

const right: Record<string, unknown> = {
  "00.1 a number": 42,
  "00.2 a function": (x: number, y: number) => (x + y) / 2,
  "00.3 a structure": [4, 3, 2],
};
const wrong: Record<string, unknown[]> = {
  "00.1 a number": [41, "42", [42]],
  "00.2 a function": [(x: number, y: number) => x + y / 2, (x: number) => x, 2],
  "00.3 a structure": [[2, 3, 4], [4, 3], [4, 3, 2, 1], 432],
};

test("the exercises of notebook 00 take the right answer and no other", () => {
  for (const [name, judge] of Object.entries(notebook00)) {
    assert.equal(judge(undefined), "unanswered", name);
    assert.equal(judge(right[name]), undefined, name);
    for (const answer of wrong[name]) assert.ok(typeof judge(answer) === "object", name);
  }
});

test("a structure written backwards is told so", () => {
  const verdict = notebook00["00.3 a structure"]([2, 3, 4]);
  assert.match((verdict as { wrong: string }).wrong, /inputs come first/);
});
