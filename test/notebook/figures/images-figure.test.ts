import assert from "node:assert/strict";
import { test } from "node:test";
import { imagesFigure } from "../../../lib/notebook/figures/images-figure";
import { count, readPng, toBeFigure } from "../../helpers/figure-bits";

const images = {
  data: new Uint8Array(3 * 784).fill(255, 784, 2 * 784),
  shape: [3, 28, 28],
  scale: 1 / 255,
};

test("each picture is one image with its caption, escaped, on as many lines as it has", () => {
  const figure = imagesFigure(images, [0, 1, 2], {
    captions: ["a", "is 1\nread <7>", "c"],
    title: "Three",
  });
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 3);
  assert.equal(count(figure, ">read &#60;7&#62;<"), 1);
});

test("ink is black and paper is white", () => {
  const addresses = [...imagesFigure(images, [0, 1]).html.matchAll(/base64,([^"]+)/g)];
  const palettes = addresses.map((match) => [...readPng(Buffer.from(match[1], "base64")).palette]);
  assert.deepEqual(palettes, [
    [255, 255, 255],
    [0, 0, 0],
  ]);
});

test("a black background shows the numbers as light", () => {
  const { html } = imagesFigure(images, [0, 1], { background: "black" });
  const palettes = [...html.matchAll(/base64,([^"]+)/g)].map((match) => [
    ...readPng(Buffer.from(match[1], "base64")).palette,
  ]);
  assert.deepEqual(palettes, [
    [0, 0, 0],
    [255, 255, 255],
  ]);
});

test("no picture, one that there is none of, and a shape that does not fit are errors", () => {
  assert.throws(() => imagesFigure(images, []), /indices is empty/);
  assert.throws(() => imagesFigure(images, [3]), /pictures 0 to 2, but got 3/);
  assert.throws(
    () => imagesFigure({ ...images, shape: [2, 28, 28] }, [0]),
    /\[2, 28, 28\] with 2352 numbers/,
  );
  assert.throws(() => imagesFigure({ data: [NaN], shape: [1, 1, 1] }, [0]), /picture 0 has NaN/);
});
