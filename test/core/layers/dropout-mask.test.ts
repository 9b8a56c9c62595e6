import assert from "node:assert/strict";
import { test } from "node:test";
import { applyDropout, dropoutThreshold, mixBits } from "../../../lib/core/layers/dropout-mask";

const ones = (length: number) => new Float64Array(length).fill(1);

/** 1 where an entry is kept, 0 elsewhere. */
function kept(length: number, rate: number, layerKey: number, stepKey: number): number[] {
  const out = new Float64Array(length);
  applyDropout(ones(length), out, length, { rate, layerKey, stepKey });
  return Array.from(out, (x) => (x === 0 ? 0 : 1));
}

const share = (mask: number[]): number => mask.reduce((sum, x) => sum + x, 0) / mask.length;

// Worked out with whole numbers of any size, from the same three multiplications and shifts.
test("mixBits is the hash that its source gives", () => {
  const byBigInts = (x: number) => {
    const all = 0xffffffffn;
    let bits = BigInt(x >>> 0);
    bits ^= bits >> 16n;
    bits = (bits * 0x7feb352dn) & all;
    bits ^= bits >> 15n;
    bits = (bits * 0x846ca68bn) & all;
    return Number(bits ^ (bits >> 16n));
  };
  for (const x of [0, 1, 2, 255, 65536, 2 ** 31, 2 ** 32 - 1, 123456789]) {
    assert.equal(mixBits(x | 0), byBigInts(x));
  }
  assert.equal(mixBits(0), 0);
});

test("mixBits gives different numbers for different ones", () => {
  assert.equal(new Set(Array.from({ length: 100_000 }, (_, i) => mixBits(i))).size, 100_000);
});

test("an entry is kept where its bits reach the threshold: the formula, entry by entry", () => {
  const mask = { rate: 0.3, layerKey: -77, stepKey: 12345 };
  const threshold = Math.floor(0.3 * 2 ** 32);
  assert.equal(dropoutThreshold(0.3), threshold);
  const x = Float64Array.from({ length: 200 }, (_, i) => i - 100.5);
  const out = new Float64Array(200);
  applyDropout(x, out, 200, mask);
  for (const [i, value] of out.entries()) {
    const bits = mixBits(mixBits((i + mask.layerKey) | 0) ^ mask.stepKey);
    assert.equal(value, bits >= threshold ? x[i] * (1 / 0.7) : 0);
  }
});

test("nothing is left out at rate 0, and kept entries are divided by 1 − rate", () => {
  const x = Float64Array.of(1, -2, 3);
  const out = new Float64Array(3);
  applyDropout(x, out, 3, { rate: 0, layerKey: 5, stepKey: 6 });
  assert.deepEqual(out, x);
  const half = new Float64Array(100);
  applyDropout(ones(100), half, 100, { rate: 0.5, layerKey: 5, stepKey: 6 });
  assert.deepEqual(new Set(half), new Set([0, 2]));
});

// The share of n entries has a standard deviation of √(rate (1 − rate) / n): five of them are passed once in 1.7 million draws.
test("the share that is left out is the rate, within five standard deviations", () => {
  const n = 200_000;
  for (const rate of [0.01, 0.1, 0.5, 0.9, 0.999]) {
    for (const [layerKey, stepKey] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [-5, 2 ** 31 - 1],
    ]) {
      const off = 1 - share(kept(n, rate, layerKey, stepKey));
      const bound = 5 * Math.sqrt((rate * (1 - rate)) / n);
      assert.ok(Math.abs(off - rate) < bound, `${rate}: ${off}, keys ${layerKey}, ${stepKey}`);
    }
  }
});

// Two masks that know nothing of each other agree in ½ of the places at rate ½, up to 5 / (2 √n).
test("masks of different steps and of different layers know nothing of each other", () => {
  const n = 100_000;
  const mask = kept(n, 0.5, 1000, mixBits(1));
  for (const [layerKey, stepKey] of [
    [1000, mixBits(2)],
    [1001, mixBits(1)],
    [mixBits(7) | 0, mixBits(1)],
  ]) {
    const other = kept(n, 0.5, layerKey, stepKey);
    const alike = share(mask.map((x, i) => (x === other[i] ? 1 : 0)));
    assert.ok(Math.abs(alike - 0.5) < 2.5 / Math.sqrt(n), `${alike}`);
  }
  assert.deepEqual(kept(n, 0.5, 1000, mixBits(1)), mask, "the same keys give the same mask");
});

test("neighbours know nothing of each other, in a row and from row to row", () => {
  const n = 100_000;
  const mask = kept(n, 0.5, 3, mixBits(9));
  for (const distance of [1, 2, 64, 128, 1024]) {
    const alike = share(mask.slice(distance).map((x, i) => (x === mask[i] ? 1 : 0)));
    assert.ok(Math.abs(alike - 0.5) < 2.5 / Math.sqrt(n - distance), `${distance}: ${alike}`);
  }
});

test("only the first entries are touched, in place as well", () => {
  const x = ones(10);
  applyDropout(x, x, 6, { rate: 0.5, layerKey: 4, stepKey: 4 });
  assert.deepEqual(Array.from(x.slice(6)), [1, 1, 1, 1]);
  assert.deepEqual(
    Array.from(x.slice(0, 6), (value) => (value === 0 ? 0 : 1)),
    kept(6, 0.5, 4, 4),
  );
});
