import { applyPalette, GIFEncoder, quantize } from "gifenc";

/** A picture as pixels: red, green, blue, alpha of each, row by row. */
export interface Pixels {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/**
 * An animated GIF that repeats for ever, of pictures of one size. delays: milliseconds that each picture stays.
 * All pictures share one palette of 255 colours; a pixel that stays as it is costs nothing.
 * Throws RangeError where there are no pictures, or they differ in size.
 * Source: CompuServe, Graphics Interchange Format, version 89a (1990); written by gifenc.
 */
export function gifFromPictures(
  pictures: readonly Pixels[],
  delays: readonly number[],
): Uint8Array {
  const [first] = pictures;
  if (!first) throw new RangeError("gifFromPictures expects one picture or more but got none");
  const { width, height } = first;
  const odd = pictures.find((picture) => picture.width !== width || picture.height !== height);
  if (odd) {
    throw new RangeError(
      `gifFromPictures expects pictures of one size, ${width} × ${height}, but got one of ${odd.width} × ${odd.height}`,
    );
  }
  const palette = quantize(sampled(pictures), 255, { format: "rgb565" });
  const unchanged = palette.length;
  const colours = [...palette, [0, 0, 0]];
  const gif = GIFEncoder();
  let before: Uint8Array | undefined;
  pictures.forEach(({ pixels }, k) => {
    const index = applyPalette(pixels, palette, "rgb565");
    const shown = before
      ? index.map((colour, i) => (colour === before?.[i] ? unchanged : colour))
      : index;
    gif.writeFrame(shown, width, height, {
      palette: k === 0 ? colours : undefined,
      delay: delays[k] ?? delays[delays.length - 1],
      ...(k > 0 ? { transparent: true, transparentIndex: unchanged } : {}),
      dispose: 1,
    });
    before = index;
  });
  gif.finish();
  return gif.bytes();
}

/** Pixels from all pictures, a million at most: what the palette is made for. */
function sampled(pictures: readonly Pixels[]): Uint8Array {
  const all = pictures.reduce((sum, { pixels }) => sum + pixels.length / 4, 0);
  const every = Math.max(1, Math.ceil(all / 1e6));
  const made = new Uint8Array(Math.ceil(all / every) * 4);
  let [to, wait] = [0, 0];
  for (const { pixels } of pictures) {
    for (let i = 0; i < pixels.length; i += 4) {
      if (wait-- > 0) continue;
      wait = every - 1;
      made.set(pixels.subarray(i, i + 4), to);
      to += 4;
    }
  }
  return made.subarray(0, to);
}
