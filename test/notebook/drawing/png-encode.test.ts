import assert from "node:assert/strict";
import { test } from "node:test";
import { encodePng } from "../../../lib/notebook/drawing/png-encode";
import { readPng } from "../../helpers/figure-bits";

test("few colours make a picture with a palette, one byte a pixel", () => {
  const red = [255, 0, 0, 255];
  const blue = [0, 0, 255, 255];
  const png = readPng(encodePng(2, 2, Uint8Array.from([...red, ...blue, ...blue, ...red])));
  assert.deepEqual([png.width, png.height, png.colourType], [2, 2, 3]);
  assert.deepEqual([...png.palette], [255, 0, 0, 0, 0, 255]);
  assert.deepEqual([...png.rows], [0, 0, 1, 0, 1, 0]); // filter 0, then the numbers of the colours
});

test("a pixel that is not opaque keeps its alpha", () => {
  const png = readPng(encodePng(1, 1, Uint8Array.from([10, 20, 30, 128])));
  assert.equal(png.colourType, 6);
  assert.deepEqual([...png.rows], [0, 10, 20, 30, 128]);
});

test("more than 256 colours are stored in full, each row as the difference to the one above", () => {
  const pixels = new Uint8Array(20 * 20 * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 31) % 256));
  for (let i = 0; i < 400; i++) [pixels[4 * i], pixels[4 * i + 1]] = [i % 256, i >> 8];
  const png = readPng(encodePng(20, 20, pixels));
  assert.equal(png.colourType, 2);
  assert.equal(png.rows.length, 20 * 61);
  assert.equal(png.rows[61], 2);
  assert.equal((png.rows[1] + png.rows[62]) & 255, pixels[20 * 4]);
});

test("a wrong number of bytes is refused", () => {
  assert.throws(() => encodePng(2, 2, new Uint8Array(15)), /2 × 2 × 4 bytes .* got 15/);
});
