import assert from "node:assert/strict";
import { test } from "node:test";
import { gifFromPictures, type Pixels } from "../../../lib/notebook/drawing/gif";
import { decodeGif, playedGif } from "../../helpers/gif";

const WIDTH = 40;
const HEIGHT = 30;

/** White paper, a soft slope on its left half that drifts, and a black square that walks. */
function moving(k: number): Pixels {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = 4 * (y * WIDTH + x);
      if (x < 20 && y < 20) pixels.set([60 + 9 * x + k, 200 - 5 * y, 90], i);
      if (x >= 22 + k && x < 26 + k && y >= 24 && y < 28) pixels.set([0, 0, 0], i);
    }
  }
  return { width: WIDTH, height: HEIGHT, pixels };
}

/** The largest difference of a channel. */
function apart(shown: Uint8Array, { pixels }: Pixels): number {
  let most = 0;
  for (let i = 0; i < pixels.length / 4; i++) {
    for (let c = 0; c < 3; c++)
      most = Math.max(most, Math.abs(shown[3 * i + c] - pixels[4 * i + c]));
  }
  return most;
}

test("a GIF has all pictures, their delays, and repeats for ever", () => {
  const gif = decodeGif(gifFromPictures(5, moving, [120, 100, 90, 80, 2000]));
  assert.deepEqual([gif.width, gif.height, gif.frames.length], [WIDTH, HEIGHT, 5]);
  assert.deepEqual(
    gif.frames.map(({ delay }) => delay),
    [120, 100, 90, 80, 2000],
  );
  assert.equal(gif.loop, 0);
});

test("the last delay stands for those that are missing", () => {
  const gif = decodeGif(gifFromPictures(3, moving, [50]));
  assert.deepEqual(
    gif.frames.map(({ delay }) => delay),
    [50, 50, 50],
  );
});

test("pictures with few colours come back exactly", () => {
  const plain = (k: number): Pixels => {
    const pixels = new Uint8Array(16 * 4).fill(255);
    pixels.set([7, 77, 177], 4 * k);
    pixels.set([200, 40, 0], 4 * (k + 4));
    return { width: 4, height: 4, pixels };
  };
  const played = [...playedGif(decodeGif(gifFromPictures(4, plain, [100])))];
  played.forEach((shown, k) => assert.equal(apart(shown, plain(k)), 0));
});

test("every picture comes back as near as the palette allows", () => {
  const played = [...playedGif(decodeGif(gifFromPictures(8, moving, [100])))];
  const off = played.map((shown, k) => apart(shown, moving(k)));
  assert.ok(Math.max(...off) <= 12, String(off));
  const few = [...playedGif(decodeGif(gifFromPictures(8, moving, [100], { colours: 8 })))];
  assert.ok(apart(few[0], moving(0)) > 12, "with eight colours it is not as near");
});

test("paper and ink keep their exact colours in every picture, however few colours there are", () => {
  const played = [...playedGif(decodeGif(gifFromPictures(8, moving, [100], { colours: 16 })))];
  played.forEach((shown, k) => {
    const at = (x: number, y: number) => [...shown.subarray(3 * (y * WIDTH + x)).subarray(0, 3)];
    assert.deepEqual(at(39, 1), [255, 255, 255], `paper of picture ${k}`);
    assert.deepEqual(at(23 + k, 25), [0, 0, 0], `ink of picture ${k}`);
  });
});

test("a picture holds only the rectangle that changed, and one that is the same a single pixel", () => {
  const square = (k: number) => moving(0 * k);
  const walk = (k: number): Pixels => {
    const picture = moving(0);
    for (let c = 0; c < 3; c++) picture.pixels[4 * (5 * WIDTH + 30) + c] = k === 1 ? 0 : 255;
    return picture;
  };
  const [, dot] = decodeGif(gifFromPictures(3, walk, [100])).frames;
  assert.deepEqual([dot.left, dot.top, dot.width, dot.height], [30, 5, 1, 1]);
  const [, still] = decodeGif(gifFromPictures(2, square, [100])).frames;
  assert.deepEqual([still.width, still.height, still.index[0]], [1, 1, still.transparent]);
});

test("a flat area that does not change is drawn once", () => {
  const gif = decodeGif(gifFromPictures(8, moving, [100]));
  for (const { left, top, width, index, transparent } of gif.frames.slice(1)) {
    index.forEach((colour, i) => {
      const [x, y] = [left + (i % width), top + Math.floor(i / width)];
      if (x >= 20 && y < 24) assert.equal(colour, transparent, `the paper at ${x}, ${y}`);
    });
  }
});

test("the same pictures make the same bytes", () => {
  const make = () => gifFromPictures(6, moving, [100]);
  assert.deepEqual(make(), make());
});

test("no pictures, pictures of two sizes, or a number of colours that there cannot be are errors", () => {
  assert.throws(() => gifFromPictures(0, moving, [100]), /one picture or more but got 0/);
  const grown = (k: number) =>
    k === 1 ? { width: 1, height: 2, pixels: new Uint8Array(8) } : moving(k);
  assert.throws(() => gifFromPictures(3, grown, [100]), /one size, 40 × 30, but got one of 1 × 2/);
  for (const colours of [1, 256, 2.5]) {
    assert.throws(() => gifFromPictures(2, moving, [100], { colours }), /from 2 to 255 colours/);
  }
});
