import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv } from "../../lib/playground/csv";
import { checkedOwnData, ownDataSet, rangeOf } from "../../lib/playground/own-data";
import { likelyChoice, ownFromTable } from "../../lib/playground/own-table";
import { ownValues } from "./own-example";

const settings = { classes: 2, points: 100, noise: 0, seed: 0 };
const flowers = `length,note,width,kind\n${Array.from({ length: 12 }, (_, i) => `${i},n${i},${10 - i},${i % 2 ? "rose" : "aster"}`).join("\n")}`;

test("the likely choice is the last column as answer and the first columns of numbers as inputs", () => {
  const table = readCsv(flowers);
  assert.deepEqual(likelyChoice(table), { inputs: [0, 2], answer: 3, kind: "classes" });
  const values = readCsv(Array.from({ length: 12 }, (_, i) => `${i},${i * 0.7}`).join("\n"));
  assert.deepEqual(likelyChoice(values), { inputs: [0], answer: 1, kind: "values" });
});

test("classes are numbered in the order of the alphabet, or of their numbers", () => {
  const own = ownFromTable(readCsv(flowers), { inputs: [0, 2], answer: 3, kind: "classes" });
  assert.deepEqual(own.classes, ["aster", "rose"]);
  assert.deepEqual(own.rows.slice(0, 2), [
    [0, 10, 0],
    [1, 9, 1],
  ]);
  const numbers = readCsv(
    Array.from({ length: 12 }, (_, i) => `${i},${[10, 9, 2][i % 3]}`).join("\n"),
  );
  const chosen = ownFromTable(numbers, { inputs: [0], answer: 1, kind: "classes" });
  assert.deepEqual(chosen.classes, ["2", "9", "10"]);
});

test("own data pass the check that a link's own data pass", () => {
  const own = ownFromTable(readCsv(flowers), { inputs: [0, 2], answer: 3, kind: "classes" });
  assert.deepEqual(checkedOwnData(JSON.parse(JSON.stringify(own))), own);
});

for (const [name, choice, words] of [
  [
    "text as an input",
    { inputs: [1], answer: 3, kind: "classes" },
    /Row 2, note: "n0" is no number/,
  ],
  [
    "text as a value",
    { inputs: [0], answer: 3, kind: "values" },
    /Row 2, kind: "aster" is no number/,
  ],
  [
    "too many classes",
    { inputs: [0], answer: 1, kind: "classes" },
    /12 different answers: as classes 2 to 8/,
  ],
  ["no input", { inputs: [], answer: 3, kind: "classes" }, /No column but the answer/],
] as const) {
  test(`a choice is refused with words: ${name}`, () => {
    const table = readCsv(flowers);
    assert.throws(() => ownFromTable(table, { ...choice, inputs: [...choice.inputs] }), words);
  });
}

test("too few rows are refused", () => {
  assert.throws(
    () => ownFromTable(readCsv("1,2\n3,4"), { inputs: [0], answer: 1, kind: "values" }),
    /There are 2 rows: at least 10/,
  );
});

test("inputs and values are scaled to −1 … 1, a column of one number to 0", () => {
  const { X, y } = ownDataSet(ownValues()).make(settings);
  assert.equal(X.data[0], -1);
  assert.equal(X.data[19], 1);
  assert.ok(!(y instanceof Uint8Array));
  assert.deepEqual([y.data[0], y.data[19]], [-1, 1]);
  const flat = { ...ownValues(), rows: new Array(12).fill([4, 4]) };
  assert.deepEqual(Array.from(ownDataSet(flat).make(settings).X.data), new Array(12).fill(0));
  assert.deepEqual(rangeOf(ownValues(), 1), [5, 62]);
});
