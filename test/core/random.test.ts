import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../lib/core/random";
import { toBeClose } from "../helpers/close";

const draw = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.uniform());
const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const meanProduct = (a: number[], b: number[]) => mean(a.map((x, i) => x * b[i]));

// The literals come from a second implementation of sfc32 and splitmix32 in Python, with whole numbers of any size.
test("the same seed gives these numbers on every platform", () => {
  assert.deepEqual(
    draw(new Random(0), 3),
    [0.5026478160250306, 0.6695372901923506, 0.6394236652298501],
  );
  assert.deepEqual(
    draw(new Random(1), 3),
    [0.41256269593560746, 0.7982679097751467, 0.26487713054134676],
  );
  assert.deepEqual(
    draw(new Random(1, 1), 3),
    [0.09008484128771821, 0.49090673914794647, 0.5530847354217219],
  );
  assert.deepEqual(
    draw(new Random(2 ** 40 + 3, 7), 3),
    [0.5198683576651885, 0.5728475513020655, 0.025461943169210244],
  );
});

test("normal numbers and a shuffled order are these", () => {
  const random = new Random(1);
  toBeClose(
    [random.normal(), random.normal(), random.normal(), random.normal()],
    [-0.3879224470026343, 1.3232889401201795, -0.6003327261358259, 0.7949372348182786],
    1e-15,
  );
  const order = Array.from({ length: 10 }, (_, i) => i);
  assert.deepEqual(new Random(1).shuffle(order), [3, 8, 0, 9, 1, 6, 5, 2, 7, 4]);
});

test("uniform numbers lie in [low, high) with the mean and the variance of the formula", () => {
  const random = new Random(7);
  const values = Array.from({ length: 100_000 }, () => random.uniform(-1, 3));
  assert.ok(values.every((x) => x >= -1 && x < 3));
  // Standard errors: 1.155 / √100,000 = 0.0037 for the mean; four of them are allowed. Variance 4² / 12.
  assert.ok(Math.abs(mean(values) - 1) < 0.015);
  assert.ok(Math.abs(mean(values.map((x) => (x - 1) ** 2)) - 16 / 12) < 0.02);
});

test("normal numbers have mean 0, variance 1, no skew, and 4.55 % of them beyond two deviations", () => {
  const random = new Random(11);
  const values = Array.from({ length: 100_000 }, () => random.normal());
  assert.ok(Math.abs(mean(values)) < 4 / Math.sqrt(1e5));
  assert.ok(Math.abs(mean(values.map((x) => x ** 2)) - 1) < 4 * Math.sqrt(2 / 1e5));
  assert.ok(Math.abs(mean(values.map((x) => x ** 3))) < 4 * Math.sqrt(15 / 1e5));
  assert.ok(Math.abs(mean(values.map((x) => x ** 4)) - 3) < 4 * Math.sqrt(96 / 1e5));
  assert.ok(Math.abs(mean(values.map((x) => Number(Math.abs(x) > 2))) - 0.0455) < 0.0027);
});

test("normal takes a mean and a deviation", () => {
  const [a, b] = [new Random(3), new Random(3)];
  for (let i = 0; i < 4; i++) toBeClose(a.normal(10, 2), 10 + 2 * b.normal());
});

test("integer gives each of its numbers equally often", () => {
  const random = new Random(5);
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 60_000; i++) counts[random.integer(6)]++;
  const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  assert.ok(chiSquare < 20.5, `chi² ${chiSquare}: more than 20.5 comes once in a thousand times`);
});

test("shuffle keeps every entry and gives each order of three equally often", () => {
  const random = new Random(2);
  const counts = new Map<string, number>();
  for (let i = 0; i < 60_000; i++) {
    const order = random.shuffle([0, 1, 2]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].sort(), ["012", "021", "102", "120", "201", "210"]);
  for (const n of counts.values()) assert.ok(Math.abs(n - 10_000) < 400, `${n} of 60,000`);
});

test("shuffle works in place, on typed arrays as well", () => {
  const order = Uint32Array.from({ length: 100 }, (_, i) => i);
  assert.equal(new Random(1).shuffle(order), order);
  assert.notDeepEqual(Array.from(order.slice(0, 5)), [0, 1, 2, 3, 4]);
  assert.deepEqual(
    Array.from(order).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
});

test("neighbouring seeds, and streams of one seed, have nothing to do with each other", () => {
  const n = 20_000;
  const centred = (random: Random) => draw(random, n).map((x) => (x - 0.5) * Math.sqrt(12));
  const series = [
    ...[0, 1, 2].map((seed) => centred(new Random(seed))),
    ...[1, 2, 3].map((stream) => centred(new Random(0, stream))),
  ];
  for (let i = 0; i < series.length; i++) {
    for (let j = 0; j < i; j++) {
      for (const lag of [0, 1, 2]) {
        const correlation = meanProduct(series[i].slice(lag), series[j]);
        assert.ok(Math.abs(correlation) < 4.5 / Math.sqrt(n), `${i}, ${j}: ${correlation}`);
      }
    }
  }
});

test("the first number of a thousand seeds is uniform, not a pattern", () => {
  for (const [name, make] of [
    ["seeds", (i: number) => new Random(i)],
    ["streams", (i: number) => new Random(0, i)],
  ] as const) {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 1000; i++) counts[Math.floor(make(i).uniform() * 10)]++;
    const chiSquare = counts.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
    assert.ok(chiSquare < 27.9, `${name}: chi² ${chiSquare}`);
  }
});

test("seed and stream must be whole numbers of at least 0", () => {
  for (const bad of [-1, 1.5, NaN, Infinity, undefined, "1"]) {
    assert.throws(() => new Random(bad as number), {
      name: "RangeError",
      message: /expects seed to be a whole number of at least 0 but got/,
    });
  }
  assert.throws(() => new Random(1, -1), { name: "RangeError", message: /expects stream/ });
});
