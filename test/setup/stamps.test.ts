import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { script } from "./script";

interface Stamps {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  remove(name: string): void;
}

const { countFiles, stampsIn, writeWhole } = script<{
  countFiles(folder: string): number;
  stampsIn(folder: string): Stamps;
  writeWhole(file: string, text: string): void;
}>("stamps");
const packages = script<{
  reason(places: object, stamps: Stamps, tools?: boolean): string | undefined;
  record(places: object, stamps: Stamps, tools?: boolean): void;
}>("packages");
const { placesOf } = script<{ placesOf(root: string): { state: string; modules: string } }>(
  "paths",
);

function project() {
  const root = mkdtempSync(join(tmpdir(), "neuronotes stamps é "));
  const put = (name: string, text: string) => {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  put("package-lock.json", "{}\n");
  put("node_modules/neuronotes/package.json", "{}");
  put("node_modules/one/index.js", "");
  const places = placesOf(root);
  return { root, put, places, stamps: stampsIn(places.state) };
}

test("a step without a stamp is to be done, one with its stamp is not", () => {
  const { root, places, stamps } = project();
  assert.equal(packages.reason(places, stamps), "not installed yet");
  packages.record(places, stamps);
  assert.equal(packages.reason(places, stamps), undefined);
  rmSync(root, { recursive: true });
});

test("another lock file, a missing file and a missing link to lib are each a reason", () => {
  const { root, put, places, stamps } = project();
  packages.record(places, stamps);
  put("package-lock.json", '{"changed": true}\n');
  assert.match(packages.reason(places, stamps)!, /changed/);
  put("package-lock.json", "{}\r\n");
  assert.equal(packages.reason(places, stamps), undefined, "line ends do not count");
  rmSync(join(places.modules, "one"), { recursive: true });
  assert.match(packages.reason(places, stamps)!, /missing/);
  rmSync(join(places.modules, "neuronotes"), { recursive: true });
  assert.match(packages.reason(places, stamps)!, /lib/);
  rmSync(root, { recursive: true });
});

test("tests want their tools as well; where they are, readers have all they need", () => {
  const { root, places, stamps } = project();
  packages.record(places, stamps, false);
  assert.equal(packages.reason(places, stamps), undefined);
  assert.match(packages.reason(places, stamps, true)!, /tools/);
  packages.record(places, stamps, true);
  assert.equal(packages.reason(places, stamps), undefined);
  assert.equal(packages.reason(places, stamps, true), undefined);
  rmSync(root, { recursive: true });
});

test("a stamp that was cut off counts as none", () => {
  const { root, put, stamps } = project();
  put(".neuronotes/packages.json", '{"key":');
  assert.equal(stamps.read("packages"), undefined);
  rmSync(root, { recursive: true });
});

test("caches that come and go are not counted as files", () => {
  const { root, put } = project();
  const before = countFiles(root);
  put("node_modules/.cache/x", "");
  put("node_modules/one/__pycache__/a.pyc", "");
  assert.equal(countFiles(root), before);
  assert.equal(countFiles(join(root, "nowhere")), 0);
  rmSync(root, { recursive: true });
});

test("writing whole leaves nothing beside the file, also where it fails", () => {
  const { root } = project();
  writeWhole(join(root, "a", "b.json"), "text");
  assert.deepEqual(readdirSync(join(root, "a")), ["b.json"]);
  mkdirSync(join(root, "taken"));
  assert.throws(() => writeWhole(join(root, "taken"), "text"));
  assert.equal(
    readdirSync(root).some((name) => name.endsWith(".part")),
    false,
  );
  assert.ok(existsSync(join(root, "taken")));
  rmSync(root, { recursive: true });
});
