import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { loadIdxDataSet } from "../../lib/io/load-idx";
import type { IdxDataSet } from "../../lib/io/data-set";
import { NoMirror } from "../../lib/io/download";
import { listing, temporaryFolder } from "../helpers/folder";
import { packed, smallFiles, smallSet } from "../helpers/idx-set";
import { localServer } from "../helpers/server";

const NAMES = Object.keys(smallFiles);
const PACKED = NAMES.map((name) => `${name}.gz`).sort();

/** Folders for one test, options that use nothing else of this machine, and what was said. */
function places(t: TestContext) {
  const root = temporaryFolder(t);
  const said: string[] = [];
  const cache = join(root, "cache");
  const own = join(root, "own");
  mkdirSync(join(own, "small"), { recursive: true });
  const say = (line: string) => said.push(line);
  // An empty folder name means none, whatever NEURONOTES_DATA says.
  return { cache, kept: join(cache, "small"), own, said, options: { folder: "", cache, say } };
}

/** A mirror that has all files; counts what was asked for. */
async function mirror(t: TestContext, answer?: RequestListener) {
  const asked: string[] = [];
  const address = await localServer(t, (request, response) => {
    const name = (request.url ?? "").slice(1).replace(/\.gz$/, "");
    asked.push(name);
    if (answer) answer(request, response);
    else response.end(packed(name));
  });
  return { address, asked };
}

function fill(folder: string, pack: boolean, names = NAMES): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    if (pack) writeFileSync(join(folder, `${name}.gz`), packed(name));
    else writeFileSync(join(folder, name), smallFiles[name]);
  }
}

for (const pack of [true, false]) {
  test(`the named folder is read, ${pack ? "packed" : "not packed"}`, async (t) => {
    const { options, own, kept } = places(t);
    fill(join(own, "small"), pack);
    const set = await loadIdxDataSet(smallSet, { ...options, folder: own, mirrors: [] });
    assert.deepEqual(set.train.images.shape, [5, 2, 3]);
    assert.deepEqual(set.test.images.shape, [3, 2, 3]);
    assert.equal(set.train.images.scale, 1 / 255);
    assert.deepEqual([...set.train.labels], [0, 1, 2, 3, 4]);
    assert.deepEqual([...set.test.labels], [2, 1, 0]);
    assert.deepEqual([...set.train.images.data.subarray(0, 4)], [0, 7, 14, 21]);
    assert.deepEqual([...set.test.images.data.subarray(0, 4)], [0, 11, 22, 33]);
    assert.match(set.source, /folder/);
    assert.throws(() => listing(kept), /ENOENT/, "the cache was not touched");
  });
}

test("the setting NEURONOTES_DATA names the folder as well", async (t) => {
  const { options, own } = places(t);
  fill(join(own, "small"), true);
  const before = process.env.NEURONOTES_DATA;
  t.after(() => {
    if (before === undefined) delete process.env.NEURONOTES_DATA;
    else process.env.NEURONOTES_DATA = before;
  });
  process.env.NEURONOTES_DATA = own;
  const set = await loadIdxDataSet(smallSet, { ...options, folder: undefined, mirrors: [] });
  assert.match(set.source, /NEURONOTES_DATA/);
});

test("a damaged file in the named folder is an error that says what to do, and stays", async (t) => {
  const { options, own } = places(t);
  const folder = join(own, "small");
  for (const [bytes, message] of [
    [
      packed("train-labels").subarray(0, 15),
      /train-labels\.gz is a gzip file that cannot be unpacked/,
    ],
    [Buffer.from("<!DOCTYPE html><html>"), /train-labels\.gz: expected train-labels .* a web page/],
    [smallFiles["train-labels"].subarray(0, 10), /but got other bytes \(10, /],
    [Buffer.alloc(0), /but got other bytes \(0, /],
  ] as const) {
    fill(folder, true);
    writeFileSync(join(folder, "train-labels.gz"), bytes);
    const loading = loadIdxDataSet(smallSet, { ...options, folder: own, mirrors: [] });
    await assert.rejects(loading, (error: Error) => {
      assert.ok(!(error instanceof NoMirror));
      assert.match(error.message, message);
      assert.match(error.message, /\. Put the published file there, or take it away: then/);
      return true;
    });
    assert.deepEqual(readFileSync(join(folder, "train-labels.gz")), Buffer.from(bytes));
  }
});

test("a folder that lacks a file is passed over", async (t) => {
  const { options, own, kept } = places(t);
  fill(join(own, "small"), true, NAMES.slice(0, 3));
  fill(kept, true);
  const set = await loadIdxDataSet(smallSet, { ...options, folder: own, mirrors: [] });
  assert.match(set.source, /^the cache/);
});

test("a download fills the cache, and the next call needs no network", async (t) => {
  const { options, kept, said } = places(t);
  const { address, asked } = await mirror(t);
  const first = await loadIdxDataSet(smallSet, { ...options, mirrors: [address] });
  assert.match(first.source, /^download/);
  assert.deepEqual([...asked].sort(), [...NAMES].sort());
  assert.deepEqual(listing(kept), PACKED);
  const second = await loadIdxDataSet(smallSet, { ...options, mirrors: [] });
  assert.match(second.source, /^the cache/);
  assert.deepEqual([second.train, second.test], [first.train, first.test]);
  assert.equal(asked.length, 4);
  assert.deepEqual(said, []);
});

test("the set's own mirrors are asked unless others are named", async (t) => {
  const { options } = places(t);
  const { address, asked } = await mirror(t);
  const set: IdxDataSet = { ...smallSet, mirrors: [address] };
  await loadIdxDataSet(set, options);
  assert.equal(asked.length, 4);
});

test("a big file's progress is said quarter by quarter", async (t) => {
  const { options, said } = places(t);
  const { address } = await mirror(t, (_, response) => {
    // Says 2 MB and sends half of it: enough to be told, and refused in the end.
    response.setHeader("content-length", 2 ** 21);
    response.write(Buffer.alloc(2 ** 20 + 10));
    setTimeout(() => response.destroy(), 100);
  });
  await assert.rejects(loadIdxDataSet(smallSet, { ...options, mirrors: [address] }), NoMirror);
  assert.ok(said.length >= 1 && said.length <= 2, said.join("\n"));
  assert.match(said[said.length - 1], /^train-images: 1\.0 of 2\.1 MB$/);
});

for (const [what, bytes] of [
  ["cut off in the middle", packed("test-images").subarray(0, 25)],
  ["a web page", Buffer.from("<!DOCTYPE html><html></html>")],
  ["another file", packed("train-images")],
  ["empty", Buffer.alloc(0)],
] as const) {
  test(`a cached file that is ${what} is deleted and fetched again, it alone`, async (t) => {
    const { options, kept, said } = places(t);
    fill(kept, true);
    writeFileSync(join(kept, "test-images.gz"), bytes);
    const { address, asked } = await mirror(t);
    const set = await loadIdxDataSet(smallSet, { ...options, mirrors: [address] });
    assert.deepEqual(asked, ["test-images"]);
    assert.deepEqual(said, [
      "The cached test-images.gz is damaged: it is deleted and fetched again.",
    ]);
    assert.deepEqual(set.test.images.shape, [3, 2, 3]);
    assert.deepEqual(listing(kept), PACKED);
    assert.deepEqual(readFileSync(join(kept, "test-images.gz")), packed("test-images"));
  });
}

test("a damaged cached file without a network is deleted, the good ones stay", async (t) => {
  const { options, kept } = places(t);
  fill(kept, true);
  writeFileSync(join(kept, "test-images.gz"), "cut");
  await assert.rejects(loadIdxDataSet(smallSet, { ...options, mirrors: [] }), NoMirror);
  assert.deepEqual(
    listing(kept),
    PACKED.filter((name) => name !== "test-images.gz"),
  );
});

for (const [what, answer] of [
  ["answers with a web page", (_, response) => response.end("<!DOCTYPE html><html></html>")],
  [
    "cuts off",
    (request, response) => {
      const bytes = packed((request.url ?? "").slice(1, -3));
      response.setHeader("content-length", bytes.length);
      response.write(bytes.subarray(0, 20));
      setTimeout(() => response.destroy(), 20);
    },
  ],
  ["refuses", (_, response) => response.writeHead(503).end()],
] as [string, RequestListener][]) {
  test(`where the only mirror ${what}, the error says so and nothing half-written stays`, async (t) => {
    const { options, cache } = places(t);
    const { address } = await mirror(t, answer);
    await assert.rejects(loadIdxDataSet(smallSet, { ...options, mirrors: [address] }), (error) => {
      assert.ok(error instanceof NoMirror);
      assert.match(error.message, /^no mirror gave train-images:\n {2}http:.*train-images\.gz: ./);
      return true;
    });
    assert.throws(() => listing(cache), /ENOENT/);
  });

  test(`where the first mirror ${what}, the second is used`, async (t) => {
    const { options, kept } = places(t);
    const broken = await mirror(t, answer);
    const { address } = await mirror(t);
    const mirrors = [broken.address, address];
    const set = await loadIdxDataSet(smallSet, { ...options, mirrors });
    assert.deepEqual([...set.train.labels], [0, 1, 2, 3, 4]);
    assert.deepEqual(listing(kept), PACKED);
  });
}

test("a download that stops at the third file keeps the first two for the next time", async (t) => {
  const { options, kept } = places(t);
  const half = await mirror(t, (request, response) => {
    const name = (request.url ?? "").slice(1, -3);
    if (name.startsWith("train")) response.end(packed(name));
    else response.destroy();
  });
  await assert.rejects(loadIdxDataSet(smallSet, { ...options, mirrors: [half.address] }), NoMirror);
  assert.deepEqual(listing(kept), ["train-images.gz", "train-labels.gz"]);
  const { address, asked } = await mirror(t);
  await loadIdxDataSet(smallSet, { ...options, mirrors: [address] });
  assert.deepEqual(asked, ["test-images", "test-labels"]);
});

test("a cache that cannot be written is said, and the data is there all the same", async (t) => {
  const { options, cache, said } = places(t);
  writeFileSync(cache, "a file in the place of the folder");
  const { address } = await mirror(t);
  const set = await loadIdxDataSet(smallSet, { ...options, mirrors: [address] });
  assert.equal(set.train.labels.length, 5);
  assert.equal(said.length, NAMES.length);
  for (const line of said)
    assert.match(line, /cannot be kept: could not write .*a file, not a folder/);
});

test("a folder that is only for reading is enough", async (t) => {
  const { options, own } = places(t);
  const folder = join(own, "small");
  fill(folder, true);
  chmodSync(folder, 0o555);
  const set = await loadIdxDataSet(smallSet, { ...options, folder: own, mirrors: [] }).finally(() =>
    chmodSync(folder, 0o755),
  );
  assert.equal(set.train.labels.length, 5);
  assert.deepEqual(listing(folder), PACKED);
});

test("pictures and labels that do not belong together are refused", async (t) => {
  const { options, own } = places(t);
  fill(join(own, "small"), true);
  const { trainImages, trainLabels, testLabels } = smallSet.files;
  for (const [files, message] of [
    [
      { trainLabels: testLabels },
      /train-images has shape \[5, 2, 3\] but test-labels holds 3 labels/,
    ],
    [{ trainImages: trainLabels, trainLabels }, /train-labels has shape \[5\] but/],
    [{ trainLabels: trainImages }, /has shape \[5, 2, 3\] but train-images holds 30 labels/],
  ] as const) {
    const mixed: IdxDataSet = { ...smallSet, files: { ...smallSet.files, ...files } };
    await assert.rejects(loadIdxDataSet(mixed, { ...options, folder: own, mirrors: [] }), message);
  }
});
