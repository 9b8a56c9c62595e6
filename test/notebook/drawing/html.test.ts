import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeHtml, scriptLiteral } from "../../../lib/notebook/drawing/html";

test("signs that mean something to HTML are written out", () => {
  assert.equal(escapeHtml(`<b a="1" c='2'>&`), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
});

test("a literal inside a script cannot end the script, and reads back as it was", () => {
  const value = { text: "</script><script>alert(1)</script>", line: "\u2028" };
  const literal = scriptLiteral(value);
  assert.ok(!literal.includes("<"));
  assert.ok(!literal.includes("\u2028"));
  assert.deepEqual(JSON.parse(literal), value);
});
