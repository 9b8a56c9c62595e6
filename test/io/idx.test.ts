import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { gunzipIfPacked, parseIdx } from "../../lib/io/idx";

/** Two pictures of 2 × 3. */
const pictures = Uint8Array.of(
  ...[0, 0, 8, 3],
  ...[0, 0, 0, 2],
  ...[0, 0, 0, 2],
  ...[0, 0, 0, 3],
  ...[1, 2, 3, 4, 5, 6],
  ...[7, 8, 9, 10, 11, 12],
);

test("the head gives the shape, big-endian, and the rest is the data", () => {
  const { data, shape } = parseIdx(pictures, "pictures");
  assert.deepEqual(shape, [2, 2, 3]);
  assert.deepEqual([...data], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const many = new Uint8Array(8 + 258);
  many.set([0, 0, 8, 1, 0, 0, 1, 2]);
  assert.deepEqual(parseIdx(many, "labels").shape, [258]);
});

test("the file may lie anywhere in a larger buffer", () => {
  const larger = new Uint8Array(pictures.length + 5).fill(9);
  larger.set(pictures, 3);
  const part = larger.subarray(3, 3 + pictures.length);
  assert.deepEqual(parseIdx(part, "part").shape, [2, 2, 3]);
});

test("a file that is cut off, or too long, is refused with both lengths", () => {
  assert.throws(
    () => parseIdx(pictures.subarray(0, 20), "train-images"),
    /^Error: train-images: expected an IDX file of bytes of shape \[2, 2, 3\], 28 bytes, but got 20: the file is cut off; delete it and fetch it again$/,
  );
  const longer = new Uint8Array(30);
  longer.set(pictures);
  assert.throws(
    () => parseIdx(longer, "x"),
    /28 bytes, but got 30: the file is too long; delete it/,
  );
});

test("a head that is cut off is refused", () => {
  for (const length of [4, 8, 15]) {
    assert.throws(
      () => parseIdx(pictures.subarray(0, length), "x"),
      new RegExp(`its head of 3 dimensions is cut off after ${length} bytes`),
    );
  }
  assert.throws(() => parseIdx(Uint8Array.of(0, 0, 8, 0), "x"), /head of 0 dimensions/);
});

test("foreign files are refused with what they seem to be", () => {
  const text = (s: string) => new TextEncoder().encode(s);
  for (const [bytes, what] of [
    [new Uint8Array(0), "an empty file"],
    [Uint8Array.of(0, 0), "a file that begins with 0, 0"],
    [text("<!DOCTYPE html><html>"), "a web page \\(HTML\\)"],
    [text("\n  <html lang='en'>"), "a web page \\(HTML\\)"],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 5), "a file that begins with 80, 75, 3, 4"],
  ] as const) {
    assert.throws(
      () => parseIdx(bytes, "labels"),
      new RegExp(`^Error: labels: expected an IDX file of bytes .* but got ${what}$`),
    );
  }
});

test("other types of numbers are refused", () => {
  const floats = pictures.slice();
  floats[2] = 0x0d;
  assert.throws(() => parseIdx(floats, "x"), /\(type 8\) but got type 13: other number types/);
});

test("gzip is unpacked, everything else comes back as it is", () => {
  assert.deepEqual([...gunzipIfPacked(gzipSync(pictures), "x")], [...pictures]);
  assert.equal(gunzipIfPacked(pictures, "x"), pictures);
  const empty = new Uint8Array(0);
  assert.equal(gunzipIfPacked(empty, "x"), empty);
});

test("gzip that is cut off or damaged is refused with its length and a cure", () => {
  const packed = gzipSync(pictures);
  const damaged = Uint8Array.from(packed);
  damaged[14] ^= 0xff;
  for (const [bytes, length] of [
    [packed.subarray(0, packed.length - 5), packed.length - 5],
    [packed.subarray(0, 3), 3],
    [damaged, packed.length],
  ] as const) {
    assert.throws(
      () => gunzipIfPacked(bytes, "train-images.gz"),
      (error: Error) => {
        assert.match(error.message, /^train-images\.gz is a gzip file that cannot be unpacked/);
        assert.match(
          error.message,
          new RegExp(`\\(${length} bytes, perhaps cut off\\): delete it`),
        );
        assert.ok(error.cause instanceof Error);
        return true;
      },
    );
  }
});
