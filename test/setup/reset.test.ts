import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { script } from "./script";

const { bringBack, choose, timeStamp } = script<{
  bringBack(
    root: string,
    wanted: string,
    now: Date,
  ): { file: string; kept?: string; same: boolean };
  choose(names: string[], wanted: string): string;
  timeStamp(now: Date): string;
}>("reset");

const names = ["00-preflight.ipynb", "03-any-shape.ipynb", "13-convolutions.ipynb"];
const now = new Date(2026, 10, 20, 15, 12);
let root = "";

before(() => {
  root = mkdtempSync(join(tmpdir(), "neuronotes reset é "));
  mkdirSync(join(root, "notebooks"));
  for (const name of names) writeFileSync(join(root, "notebooks", name), `committed ${name}\n`);
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "notebooks");
});

after(() => rmSync(root, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(root, "notebooks", name), "utf8");

test("a number, a name and a file name choose the same notebook", () => {
  for (const wanted of [
    "3",
    "03",
    "03-any-shape",
    "03-any-shape.ipynb",
    "notebooks/03-any-shape.ipynb",
  ]) {
    assert.equal(choose(names, wanted), "03-any-shape.ipynb", wanted);
  }
});

test("an unknown number lists what there is", () => {
  assert.throws(
    () => choose(names, "42"),
    (error: Error & { todo: string[] }) =>
      /`42` is no notebook/.test(error.message) && /13-convolutions/.test(error.todo.join("\n")),
  );
});

test("the reader's notebook is kept under the date and time, and never overwrites another", () => {
  for (const [text, kept] of [
    ["mine one", "03-any-shape.mine-2026-11-20-1512.ipynb"],
    ["mine two", "03-any-shape.mine-2026-11-20-1512-2.ipynb"],
    ["mine three", "03-any-shape.mine-2026-11-20-1512-3.ipynb"],
  ]) {
    writeFileSync(join(root, "notebooks", "03-any-shape.ipynb"), text);
    bringBack(root, "03", now);
    assert.equal(read("03-any-shape.ipynb"), "committed 03-any-shape.ipynb\n");
    assert.equal(read(kept), text);
  }
  assert.equal(read("03-any-shape.mine-2026-11-20-1512.ipynb"), "mine one");
});

test("an unchanged notebook leaves no copy; a deleted one comes back", () => {
  const before_ = readdirSync(join(root, "notebooks")).length;
  assert.equal(bringBack(root, "00", now).same, true);
  rmSync(join(root, "notebooks", "13-convolutions.ipynb"));
  assert.equal(bringBack(root, "13", now).kept, undefined);
  assert.equal(read("13-convolutions.ipynb"), "committed 13-convolutions.ipynb\n");
  assert.equal(readdirSync(join(root, "notebooks")).length, before_);
});

test("a folder without history, and a machine without git, are told what is missing", () => {
  const bare = mkdtempSync(join(tmpdir(), "neuronotes-bare-"));
  assert.throws(() => bringBack(bare, "03", now), /git could not give the committed notebook/);
  const path = process.env["PATH"];
  try {
    process.env["PATH"] = bare;
    assert.throws(() => bringBack(root, "03", now), /git was not found/);
  } finally {
    process.env["PATH"] = path;
  }
  rmSync(bare, { recursive: true });
});

test("the time in the name sorts and has no character that Windows refuses", () => {
  assert.equal(timeStamp(new Date(2026, 0, 5, 7, 3)), "2026-01-05-0703");
});
