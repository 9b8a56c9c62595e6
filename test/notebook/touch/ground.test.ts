import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { palette } from "../../../lib/notebook/drawing/palette";

const widgets = join(__dirname, "..", "..", "..", "lib", "notebook", "touch", "widgets");

test("in a frame, which imports nothing, the classes have the colours of all other figures", () => {
  const ground = readFileSync(join(widgets, "ground.js"), "utf8");
  const list = /classes: \[([^\]]+)\]/.exec(ground)?.[1] ?? "";
  const colours = list.match(/#[0-9A-F]{6}/g) ?? [];
  assert.ok(colours.length >= 8);
  assert.deepEqual(colours, palette.classes.slice(0, colours.length));
});
