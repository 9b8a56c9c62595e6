import assert from "node:assert/strict";
import { test } from "node:test";
import { printButton } from "../../../lib/notebook/touch/print-button";

test("the button names the heading, escaped, and has a still form that says what to do", () => {
  const figure = printButton(`Sheet "1" <b>`);
  assert.match(figure.html, /data-neuronotes-print="Sheet &quot;1&quot; &lt;b&gt;"/);
  assert.doesNotMatch(figure.html.replace(/<script>.*<\/script>/s, ""), /<b>/);
  assert.match(figure.still ?? "", /File, Print/);
  assert.ok(figure.png.length > 200);
});

test("an empty heading is refused", () => {
  assert.throws(() => printButton(" "), RangeError);
});
