import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeFunction, judgeValue } from "../../../lib/notebook/exercises/exercise";

const double = judgeFunction((list: number[]) => list.map((x) => 2 * x), [[[1, 2]], [[0, -3]]]);
const wrongOf = (verdict: unknown) => (verdict as { wrong: string }).wrong;

test("a right function is right, an empty one is unanswered", () => {
  assert.equal(
    double((list: number[]) => list.map((x) => x + x)),
    undefined,
  );
  assert.equal(double(undefined), "unanswered");
  assert.equal(
    double(() => undefined),
    "unanswered",
  );
});

test("a wrong answer is shown with its case, without the right one", () => {
  const wrong = wrongOf(double((list: number[]) => list.map((x) => x * x)));
  assert.match(wrong, /\[1,2\].*\[1,4\]/);
  assert.doesNotMatch(wrong, /\[2,4\]/);
  assert.match(wrongOf(double(7)), /a function was expected/);
  assert.match(wrongOf(double(() => [NaN, -Infinity])), /gives \[NaN,-Infinity\]/);
  const many = new Array<number>(6).fill(-1 / 3);
  assert.match(wrongOf(double(() => many)), /gives \[-0.333,-0.333,-0.333,-0.333,-0.333,-0.333\]/);
});

test("a function that changes what it was given is told so", () => {
  const inPlace = (list: number[]) => {
    list.forEach((x, i) => (list[i] = 2 * x));
    return list;
  };
  assert.match(wrongOf(double(inPlace)), /changes what it was given/);
});

test("an answer of another form, or with NaN in it, is wrong", () => {
  for (const answer of [[2], [2, NaN], 2, "2,4", { a: 2, b: 4 }]) {
    assert.ok(wrongOf(double(() => answer)), JSON.stringify(answer));
  }
});

test("a value is right within its tolerance", () => {
  const judge = judgeValue(0.5, 1e-3);
  assert.equal(judge(0.5004), undefined);
  assert.ok(wrongOf(judge(0.502)));
  assert.equal(wrongOf(judge("0.5")), '"0.5" is not right');
  assert.equal(wrongOf(judgeValue(2)(2.0000001)), "2.0000001 is not right");
  assert.equal(judge(undefined), "unanswered");
});
