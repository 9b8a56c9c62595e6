import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Sequential, standardScaler } from "../../../lib/core";
import { dropPicture } from "../../../lib/notebook/touch/index";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { clothesNet, trousers } from "../../helpers/widget-figures";

const kit = widgetCode("digits", "clothes", "picture-kind");

/** A box of one grey on a background of another. */
function photo({ width = 100, height = 60, background = 240, thing = 60, box = [20, 10, 60, 50] }) {
  const grey = new Uint8Array(width * height).fill(background);
  for (let y = box[1]; y < box[3]; y++) grey.fill(thing, y * width + box[0], y * width + box[2]);
  return { grey, width, height };
}
const prepared = (picture: ReturnType<typeof photo>, how = "prepared") =>
  kit.clothes.prepare(picture, how) as { seen: Float32Array; inverted: boolean } | undefined;

test("a dark thing on white paper and a light one on black look the same to the net", () => {
  const dark = prepared(photo({}));
  const light = prepared(photo({ background: 15, thing: 195 }));
  assert.equal(dark?.inverted, true);
  assert.equal(light?.inverted, false);
  assert.deepEqual(Array.from(dark?.seen ?? []), Array.from(light?.seen ?? []));
});

test("the longer side of the thing fills 28 pixels, and the thing stands in the middle", () => {
  // 40 wide, 20 high
  const seen = prepared(photo({ box: [50, 30, 90, 50] }))?.seen ?? [];
  const at = (row: number, column: number) => seen[row * 28 + column];
  for (const column of [0, 14, 27]) {
    assert.equal(at(14, column), 1);
    assert.equal(at(7, column), 1);
    assert.equal(at(20, column), 1);
    assert.equal(at(6, column), 0);
    assert.equal(at(21, column), 0);
  }
});

test("specks beside the thing do not widen the box, and faint paper becomes background", () => {
  const clean = photo({ width: 200, height: 200, box: [50, 50, 150, 150] });
  const specked = photo({ width: 200, height: 200, box: [50, 50, 150, 150] });
  specked.grey[3 * 200 + 190] = 0;
  for (let i = 0; i < 40_000; i += 2) if (specked.grey[i] === 240) specked.grey[i] = 234;
  const [a, b] = [prepared(clean), prepared(specked)];
  a?.seen.forEach((value, i) => assert.ok(Math.abs(value - (b?.seen[i] ?? NaN)) < 0.02, `${i}`));
});

test("paper alone is nothing; raw and inverted only scale", () => {
  assert.equal(prepared(photo({ thing: 240 })), undefined);
  const picture = photo({ width: 28, height: 28, box: [4, 4, 20, 20] });
  const raw = prepared(picture, "raw")?.seen ?? [];
  const inverted = prepared(picture, "inverted")?.seen ?? [];
  picture.grey.forEach((grey, i) => {
    assert.ok(Math.abs(raw[i] - grey / 255) < 1e-6);
    assert.ok(Math.abs(inverted[i] - (255 - grey) / 255) < 1e-6);
  });
});

test("colours become greys, and white paper shines through what is transparent", () => {
  const rgba = Uint8ClampedArray.from([255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51]);
  assert.deepEqual(Array.from(kit.clothes.greyOf(rgba)), [76, 255, 0, 204]);
});

/** First bytes of a file, by text and numbers. */
const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...part].map((c) => c.charCodeAt(0)),
    ),
  );
const png = (width: number[], height: number[]) =>
  bytes("\u0089PNG\r\n\u001a\n", 0, 0, 0, 13, "IHDR", ...width, ...height);

test("kind and size of a picture are read from its first bytes", () => {
  const read = (file: Uint8Array) => ({ ...kit.pictureKind(file, 1000) });
  const size = { width: 300, height: 258 };
  assert.deepEqual(read(png([0, 0, 1, 44], [0, 0, 1, 2])), { kind: "PNG", ...size });
  assert.deepEqual(read(bytes("GIF89a", 44, 1, 2, 1)), { kind: "GIF", ...size });
  const bmp = bytes("BM", ...new Array(16).fill(0), 44, 1, 0, 0, 254, 254, 255, 255);
  assert.deepEqual(read(bmp), { kind: "BMP", ...size }); // its rows from top to bottom: a height below zero
  const jpeg = [255, 216, 255, 224, 0, 4, 9, 9, 255, 196, 0, 3, 7, 255, 255, 194, 0, 17, 8];
  assert.deepEqual(read(bytes(...jpeg, 1, 2, 1, 44, 3, 1)), { kind: "JPEG", ...size });
  const riff = ["RIFF", 0, 0, 0, 0, "WEBP"];
  const more = [0, 0, 0, 0, 0, 0, 0, 0];
  assert.deepEqual(read(bytes(...riff, "VP8X", ...more, 43, 1, 0, 1, 1, 0)), {
    kind: "WebP",
    ...size,
  });
  const lossy = bytes(...riff, "VP8 ", ...more, 0, 0, 44, 1, 2, 1);
  assert.deepEqual(read(lossy), { kind: "WebP", ...size });
  const packed = 299 + 257 * 16384;
  const four = [0, 8, 16, 24].map((shift) => Math.floor(packed / 2 ** shift) % 256);
  const lossless = bytes(...riff, "VP8L", 0, 0, 0, 0, 47, ...four);
  assert.deepEqual(read(lossless), { kind: "WebP", ...size });
});

test("drawings with programs, texts, empty, broken and huge files are refused in words", () => {
  const refused = (file: Uint8Array, message: RegExp, length = 1000) =>
    assert.throws(
      () => kit.pictureKind(file, length),
      (error: Error) => message.test(error.message),
    );
  refused(bytes(), /empty/, 0);
  refused(bytes('  <svg onload="alert(1)">'), /may hold programs: it was not opened/);
  refused(bytes("\u00ef\u00bb\u00bf<html>"), /may hold programs/);
  refused(bytes("%PDF-1.7"), /no picture in PNG, JPEG, GIF, WebP or BMP/);
  refused(png([0, 0, 1, 0], [0, 0, 1, 0]), /21 MB; up to 20 MB/, 21e6);
  refused(png([0, 0, 156, 64], [0, 0, 156, 64]), /up to 40 million/);
  refused(png([0, 0, 0, 0], [0, 0, 0, 1]), /does not say how large/);
  refused(png([], []), /does not say how large/);
  refused(bytes(255, 216, 255, 0, 0), /does not say how large/);
  refused(bytes("BM"), /does not say how large/);
});

test("in the page the net gives the shares of the library, to the precision of its weights", async () => {
  const network = await clothesNet();
  const expected = network.predict([Array.from(trousers(), (v) => v / 255)]).row(0);
  const { widget } = widgetCode("digits", "clothes", "drop-picture");
  const samples = [{ pixels: trousers(), label: "trouser" }];
  for (const [bits, tolerance] of [
    [16, 1e-3],
    [8, 0.05],
  ] as const) {
    const { data } = framePage(dropPicture({ network, samples, bits }).html);
    const now = widget.state(data);
    const shares: number[] = Array.from(kit.answer(widget.layersOf(data), widget.seenOf(now).seen));
    shares.forEach((share, k) =>
      assert.ok(Math.abs(share - expected[k]) < tolerance, `${bits} bits`),
    );
    assert.ok(shares[1] > 0.5, "the net sees trousers");
    const [straight, mirrored] = [now, { ...now, mirror: true }].map(
      (one) => widget.seenOf(one).seen,
    );
    for (let i = 0; i < 784; i++) {
      assert.equal(mirrored[28 * Math.floor(i / 28) + 27 - (i % 28)], straight[i]);
    }
  }
});

test("a net of other shapes, without softmax or too large for a page is refused", () => {
  const net = (inputs: number, units: number, activation: "softmax" | "sigmoid" = "softmax") =>
    new Sequential([new Dense({ units, activation })], { inputs, seed: 1 });
  const refused = (options: Parameters<typeof dropPicture>[0], message: RegExp) =>
    assert.throws(() => dropPicture(options), { name: "RangeError", message });
  refused({ network: net(28, 10) }, /784 inputs .* has 28 inputs and 10 outputs/);
  refused({ network: net(784, 3) }, /10 names .* 3 outputs/);
  refused({ network: net(784, 10, "sigmoid") }, /softmax at the end but got sigmoid/);
  refused({ network: net(784, 10), samples: [{ pixels: [1], label: "a" }] }, /784 bytes/);
  const scaler = standardScaler.fit([new Array(784).fill(255), new Array(784).fill(0)]);
  const scaled = new Sequential([new Dense({ units: 10, activation: "softmax" })], { scaler });
  refused({ network: scaled }, /cannot know what a scaler was fitted to/);
  const large = new Sequential(
    [new Dense({ units: 700 }), new Dense({ units: 10, activation: "softmax" })],
    { inputs: 784 },
  );
  refused({ network: large }, /show a smaller net/);
  refused({ network: large, bits: 16 }, /take bits: 8/);
});
