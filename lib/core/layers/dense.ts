// Built in notebook 03-any-shape, from the matrices of 02.
import { activationNamed, type ActivationName } from "../activations";
import { requireKnown, requireOptions, requireWhole } from "../errors";
import { initializers, type InitializerName } from "./initializers";
import type { ActivationKernels } from "../engine/kernels";
import { resized } from "../engine/resized";
import type { Matrix } from "../matrix";
import { withoutUndefined } from "../without-undefined";
import {
  Layer,
  requireRowsOfNumbers,
  type LayerConfig,
  type LayerParts,
  type Parameter,
} from "./layer";
import { regularizerFrom, type Regularizer } from "./regularizers";

export interface DenseOptions {
  /** How many neurons: numbers per example that come out. */
  units: number;
  /** What each neuron does with its sum; "linear" unless told otherwise. */
  activation?: ActivationName;
  /** Numbers per example that go in; those that the layer before gives, unless told otherwise. */
  inputs?: number;
  /** How the weights start; "glorot" unless told otherwise. */
  weightInitializer?: InitializerName;
  /** How the biases start; "zeros" unless told otherwise. */
  biasInitializer?: InitializerName;
  /** A price on the weights, such as l2(1e-4); none unless told otherwise. */
  weightRegularizer?: Regularizer;
  /** A price on the biases; none unless told otherwise. */
  biasRegularizer?: Regularizer;
}

const OPTIONS = [
  "units",
  "activation",
  "inputs",
  "weightInitializer",
  "biasInitializer",
  "weightRegularizer",
  "biasRegularizer",
];

/**
 * A fully connected layer: A = f(X W + b).
 * X [rows, inputs], W [inputs, units], b [1, units], A [rows, units].
 * Backward, with δ = dL/dZ = dL/dA · f′(Z): dL/dW = Xᵀ δ, dL/db = Σ rows of δ, dL/dX = δ Wᵀ.
 * Throws RangeError where units is not a whole number above 0, a name is unknown, or softmax has one unit.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 2 (there with columns for examples).
 */
export class Dense extends Layer {
  readonly #options: DenseOptions & Required<Omit<DenseOptions, OptionalName>>;
  #activation!: ActivationKernels;
  #parameters: readonly Parameter[] = [];
  #X!: Matrix;
  #Z!: Matrix;
  #A!: Matrix;
  #dZ!: Matrix;
  #dX?: Matrix;

  constructor(options: DenseOptions) {
    super("dense");
    requireOptions("Dense", options, OPTIONS);
    const all = {
      units: requireWhole("Dense", "units", options.units, 1),
      activation: activationNamed("Dense", options.activation ?? "linear").name,
      inputs: options.inputs,
      weightInitializer: options.weightInitializer ?? "glorot",
      biasInitializer: options.biasInitializer ?? "zeros",
      weightRegularizer: regularizerFrom("Dense", "weightRegularizer", options.weightRegularizer),
      biasRegularizer: regularizerFrom("Dense", "biasRegularizer", options.biasRegularizer),
    };
    if (all.inputs !== undefined) requireWhole("Dense", "inputs", all.inputs, 1);
    if (all.activation === "softmax") requireClasses("Dense", all.units);
    requireKnown("Dense", "weightInitializer", all.weightInitializer, initializers);
    requireKnown("Dense", "biasInitializer", all.biasInitializer, initializers);
    this.#options = all;
  }

  override get outputShape(): readonly number[] {
    return [this.#options.units];
  }

  shapeAfter(shape: readonly number[], name: string): readonly number[] {
    const { inputs, units } = this.#options;
    requireRowsOfNumbers(name, shape);
    if (inputs !== undefined && inputs !== shape[0]) {
      throw new RangeError(
        `${name} expects ${inputs} inputs a row but what lies before it gives ${shape[0]}: its weights [${inputs}, ${units}] ` +
          `do not fit [rows, ${shape[0]}]. Is a layer missing?`,
      );
    }
    return [units];
  }

  override get activationName(): ActivationName {
    return this.#options.activation;
  }

  override get onlyMultiplies(): boolean {
    return true;
  }

  /** The weights [inputs, units] and their gradient. */
  get weights(): Parameter {
    return this.#parameters[0];
  }

  /** The biases [1, units] and their gradient. */
  get bias(): Parameter {
    return this.#parameters[1];
  }

  override get parameters(): readonly Parameter[] {
    return this.#parameters;
  }

  protected make({ random, kernels }: LayerParts): void {
    const { inputs, name } = this;
    const { units, activation, ...options } = this.#options;
    this.#activation = kernels.activation(activation);
    const parameter = (role: string, rows: number, regularizer?: Regularizer): Parameter => ({
      name: `${name}/${role}`,
      value: kernels.matrix(rows, units),
      gradient: kernels.gradient(rows, units),
      regularizer,
    });
    const weights = parameter("weights", inputs, options.weightRegularizer);
    const bias = parameter("bias", 1, options.biasRegularizer);
    initializers[options.weightInitializer](weights.value, random, inputs, units);
    initializers[options.biasInitializer](bias.value, random, inputs, units);
    this.#parameters = [weights, bias];
    this.#Z = kernels.matrix(1, units);
    this.#A = kernels.matrix(1, units);
    this.#dZ = kernels.matrix(1, units);
  }

  /** What the last compute gave, [rows, units]. */
  get output(): Matrix {
    return this.#A;
  }

  /** The sums X W + b of the last compute, [rows, units]. */
  override get logits(): Matrix {
    return this.#Z;
  }

  #reserve(rows: number): void {
    const buffers = [this.#Z, this.#A, this.#dZ];
    [this.#Z, this.#A, this.#dZ] = resized(this.kernels, buffers, rows);
    if (this.#dX) this.kernels.release(this.#dX);
    this.#dX = undefined;
  }

  compute(X: Matrix, rows: number): Matrix {
    if (rows > this.#Z.rows) this.#reserve(rows);
    this.#X = X;
    this.kernels.affine(X, this.weights.value, this.bias.value, this.#Z, rows);
    this.#activation.forward(this.#Z, this.#A, rows);
    return this.#A;
  }

  propagate(
    gradient: Matrix,
    rows: number,
    needInputs: boolean,
    ofLogits: boolean,
  ): Matrix | undefined {
    if (!ofLogits) this.#activation.backward(this.#A, gradient, this.#dZ, rows);
    const dZ = ofLogits ? gradient : this.#dZ;
    const { value: W, gradient: dW } = this.weights;
    this.kernels.parameterGradients(this.#X, dZ, dW, this.bias.gradient, rows);
    if (!needInputs) return undefined;
    this.#dX ??= this.kernels.matrix(this.#Z.rows, this.inputs);
    this.kernels.inputGradient(dZ, W, this.#dX, rows);
    return this.#dX;
  }

  config(): LayerConfig {
    return withoutUndefined({ class: "Dense", ...this.#options });
  }
}

type OptionalName = "inputs" | "weightRegularizer" | "biasRegularizer";

/** Throws RangeError where a softmax would have one number to share out, which is always 1. */
export function requireClasses(where: string, units: number): void {
  if (units > 1) return;
  throw new RangeError(
    `${where} expects softmax to have at least 2 units but got 1, whose share is always 1: for yes or no take ` +
      `activation: "sigmoid" with binaryCrossentropy, or 2 units`,
  );
}
