import assert from "node:assert/strict";
import { test } from "node:test";
import { BatchNormalization } from "../../../lib/core";
import { normalizedBatch } from "../../../lib/notebook/touch/normalized-batch";
import { framePage, widgetCode } from "../../helpers/widget-code";

const code = () => widgetCode("normalized-batch");

test("what the fingers see is what the library's layer computes", () => {
  for (const x of [
    [4, 5, 6, 8.5],
    [-6, 10],
    [1, 1, 1],
    [0.3, -2, 7.7, 0.3, -5.9, 10, 2, 2],
  ]) {
    const layer = new BatchNormalization();
    const rows = x.map((value) => [value]);
    layer.forward(rows, { training: true });
    layer.gamma.value.data[0] = -1.5;
    layer.beta.value.data[0] = 0.7;
    const A = layer.forward(rows, { training: true });
    const seen = code().widget.normalize({ x, gamma: -1.5, beta: 0.7 });
    x.forEach((_, i) => assert.ok(Math.abs(seen.a[i] - A.get(i, 0)) < 1e-12));
  }
});

test("dragging one number moves the normalized places of all others", () => {
  const { widget, colours } = code();
  const { data } = framePage(normalizedBatch().html);
  const now = widget.state(data);
  const words = () => widget.picture(data, now, 720, colours()).words;
  assert.match(words(), /^mean 5.88, variance 2.80; normalized −1.12, −0.52, 0.07, 1.57; a −1.12/);
  now.x[3] = 5;
  assert.match(words(), /^mean 5.00, variance 0.50; normalized −1.41, 0.00, 1.41, 0.00;/);
  now.beta = 2;
  assert.match(words(), /a 0.59, 2.00, 3.41, 2.00$/);
});

test("equal numbers have variance 0 and normalize to 0, and the drawing says so", () => {
  const { widget, colours } = code();
  const { data } = framePage(normalizedBatch({ x: [2, 2] }).html);
  const { svg, words } = widget.picture(data, widget.state(data), 720, colours());
  assert.match(words, /variance 0.00; normalized 0.00, 0.00/);
  assert.match(svg, /mean 0, variance 0.00/);
});

test("numbers off the line, too many of them, and γ or β beyond their sliders are refused", () => {
  const refused = (options: Parameters<typeof normalizedBatch>[0], message: RegExp) =>
    assert.throws(() => normalizedBatch(options), { name: "RangeError", message });
  refused({ x: [1] }, /two to eight numbers/);
  refused({ x: [1, 11] }, /from −6 to 10/);
  refused({ x: [1, NaN] }, /from −6 to 10/);
  refused({ x: Array.from({ length: 9 }, () => 1) }, /two to eight/);
  refused({ gamma: 4 }, /gamma from −3 to 3 but got 4/);
  refused({ beta: NaN }, /beta from −4 to 4/);
});
