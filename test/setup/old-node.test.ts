import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "acorn";
import { root, script } from "./script";

const { complaint, isNewEnough } = script<{
  complaint(version: string): string | undefined;
  isNewEnough(version: string): boolean;
}>("node-version");

const read = (...names: string[]) => readFileSync(join(root, "scripts", ...names), "utf8");

test("Node 20.19, 22.12 and everything from 23 on is new enough, and nothing else", () => {
  for (const good of ["v20.19.0", "v20.20.2", "v22.12.0", "v22.23.1", "v23.0.0", "v24.21.0"]) {
    assert.equal(isNewEnough(good), true, good);
  }
  for (const bad of ["v0.12.18", "v8.17.0", "v18.20.8", "v20.18.3", "v21.7.3", "v22.11.0"]) {
    assert.equal(isNewEnough(bad), false, bad);
  }
});

test("the complaint names the version that is here, the one that is needed, and where to get it", () => {
  const text = complaint("v18.20.8");
  assert.match(text!, /Node 18\.20\.8 is too old/);
  assert.match(text!, /20\.19/);
  assert.match(text!, /nodejs\.org/);
  assert.equal(complaint("v20.19.0"), undefined);
});

test("an old Node can read the commands and the file that complains (ES2015)", () => {
  const commands = readdirSync(join(root, "scripts")).filter((name) => name.endsWith(".js"));
  assert.ok(commands.includes("start.js"));
  for (const name of commands) {
    parse(read(name), { ecmaVersion: 2015, sourceType: "script" });
    // The complaint comes before anything else is required.
    const requires = [...read(name).matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);
    assert.equal(requires[0], "./setup/node-version", name);
  }
  parse(read("setup", "node-version.js"), { ecmaVersion: 2015, sourceType: "script" });
  assert.doesNotMatch(read("setup", "node-version.js"), /require\(/);
});

test("Node 10 can parse the rest of the set-up (ES2019)", () => {
  for (const name of readdirSync(join(root, "scripts", "setup"))) {
    assert.doesNotThrow(
      () => parse(read("setup", name), { ecmaVersion: 2019, sourceType: "script" }),
      name,
    );
  }
});
