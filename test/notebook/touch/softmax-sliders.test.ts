import assert from "node:assert/strict";
import { test } from "node:test";
import { activations } from "../../../lib/core";
import { categoricalCrossentropy } from "../../../lib/core/losses/categorical-crossentropy";
import { softmaxSliders } from "../../../lib/notebook/touch/index";
import { framePage, widgetCode } from "../../helpers/widget-code";

test("shares and loss under the fingers are the library's", () => {
  const { widget } = widgetCode("softmax-sliders");
  for (const logits of [
    [2, 1, -1],
    [-6, 6],
    [0, 0, 0, 0],
    [5.5, -0.3, 2, 6, -6, 0.1],
    [10, -10, -10],
  ]) {
    const z = Float64Array.from(logits);
    const p = new Float64Array(z.length);
    activations.softmax.forward(z, p, 1, z.length);
    const seen: number[] = Array.from(widget.softmax(logits));
    seen.forEach((share, k) => assert.ok(Math.abs(share - p[k]) < 1e-15));
    logits.forEach((_, truth) => {
      const y = Float64Array.from(logits, (_, k) => (k === truth ? 1 : 0));
      const loss = categoricalCrossentropy.value(p, y, 1, z.length, z);
      assert.ok(Math.abs(widget.lossOf(logits, truth) - loss) < 1e-12);
    });
  }
});

test("the drawing says whether the loss is better than knowing nothing", () => {
  const { widget, colours } = widgetCode("softmax-sliders");
  const words = (logits: number[]) => {
    const { data } = framePage(softmaxSliders({ logits }).html);
    return widget.picture(data, widget.state(data), 720, colours()).svg;
  };
  assert.match(words([0, 0, 0]), /what knowing nothing costs: log 3 = 1.099/);
  assert.match(words([2, 0, 0]), /better than knowing nothing/);
  assert.match(words([-2, 0, 0]), /worse than knowing nothing/);
  assert.match(words([10, -10, -10]), /= 4\.1e-9/, "a tiny loss is not shown as 0");
});

test("logits, true class and names that do not fit are refused", () => {
  const refused = (options: Parameters<typeof softmaxSliders>[0], message: RegExp) =>
    assert.throws(() => softmaxSliders(options), { name: "RangeError", message });
  refused({ logits: [1] }, /two to six logits/);
  refused({ logits: [1, NaN] }, /from −10 to 10/);
  refused({ logits: [1, 10.1] }, /from −10 to 10/);
  refused({ truth: 3 }, /0 to 2 but got 3/);
  refused({ names: ["a"] }, /each of the 3 classes but got 1/);
});
