// The state of the playground: everything that its numbers follow from, as plain JSON, each field with bounds.
import { dataSets, type DataSet, type GeneratedName } from "./data-sets";
import { features, type FeatureName } from "./features";
import { checkedOwnData, ownDataSet, type OwnData } from "./own-data";
import { list, name, number, oneOf, whole } from "./state-checks";

export type DataName = GeneratedName | "own";

export const activationNames = ["tanh", "relu", "leakyRelu", "sigmoid", "linear"] as const;
export const lossNames = ["crossEntropy", "quadratic", "meanSquaredError"] as const;
export const optimizerNames = ["sgd", "momentum", "adagrad", "rmsprop", "adam"] as const;
export const regularizerNames = ["none", "l1", "l2"] as const;

export interface PlaygroundState {
  data: DataName;
  /** Of a generated data set; 2 where the data have none. */
  classes: number;
  points: number;
  noise: number;
  /** Percent of the points that the net learns from; the others test it. */
  trainShare: number;
  features: FeatureName[];
  /** Units of each hidden layer; [] for none. */
  layers: number[];
  activation: (typeof activationNames)[number];
  loss: (typeof lossNames)[number];
  optimizer: (typeof optimizerNames)[number];
  learningRate: number;
  regularizer: (typeof regularizerNames)[number];
  regularizerRate: number;
  batchSize: number;
  seed: number;
  /** Epochs from picture to picture while it plays. */
  pace: number;
  /** All weights and biases where training begins, in the model's order, where they are not those of the seed. */
  weights?: number[];
  /** The reader's own data, for data "own". */
  own?: OwnData;
}

/** Bounds that controls and checks share. They keep every net so small that a page stays alive. */
export const bounds = {
  classes: [2, 6],
  points: [60, 2000],
  noise: [0, 0.5],
  trainShare: [10, 90],
  layers: [0, 6],
  units: [1, 8],
  learningRate: [1e-5, 10],
  regularizerRate: [0, 10],
  batchSize: [1, 200],
  seed: [0, 999_999],
  pace: [1, 50],
  weight: [-1e30, 1e30],
} as const satisfies Record<string, readonly [number, number]>;

const dataNames = [...(Object.keys(dataSets) as GeneratedName[]), "own"] as const;
const featureNames = Object.keys(features) as FeatureName[];

/** How each field is read; what it throws names the field. */
const readers: { [K in keyof PlaygroundState]-?: (value: unknown) => PlaygroundState[K] } = {
  data: (value) => oneOf("data", value, dataNames),
  classes: (value) => whole("classes", value, bounds.classes),
  points: (value) => whole("points", value, bounds.points),
  noise: (value) => number("noise", value, bounds.noise),
  trainShare: (value) => whole("trainShare", value, bounds.trainShare),
  features: (value) => {
    const given = list("features", value, featureNames.length).map((one) =>
      oneOf("features", one, featureNames),
    );
    return featureNames.filter((one) => given.includes(one));
  },
  layers: (value) =>
    list("layers", value, bounds.layers[1]).map((one) => whole("layers", one, bounds.units)),
  activation: (value) => oneOf("activation", value, activationNames),
  loss: (value) => oneOf("loss", value, lossNames),
  optimizer: (value) => oneOf("optimizer", value, optimizerNames),
  learningRate: (value) => number("learningRate", value, bounds.learningRate),
  regularizer: (value) => oneOf("regularizer", value, regularizerNames),
  regularizerRate: (value) => number("regularizerRate", value, bounds.regularizerRate),
  batchSize: (value) => whole("batchSize", value, bounds.batchSize),
  seed: (value) => whole("seed", value, bounds.seed),
  pace: (value) => whole("pace", value, bounds.pace),
  weights: (value) => list("weights", value, 1000).map((w) => number("weights", w, bounds.weight)),
  own: (value) => checkedOwnData(value),
};

/** The state that the playground opens with. */
export const defaults: Readonly<PlaygroundState> = {
  data: "circles",
  classes: 2,
  points: 500,
  noise: 0.1,
  trainShare: 50,
  features: ["x1", "x2"],
  layers: [4, 2],
  activation: "tanh",
  loss: "crossEntropy",
  optimizer: "adam",
  learningRate: 0.01,
  regularizer: "none",
  regularizerRate: 0.001,
  batchSize: 10,
  seed: 1,
  pace: 5,
};

/** What kind of data a state has: its own, or those of a generator. */
export function dataSetOf(state: Pick<PlaygroundState, "data" | "own">): DataSet {
  if (state.data !== "own") return dataSets[state.data];
  if (!state.own) throw new RangeError(`playground: data "own" needs the rows in own`);
  return ownDataSet(state.own);
}

/** How many classes the data have; 0 where the answers are values. */
export function classesOf(state: PlaygroundState): number {
  if (dataSetOf(state).kind === "values") return 0;
  return state.own && state.data === "own" ? state.own.classes.length : state.classes;
}

/** Numbers that come out of the net: one for a value and for yes or no, else one for each class. */
export function outputsOf(state: PlaygroundState): number {
  return Math.max(1, classesOf(state) === 2 ? 1 : classesOf(state));
}

/** Weights and biases in all. */
export function parametersOf(state: PlaygroundState): number {
  const widths = [state.features.length, ...state.layers, outputsOf(state)];
  return widths.slice(1).reduce((sum, width, i) => sum + (widths[i] + 1) * width, 0);
}

/**
 * A whole state from some of its fields, or from whatever a link held; what is missing is taken from the defaults.
 * Throws TypeError for anything but an object and for fields that the playground does not know; RangeError where a
 * field is out of its bounds or does not fit the others.
 */
export function readFields(given: unknown): PlaygroundState {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError("playground expects its state as an object of fields");
  }
  const read: Record<string, unknown> = { ...defaults };
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(readers, key)) {
      throw new TypeError(`playground knows no field ${name(key)}`);
    }
    const value = (given as Record<string, unknown>)[key];
    if (value !== undefined) read[key] = readers[key as keyof PlaygroundState](value);
  }
  const has = (key: keyof PlaygroundState) =>
    (given as Partial<PlaygroundState>)[key] !== undefined;
  return fitted(read as unknown as PlaygroundState, has);
}

/** Fields brought into line with the data: those that were given are checked, the others take what fits. */
function fitted(
  read: PlaygroundState,
  given: (key: keyof PlaygroundState) => boolean,
): PlaygroundState {
  const set = dataSetOf(read);
  const state = { ...read };
  if (state.data !== "own") delete state.own;
  const refuse = (words: string): never => {
    throw new RangeError(`playground: ${words}`);
  };
  if (set.kind === "classes" && state.data !== "own" && state.classes > set.mostClasses) {
    refuse(
      `${state.data} has at most ${set.mostClasses} classes, but the state asks for ${state.classes}`,
    );
  }
  const usable = state.features.filter((one) => features[one].inputs <= set.inputs);
  if (given("features") && usable.length < state.features.length) {
    refuse(`${state.data} has one input, so that features of x2 do not fit`);
  }
  if (usable.length === 0) refuse("the net needs at least one feature");
  state.features = usable;
  if (set.kind === "values" && state.loss === "crossEntropy") {
    if (given("loss")) refuse("crossEntropy is a loss for classes, and these data are values");
    state.loss = "meanSquaredError";
  }
  if (state.weights && state.weights.length !== parametersOf(state)) {
    refuse(
      `this net has ${parametersOf(state)} weights and biases, but the state brings ${state.weights.length}`,
    );
  }
  return state;
}

/** The state after a change of some fields, where fields that no longer fit follow. Weights of another net are dropped. */
export function changed(state: PlaygroundState, change: Partial<PlaygroundState>): PlaygroundState {
  const next: PlaygroundState = { ...state, ...change };
  const set = dataSetOf(next);
  if (set.kind === "classes" && next.data !== "own") {
    next.classes = Math.min(next.classes, set.mostClasses);
  }
  next.features = next.features.filter((one) => features[one].inputs <= set.inputs);
  if (next.features.length === 0) next.features = ["x1"];
  const before = dataSetOf(state);
  // A plane needs both of its coordinates, where the reader has not chosen anything else.
  if (before.inputs === 1 && set.inputs === 2 && !next.features.includes("x2")) {
    next.features = readers.features([...next.features, "x2"]);
  }
  if (set.kind === "values" && next.loss === "crossEntropy") next.loss = "meanSquaredError";
  if (set.kind === "classes" && before.kind === "values") next.loss = "crossEntropy";
  if (next.weights && next.weights.length !== parametersOf(next)) delete next.weights;
  return readFields(next);
}
