import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import { parameterCount, perLayer, type FigureActivation } from "./net-snapshots";

/** Parameters of a small net: per layer the weights [inputs, units] and the biases [units]. */
export interface LayeredParameters {
  weights: number[][][];
  biases: number[][];
}

/**
 * A small net to play with: its inputs are sliders, each weight and bias can be chosen and changed, the neurons fill with
 * their activations, and a truth table below shows outputs beside targets and the loss
 * ½ Σ over the outputs of (a − y)², averaged over the trials.
 * sizes: inputs first, at most 5 neurons a layer and 4 layers. names.parameters: one name per parameter, layer by layer,
 * weights row by row, then biases. presets: other parameters behind a button each. Throws RangeError where shapes do not fit.
 */
export function networkTouch(
  options: LayeredParameters & {
    sizes?: number[];
    activations?: FigureActivation | FigureActivation[];
    names?: { inputs?: string[]; hidden?: string[]; outputs?: string[]; parameters?: string[] };
    inputs?: number[][];
    targets?: number[][];
    presets?: (LayeredParameters & { name: string })[];
    presetName?: string;
    range?: number;
  },
): Figure {
  const { sizes = [2, 2, 2], names = {}, presets = [], presetName = "start", range = 10 } = options;
  const {
    inputs = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    targets = [
      [0, 0],
      [1, 1],
      [1, 1],
      [1, 0],
    ],
  } = options;
  const outputs = sizes[sizes.length - 1];
  const activations = perLayer(sizes, options.activations ?? "sigmoid", "networkTouch");
  if (sizes.length > 4 || sizes.some((size) => size > 5)) {
    throw new RangeError(
      `networkTouch shows at most 4 layers of at most 5 neurons but got [${sizes.join(", ")}]`,
    );
  }
  if (
    inputs.length !== targets.length ||
    inputs.some((row) => row.length !== sizes[0]) ||
    targets.some((row) => row.length !== outputs)
  ) {
    throw new RangeError(
      `networkTouch expects inputs [n, ${sizes[0]}] and targets [n, ${outputs}] but got ` +
        `[${inputs.length}, ${inputs[0]?.length}] and [${targets.length}, ${targets[0]?.length}]`,
    );
  }
  const sets = [{ ...options, name: presetName }, ...presets].map((set) => ({
    name: set.name,
    parameters: flatten(sizes, set),
  }));
  const tall = Math.max(Math.max(...sizes) * 134 + 12, inputs.length * 32 + 96);
  return widgetFigure("network-touch", {
    parts: ["trials"],
    data: { sizes, activations, names: allNames(sizes, names), inputs, targets, sets, range },
    height: tall + 96 + (sets.length > 1 ? 46 : 0),
    alt:
      `A net [${sizes.join(", ")}] with its weights and biases. Inputs and parameters can be changed; the activations, ` +
      `the table of ${inputs.length} trials and the loss follow.`,
  });
}

function flatten(sizes: number[], { weights, biases }: LayeredParameters): number[] {
  const flat = sizes
    .slice(1)
    .flatMap((_, l) => [...(weights[l]?.flat() ?? []), ...(biases[l] ?? [])]);
  if (flat.length !== parameterCount(sizes) || !flat.every(Number.isFinite)) {
    throw new RangeError(
      `networkTouch expects ${parameterCount(sizes)} finite parameters for [${sizes.join(", ")}]: weights[l] is ` +
        `[inputs, units], biases[l] is [units], but got ${flat.length} numbers`,
    );
  }
  return flat;
}

type Names = { inputs?: string[]; hidden?: string[]; outputs?: string[]; parameters?: string[] };

/** A name for every neuron and every parameter. */
function allNames(sizes: number[], { inputs, hidden, outputs, parameters }: Names) {
  const last = sizes.length - 1;
  let unit = 0;
  const neurons = sizes.map((size, l) =>
    Array.from({ length: size }, (_, j) => {
      if (l === 0) return inputs?.[j] ?? `x${j + 1}`;
      if (l === last) return outputs?.[j] ?? (sizes[last] === 2 ? ["OR", "XOR"][j] : `y${j + 1}`);
      unit += 1;
      return hidden?.[unit - 1] ?? `h${unit}`;
    }),
  );
  const made = sizes
    .slice(1)
    .flatMap((size, l) => [
      ...neurons[l].flatMap((from) => neurons[l + 1].map((to) => `weight ${from} → ${to}`)),
      ...neurons[l + 1].slice(0, size).map((name) => `bias of ${name}`),
    ]);
  return {
    neurons,
    parameters: made.map((name, i) => (parameters?.[i] ? `${parameters[i]}: ${name}` : name)),
    // what stands on the edges before the numbers
    short: parameters?.every((name) => name.length < 4) ? parameters : undefined,
  };
}
