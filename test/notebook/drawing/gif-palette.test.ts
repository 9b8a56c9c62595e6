import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/core/random";
import { gifPalette, nearestColours } from "../../../lib/notebook/drawing/gif-palette";

const pixelsOf = (...colours: number[][]) => Uint8Array.from(colours.flatMap((c) => [...c, 255]));

test("few colours are all kept", () => {
  const colours = [
    [0, 0, 0],
    [10, 20, 30],
    [255, 255, 255],
  ];
  const pixels = pixelsOf(colours[2], colours[0], colours[1], colours[2]);
  assert.deepEqual(gifPalette([pixels, pixels], 3), colours);
});

test("of many colours those of flat areas stay exactly, and there are no more than asked for", () => {
  const random = new Random(1);
  const noise = Array.from({ length: 5000 }, () =>
    [0, 0, 0].map(() => Math.floor(256 * random.uniform())),
  );
  const area = Array.from({ length: 300 }, () => [253, 254, 251]);
  const palette = gifPalette([pixelsOf(...noise, ...area)], 32);
  assert.ok(palette.length <= 32 && palette.length > 20, `${palette.length} colours`);
  assert.deepEqual(palette[0], [253, 254, 251]);
});

test("the nearest colour is the one with the smallest squared distance, asked once or twice", () => {
  const random = new Random(2);
  const any = () => [0, 0, 0].map(() => Math.floor(256 * random.uniform()));
  const palette = Array.from({ length: 40 }, any);
  const nearest = nearestColours(palette);
  for (let trial = 0; trial < 300; trial++) {
    const [r, g, b] = any();
    const far = palette.map((c) => (c[0] - r) ** 2 + (c[1] - g) ** 2 + (c[2] - b) ** 2);
    const expected = far.indexOf(Math.min(...far));
    const colour = (r << 16) | (g << 8) | b;
    assert.equal(nearest(colour), expected);
    assert.equal(nearest(colour), expected);
  }
});
