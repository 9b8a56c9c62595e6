// The net of a state: built with the library, and the same building as lines of code.
import {
  Adagrad,
  Adam,
  Dense,
  l1,
  l2,
  RMSProp,
  Sequential,
  SGD,
  type ActivationName,
  type LossName,
  type Optimizer,
  type Regularizer,
} from "../core/index";
import { literal } from "./data-sets";
import { classesOf, outputsOf, type PlaygroundState } from "./state";

/** How each optimizer is made, and what its class and further options are called. */
const optimizers: Record<
  PlaygroundState["optimizer"],
  { of: string; more: object; make: (learningRate: number) => Optimizer }
> = {
  sgd: { of: "SGD", more: {}, make: (learningRate) => new SGD({ learningRate }) },
  momentum: {
    of: "SGD",
    more: { momentum: 0.9 },
    make: (learningRate) => new SGD({ learningRate, momentum: 0.9 }),
  },
  adagrad: { of: "Adagrad", more: {}, make: (learningRate) => new Adagrad({ learningRate }) },
  rmsprop: { of: "RMSProp", more: {}, make: (learningRate) => new RMSProp({ learningRate }) },
  adam: { of: "Adam", more: {}, make: (learningRate) => new Adam({ learningRate }) },
};

/** The activation of the last layer: shares of classes, yes or no, or a plain number. */
export function outputActivation(state: PlaygroundState): ActivationName {
  const classes = classesOf(state);
  return classes === 0 ? "linear" : classes === 2 ? "sigmoid" : "softmax";
}

/** The library's name of the loss. */
export function lossOf(state: PlaygroundState): LossName {
  if (state.loss !== "crossEntropy") return state.loss;
  return classesOf(state) === 2 ? "binaryCrossentropy" : "categoricalCrossentropy";
}

function regularizerOf({ regularizer, regularizerRate }: PlaygroundState): Regularizer | undefined {
  if (regularizer === "none" || regularizerRate === 0) return undefined;
  return regularizer === "l1" ? l1(regularizerRate) : l2(regularizerRate);
}

/** The compiled model of a state, with the seed's start values, or with the state's own. */
export function modelOf(state: PlaygroundState): Sequential {
  const weightRegularizer = regularizerOf(state);
  const { activation, layers, seed } = state;
  const dense = layers.map((units) => new Dense({ units, activation, weightRegularizer }));
  const last = { units: outputsOf(state), activation: outputActivation(state), weightRegularizer };
  const model = new Sequential([...dense, new Dense(last)], {
    inputs: state.features.length,
    seed,
  });
  const optimizer = optimizers[state.optimizer].make(state.learningRate);
  model.compile({ optimizer, loss: lossOf(state) });
  if (state.weights) setWeights(model, state.weights);
  return model;
}

/** All weights and biases in a row, in the model's order. */
export function weightsOf(model: Sequential): number[] {
  return model.parameters().flatMap(({ value }) => Array.from(value.data));
}

/** Writes what weightsOf gave. */
export function setWeights(model: Sequential, weights: readonly number[]): void {
  let at = 0;
  for (const { value } of model.parameters()) {
    for (let i = 0; i < value.data.length; i++) value.data[i] = weights[at++];
  }
}

/** The same model as code: what it imports, and its lines. */
export function modelCode(state: PlaygroundState): { uses: string[]; lines: string[] } {
  const { of, more } = optimizers[state.optimizer];
  const priced = regularizerOf(state) !== undefined;
  const price = priced ? `, weightRegularizer: ${state.regularizer}(${state.regularizerRate})` : "";
  const layer = (units: number, activation: string) =>
    `    new Dense({ units: ${units}, activation: "${activation}"${price} }),`;
  const lines = [
    `const model = new Sequential(`,
    `  [`,
    ...state.layers.map((units) => layer(units, state.activation)),
    layer(outputsOf(state), outputActivation(state)),
    `  ],`,
    `  { inputs: ${state.features.length}, seed: ${state.seed} },`,
    `);`,
    `model.compile({`,
    `  optimizer: new ${of}(${literal({ learningRate: state.learningRate, ...more })}),`,
    `  loss: "${lossOf(state)}",`,
    `});`,
  ];
  if (state.weights) {
    lines.push(
      `// Weights and biases where training begins: they were changed by hand, or other settings came before.`,
      `const weights = [`,
      ...chunks(state.weights, 8).map((part) => `  ${part.map(inFloat32).join(", ")},`),
      `];`,
      `let at = 0;`,
      `for (const { value } of model.parameters()) value.data.forEach((_, i) => (value.data[i] = weights[at++]));`,
    );
  }
  return { uses: ["Sequential", "Dense", of, ...(priced ? [state.regularizer] : [])], lines };
}

/** Nine digits are enough for every number of single precision. */
export const inFloat32 = (value: number): number => Number(value.toPrecision(9));

function chunks<T>(values: readonly T[], size: number): T[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, i) => values.slice(i * size, (i + 1) * size));
}
