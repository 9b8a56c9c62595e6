import assert from "node:assert/strict";
import { test } from "node:test";
import { simdBits } from "../../bench/machine";
import { flopsPerImage } from "../../bench/flops";
import { inWords, recipes } from "../../bench/recipes";
import { median, rounded } from "../../bench/statistics";
import { growthTables } from "../../bench/tables";
import workloads from "../../bench/workloads.json";

test("median is the middle value, or the mean of the two in the middle", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.throws(() => median([]), RangeError);
});

test("rounded keeps about three digits", () => {
  assert.equal(rounded(351_234), "351,000");
  assert.equal(rounded(5_476), "5,480");
  assert.equal(rounded(211.4), "211");
  assert.equal(rounded(12.345), "12.3");
});

test("flopsPerImage counts three products a layer, two for the first, each entry twice", () => {
  assert.equal(flopsPerImage([2, 3]), 2 * 2 * 6);
  assert.equal(flopsPerImage([2, 3, 4]), 2 * (2 * 6 + 3 * 12));
  assert.equal(flopsPerImage(workloads.D.units), 2 * (2 * 784 * 1024 + 3 * (1024 * 1024 + 10240)));
});

test("simdBits reads the processor's flags", () => {
  assert.equal(simdBits("fpu sse2 avx avx2 avx512f avx512dq"), 512);
  assert.equal(simdBits("fpu sse2 avx avx2 fma"), 256);
  assert.equal(simdBits("fpu sse sse2 ssse3"), 128);
  assert.equal(simdBits("fp asimd evtstrm"), 128);
  assert.equal(simdBits("fpu"), undefined);
});

test("there is a recipe for 95 % and one for 98 %, and each says its net and optimizer", () => {
  assert.deepEqual(
    recipes.map(({ accuracy }) => accuracy),
    [0.95, 0.98],
  );
  for (const recipe of recipes) assert.match(inWords(recipe), /^\[784, .*10\].*batches of .*SGD/);
});

test("a table of growth has speed, time of one image and GFLOP/s", () => {
  const points = [{ value: 1000, imagesPerSecond: 50_000, gigaflops: 12.34 }];
  const text = growthTables([{ title: "Batch size", by: "batch size", points }]);
  assert.match(text, /^Batch size:\n\n\| batch size \|/);
  assert.match(text, /\| 1,000 \| 50,000 \| 20\.0 µs \| 12\.3 \|$/);
});
