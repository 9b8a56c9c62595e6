import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(__dirname, "..");
const lib = join(root, "lib");

/** A small library with the loader of the real one, inside the project, where ts-node is found. */
function smallLibrary() {
  mkdirSync(join(root, "artifacts"), { recursive: true });
  const folder = mkdtempSync(join(root, "artifacts", "register-"));
  copyFileSync(join(lib, "register.cjs"), join(folder, "register.cjs"));
  const source = join(folder, "answer.ts");
  const kept = join(folder, "dist", "compiled", "answer.js");
  const load = () =>
    execFileSync(
      process.execPath,
      [
        "-e",
        `require(${JSON.stringify(join(folder, "register.cjs"))}); require(${JSON.stringify(source)});`,
      ],
      { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
  return { folder, source, kept, load };
}

test("the library's sources are compiled once, kept, and compiled anew after a change", (t) => {
  const { folder, source, kept, load } = smallLibrary();
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(source, `const n: number = 41;\nconsole.log(n + 1);\n`);
  assert.equal(load(), "42\n");
  assert.ok(existsSync(kept));
  const first = readFileSync(kept, "utf8");
  assert.equal(load(), "42\n");
  assert.equal(readFileSync(kept, "utf8"), first);
  writeFileSync(source, `const n: number = 42;\nconsole.log(n + 1);\n`);
  assert.equal(load(), "43\n");
});

test("a kept file that was cut off is made again", (t) => {
  const { folder, source, kept, load } = smallLibrary();
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(source, `console.log("whole" as string);\n`);
  load();
  const text = readFileSync(kept, "utf8");
  writeFileSync(kept, text.slice(0, text.length / 2));
  assert.equal(load(), "whole\n");
  assert.equal(readFileSync(kept, "utf8"), text);
});

test("an error names the line of the source", (t) => {
  const { folder, source, load } = smallLibrary();
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    source,
    `interface Gone {\n  a: number;\n}\nconst gone: Gone | undefined = undefined;\nthrow new Error(String(gone));\n`,
  );
  for (let time = 0; time < 2; time++) assert.throws(load, /answer\.ts:5/);
});
