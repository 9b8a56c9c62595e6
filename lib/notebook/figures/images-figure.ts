import { finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { galleryParts } from "../panels/gallery";
import { stillPanel } from "../panels/still";
import { base64 } from "../touch/quantize";

/** Pictures as the library holds them: bytes and a scale, or numbers from 0 to 1. */
export interface Images {
  data: Numbers;
  /** [count, rows, columns] */
  shape: readonly number[];
  /** What one unit of data is worth: 1/255 for bytes. */
  scale?: number;
}

export interface ImagesOptions {
  /** Words below each picture, in the order of indices. "\n" begins a new line. */
  captions?: readonly string[];
  /** How many pictures stand in a row where there is room (10). */
  columns?: number;
  /** What 0 is drawn as: "white", as paper under ink, unless told otherwise; "black" as in a photo without light. */
  background?: "white" | "black";
  /** Size of a pixel on the page: 2, or 1 for many pictures. */
  zoom?: number;
  title?: string;
  alt?: string;
}

/**
 * Pictures, such as handwritten digits: ink dark, paper white (in the data ink is 1 and paper 0), unless the background is to be black.
 * images: { data, shape: [n, 28, 28], scale: 1/255 }. indices: which ones, in this order.
 * Throws RangeError for an index that there is none for, or where nothing is to be shown.
 */
export function imagesFigure(
  images: Images,
  indices: readonly number[],
  options: ImagesOptions = {},
): Figure {
  const rows = pickedImages("imagesFigure", images, indices);
  const [, height, width] = images.shape;
  const { captions = [], title, background = "white" } = options;
  const columns = options.columns ?? Math.min(10, indices.length);
  const zoom = options.zoom ?? (indices.length > 40 ? 1 : 2);
  const shape = [height, width] as const;
  const count = indices.length;
  const told = { count, shape, captions, columns, zoom, background, names: [""] };
  const said = captions.length ? `: ${captions.join(", ").replace(/\n/g, " ")}` : "";
  const words = `${count} ${count > 1 ? "pictures" : "picture"} of ${height} by ${width} pixels${said}.`;
  return stillPanel(
    {
      ...{ kind: "gallery", title, parts: galleryParts, height: 0, alt: "" },
      options: () => ({ ...told, pixels: base64(rows) }),
    },
    {
      alt: options.alt ?? titled(title, words),
      width: tilesWidth({ count, shape, columns, zoom, captions, title }),
    },
  );
}

/**
 * These pictures as bytes, one after the other: 0 paper, 255 ink.
 * Throws RangeError where the shape does not fit, an index has no picture, there is none at all, or a number is not finite.
 */
export function pickedImages(what: string, images: Images, indices: readonly number[]): Uint8Array {
  const [count, rows, columns] = images.shape;
  if (images.shape.length !== 3 || images.data.length !== count * rows * columns) {
    throw new RangeError(
      `${what} expects pictures of shape [count, rows, columns], but the shape is [${images.shape.join(", ")}] ` +
        `with ${images.data.length} numbers`,
    );
  }
  if (indices.length === 0) throw new RangeError(`${what}: indices is empty: which pictures?`);
  const scale = images.scale ?? 1;
  const size = rows * columns;
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((index, place) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`${what}: there are pictures 0 to ${count - 1}, but got ${index}`);
    }
    const pixels = Array.from({ length: size }, (_, i) => images.data[index * size + i]);
    finite(`${what}: picture ${index}`, pixels);
    pixels.forEach((value, i) => {
      bytes[place * size + i] = Math.round(255 * Math.min(1, Math.max(0, value * scale)));
    });
  });
  return bytes;
}

/** How wide small pictures in rows want to stand: at most 740, wide enough for the title. */
export function tilesWidth(tiles: {
  count: number;
  shape: readonly [number, number];
  columns: number;
  zoom: number;
  captions?: readonly string[];
  title?: string;
}): number {
  const { count, shape, columns, zoom, captions = [], title = "" } = tiles;
  const signs = Math.max(0, ...captions.flatMap((c) => c.split("\n")).map((line) => line.length));
  const cell = Math.max(shape[1] * zoom, signs * 6.21) + 10;
  const natural = Math.min(columns, count) * cell;
  return Math.ceil(Math.min(740, Math.max(natural, title.length * 9, 150)));
}
