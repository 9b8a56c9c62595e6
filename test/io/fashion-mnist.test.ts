import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fashionClasses, fashionMnistDataSet, loadFashionMnist } from "../../lib/io/fashion-mnist";
import { temporaryFolder } from "../helpers/folder";

const data = process.env.NEURONOTES_DATA;
const withoutFashion =
  !(data && existsSync(join(data, "fashion-mnist"))) &&
  "NEURONOTES_DATA does not name a folder with Fashion-MNIST";

test(
  "the full set: 60,000 and 10,000 pictures of 28 × 28, ten classes",
  { skip: withoutFashion },
  async () => {
    const { train, test: held, source } = await loadFashionMnist();
    assert.deepEqual(train.images.shape, [60000, 28, 28]);
    assert.deepEqual(held.images.shape, [10000, 28, 28]);
    assert.deepEqual([...train.labels.subarray(0, 10)], [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]);
    assert.deepEqual([...held.labels.subarray(0, 10)], [9, 2, 1, 1, 6, 1, 4, 6, 5, 7]);
    for (const labels of [train.labels, held.labels]) {
      for (let c = 0; c < 10; c++) {
        assert.equal(labels.filter((y) => y === c).length, labels.length / 10, fashionClasses[c]);
      }
    }
    const mean = train.images.data.reduce((sum, x) => sum + x, 0) / train.images.data.length / 255;
    assert.ok(Math.abs(mean - 0.286) < 0.0005, `mean ${mean}; published: 0.2860`);
    assert.match(source, /NEURONOTES_DATA/);
  },
);

test("without a network the error says where its files can be put", async (t) => {
  const cache = join(temporaryFolder(t), "cache");
  const options = { folder: "", cache, mirrors: [], say: () => {} };
  await assert.rejects(loadFashionMnist(options), {
    message:
      /^Fashion-MNIST could not be fetched: no mirror gave train-images-idx3-ubyte.*NEURONOTES_DATA/s,
  });
  assert.ok(!existsSync(cache), "nothing was written");
});

test("there is more than one mirror, with a slash at the end, and a name for every class", () => {
  const hosts = new Set(fashionMnistDataSet.mirrors.map((mirror) => new URL(mirror).host));
  assert.ok(hosts.size >= 2);
  for (const mirror of fashionMnistDataSet.mirrors) assert.match(mirror, /^https?:\/\/.+\/$/);
  assert.equal(new Set(fashionClasses).size, 10);
});
