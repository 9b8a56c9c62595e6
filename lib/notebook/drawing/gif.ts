import { GIFEncoder } from "gifenc";
import { gifPalette, nearestColours } from "./gif-palette";

/** A picture as pixels: red, green, blue, alpha of each, row by row. */
export interface Pixels {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface GifColours {
  /** Colours of the palette, from 2 to 255 (128). A landscape of 60 moments: 2.2 MB with 64, 2.8 MB with 128, 3.3 MB with 255. */
  colours?: number;
}

/** Of how many pictures the palette is made. */
const samples = 6;

/**
 * An animated GIF that repeats for ever, of so many pictures of one size. picture(k) is called for each in turn, and for
 * a few of them once before, so that they need not all be in memory. delays: milliseconds that each stays; players know
 * hundredths of a second. All share one palette; nothing is dithered. Of each picture only the rectangle that changes is written.
 * Throws RangeError where there are no pictures, or they differ in size, and for a number of colours that there cannot be.
 * Source: CompuServe, Graphics Interchange Format, version 89a (1990); written by gifenc.
 */
export function gifFromPictures(
  count: number,
  picture: (index: number) => Pixels,
  delays: readonly number[],
  { colours = 128 }: GifColours = {},
): Uint8Array {
  if (!(count >= 1)) {
    throw new RangeError(`gifFromPictures expects one picture or more but got ${count}`);
  }
  if (!Number.isInteger(colours) || colours < 2 || colours > 255) {
    throw new RangeError(`a GIF has from 2 to 255 colours but got ${colours}`);
  }
  const palette = gifPalette(
    sampled(count).map((k) => picture(k).pixels),
    colours,
  );
  const unchanged = palette.length;
  const gif = GIFEncoder();
  let screen: Screen | undefined;
  for (let k = 0; k < count; k++) {
    const { width, height, pixels } = picture(k);
    screen ??= new Screen(width, height, palette);
    if (width !== screen.width || height !== screen.height) {
      throw new RangeError(
        `gifFromPictures expects pictures of one size, ${screen.width} × ${screen.height}, but got one of ${width} × ${height}`,
      );
    }
    const box = screen.draw(pixels);
    const from = gif.bytesView().length;
    gif.writeFrame(screen.cut(box, unchanged), box.width, box.height, {
      palette: k === 0 ? [...palette, [0, 0, 0]] : undefined,
      delay: delays[k] ?? delays[delays.length - 1],
      ...{ transparent: k > 0, transparentIndex: unchanged, dispose: 1 },
    });
    // gifenc writes 8 bytes about time and transparency, then 0x2c and the place of the picture, always 0, 0
    if (k > 0) place(gif.bytesView(), from + 9, box);
  }
  gif.finish();
  return gif.bytes();
}

/** A rectangle of pixels. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What a player shows, as numbers of the palette's colours. */
class Screen {
  private readonly shown: Uint8Array;
  private readonly changed: Uint8Array;
  private readonly nearest: (colour: number) => number;
  private empty = true;

  constructor(
    readonly width: number,
    readonly height: number,
    palette: readonly number[][],
  ) {
    this.shown = new Uint8Array(width * height);
    this.changed = new Uint8Array(width * height);
    this.nearest = nearestColours(palette);
  }

  /** Shows a picture. Returns the box of the pixels that changed; never an empty one. */
  draw(pixels: Uint8Array): Box {
    const { shown, changed, nearest, width } = this;
    let [left, right, top, bottom] = [width - 1, 0, this.height - 1, 0];
    changed.fill(this.empty ? 1 : 0);
    for (let i = 0, p = 0; i < shown.length; i++, p += 4) {
      const colour = nearest((pixels[p] << 16) | (pixels[p + 1] << 8) | pixels[p + 2]);
      if (!this.empty && colour === shown[i]) continue;
      shown[i] = colour;
      changed[i] = 1;
      const x = i % width;
      const y = (i - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    this.empty = false;
    if (right < left) return { left: 0, top: 0, width: 1, height: 1 };
    return { left, top, width: right - left + 1, height: bottom - top + 1 };
  }

  /** The colours in this box; `unchanged` where a pixel stayed. */
  cut({ left, top, width, height }: Box, unchanged: number): Uint8Array {
    const cut = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = (top + y) * this.width + left;
      for (let x = 0; x < width; x++) {
        cut[y * width + x] = this.changed[from + x] ? this.shown[from + x] : unchanged;
      }
    }
    return cut;
  }
}

function place(bytes: Uint8Array, at: number, { left, top }: Box): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(at, left, true);
  view.setUint16(at + 2, top, true);
}

/** Numbers of a few pictures, evenly from the first to the last. */
function sampled(count: number): number[] {
  const even = Array.from({ length: samples }, (_, k) =>
    Math.round((k / (samples - 1)) * (count - 1)),
  );
  return [...new Set(even)];
}
