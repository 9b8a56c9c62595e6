import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import type { Figure } from "../../lib/notebook/drawing/figure";

/** Width, height, colour type and unpacked rows of a PNG file; fails where it is none. */
export function readPng(png: Uint8Array) {
  const file = Buffer.from(png);
  assert.equal(file.subarray(1, 4).toString("latin1"), "PNG");
  const parts: Record<string, Buffer> = {};
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const name = file.subarray(at + 4, at + 8).toString("latin1");
    parts[name] = file.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return {
    width: parts.IHDR.readUInt32BE(0),
    height: parts.IHDR.readUInt32BE(4),
    colourType: parts.IHDR[9],
    palette: parts.PLTE,
    rows: inflateSync(parts.IDAT),
  };
}

/** How often a piece of text occurs in the live form. */
export function count(figure: Figure, piece: string | RegExp): number {
  const matches = figure.html.match(typeof piece === "string" ? new RegExp(piece, "g") : piece);
  return matches?.length ?? 0;
}

/** What every figure must be: described, with a picture that is neither empty nor huge. */
export function toBeFigure(figure: Figure): void {
  assert.match(figure.html, /role="img"/);
  assert.ok(figure.alt.length > 10, "a description");
  const { width, height } = readPng(figure.png);
  assert.ok(width > 100 && height > 40, `the picture is ${width} × ${height}`);
  assert.ok(figure.png.length < 150000, `the picture has ${figure.png.length} bytes`);
}
