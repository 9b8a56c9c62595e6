import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core/model/network";
import { notebook04 } from "../../../lib/notebook/exercises/notebook-04";

const wrong = async (name: string, answer: unknown) =>
  typeof (await notebook04[name](answer)) === "object";

test("a one-hot row in another place, of another length or with other numbers is refused", async () => {
  const name = "04.1 a one-hot row";
  const row = (make: (i: number, label: number) => number) => (label: number, classes: number) =>
    Array.from({ length: classes }, (_, i) => make(i, label));
  for (const answer of [
    row((i, label) => Number(i === label - 1)),
    row((i, label) => Number(i <= label)),
    row(() => 0),
    (label: number) => [label],
    (label: number) => Array.from({ length: 10 }, (_, i) => Number(i === label)),
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("batches that forget, exceed or invent examples are refused", async () => {
  const name = "04.2 cut into batches";
  const cut = (size: number, count: (k: number) => number, batches: number) =>
    Array.from({ length: batches }, (_, k) => [k * size, count(k)]);
  const all = (n: number, size: number) => Math.ceil(n / size);
  for (const answer of [
    (n: number, size: number) => cut(size, () => size, Math.floor(n / size)),
    (n: number, size: number) => cut(size, () => size, all(n, size)),
    (n: number, size: number) => cut(size, (k) => Math.min(size, n - k * size), all(n, size) || 1),
    (n: number, size: number) => cut(size, (k) => Math.min(n, (k + 1) * size), all(n, size)),
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("accuracy as a count, in percent or by another rule is refused", async () => {
  const name = "04.3 accuracy";
  const largest = (row: number[]) => row.indexOf(Math.max(...row));
  const rights = (outputs: number[][], labels: number[]) =>
    outputs.filter((row, i) => largest(row) === labels[i]).length;
  const overHalf = (outputs: number[][], labels: number[]) =>
    outputs.filter((row, i) => row[labels[i]] > 0.5).length / labels.length;
  for (const answer of [
    rights,
    (o: number[][], l: number[]) => (100 * rights(o, l)) / l.length,
    (o: number[][], l: number[]) => 1 - rights(o, l) / l.length,
    overHalf,
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("the diagonal, the transposed pair or only ten classes are no most frequent mistake", async () => {
  const name = "04.4 the most frequent mistake";
  const find = (counts: number[][], diagonal: boolean, classes = counts.length) => {
    let best = [0, 1];
    for (let i = 0; i < classes; i++)
      for (let j = 0; j < classes; j++)
        if ((diagonal || i !== j) && counts[i]?.[j] > counts[best[0]][best[1]]) best = [i, j];
    return best;
  };
  for (const answer of [
    (counts: number[][]) => find(counts, true),
    (counts: number[][]) => find(counts, false).reverse(),
    (counts: number[][]) => find(counts, false, 10),
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a reader below the mark, or a net of another shape, is refused", async () => {
  const name = "04.5 a better reader";
  assert.equal(await notebook04[name](undefined), "unanswered");
  assert.ok(await wrong(name, new Network([784, 3, 10])));
  assert.ok(await wrong(name, new Network([2, 2])));
});
