import type { Sequential } from "../../core/model/sequential";
import { rowsOf, type Numbers, type Table } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { answersOf, galleryParts, probabilities } from "../panels/gallery";
import { stillPanel } from "../panels/still";
import { base64 } from "../touch/quantize";
import { pickedImages, type Images } from "./images-figure";

export interface GalleryOptions {
  images: Images;
  /** The true class of each of the images. */
  labels: Numbers;
  /** What was read: the class of each of the images, or their probabilities [count, classes]. */
  predictions?: Numbers | Table;
  /** Or a model that reads those that are shown. */
  model?: Sequential;
  /** Names of the classes; by default 0, 1, 2, … */
  names?: readonly string[];
  /** Which of the images, in this order; the first 20 unless told otherwise. */
  indices?: readonly number[];
  columns?: number;
  /** What 0 is drawn as ("white"). */
  background?: "white" | "black";
  /** Size of a pixel on the page (2). */
  zoom?: number;
  title?: string;
  alt?: string;
}

/**
 * Pictures with their true and predicted labels, as many as are asked for: right ones quiet, wrong ones in red and with a cross, and with
 * how sure the net was where predictions are probabilities or come from a model.
 * images: { data, shape: [n, 28, 28], scale: 1/255 }; labels and predictions: one for each of the n images.
 * Throws RangeError where these are not as many, a label is no class, an index has no picture; TypeError without predictions.
 */
export function galleryFigure(options: GalleryOptions): Figure {
  const what = "galleryFigure";
  const { images, labels, title, background = "white", zoom = 2, columns = 10 } = options;
  const count = images.shape[0];
  const indices = options.indices ?? Array.from({ length: Math.min(20, count) }, (_, i) => i);
  const bytes = pickedImages(what, images, indices);
  const shape = [images.shape[1], images.shape[2]] as const;
  if (labels.length !== count) {
    throw new RangeError(`${what} got ${count} images but ${labels.length} labels`);
  }
  const said = readPredictions(options, indices);
  const truth = indices.map((i) => labels[i]);
  const classes = Math.max(
    ...truth.map((label) => label + 1),
    ...said.map(({ label, classes: known }) => known ?? label + 1),
  );
  const names = options.names ?? Array.from({ length: classes }, (_, k) => String(k));
  const wrongLabel = [...truth, ...said.map(({ label }) => label)].find(
    (label) => !Number.isInteger(label) || label < 0 || label >= names.length,
  );
  if (wrongLabel !== undefined) {
    throw new RangeError(
      `${what} expects classes from 0 to ${names.length - 1}, as many as there are names, but got ${wrongLabel}`,
    );
  }
  const told = {
    ...{ count: indices.length, shape, columns, zoom, background, names },
    ...{ labels: truth, captions: [], pixels: base64(bytes) },
  };
  const values = said.flatMap(({ label, share }) => [label, share * Math.max(1, names.length - 1)]);
  const wrong = indices.flatMap((index, k) =>
    said[k].label === truth[k]
      ? []
      : [`picture ${index} is ${names[truth[k]]}, read ${names[said[k].label]}`],
  );
  const right = `${indices.length - wrong.length} of ${indices.length} pictures read right`;
  const words = `${right}${wrong.length ? `; ${wrong.join("; ")}` : ""}.`;
  return stillPanel(
    { kind: "gallery", title, parts: galleryParts, options: () => told, alt: "" },
    { values, alt: options.alt ?? titled(title, words), width: 740 },
  );
}

/** Of each shown picture what was read, and how surely: −1 where nobody says. */
function readPredictions(
  { images, predictions, model }: GalleryOptions,
  indices: readonly number[],
) {
  const what = "galleryFigure";
  const [count, rows, columns] = images.shape;
  const fromRows = (shares: readonly ArrayLike<number>[]) => {
    const kept = answersOf(shares);
    return shares.map((row, k) => ({
      label: kept[2 * k],
      share: kept[2 * k + 1] / Math.max(1, row.length - 1),
      classes: row.length,
    }));
  };
  if (model) {
    const [size, scale] = [rows * columns, images.scale ?? 1];
    const X = indices.map((index) =>
      Array.from({ length: size }, (_, i) => images.data[index * size + i] * scale),
    );
    return fromRows(probabilities(model, X));
  }
  if (!predictions) {
    throw new TypeError(`${what} expects predictions, or a model that makes them`);
  }
  const flat = "length" in predictions && typeof predictions[0] === "number";
  const all = flat
    ? (predictions as Numbers)
    : rowsOf(`${what}: predictions`, predictions as Table);
  if (all.length !== count) {
    throw new RangeError(
      `${what} expects a prediction for each of ${count} images but got ${all.length}`,
    );
  }
  return flat
    ? indices.map((i) => ({ label: all[i] as number, share: -1, classes: undefined }))
    : fromRows(indices.map((i) => all[i] as ArrayLike<number>));
}
