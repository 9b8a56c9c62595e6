import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential } from "../../../lib/core";
import { drawnExamples, type PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode, dashboardData } from "../../../lib/notebook/panels/dashboard";
import { galleryPanel, type GalleryPanelOptions } from "../../../lib/notebook/panels/gallery";
import { momentsOf } from "../../helpers/panel-moments";

const layer = () => new Dense({ units: 3, activation: "softmax" });
const model = new Sequential([layer()], { inputs: 4, seed: 5 });
const X = [
  [0, 0.5, 1, 0],
  [1, 0, 0, 0],
  [0, 0, 0, 1],
  [1, 1, 1, 1],
];
const y = [0, 1, 2, 1];
const context: PanelContext = {
  ...{ what: "test", inputs: 4, outputs: 3, classes: true, model },
  names: ["<script>", "b", "c"],
  examples: drawnExamples("test", { X, y, inputs: 4, outputs: 3 }),
};

/** The gallery where these were the answers. */
function drawn(options: GalleryPanelOptions, answers: number[], exact = false) {
  const panel = galleryPanel(context, options);
  const data = dashboardData([panel], momentsOf([0], [[answers]]), { exact });
  const kit = dashboardCode([panel]);
  return kit.widget.pictureOf(data, kit.widget.state(data), 0, 740, kit.colours());
}

test("what is kept of a moment is each picture's class and share, as predict says", () => {
  const panel = galleryPanel(context, { indices: [3, 0] });
  const kept = Array.from(panel.take?.(model) ?? []);
  const rows = model.predict([X[3], X[0]]).toArray();
  rows.forEach((row, k) => {
    const best = row.indexOf(Math.max(...row));
    assert.equal(kept[2 * k], best);
    assert.ok(Math.abs(kept[2 * k + 1] / 2 - row[best]) < 1e-7);
  });
});

test("right ones are quiet, wrong ones have a cross, a red edge and the true class; names stay words", () => {
  const { svg, words, rasters } = drawn({}, [0, 1.8, 0, 1.4, 2, 2, 2, 1]);
  assert.equal(words, "2 of 4 right");
  assert.match(svg, />2 of 4 right</);
  assert.equal(svg.split("✗").length - 1, 2);
  assert.equal(svg.match(/stroke="rgb\(213,94,0\)"/g)?.length, 2);
  assert.match(svg, />✗ &#60;script&#62;</);
  assert.match(svg, />is b</);
  assert.match(svg, />70 %</);
  assert.doesNotMatch(svg, /<script/);
  assert.equal(rasters.length, 4);
});

test("0 is paper unless the background is black, and the largest number is full", () => {
  const answers = [0, 2, 1, 2, 2, 2, 1, 2];
  const first = (background?: "black") =>
    Array.from(drawn({ background }, answers).rasters[0].rgb as number[]).filter(
      (_, i) => i % 3 === 0,
    );
  assert.deepEqual(first(), [255, 127, 0, 255]);
  assert.deepEqual(first("black"), [0, 128, 255, 0]);
});

test("pictures stand still when answers change", () => {
  const places = (answers: number[]) =>
    drawn({}, answers).rasters.map(({ x, y }: { x: number; y: number }) => [x, y]);
  assert.deepEqual(places([0, 2, 1, 2, 2, 2, 1, 2]), places([1, 1, 0, 1, 0, 1, 0, 1]));
});

test("models without classes, examples that there are none of and shapes that do not fit are refused", () => {
  const refused = (options: GalleryPanelOptions, message: RegExp, from = context) =>
    assert.throws(() => galleryPanel(from, options), { name: "RangeError", message });
  refused({ indices: [4] }, /examples from 0 to 3, which X has, but got 4/);
  refused({ indices: [] }, /got no indices/);
  refused({ images: 0 }, /1 to 200 images but got 0/);
  refused({ shape: [2, 3] }, /4 numbers as a picture of 2 × 3/);
  refused({}, /outputs are none: it needs softmax/, { ...context, classes: false });
  refused({}, /needs examples \(X\)/, { ...context, examples: undefined });
  refused({}, /asks the model while it learns/, { ...context, model: undefined });
  refused({}, /a name for each of 3 outputs but got 1/, { ...context, names: ["a"] });
});
