import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import promises from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { writeBeside } from "../../lib/io/write-beside";
import { listing, temporaryFolder } from "../helpers/folder";

const windows = process.platform === "win32";

test("bytes and texts are written, and nothing else stays in the folder", async (t) => {
  const folder = temporaryFolder(t);
  await writeBeside(join(folder, "bytes"), Uint8Array.of(1, 2, 3));
  await writeBeside(join(folder, "text"), "äöü");
  assert.deepEqual(listing(folder), ["bytes", "text"]);
  assert.deepEqual([...readFileSync(join(folder, "bytes"))], [1, 2, 3]);
  assert.equal(readFileSync(join(folder, "text"), "utf8"), "äöü");
});

test("a part of a larger buffer is written as that part", async (t) => {
  const path = join(temporaryFolder(t), "part");
  await writeBeside(path, Uint8Array.of(1, 2, 3, 4, 5).subarray(1, 3));
  assert.deepEqual([...readFileSync(path)], [2, 3]);
});

test("missing folders are made", async (t) => {
  const folder = temporaryFolder(t);
  await writeBeside(join(folder, "a", "b", "file"), "x");
  assert.deepEqual(listing(join(folder, "a", "b")), ["file"]);
});

test("an old file is replaced, and keeps its permissions", async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "file");
  writeFileSync(path, "a long old text");
  if (!windows) chmodSync(path, 0o600);
  await writeBeside(path, "new");
  assert.equal(readFileSync(path, "utf8"), "new");
  assert.deepEqual(listing(folder), ["file"]);
  if (!windows) assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("many writers at once leave one whole file", async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "file");
  const texts = Array.from({ length: 8 }, (_, i) => String(i).repeat(100_000));
  await Promise.all(texts.map((text) => writeBeside(path, text)));
  assert.ok(texts.includes(readFileSync(path, "utf8")));
  assert.deepEqual(listing(folder), ["file"]);
});

test("a link leads to the file that is replaced", { skip: windows && "links" }, async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "real"), "old");
  symlinkSync(join(folder, "real"), join(folder, "link"));
  await writeBeside(join(folder, "link"), "new");
  assert.equal(readFileSync(join(folder, "real"), "utf8"), "new");
  assert.deepEqual(listing(folder), ["link", "real"]);
});

test("a folder in the place of the file is refused, and nothing half-written stays", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "file"));
  await assert.rejects(writeBeside(join(folder, "file"), "x"), (error: Error) => {
    assert.match(error.message, /^could not write .*file: .+\. Nothing was left behind\.$/);
    if (!windows) assert.match(error.message, /that is a folder: add a file name/);
    assert.ok(error.cause instanceof Error);
    return true;
  });
  assert.deepEqual(listing(folder), ["file"]);
});

test("a file in the place of a folder is refused and stays", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "file"), "old");
  for (const path of [join(folder, "file", "x"), join(folder, "file", "y", "x")]) {
    await assert.rejects(writeBeside(path, "new"), {
      name: "Error",
      message: /could not write .*: a part of the path is a file, not a folder/,
    });
  }
  assert.equal(readFileSync(join(folder, "file"), "utf8"), "old");
});

// A limit on the size of files acts like a disk that fills up in the middle of a write.
test(
  "where the disk fills up in the middle, the old file stays whole and nothing else does",
  { skip: windows && "there is no ulimit on Windows" },
  (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "file");
    writeFileSync(path, "old");
    const program = `
      process.on("SIGXFSZ", () => {});
      require(${JSON.stringify(resolve(__dirname, "..", "..", "lib", "register.cjs"))});
      const { writeBeside } = require(${JSON.stringify(resolve(__dirname, "..", "..", "lib", "io", "write-beside.ts"))});
      writeBeside(${JSON.stringify(path)}, new Uint8Array(1e6)).then(() => console.log("written"), (e) => console.log(e.message));`;
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", 'ulimit -f 200; exec "$0" -e "$1"', process.execPath, program],
      { encoding: "utf8" },
    );
    assert.match(stdout, /^could not write .*: .+\. Nothing was left behind\.\n$/, stderr);
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(listing(folder), ["file"]);
  },
);

for (const [code, cure] of [
  ["ENOSPC", "the disk is full: make room and try again"],
  ["EDQUOT", "your share of the disk is used up: make room and try again"],
  ["EACCES", "the folder may not be written: choose another one"],
  ["EPERM", "the folder may not be written: choose another one, or close the program"],
  ["EROFS", "the disk is read-only: choose another one"],
  ["EIO", "EIO: something rare"],
]) {
  test(`${code} comes with a cure, and the old file stays`, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "file");
    writeFileSync(path, "old");
    const failure = Object.assign(new Error(`${code}: something rare`), { code });
    t.mock.method(promises, "rename", () => Promise.reject(failure));
    await assert.rejects(writeBeside(path, "new"), (error: Error) => {
      assert.ok(error.message.startsWith(`could not write ${path}: ${cure}`), error.message);
      assert.equal(error.cause, failure);
      return true;
    });
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(listing(folder), ["file"]);
  });
}
