import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, unzipSync, zipSync } from "fflate";
import { damagedFiles } from "../../lib/io/zip-checksums";

// The first file has a field of its own and a comment in the directory, as some zip programs write them.
const zip = zipSync({
  "a.npy": [strToU8("first"), { extra: { 4242: Uint8Array.of(1, 2, 3) }, comment: "x" }],
  "deep/η.npy": strToU8("second"),
});
const files = () => unzipSync(zip);

test("whole files have their checksums", () => {
  assert.deepEqual(damagedFiles(zip, files()), []);
});

test("each file whose bytes differ is named, whatever letters its name has", () => {
  const first = files();
  first["a.npy"][0] ^= 1;
  assert.deepEqual(damagedFiles(zip, first), ["a.npy"]);
  const both = files();
  both["a.npy"][4] ^= 1;
  both["deep/η.npy"][0] ^= 128;
  assert.deepEqual(damagedFiles(zip, both), ["a.npy", "deep/η.npy"]);
});

test("a zip in a larger buffer, and one with a comment behind it, are read as well", () => {
  const comment = strToU8("written on a Sunday");
  const larger = new Uint8Array(7 + zip.length + comment.length);
  larger.set(zip, 7);
  larger.set(comment, 7 + zip.length);
  larger[7 + zip.length - 2] = comment.length;
  const wrong = files();
  wrong["a.npy"][0] ^= 1;
  assert.deepEqual(damagedFiles(larger.subarray(7), wrong), ["a.npy"]);
});

test("bytes without a directory name nothing: the unpacking has refused them already", () => {
  assert.deepEqual(damagedFiles(new Uint8Array(10), {}), []);
  assert.deepEqual(damagedFiles(new Uint8Array(100), {}), []);
});
