import assert from "node:assert/strict";
import { test } from "node:test";
import { csvBounds, readCsv, toNumber } from "../../lib/playground/csv";

test("commas, semicolons and tabs part the cells, and a first line without numbers holds names", () => {
  for (const sign of [",", ";", "\t"]) {
    const table = readCsv(`a${sign}b${sign}kind\n1${sign}2${sign}red\n3${sign}4${sign}blue\n`);
    assert.deepEqual(table, {
      names: ["a", "b", "kind"],
      rows: [
        ["1", "2", "red"],
        ["3", "4", "blue"],
      ],
      header: true,
    });
  }
});

test("without names the columns are counted, and the reader may say what the first line is", () => {
  const text = "1,2,red\n3,4,blue";
  assert.deepEqual(readCsv(text).names, ["column 1", "column 2", "column 3"]);
  assert.equal(readCsv(text).rows.length, 2);
  assert.deepEqual(readCsv(text, { header: true }).names, ["1", "2", "red"]);
  assert.equal(readCsv("a,b\nc,d", { header: false }).rows.length, 2);
});

test("quotes hold separators, line breaks and doubled quotes; blanks around cells go", () => {
  const { rows } = readCsv('1, "a, b" ,"x ""y"""\r\n2,"line\nbreak", z ');
  assert.deepEqual(rows, [
    ["1", "a, b", 'x "y"'],
    ["2", "line\nbreak", "z"],
  ]);
});

test("empty lines and a byte order mark are passed over", () => {
  assert.deepEqual(readCsv("\uFEFF1,2\n\n3,4\n\n").rows, [
    ["1", "2"],
    ["3", "4"],
  ]);
});

test("a number may have a sign, an exponent, a decimal comma; nothing else is one", () => {
  assert.deepEqual(
    ["1", "-2.5", "+3", ".5", "1,5", "2e-3"].map(toNumber),
    [1, -2.5, 3, 0.5, 1.5, 0.002],
  );
  for (const cell of [
    "",
    "x",
    "1 2",
    "0x10",
    "Infinity",
    "NaN",
    "1e999",
    "1,2,3",
    "1_000",
    "--1",
  ]) {
    assert.equal(toNumber(cell), undefined, cell);
  }
});

for (const [name, text, words] of [
  ["nothing", "  \n\n", /no line of data/],
  ["one column", "1\n2\n", /Line 1 has one column/],
  ["a line that is too short", "1,2,3\n4,5\n", /Line 2 has 2 columns, but the first has 3/],
  ["a line that is too long", "1,2\n3,4\n5,6,7\n", /Line 3 has 3 columns/],
  ["a line after one with a break in quotes", '1,"a\nb"\n3\n', /Line 3 has 1 columns/],
  ["an open quote", '1,"a\n2,b', /Line 1: a quote is opened and never closed/],
  ["text behind a quote", '1,"a"b\n', /Line 1: after a closing quote comes "b"/],
  [
    "too many columns",
    new Array(30).fill("1").join(","),
    /more than 20 columns|Line 1 has 2\d columns/,
  ],
  ["a cell that is too long", `1,${"x".repeat(300)}`, /a cell of 300 signs, where 200/],
  ["too many rows", "1,2\n".repeat(csvBounds.rows + 5), /more than 2,000 rows/],
  ["10 MB", "1,2\n".repeat(2_500_000), /too large: 10,000,000 signs, where 1,000,000/],
  ["a million signs in one cell", "x".repeat(1_000_000), /cell of 1000000 signs/],
  ["a million commas", ",".repeat(1_000_000), /more than 20 columns/],
  ["a million quotes", '"'.repeat(1_000_000), /quote|cell/],
] as const) {
  test(`CSV is refused with words, at once: ${name}`, () => {
    const began = performance.now();
    assert.throws(() => readCsv(text), words);
    assert.ok(performance.now() - began < 2000, `${performance.now() - began} ms`);
  });
}
