import assert from "node:assert/strict";
import { test } from "node:test";
import { figureFromSvg } from "../../../lib/notebook/drawing/figure";
import { sideBySide } from "../../../lib/notebook/drawing/side-by-side";
import { readPng } from "../../helpers/figure-bits";

const box = (width: number, height: number) =>
  figureFromSvg(
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"></svg>`,
    {
      alt: `A box of ${width} by ${height}.`,
    },
  );

test("two figures stand in a row of the picture, a third below, as wide as the widest row", () => {
  const { png, alt } = sideBySide([box(100, 40), box(60, 80), box(50, 20)]);
  const { width, height } = readPng(png);
  assert.deepEqual([width, height], [(100 + 12 + 60) * 1.5, (80 + 20) * 1.5]);
  assert.equal(alt, "A box of 100 by 40. A box of 60 by 80. A box of 50 by 20.");
});

test("nothing, and figures that are not drawn as SVG, are refused", () => {
  assert.throws(() => sideBySide([]), /got none/);
  const frame = { html: "", png: new Uint8Array(), alt: "A frame." };
  assert.throws(() => sideBySide([frame]), /this is none: A frame/);
});
