import { finite, rowsOf, type Table } from "../drawing/checks";
import { colourLimit } from "../touch/quantize";
import type { Figure } from "../drawing/figure";
import { divergingColour } from "../drawing/palette";
import { tilesFigure } from "../drawing/tiles";
import { titled } from "../drawing/words";

export interface WeightsOptions {
  /** [rows, columns] of the pictures that the net reads: [28, 28]. */
  shape?: readonly [number, number];
  /** Which neurons; by default all. */
  indices?: readonly number[];
  captions?: readonly string[];
  columns?: number;
  /** Size of a pixel on the page (2). */
  zoom?: number;
  title?: string;
  alt?: string;
}

/**
 * What the neurons of a first layer look for: the weights of each, laid out as the picture that they are multiplied
 * with. Blue where ink pushes the neuron up, orange where it pushes it down, white where it does not matter; one scale
 * for all, so wide that 99.5 % of the weights lie within it. weights: [pixels, units], such as parameters()[0].value.
 * Throws RangeError where the weights are not one for each pixel, or not finite.
 */
export function weightsFigure(weights: Table, options: WeightsOptions = {}): Figure {
  const [height, width] = options.shape ?? [28, 28];
  const rows = rowsOf("weightsFigure: weights", weights);
  if (rows.length !== height * width) {
    throw new RangeError(
      `weightsFigure expects ${height * width} rows of weights, one for each pixel of ${height} × ${width}, ` +
        `but got ${rows.length}. For pictures of another size say { shape: [rows, columns] }`,
    );
  }
  rows.forEach((row, i) => finite(`weightsFigure: the weights of pixel ${i}`, row));
  const units = rows[0].length;
  const indices = options.indices ?? Array.from({ length: units }, (_, i) => i);
  const columns = indices.map((unit) => {
    if (!Number.isInteger(unit) || unit < 0 || unit >= units) {
      throw new RangeError(`weightsFigure: there are neurons 0 to ${units - 1}, but got ${unit}`);
    }
    return rows.map((row) => row[unit]);
  });
  const limit = colourLimit(columns.flat());
  const tiles = columns.map((column, place) => ({
    caption: options.captions?.[place],
    colours: column.map((value) => divergingColour(Math.max(-1, Math.min(1, value / limit)))),
  }));
  const note = `blue: ${limit.toFixed(2)} and more, orange: −${limit.toFixed(2)} and less`;
  return tilesFigure(tiles, {
    shape: [height, width],
    columns: options.columns ?? Math.min(10, indices.length),
    zoom: options.zoom ?? 2,
    title: options.title,
    note,
    alt:
      options.alt ??
      titled(
        options.title,
        `The weights of ${indices.length} neurons as pictures of ${height} by ${width} pixels; ${note}.`,
      ),
  });
}
