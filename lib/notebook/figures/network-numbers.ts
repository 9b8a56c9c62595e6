import { Sequential } from "../../core/model/sequential";
import { finite, rowsOf, type Numbers, type Table } from "../drawing/checks";
import type { DrawnLayer } from "../panels/network";
import { foldedLayers } from "../touch/folded-layers";

/** The numbers of a net: for each layer the weights, [inputs, units], and the bias, one number a unit. */
export interface NetworkNumbers {
  weights: readonly Table[];
  biases: readonly Numbers[];
}

/** What networks offer that keep their weights and biases under these endings of names. */
export interface HasParameters {
  parameters(): readonly { name: string; value: { toArray(): number[][] } }[];
}

/**
 * The layers of a net: of one of the library's as it predicts, with its activations; of others as given.
 * Throws RangeError where numbers are not finite or do not fit together.
 */
export function readNetwork(net: NetworkNumbers | HasParameters): DrawnLayer[] {
  if (net instanceof Sequential) {
    const layers = foldedLayers(net, "networkFigure");
    layers.forEach(({ weights, bias }, l) => {
      finite(`networkFigure: the weights of layer ${l + 1}`, weights);
      finite(`networkFigure: the bias of layer ${l + 1}`, bias);
    });
    return layers;
  }
  const given = "parameters" in net ? fromParameters(net) : net;
  const weights = given.weights.map((layer, l) =>
    rowsOf(`networkFigure: the weights of layer ${l + 1}`, layer).map((row) =>
      Array.from(finite(`networkFigure: a row of the weights of layer ${l + 1}`, row)),
    ),
  );
  const biases = given.biases.map((bias, l) =>
    Array.from(finite(`networkFigure: the bias of layer ${l + 1}`, bias)),
  );
  if (weights.length === 0 || weights.length !== biases.length) {
    throw new RangeError(
      `networkFigure expects weights and a bias for each layer but got ${weights.length} and ${biases.length}`,
    );
  }
  weights.forEach((layer, l) => {
    const inputs = l === 0 ? layer.length : biases[l - 1].length;
    const units = biases[l].length;
    if (layer.length !== inputs || layer.some((row) => row.length !== units)) {
      throw new RangeError(
        `networkFigure: the weights of layer ${l + 1} should be [${inputs}, ${units}] (inputs as rows, units as ` +
          `columns) but are [${layer.length}, ${layer[0]?.length}]: are they transposed?`,
      );
    }
  });
  return weights.map((layer, l) => ({
    inputs: layer.length,
    units: biases[l].length,
    weights: layer.flat(),
    bias: biases[l],
  }));
}

function fromParameters(net: HasParameters): NetworkNumbers {
  const all = net.parameters();
  const ending = (end: string) =>
    all.filter(({ name }) => name.endsWith(end)).map(({ value }) => value.toArray());
  return { weights: ending("/weights"), biases: ending("/bias").map((rows) => rows[0]) };
}
