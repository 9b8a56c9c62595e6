import assert from "node:assert/strict";
import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../helpers/folder";
import { script } from "./script";

const { removeOlder } = script<{ removeOlder(dist: string, time: number): void }>("declarations");

test("declarations of sources that are gone go with the next build, others and compiled code stay", (t) => {
  const dist = temporaryFolder(t);
  mkdirSync(join(dist, "core"));
  const put = (name: string, time: number) => {
    writeFileSync(join(dist, name), "");
    utimesSync(join(dist, name), time / 1000, time / 1000);
  };
  const now = Date.now();
  const hour = 3_600_000;
  put("index.d.ts", now - hour);
  put("core/losses.d.ts", now - hour);
  put("core/losses.js", now - hour);
  put("core/matrix.d.ts", now);
  const there = (name: string) => existsSync(join(dist, name));
  removeOlder(dist, now);
  assert.ok(there("core/losses.d.ts"), "a build that wrote nothing removes nothing");
  put("index.d.ts", now);
  removeOlder(dist, now);
  assert.deepEqual(
    ["index.d.ts", "core/losses.d.ts", "core/losses.js", "core/matrix.d.ts"].map(there),
    [true, false, true, true],
  );
});
