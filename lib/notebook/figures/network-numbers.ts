import { finite, rowsOf, type Numbers, type Table } from "../drawing/checks";

/** The numbers of a net: for each layer the weights, [inputs, units], and the bias, one number a unit. */
export interface NetworkNumbers {
  weights: readonly Table[];
  biases: readonly Numbers[];
}

/** What the library's networks offer. */
export interface HasParameters {
  parameters(): readonly { name: string; value: { toArray(): number[][] } }[];
}

/** Weights and biases of a net as nested arrays. Throws RangeError where they are not finite or do not fit together. */
export function readNetwork(net: NetworkNumbers | HasParameters): {
  weights: number[][][];
  biases: number[][];
} {
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
  return { weights, biases };
}

function fromParameters(net: HasParameters): NetworkNumbers {
  const all = net.parameters();
  const ending = (end: string) =>
    all.filter(({ name }) => name.endsWith(end)).map(({ value }) => value.toArray());
  return { weights: ending("/weights"), biases: ending("/bias").map((rows) => rows[0]) };
}
