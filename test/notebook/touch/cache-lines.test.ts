import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheLines } from "../../../lib/notebook/touch/cache-lines";
import { framePage, widgetCode } from "../../helpers/widget-code";

const dataOf = (options: Parameters<typeof cacheLines>[0]) =>
  framePage(cacheLines(options).html).data as object;
const { widget, colours } = widgetCode("cache-lines");

/** Lines fetched for the whole product. */
function fetched(options: Parameters<typeof cacheLines>[0], order: string, lines: number): number {
  const data = dataOf(options);
  const { fetched } = widget.run(data, { order, lines }, Infinity);
  return fetched[fetched.length - 1];
}

test("each order of the loops makes every multiplication once", () => {
  const sizes = { rows: 2, inner: 3, columns: 4 };
  for (const order of ["i-j-k", "i-k-j", "j-k-i"]) {
    const list: { A: number[]; B: number[]; C: number[] }[] = Array.from(
      widget.touches(sizes, order),
    );
    const names = new Set(list.map(({ A, B }) => `${A[0]} ${A[1]} ${B[1]}`));
    assert.equal(names.size, 24);
    assert.ok(list.every(({ A, B, C }) => A[1] === B[0] && C[0] === A[0] && C[1] === B[1]));
  }
});

test("a small product by hand: [1, 2] · [2, 2], two numbers a line, a cache of three lines", () => {
  const options = { rows: 1, inner: 2, columns: 2, line: 2 };
  // A has one line, C one, B two. i-k-j goes through B once: 4 lines. i-j-k needs B's rows by turns: A and C stay.
  assert.equal(fetched(options, "i-k-j", 3), 4);
  assert.equal(fetched(options, "i-j-k", 3), 6);
  assert.equal(fetched(options, "i-j-k", 4), 4);
});

test("a cache that holds everything fetches each line once, whatever the order", () => {
  for (const order of ["i-j-k", "i-k-j", "j-k-i"]) {
    assert.equal(fetched({ rows: 4, inner: 8, columns: 8, line: 4 }, order, 32), 32);
  }
});

test("in a small cache i-k-j fetches fewer lines than i-j-k, and j-k-i the most", () => {
  const [best, middle, worst] = ["i-k-j", "i-j-k", "j-k-i"].map((order) => fetched({}, order, 8));
  assert.ok(best < middle && middle < worst, `${best} ${middle} ${worst}`);
});

test("the picture counts what was touched and fetched", () => {
  const data = dataOf({ step: 1 });
  const { svg, words } = widget.picture(data, widget.state(data), 700, colours());
  assert.match(svg, /3 numbers touched, 3 lines fetched \(100 %\)/);
  assert.match(words, /^order i-j-k/);
});

test("unknown orders and sizes that cannot be shown are errors", () => {
  assert.throws(() => cacheLines({ order: "k-k-k" as "i-j-k" }), /knows the orders i-j-k/);
  assert.throws(() => cacheLines({ rows: 100 }), /1 to 10 rows/);
  assert.throws(() => cacheLines({ lines: 2 }), /3 to 32 lines/);
  assert.throws(() => cacheLines({ step: 257 }), /a step from 0 to 256 but got 257/);
});
