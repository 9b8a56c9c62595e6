import assert from "node:assert/strict";
import { test } from "node:test";
import { surfaceScrubber } from "../../../lib/notebook/touch/surface-scrubber";
import { snapshot } from "../../../lib/notebook/touch/net-snapshots";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { classSnapshots } from "../../helpers/widget-figures";

const code = () => widgetCode("snapshots", "turn3d", "surface-scrubber");

async function trained() {
  const { net, snapshots, X, y } = await classSnapshots();
  const sizes = [2, 6, 3];
  const points = X.toArray();
  const options = { sizes, snapshots, points, labels: y, activations: ["tanh", "softmax"] };
  return { net, X, y, options: options as Parameters<typeof surfaceScrubber>[0] };
}

test("the surface is 0 where all classes are alike, 1 where one is certain, else between", () => {
  const { sureness, heightOf } = code().widget;
  const third = 1 / 3;
  assert.ok(sureness([third, third, third]) < 1e-12);
  assert.equal(sureness([0, 1, 0]), 1);
  assert.ok(Math.abs(sureness([0.5, 0.3, 0.2]) - 0.25) < 1e-12);
  assert.ok(Math.abs(sureness([0.25, 0.75]) - 0.5) < 1e-12);
  assert.equal(heightOf([0.5, 0.3, 0.2], 1), 0.3);
  assert.equal(heightOf([0, 1, 0], "vote"), 1);
});

test("the count of right points is the library's accuracy at that moment, whatever the height shows", async () => {
  const { net, X, y, options } = await trained();
  options.snapshots.push(snapshot(net, 40, 0.1));
  const last = options.snapshots.length - 1;
  const right = Math.round((net.evaluate(X, y).accuracy ?? 0) * y.length);
  for (const height of ["vote", 0, 2] as const) {
    const { data } = framePage(surfaceScrubber({ ...options, start: last, height }).html);
    const { widget, colours } = code();
    const { words } = widget.picture(data, widget.state(data), 700, colours());
    assert.match(words, new RegExp(`^epoch 40, loss 0.1, ${right} of 300 points right$`));
  }
});

test("a turn moves the points on the page but not the answers, and what stands behind is hidden", async () => {
  const { options } = await trained();
  const { data } = framePage(surfaceScrubber({ ...options, start: 39 }).html);
  const { widget, colours } = code();
  const now = widget.state(data);
  const before = widget.picture(data, now, 700, colours());
  now.view.turn += 90;
  const after = widget.picture(data, now, 700, colours());
  const circles = (svg: string) => svg.match(/<circle[^>]*r="2.6"[^>]*>/g) ?? [];
  assert.equal(after.words, before.words);
  assert.notDeepEqual(circles(after.svg), circles(before.svg));
  now.view.tilt = 90;
  const above = circles(widget.picture(data, now, 700, colours()).svg).length;
  now.view.tilt = 5;
  const beside = circles(widget.picture(data, now, 700, colours()).svg).length;
  assert.equal(above, 300);
  assert.ok(beside < above, `${beside} seen from the side`);
});

test("every part of the picture stays on the page, narrow or wide", async () => {
  const { options } = await trained();
  const { data } = framePage(surfaceScrubber(options).html);
  for (const width of [260, 376, 760]) {
    const { widget, colours } = code();
    const { rasters, spots, height } = widget.picture(data, widget.state(data), width, colours());
    const [{ x, y, width: wide, height: tall }] = rasters;
    assert.ok(x >= 0 && x + wide <= width && y + tall < height, `${width}`);
    assert.equal(spots[0].id, "turn");
  }
});

test("options that do not fit are refused with what was expected and what arrived", async () => {
  const { options } = await trained();
  const refused = (change: object, message: RegExp) =>
    assert.throws(() => surfaceScrubber({ ...options, ...change }), {
      name: "RangeError",
      message,
    });
  refused({ sizes: [3, 6, 3] }, /2 inputs .* got \[3, 6, 3\]/);
  refused({ sizes: [2, 6, 1] }, /at least 2 classes but got \[2, 6, 1\]/);
  refused({ sizes: [2, 7, 3] }, /has 45 parameters but the snapshot of step 0 has 39/);
  refused({ points: [[1, 2]] }, /got \[1, 2\] and 300 labels/);
  refused({ labels: options.points.map(() => 3) }, /0 to 2, but got .* 3$/);
  refused({ height: 3 }, /"vote" or a class, but got 3 names and 3/);
  refused({ outputNames: ["a"] }, /got 1 names/);
  refused({ snapshots: [] }, /at least one snapshot/);
  const many = Array.from({ length: 401 }, () => options.snapshots[0]);
  refused({ snapshots: many }, /at most 400 snapshots but got 401/);
});
