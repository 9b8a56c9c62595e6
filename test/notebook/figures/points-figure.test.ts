import assert from "node:assert/strict";
import { test } from "node:test";
import { spiral } from "../../../lib/core/data";
import { pointsFigure } from "../../../lib/notebook/figures/points-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

/** Dots of the group that has this attribute. */
function dotsIn({ html }: { html: string }, attribute: string): number {
  const groups = [...html.matchAll(/<g ([^>]*aria-label="dot"[^>]*)>(.*?)<\/g>/gs)];
  const own = groups.filter(([, attributes]) => attributes.includes(attribute));
  return own.reduce((sum, [, , inside]) => sum + (inside.match(/<circle/g)?.length ?? 0), 0);
}

test("each point is a dot in the colour of its class, and the legend names the classes", () => {
  const { X, y } = spiral({ samplesPerClass: 20, classes: 4 });
  const figure = pointsFigure({ X, y, title: "Four <arms>" });
  toBeFigure(figure);
  assert.equal(count(figure, "<circle"), 80 + 4);
  assert.equal(dotsIn(figure, 'fill="#0072B2"'), 20);
  assert.match(
    figure.alt,
    /^Four <arms>.*80 points of 4 classes: class 0, class 1, class 2, class 3/,
  );
  assert.ok(!figure.html.includes("<arms>"));
});

test("points that are kept aside are rings, and count among the points", () => {
  const X = [
    [0, 0],
    [1, 0],
  ];
  const figure = pointsFigure({ X, y: [0, 1], rings: { X: [[0, 1]], y: [1] }, legend: false });
  assert.equal(dotsIn(figure, 'stroke="#E69F00"'), 1);
  assert.match(figure.alt, /3 points of 2 classes.*1 of them as rings/);
});

test("both axes have one length, so that circles are round", () => {
  const X = [
    [0, 5],
    [10, 6],
  ];
  const { html } = pointsFigure({ X, y: [0, 1] });
  const ticks = (axis: string) =>
    [...html.matchAll(new RegExp(`aria-label="${axis}-axis tick label".*?</g>`, "gs"))].flatMap(
      ([group]) => [...group.matchAll(/>(−?[\d.]+)</g)].map((m) => Number(m[1].replace("−", "-"))),
    );
  const step = (list: number[]) => list[1] - list[0];
  assert.ok(ticks("x").length > 2);
  assert.equal(step(ticks("x")), step(ticks("y")));
});

test("labels that do not fit the points are refused", () => {
  const X = [[0, 0]];
  const refused = (options: Parameters<typeof pointsFigure>[0], message: RegExp) =>
    assert.throws(() => pointsFigure(options), { name: "RangeError", message });
  refused({ X, y: [0, 1] }, /one class for each of the 1 points but got 2/);
  refused({ X, y: [0.5] }, /classes 0, 1, 2.*point 0 is 0.5/);
  refused({ X: [[1, 2, 3]], y: [0] }, /point 0 has 3/);
  refused({ X: [[1, NaN]], y: [0] }, /point 0 has NaN/);
});
