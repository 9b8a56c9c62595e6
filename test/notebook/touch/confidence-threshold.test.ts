import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/core";
import { confidenceThreshold } from "../../../lib/notebook/touch/index";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { answers } from "../../helpers/widget-figures";

const seen = (options: Parameters<typeof confidenceThreshold>[0]) =>
  framePage(confidenceThreshold(options).html).data;

test("answered and right at every threshold are those counted one by one", () => {
  const { widget } = widgetCode("confidence-threshold");
  const random = new Random(3);
  const confidences = Array.from(
    { length: 500 },
    () => Math.round(random.uniform(0, 1) * 1000) / 1000,
  );
  const right = confidences.map((sure) => random.uniform(0, 1) < sure);
  const data = seen({ confidences, right });
  for (const threshold of [0, 0.005, 0.1, 0.5, 0.735, 0.9, 0.995, 1]) {
    const answered = confidences.map((_, i) => i).filter((i) => confidences[i] >= threshold);
    const { count, ...found } = widget.outcome(data, threshold);
    assert.equal(count, 500);
    assert.equal(found.answered, answered.length, `answered at ${threshold}`);
    assert.equal(found.right, answered.filter((i) => right[i]).length, `right at ${threshold}`);
  }
});

test("a wrong answer without any confidence stays wrong", () => {
  const { widget } = widgetCode("confidence-threshold");
  const outcome = widget.outcome(seen({ confidences: [0, 1], right: [0, 1] }), 0);
  assert.deepEqual({ ...outcome }, { count: 2, answered: 2, right: 1 });
});

test("the drawing names shares and counts, also where nothing is answered", () => {
  const { widget, colours } = widgetCode("confidence-threshold");
  const words = (threshold: number, options = answers()) =>
    widget.picture(seen(options), { threshold }, 720, colours()).svg;
  assert.match(words(0.505), /answers 50\.0 % of/);
  assert.match(words(0.505), /and 100\.0 % of its answers are right/);
  assert.match(words(0), /75 right, 25 wrong, 0 left to a person/);
  assert.match(words(0.9, { confidences: [0.5], right: [true] }), /and says nothing/);
});

test("lists that do not belong together and confidences that are none are refused", () => {
  const refused = (options: Parameters<typeof confidenceThreshold>[0], message: RegExp) =>
    assert.throws(() => confidenceThreshold(options), { name: "RangeError", message });
  refused({ confidences: [0.5], right: [] }, /got 1 and 0/);
  refused({ confidences: [], right: [] }, /got 0 and 0/);
  refused({ confidences: [1.2], right: [true] }, /from 0 to 1 but got 1\.2/);
  refused({ confidences: [NaN], right: [true] }, /but got NaN/);
  refused({ confidences: [0.5], right: [true], start: -1 }, /but got -1/);
});
