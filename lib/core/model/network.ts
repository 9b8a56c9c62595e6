// Built in notebook 03-any-shape: `new Network([2, 2, 2])`.
import type { ActivationName } from "../activations";
import { Dense } from "../layers/dense";
import { describe, requireOptions } from "../errors";
import type { InitializerName } from "../layers/initializers";
import type { LossName } from "../losses";
import type { DType } from "../matrix";
import { Sequential } from "./sequential";
import { SGD } from "../optimizers/sgd";

export interface NetworkOptions {
  /** How far one step goes; 0.5 unless told otherwise. */
  learningRate?: number;
  /** "quadratic" unless told otherwise. */
  loss?: LossName;
  /** One activation for all layers, or a list with one for each layer behind the inputs; "sigmoid" unless told otherwise. */
  activation?: ActivationName | readonly ActivationName[];
  /** How the weights start: "glorot" unless told otherwise, "normal" for Nielsen's N(0, 1). */
  weights?: InitializerName;
  /** How the biases start: "zeros" unless told otherwise, "normal" for Nielsen's N(0, 1). */
  bias?: InitializerName;
  /** From which the start values and the shuffling are drawn; 0 unless told otherwise. */
  seed?: number;
  /** "float32" unless told otherwise; "float64" where numbers are to be compared to many digits. */
  dtype?: DType;
  /** "plain", "wasm", "threads" or "jax"; the one of useBackend unless told otherwise. float64 computes on plain. */
  backend?: string;
}

const OPTIONS = [
  "learningRate",
  "loss",
  "activation",
  "weights",
  "bias",
  "seed",
  "dtype",
  "backend",
];

/**
 * A fully connected net of the given structure, ready to learn: [784, 30, 10] means 784 inputs, 30 hidden neurons,
 * 10 outputs. Short for a Sequential of Dense layers, compiled with SGD.
 * Throws RangeError where the structure has fewer than two numbers or one that is not a whole number above 0.
 */
export class Network extends Sequential {
  /** Inputs, hidden layers, outputs. */
  readonly sizes: readonly number[];

  constructor(sizes: readonly number[], options: NetworkOptions = {}) {
    requireOptions("Network", options, OPTIONS);
    requireStructure(sizes);
    const { activation = "sigmoid", weights = "glorot", bias = "zeros" } = options;
    const activations =
      typeof activation === "string" ? sizes.slice(1).map(() => activation) : activation;
    if (activations.length !== sizes.length - 1) {
      throw new RangeError(
        `Network expects one activation, or ${sizes.length - 1} for the structure [${sizes.join(", ")}] ` +
          `(the inputs have none), but got ${activations.length}`,
      );
    }
    const layers = sizes.slice(1).map(
      (units, i) =>
        new Dense({
          units,
          activation: activations[i],
          weightInitializer: weights,
          biasInitializer: bias,
        }),
    );
    const { seed, dtype, backend } = options;
    super(layers, { inputs: sizes[0], seed, dtype, backend });
    this.sizes = [...sizes];
    this.compile({
      optimizer: new SGD({ learningRate: options.learningRate ?? 0.5 }),
      loss: options.loss ?? "quadratic",
    });
  }
}

function requireStructure(sizes: readonly number[]): void {
  const fits =
    Array.isArray(sizes) && sizes.length >= 2 && sizes.every((n) => Number.isInteger(n) && n > 0);
  if (!fits) {
    const got = Array.isArray(sizes) ? `[${sizes.join(", ")}]` : describe(sizes);
    throw new RangeError(
      `Network expects a structure such as [2, 3, 1], inputs first and outputs last, with whole numbers above 0, but got ${got}`,
    );
  }
}
