import assert from "node:assert/strict";
import { test } from "node:test";
import * as touch from "../../../lib/notebook/touch/index";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { classSnapshots } from "../../helpers/widget-figures";

const sizes = [2, 6, 3];
const activations: touch.FigureActivation[] = ["tanh", "softmax"];

test("the page counts as many right points as the library, and names the epoch", async () => {
  const { net, snapshots, X, y } = await classSnapshots();
  const points = X.toArray();
  const options = { sizes, activations, snapshots, points, labels: y, unit: "epoch" as const };
  const figure = touch.netScrubber({ ...options, start: snapshots.length - 1 });
  const { data } = framePage(figure.html);
  const { widget, colours } = widgetCode("snapshots", "contour", "class-map", "net-scrubber");
  const { svg, words } = widget.picture(data, widget.state(data), 720, colours());
  const right = Math.round((net.evaluate(X, y).accuracy ?? 0) * points.length);
  assert.match(svg, new RegExp(`>${right} of 300 points right<`));
  assert.match(words, new RegExp(`^epoch 39, loss .*, ${right} of 300 points right$`));
});

test("one-hot targets do as labels do", async () => {
  const { snapshots, X, y } = await classSnapshots();
  const targets = Array.from(y, (label) => [0, 1, 2].map((c) => (c === label ? 1 : 0)));
  const shared = { sizes, activations, snapshots, points: X.toArray(), view: "classes" as const };
  assert.equal(
    touch.netScrubber({ ...shared, targets }).html,
    touch.netScrubber({ ...shared, labels: y }).html,
  );
});

test("a label that is no class, and points without labels, are refused", async () => {
  const { snapshots } = await classSnapshots();
  const shared = { sizes, activations, snapshots, view: "classes" as const, points: [[0, 0]] };
  assert.throws(
    () => touch.netScrubber({ ...shared, labels: [3] }),
    /the class of each point, 0 to 2/,
  );
  assert.throws(() => touch.netScrubber(shared), /points \[n, 2\] and targets \[n, 3\]/);
});
