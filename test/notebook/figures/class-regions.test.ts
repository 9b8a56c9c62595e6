import assert from "node:assert/strict";
import { test } from "node:test";
import { regionsFigure } from "../../../lib/notebook/figures/regions-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

/** Three classes beside each other: surely the first left of −1, surely the last right of 1, in between all alike. */
const predict = (rows: number[][]) =>
  rows.map(([x]) => (x < -1 ? [1, 0, 0] : x > 1 ? [0, 0, 1] : [0.3, 0.4, 0.3]));
const classes = ["left", "middle", "right"];
const points = [
  [-1.5, 0],
  [0, 0],
  [1.5, 0],
];

test("classes are one panel, with a dot for each point in the colour of its class", () => {
  const figure = regionsFigure({ predict, classes, points, labels: [0, 1, 2], domain: [-2, 2] });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 1);
  const green = /<g [^>]*fill="#009E73"[^>]*aria-label="dot"[^>]*>(.*?)<\/g>/s.exec(figure.html);
  assert.equal(green?.[1].match(/<circle/g)?.length, 1);
  assert.match(figure.alt, /left on 2\d %, middle on 4\d %, right on 2\d %/);
});

test("black lines run where the vote changes, and nowhere else on the panel", () => {
  const { html } = regionsFigure({ predict, classes, domain: [-2, 2] });
  const [left, middle] = (html.match(/aria-label="contour"[^>]*>(.*?)<\/g>/gs) ?? []).map((group) =>
    [...group.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)]
      .map(([, x, y]) => [Number(x), Number(y)])
      .filter(([x, y]) => x > 45 && x < 339 && y > 25 && y < 311),
  );
  // the axis of x goes from pixel 40 to 344
  const x = (value: number) => 40 + ((value + 2) / 4) * 304;
  const near = (px: number, ...values: number[]) => values.some((v) => Math.abs(px - x(v)) < 4);
  assert.ok(left.length > 20 && left.every(([px]) => near(px, -1)));
  assert.ok(middle.length > 40 && middle.every(([px]) => near(px, -1, 1)));
});

test("one-hot targets do as labels", () => {
  const targets = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const shared = { predict, classes, points, domain: [-2, 2] as [number, number] };
  const circles = (figure: { html: string }) =>
    figure.html.match(/<g [^>]*aria-label="dot".*?<\/g>/gs);
  assert.deepEqual(
    circles(regionsFigure({ ...shared, targets })),
    circles(regionsFigure({ ...shared, labels: [0, 1, 2] })),
  );
});

test("a net without one output for each class, or with numbers that are none, is refused", () => {
  const refused = (answer: number[], message: RegExp) =>
    assert.throws(() => regionsFigure({ predict: (rows) => rows.map(() => answer), classes }), {
      name: "RangeError",
      message,
    });
  refused([0.5, 0.5], /each name in classes\) but got \[\d+, 2\]/);
  refused([NaN, 0, 1], /NaN/);
});
