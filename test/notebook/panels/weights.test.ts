import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential } from "../../../lib/core";
import type { PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode, dashboardData } from "../../../lib/notebook/panels/dashboard";
import { weightsPanel, type WeightsPanelOptions } from "../../../lib/notebook/panels/weights";
import { momentsOf } from "../../helpers/panel-moments";

const model = new Sequential([new Dense({ units: 3 })], { inputs: 4, dtype: "float64" });
// pixel by pixel, one weight a neuron
model.parameters()[0].value.data.set(Array.from({ length: 12 }, (_, k) => k - 5));
const context: PanelContext = { what: "test", inputs: 4, outputs: 3, classes: true, model };

test("each neuron's weights are kept pixel after pixel, 8 bits each", () => {
  const panel = weightsPanel(context, { units: [2, 0] });
  assert.deepEqual(Array.from(panel.take?.(model) ?? []), [-3, 0, 3, 6, -5, -2, 1, 4]);
  assert.equal(panel.bits, 8);
});

test("one scale for all moments: full colour at the last moment's limit, the same weight in the same colour", () => {
  const panel = weightsPanel(context, { units: [0], captions: ["<b>"] });
  const moments = [
    [1, 2, -1, 0],
    [4, 2, -4, 0],
  ];
  const data = dashboardData([panel], momentsOf([0, 1], [moments]), { exact: true });
  const kit = dashboardCode([panel]);
  const rgbAt = (index: number) => {
    const now = { ...kit.widget.state(data), index };
    const { rasters, svg } = kit.widget.pictureOf(data, now, 0, 358, kit.colours());
    assert.match(svg, /&#60;b&#62;/);
    assert.match(svg, />−4.00</);
    return Array.from(rasters[0].rgb as number[]);
  };
  const [first, last] = [rgbAt(0), rgbAt(1)];
  assert.deepEqual(last.slice(0, 3), [0, 114, 178]);
  assert.deepEqual(last.slice(6, 9), [213, 94, 0]);
  assert.deepEqual(first.slice(3, 6), last.slice(3, 6));
  assert.notDeepEqual(first.slice(0, 3), last.slice(0, 3));
});

test("a stray weight does not make the others pale", () => {
  const panel = weightsPanel({ ...context }, { units: [0] });
  const many = Array.from({ length: 1000 }, (_, i) => (i === 7 ? 100 : i % 2 ? 1 : -1));
  const data = dashboardData(
    [{ ...panel, options: () => ({ shape: [25, 40], captions: [] }) }],
    momentsOf([0], [[many]]),
    { exact: true },
  );
  const kit = dashboardCode([panel]);
  const { words } = kit.widget.pictureOf(data, kit.widget.state(data), 0, 358, kit.colours());
  assert.equal(words, "weights from −1.00 to 1.00");
});

test("neurons that there are none of, other shapes and other models are refused", () => {
  const refused = (options: WeightsPanelOptions, message: RegExp, from = context) =>
    assert.throws(() => weightsPanel(from, options), { name: "RangeError", message });
  refused({ units: [3] }, /neurons 0 to 2, but got 3/);
  refused({ units: [] }, /got none/);
  refused({ shape: [3, 2] }, /4 numbers as a picture of 3 × 2/);
  refused({ captions: ["a"] }, /a caption for each of 3 neurons but got 1/);
  refused({}, /asks the model while it learns/, { ...context, model: undefined });
  const five = new Sequential([new Dense({ units: 1 })], { inputs: 5 });
  refused({}, /5 numbers as a picture of a square: say \{ shape/, { ...context, model: five });
});
