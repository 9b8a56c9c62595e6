import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential } from "../../../lib/core";
import { notebook10 } from "../../../lib/notebook/exercises/notebook-10";

const wrong = async (name: string, answer: unknown) =>
  typeof (await notebook10[name](answer)) === "object";

test("a standard error without the root, without n or with another product is refused", async () => {
  const name = "10.1 the standard error";
  for (const answer of [
    (p: number, n: number) => (p * (1 - p)) / n,
    (p: number) => Math.sqrt(p * (1 - p)),
    (p: number, n: number) => Math.sqrt(p / n),
    (p: number, n: number) => Math.sqrt(p * (1 - p)) / n,
    (p: number, n: number) => Math.sqrt((p * (1 - p)) / (n - 1)),
    (p: number, n: number) => 100 * Math.sqrt((p * (1 - p)) / n),
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("precision and recall the other way round, of class 0 only, or as one number are refused", async () => {
  const name = "10.2 precision and recall";
  const sums = (counts: number[][], k: number) => [
    counts.reduce((sum, row) => sum + row[k], 0),
    counts[k].reduce((sum, count) => sum + count, 0),
  ];
  for (const answer of [
    (m: number[][], k: number) => [m[k][k] / sums(m, k)[1], m[k][k] / sums(m, k)[0]],
    (m: number[][]) => [m[0][0] / sums(m, 0)[0], m[0][0] / sums(m, 0)[1]],
    (m: number[][], k: number) => m[k][k] / sums(m, k)[0],
    (m: number[][], k: number) => [m[k][k] / sums(m, k)[0], m[k][k] / sums(m, k)[0]],
    (m: number[][], k: number) => [sums(m, k)[0] - m[k][k], sums(m, k)[1] - m[k][k]],
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a background judged by parts of the ring, by all pixels or never, or no copy, is refused", async () => {
  const name = "10.4 light into dark";
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const turned = (light: (pixels: number[]) => boolean) => (pixels: number[]) =>
    light(pixels) ? pixels.map((v) => 255 - v) : [...pixels];
  const rows = (pixels: number[]) => {
    const side = Math.sqrt(pixels.length);
    return Array.from({ length: side }, (_, row) => pixels.slice(row * side, (row + 1) * side));
  };
  const sides = (pixels: number[]) => rows(pixels).flatMap((row) => [row[0], row.at(-1)!]);
  const corners = (pixels: number[]) =>
    sides(pixels).filter((_, i, all) => i < 2 || i >= all.length - 2);
  const ring = (pixels: number[]) => [
    ...rows(pixels)[0],
    ...rows(pixels).at(-1)!,
    ...rows(pixels)
      .slice(1, -1)
      .flatMap((row) => [row[0], row.at(-1)!]),
  ];
  const right = turned((pixels) => mean(pixels.length === 1 ? pixels : ring(pixels)) > 127.5);
  assert.equal(await notebook10[name](right), undefined);
  for (const answer of [
    turned((pixels) => pixels[0] > 127.5),
    turned((pixels) => pixels[pixels.length - 1] > 127.5),
    turned((pixels) => mean(pixels) > 127.5),
    turned((pixels) => mean(pixels.slice(0, 28)) > 127.5),
    turned(() => true),
    turned(() => false),
    turned((pixels) => mean(corners(pixels)) > 127.5),
    turned((pixels) => mean([...rows(pixels)[0], ...rows(pixels).at(-1)!]) > 127.5),
    turned((pixels) => mean(sides(pixels)) > 127.5),
    turned(
      (pixels) => mean([...rows(pixels)[0], ...rows(pixels).at(-1)!, ...sides(pixels)]) > 127.5,
    ),
    (pixels: number[]) => (mean(ring(pixels)) > 127.5 ? pixels.map((v) => 255 - v) : pixels),
    (pixels: number[]) => pixels.map((v) => (v > 127.5 ? 255 - v : v)),
    (pixels: number[]) => {
      if (pixels[0] > 127) pixels.forEach((v, i) => (pixels[i] = 255 - v));
      return pixels;
    },
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a normalization folded without its mean, root, epsilon or shift is refused", async () => {
  const name = "10.3 fold a normalization";
  type Fold = (...values: number[]) => number[];
  const answers: Fold[] = [
    (w, b, g, s, _, v) => [(w * g) / Math.sqrt(v + 1e-5), (b * g) / Math.sqrt(v + 1e-5) + s],
    (w, b, g, s, m, v) => [(w * g) / (v + 1e-5), ((b - m) * g) / (v + 1e-5) + s],
    (w, b, g, s, m, v) => [(w * g) / Math.sqrt(v), ((b - m) * g) / Math.sqrt(v) + s],
    (w, b, g, _, m, v) => [(w * g) / Math.sqrt(v + 1e-5), ((b - m) * g) / Math.sqrt(v + 1e-5)],
    (w, b, g, s, m, v) => [(w * g) / Math.sqrt(v + 1e-5), b - m + s],
    (w, b, _, s, m, v) => [w / Math.sqrt(v + 1e-5), (b - m) / Math.sqrt(v + 1e-5) + s],
  ];
  for (const answer of answers) assert.ok(await wrong(name, answer), String(answer));
});

test("a net that is too large, of another shape or none at all is refused", async () => {
  const name = "10.5 a small net";
  const net = (inputs: number, ...units: number[]) =>
    new Sequential(
      units.map((n) => new Dense({ units: n, activation: "relu" })),
      { inputs, seed: 1 },
    );
  assert.equal(await notebook10[name](undefined), "unanswered");
  assert.ok(await wrong(name, net(784, 40, 10)));
  assert.ok(await wrong(name, net(784, 9)));
  assert.ok(await wrong(name, net(28, 10)));
  assert.ok(await wrong(name, "a net"));
});
