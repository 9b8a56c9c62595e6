import type { Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import {
  drawnNeurons,
  drawnNumbers,
  forward,
  networkParts,
  requireNames,
  type DrawnLayer,
  type NetworkTold,
} from "../panels/network";
import { stillPanel } from "../panels/still";
import { readNetwork, type HasParameters, type NetworkNumbers } from "./network-numbers";

export interface NetworkFigureOptions {
  /** Words for the neurons, layer by layer, inputs first: [["x1", "x2"], ["h1", "h2"], ["OR", "XOR"]]. */
  names?: readonly (readonly string[])[];
  /** The value of each neuron, layer by layer, inputs first: written into the circles, which it fills. */
  activations?: readonly Numbers[];
  /** A row of inputs, for one of the library's nets: it computes the activations. */
  example?: Numbers;
  /** Write weights and biases beside the lines? By default where there are no more than 12 weights. */
  numbers?: boolean;
  title?: string;
  /** In pixels of the page, from 300 to 740; as its layers need unless told otherwise. */
  width?: number;
  alt?: string;
}

/**
 * A net as a drawing: one circle a neuron, filled by its activation where one is known; one line a weight, blue above zero and
 * orange-red below, thick where it is large. In small nets the numbers stand on the lines, with the names that notebook 01
 * gives them: w1, w2, … and b1, b2, …, neuron by neuron; elsewhere a line under the pointer says its number. Of layers with more than
 * ten neurons the first eight and the last are drawn.
 * net: one of the library's, as it computes when it predicts (a scaler and normalizations are folded into its weights), or
 * { weights, biases } with weights [inputs, units] for each layer.
 * Throws RangeError where weights and biases do not fit together or are not finite, or names, activations or the example do not fit.
 */
export function networkFigure(
  net: NetworkNumbers | HasParameters,
  options: NetworkFigureOptions = {},
): Figure {
  const layers = readNetwork(net);
  const sizes = [layers[0].inputs, ...layers.map(({ units }) => units)];
  const { names = [], title } = options;
  requireNames("networkFigure", names, sizes);
  const rows = activationsOf(layers, sizes, options);
  const count = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  const numbers = options.numbers ?? count <= 12;
  const inputs = drawnNeurons(sizes[0]).map((neuron) => rows?.[0]?.[neuron] ?? NaN);
  const told: NetworkTold = {
    ...{ net: false, names, numbers, shown: 0, touch: false, sizes },
    examples: rows ? [{ name: "", words: "", inputs }] : [],
    activations: layers.map(({ activation }) => activation),
  };
  const shape = `A net with ${sizes.join(", ")} neurons in its layers`;
  const said = numbers ? `: ${parametersInWords(layers)}` : "";
  const natural = numbers ? 92 + 240 * layers.length : 130 + 150 * layers.length;
  return stillPanel(
    {
      kind: "network",
      title,
      parts: networkParts,
      options: () => ({ ...told }),
      alt: "",
    },
    {
      values: drawnNumbers(layers, rows ? [rows] : []),
      alt: options.alt ?? titled(title, `${shape}${said}.`),
      width: options.width ?? Math.max(300, Math.min(740, natural)),
    },
  );
}

/** The activations of every layer, as given or computed; undefined where nobody knows them. */
function activationsOf(
  layers: readonly DrawnLayer[],
  sizes: readonly number[],
  { activations, example }: NetworkFigureOptions,
): readonly Numbers[] | undefined {
  if (example) {
    if (layers.some(({ activation }) => activation === undefined)) {
      throw new RangeError(
        "networkFigure computes an example with one of the library's nets; for other nets give { activations }",
      );
    }
    if (example.length !== sizes[0] || !Array.from(example).every(Number.isFinite)) {
      throw new RangeError(
        `networkFigure expects an example of ${sizes[0]} finite inputs but got [${Array.from(example).slice(0, 10).join(", ")}]`,
      );
    }
    return forward(layers, example);
  }
  activations?.forEach((row, l) => {
    if (row.length === 0 || row.length === sizes[l]) return;
    throw new RangeError(
      `networkFigure expects ${sizes[l] ?? "no"} activations of layer ${l} (0: the inputs) but got ${row.length}`,
    );
  });
  return activations;
}

/** w1 = 0.11; w2 = …; b1 = … */
function parametersInWords(layers: readonly DrawnLayer[]): string {
  const said: string[] = [];
  let [weight, bias] = [0, 0];
  const signed = (value: number) => Math.fround(value).toFixed(2).replace("-", "−");
  for (const { inputs, units, weights, bias: biases } of layers) {
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < inputs; i++)
        said.push(`w${++weight} = ${signed(weights[i * units + j])}`);
      said.push(`b${++bias} = ${signed(biases[j])}`);
    }
  }
  return said.join("; ");
}
