import type { Sequential } from "../../core/model/sequential";
import type { PanelContext } from "./context";
import { pictureShape } from "./examples";
import type { Panel } from "./panel";

export interface WeightsPanelOptions {
  title?: string;
  /** Which neurons of the first layer; the first 12 unless told otherwise. */
  units?: readonly number[];
  /** [rows, columns] of the pictures that the net reads; a square unless told otherwise. */
  shape?: readonly [number, number];
  /** Words below each picture; "neuron 1", … unless told otherwise. "\n" begins a new line. */
  captions?: readonly string[];
  /** How many pictures stand in a row where the page is wide enough. */
  columns?: number;
}

/**
 * What the neurons of the first layer look for: the weights of each, laid out as the picture that they are multiplied with.
 * Blue where ink pushes the neuron up, orange-red where it pushes it down, white where it does not matter. One scale for the whole
 * training: the size that 99.5 % of the last weights stay under; larger ones are cut. Kept is one byte a weight and moment.
 * Throws RangeError for a neuron that there is none of, or pictures of another shape.
 */
export function weightsPanel(context: PanelContext, options: WeightsPanelOptions = {}): Panel {
  const { what, model } = context;
  const all = model && firstWeights(what, model);
  if (!all) {
    throw new RangeError(`${what} cannot draw "weights", which asks the model while it learns`);
  }
  const { inputs, outputs } = all;
  const units = options.units ?? Array.from({ length: Math.min(12, outputs) }, (_, k) => k);
  const shape = pictureShape(`${what}: "weights"`, inputs, options.shape);
  const captions = options.captions ?? units.map((unit) => `neuron ${unit + 1}`);
  const told = weightsTold(what, { units, of: outputs, shape, captions, columns: options.columns });
  return {
    kind: "weights",
    title: options.title ?? "what the first neurons look for",
    parts: weightsParts,
    wide: units.length > 4,
    bits: 8,
    options: () => told,
    take: (now) => {
      const { data } = firstWeights(what, now);
      return units.flatMap((unit) =>
        Array.from({ length: inputs }, (_, i) => data[i * outputs + unit]),
      );
    },
    alt: `the incoming weights of ${units.length} neurons as pictures of ${shape.join(" × ")}`,
  };
}

export const weightsParts = ["panels/tiles"];

/** What the drawing code gets. Throws RangeError for a neuron that there is none of, none at all, or captions that do not fit. */
export function weightsTold(
  what: string,
  given: {
    units: readonly number[];
    of: number;
    shape: readonly [number, number];
    captions?: readonly string[];
    columns?: number;
    zoom?: number;
  },
) {
  const { units, of, shape, captions = [], columns, zoom } = given;
  const odd = units.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= of);
  if (odd !== undefined || units.length === 0) {
    throw new RangeError(
      `${what}: there are neurons 0 to ${of - 1}, but got ${odd === undefined ? "none" : odd}`,
    );
  }
  if (captions.length !== 0 && captions.length !== units.length) {
    throw new RangeError(
      `${what} expects a caption for each of ${units.length} neurons but got ${captions.length}`,
    );
  }
  return { shape, captions, columns, zoom };
}

/** The weights of the first dense layer, row-major. */
export function firstWeights(what: string, model: Sequential) {
  const layer = model.layers.find((one) => one.config().class === "Dense");
  const weights = layer && model.parameters().find(({ name }) => name === `${layer.name}/weights`);
  if (!layer || !weights) {
    throw new RangeError(`${what} expects a model whose weights can be drawn: with a dense layer`);
  }
  return { inputs: layer.inputs, outputs: layer.outputs, data: weights.value.data };
}
