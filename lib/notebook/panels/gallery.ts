import type { MatrixLike } from "../../core/matrix";
import type { Sequential } from "../../core/model/sequential";
import type { PanelContext } from "./context";
import { classNames, fewExamples, pictureBytes, pictureShape } from "./examples";
import type { Panel } from "./panel";

export interface GalleryPanelOptions {
  title?: string;
  /** How many pictures, the first of X (20). */
  images?: number;
  /** Which ones, by their place in X. */
  indices?: readonly number[];
  /** [rows, columns] of a picture; a square unless told otherwise. */
  shape?: readonly [number, number];
  /** What 0 is drawn as: "white", as paper under ink, unless told otherwise; "black" as in a photo without light. */
  background?: "white" | "black";
  /** Words below each picture, above what the net says. "\n" begins a new line. */
  captions?: readonly string[];
}

/**
 * Pictures with what the net says they are: quiet where it is right, marked by red and a cross where it is wrong, then with the
 * true class. It follows the training.
 * Throws RangeError for a model whose outputs are no classes, pictures of another shape, or examples that there are none of.
 */
export function galleryPanel(context: PanelContext, options: GalleryPanelOptions = {}): Panel {
  const { what, inputs, model } = context;
  const { images = 20, indices, background = "white", captions = [] } = options;
  const names = classNames(context, "gallery");
  if (!model) {
    throw new RangeError(`${what} cannot draw "gallery", which asks the model while it learns`);
  }
  if (!Number.isInteger(images) || images < 1 || images > 200) {
    throw new RangeError(`${what}: "gallery" shows from 1 to 200 images but got ${images}`);
  }
  const few = fewExamples(context, "gallery", { indices, most: images });
  const shape = pictureShape(`${what}: "gallery"`, inputs, options.shape);
  const count = few.rows.length;
  const told = {
    ...{ count, names, labels: few.labels, captions, background, shape, zoom: 56 / shape[1] },
    pixels: pictureBytes(few.rows),
  };
  const rows = few.rows.map((row) => Array.from(row));
  return {
    kind: "gallery",
    title: options.title ?? "what the net reads",
    parts: galleryParts,
    wide: count > 10,
    options: () => told,
    take: (now) => answersOf(probabilities(now, rows)),
    alt: `${count} pictures with what the net says they are, wrong answers marked`,
  };
}

export const galleryParts = ["panels/tiles"];

/** What a model says of these rows, [n, classes]. */
export function probabilities(model: Sequential, X: MatrixLike): ArrayLike<number>[] {
  const answers = model.predict(X);
  return Array.from({ length: answers.rows }, (_, i) => answers.row(i));
}

/**
 * For each row of probabilities the likeliest class, and its probability times the number of classes less one, so that both
 * are of one size when they are packed.
 */
export function answersOf(rows: readonly ArrayLike<number>[]): number[] {
  return rows.flatMap((row) => {
    let best = 0;
    for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
    return [best, row[best] * Math.max(1, row.length - 1)];
  });
}
