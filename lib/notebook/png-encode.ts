import { crc32, deflateSync } from "node:zlib";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * A picture as a PNG file: eight bits a channel, without the alpha channel where every pixel is opaque.
 * pixels: width × height × 4 bytes, row by row, red, green, blue, alpha.
 * Throws RangeError where the number of bytes does not fit.
 * Source: W3C, Portable Network Graphics (PNG) Specification, second edition.
 */
export function encodePng(
  width: number,
  height: number,
  pixels: Uint8Array | Uint8ClampedArray,
): Uint8Array {
  if (!(width > 0 && height > 0) || pixels.length !== width * height * 4) {
    throw new RangeError(
      `encodePng expects ${width} × ${height} × 4 bytes for a picture of ${width} × ${height} pixels, ` +
        `but got ${pixels.length} bytes`,
    );
  }
  let opaque = true;
  for (let i = 3; i < pixels.length && opaque; i += 4) opaque = pixels[i] === 255;
  const channels = opaque ? 3 : 4;

  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, opaque ? 2 : 6, 0, 0, 0], 8); // bit depth, colour type, then the only methods there are

  // each row begins with the number of its filter: 0, none
  const rows = Buffer.alloc(height * (1 + width * channels));
  let to = 0;
  for (let y = 0; y < height; y++) {
    rows[to++] = 0;
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      for (let c = 0; c < channels; c++) rows[to++] = pixels[from + c];
    }
  }
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function chunk(name: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
