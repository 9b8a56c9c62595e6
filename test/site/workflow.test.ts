import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/site/places";

const workflow = readFileSync(join(root, ".github", "workflows", "site.yml"), "utf8");

test("the workflow that publishes the site names each action by the commit it was read at", () => {
  const actions = workflow.match(/uses: .*/g) ?? [];
  assert.ok(actions.length >= 4);
  for (const action of actions) assert.match(action, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/);
});

test("it may do nothing but read the code and write the pages", () => {
  assert.match(workflow, /^permissions: \{\}$/m);
  const rights = [...workflow.matchAll(/^ {6}([\w-]+): (read|write)$/gm)].map(
    ([, a, b]) => `${a} ${b}`,
  );
  assert.deepEqual(rights, ["contents read", "pages write", "id-token write"]);
});
