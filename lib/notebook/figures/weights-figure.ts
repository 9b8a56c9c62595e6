import { Sequential } from "../../core/model/sequential";
import { finite, rowsOf, type Table } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { stillPanel } from "../panels/still";
import { firstWeights, weightsParts, weightsTold } from "../panels/weights";
import { colourLimit } from "../touch/quantize";
import { tilesWidth } from "./images-figure";

export interface WeightsOptions {
  /** [rows, columns] of the pictures that the net reads: [28, 28]. */
  shape?: readonly [number, number];
  /** Which neurons; by default all. */
  units?: readonly number[];
  /** Words below each picture, in the order of units. */
  captions?: readonly string[];
  /** How many pictures stand in a row (10). */
  columns?: number;
  /** Size of a pixel on the page (2). */
  zoom?: number;
  title?: string;
  alt?: string;
}

/**
 * What the neurons of a first layer look for: the weights of each, laid out as the picture that they are multiplied
 * with. Blue where ink pushes the neuron up, orange-red where it pushes it down, white where it does not matter; one scale
 * for all, so wide that 99.5 % of the weights lie within it. weights: [pixels, units], or a model, whose first dense layer is taken.
 * Throws RangeError where the weights are not one for each pixel, or not finite.
 */
export function weightsFigure(weights: Table | Sequential, options: WeightsOptions = {}): Figure {
  const [height, width] = options.shape ?? [28, 28];
  const rows =
    weights instanceof Sequential
      ? rowsOfModel(weights)
      : rowsOf("weightsFigure: weights", weights);
  if (rows.length !== height * width) {
    throw new RangeError(
      `weightsFigure expects ${height * width} rows of weights, one for each pixel of ${height} × ${width}, ` +
        `but got ${rows.length}. For pictures of another size say { shape: [rows, columns] }`,
    );
  }
  rows.forEach((row, i) => finite(`weightsFigure: the weights of pixel ${i}`, row));
  const of = rows[0].length;
  const { captions, title, zoom = 2 } = options;
  const units = options.units ?? Array.from({ length: of }, (_, i) => i);
  const columns = options.columns ?? Math.min(10, units.length);
  const shape = [height, width] as const;
  const told = weightsTold("weightsFigure", { units, of, shape, captions, columns, zoom });
  const values = units.flatMap((unit) => Array.from(rows, (row) => row[unit]));
  const limit = colourLimit(values).toFixed(2);
  const words = `The weights of ${units.length} neurons as pictures of ${height} by ${width} pixels; blue: ${limit} and more, orange-red: −${limit} and less.`;
  return stillPanel(
    { kind: "weights", title, parts: weightsParts, options: () => told, alt: "" },
    {
      values,
      alt: options.alt ?? titled(title, words),
      width: tilesWidth({ count: units.length, shape, columns, zoom, captions, title }),
    },
  );
}

function rowsOfModel(model: Sequential) {
  const { inputs, outputs, data } = firstWeights("weightsFigure", model);
  return Array.from({ length: inputs }, (_, i) => data.subarray(i * outputs, (i + 1) * outputs));
}
