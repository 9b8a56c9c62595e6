import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { libMap, mapEntries } from "../../lib/notebook/lib-map";

const root = join(__dirname, "..", "..");

test("every entry of the map is a file, names notebooks and says what it is for", () => {
  const entries = mapEntries();
  assert.ok(entries.length > 20);
  for (const { file, notebooks, remark } of entries) {
    assert.ok(existsSync(join(root, file)), file);
    assert.ok(notebooks.length > 0, `${file} names no notebook`);
    assert.ok(remark.length > notebooks.join(" and ").length + 5, `${file}: ${remark}`);
    for (const name of notebooks)
      assert.ok(existsSync(join(root, "notebooks", `${name}.ipynb`)), name);
  }
});

test("a notebook that built nothing is an error that lists those that did", () => {
  assert.throws(() => libMap("99-none"), /knows no notebook "99-none".*01-or-and-xor-by-hand/);
});
