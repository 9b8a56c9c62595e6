import { finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { tilesFigure } from "../drawing/tiles";
import { titled } from "../drawing/words";

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
  columns?: number;
  /** What 0 is drawn as: "white", as paper under ink, unless told otherwise; "black" as in a photo without light. */
  background?: "white" | "black";
  /** Size of a pixel on the page: 2, or 1 for many pictures. */
  zoom?: number;
  title?: string;
  alt?: string;
}

/**
 * A gallery of pictures, such as handwritten digits: ink dark, paper white (in the data ink is 1 and paper 0), unless the background is to be black.
 * images: { data, shape: [n, 28, 28], scale: 1/255 }. indices: which ones, in this order.
 * Throws RangeError for an index that there is none for, or where nothing is to be shown.
 */
export function imagesFigure(
  images: Images,
  indices: readonly number[],
  options: ImagesOptions = {},
): Figure {
  const [count, rows, columns] = images.shape;
  if (images.shape.length !== 3 || images.data.length !== count * rows * columns) {
    throw new RangeError(
      `imagesFigure expects pictures of shape [count, rows, columns], but the shape is [${images.shape.join(", ")}] ` +
        `with ${images.data.length} numbers`,
    );
  }
  if (indices.length === 0) throw new RangeError("imagesFigure: indices is empty: which pictures?");
  const scale = images.scale ?? 1;
  const size = rows * columns;
  const tiles = indices.map((index, place) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`imagesFigure: there are pictures 0 to ${count - 1}, but got ${index}`);
    }
    const pixels = Array.from({ length: size }, (_, i) => images.data[index * size + i]);
    finite(`imagesFigure: picture ${index}`, pixels);
    return {
      caption: options.captions?.[place],
      colours: pixels.map((value) => {
        const ink = Math.min(1, Math.max(0, value * scale));
        const grey = Math.round(255 * (options.background === "black" ? ink : 1 - ink));
        return [grey, grey, grey] as const;
      }),
    };
  });
  const captions = options.captions?.length
    ? `: ${options.captions.join(", ").replace(/\n/g, " ")}`
    : "";
  return tilesFigure(tiles, {
    shape: [rows, columns],
    columns: options.columns ?? Math.min(10, indices.length),
    zoom: options.zoom ?? (indices.length > 40 ? 1 : 2),
    title: options.title,
    alt:
      options.alt ??
      titled(
        options.title,
        `${indices.length} pictures of ${rows} by ${columns} pixels${captions}.`,
      ),
  });
}
