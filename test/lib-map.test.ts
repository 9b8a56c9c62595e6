import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { libMapTable, withLibMap } from "../scripts/lib-map";

test("README's table of notebooks and files is the one that the head comments give", () => {
  const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
  assert.equal(withLibMap(readme), readme, "run `npm run lib-map`");
});

test("every notebook that teaches has built a part of lib", () => {
  for (const number of ["01", "02", "03", "04", "11"])
    assert.match(libMapTable(), new RegExp(`\`${number}-`));
});
