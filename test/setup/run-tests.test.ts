import assert from "node:assert/strict";
import { sep } from "node:path";
import { test } from "node:test";
import { root, script } from "./script";

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

const { chosen, groupsOf, testFiles, totalsOf } = script<{
  chosen(args: string[]): { parts: string[]; words: string[] };
  groupsOf(part: string, files: string[]): { files: string[]; atOnce: number }[];
  testFiles(root: string, part: string, words: string[]): string[];
  totalsOf(report: string): Totals;
}>("run-tests");

test("without a word every part runs; a part and a word choose", () => {
  assert.deepEqual(chosen([]).parts, ["lint", "unit", "setup", "notebooks", "browser"]);
  assert.deepEqual(chosen(["browser", "unit"]).parts, ["unit", "browser"]);
  assert.deepEqual(chosen(["unit", "matrix"]), { parts: ["unit"], words: ["matrix"] });
});

test("each test file belongs to exactly one part", () => {
  const setup = testFiles(root, "setup", []);
  const browser = testFiles(root, "browser", []);
  const unit = testFiles(root, "unit", []);
  assert.ok(setup.includes(["test", "setup", "run-tests.test.ts"].join(sep)));
  const all = [...setup, ...browser, ...unit];
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(testFiles(root, "setup", ["run-tests"]), [
    ["test", "setup", "run-tests.test.ts"].join(sep),
  ]);
});

test("each file of a part runs in one group; backends alone, the series in JupyterLab first", () => {
  for (const part of ["unit", "setup", "browser"]) {
    const files = testFiles(root, part, []);
    const groups = groupsOf(part, files);
    assert.deepEqual(groups.flatMap((group) => group.files).sort(), files);
    const alone = groups.filter(({ atOnce }) => atOnce === 1).flatMap((group) => group.files);
    if (part === "setup") assert.deepEqual(alone, files);
    if (part === "unit")
      assert.ok(alone.includes(["test", "backends", "threads.test.ts"].join(sep)));
    if (part === "browser") assert.match(groups[0].files[0], /series\.test\.ts$/);
  }
  assert.deepEqual(groupsOf("unit", []), []);
});

test("totals are read from the report's last lines, cancelled tests fail", () => {
  const report =
    "ok 1 - a\n# tests 6\n# suites 0\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n";
  assert.deepEqual(totalsOf(report), { passed: 2, failed: 2, skipped: 2 });
  assert.deepEqual(totalsOf(""), { passed: 0, failed: 0, skipped: 0 });
});
