import assert from "node:assert/strict";
import { test } from "node:test";
import { fewColours } from "../../../lib/notebook/drawing/few-colours";

const distinct = (pixels: Uint8Array) => {
  const colours = new Set<string>();
  for (let i = 0; i < pixels.length; i += 4) colours.add(pixels.subarray(i, i + 3).join());
  return colours;
};

test("a picture of few colours stays as it is", () => {
  const pixels = Uint8Array.from([1, 2, 3, 255, 4, 5, 6, 255]);
  assert.deepEqual(fewColours(pixels), pixels);
});

test("a picture of many colours keeps 256 of them, white among them, each near to what it was", () => {
  const pixels = new Uint8Array(4 * 20000).fill(255);
  for (let i = 0; i < 10000; i++) {
    pixels.set([i % 256, (i * 7) % 256, (i >> 6) % 256], 4 * i); // the other half stays white
  }
  const fewer = fewColours(pixels);
  assert.ok(distinct(fewer).size <= 256);
  assert.deepEqual([...fewer.subarray(-4)], [255, 255, 255, 255]);
  let sum = 0;
  for (let i = 0; i < 40000; i++) sum += Math.abs(fewer[i] - pixels[i]);
  assert.ok(sum / 40000 < 16, `mean change ${sum / 40000}`);
});
