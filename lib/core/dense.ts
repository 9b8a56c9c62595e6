// Built in notebook 03-any-shape, from the matrices of 02.
import { activationNamed, type Activation, type ActivationName } from "./activations";
import type { Engine } from "./engine";
import { requireKnown, requireOptions, requireWhole } from "./errors";
import { initializers, type InitializerName } from "./initializers";
import type { Layer, LayerConfig, LayerPlace, Parameter } from "./layer";
import { Matrix } from "./matrix";

export interface DenseOptions {
  /** How many neurons: numbers per example that come out. */
  units: number;
  /** What each neuron does with its sum; "linear" unless told otherwise. */
  activation?: ActivationName;
  /** How the weights start; "glorot" unless told otherwise. */
  weightInitializer?: InitializerName;
  /** How the biases start; "zeros" unless told otherwise. */
  biasInitializer?: InitializerName;
}

/**
 * A fully connected layer: A = f(X W + b).
 * X [rows, inputs], W [inputs, units], b [1, units], A [rows, units].
 * Backward, with δ = dL/dZ = dL/dA · f′(Z): dL/dW = Xᵀ δ, dL/db = Σ rows of δ, dL/dX = δ Wᵀ.
 * Throws RangeError where units is not a whole number above 0 or a name is unknown.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 2 (there with columns for examples).
 */
export class Dense implements Layer {
  name = "dense";
  inputs = 0;
  readonly outputs: number;
  readonly activation: Activation;
  readonly #options: Required<DenseOptions>;
  #engine!: Engine;
  #weights!: Parameter;
  #bias!: Parameter;
  #X!: Matrix;
  #Z!: Matrix;
  #A!: Matrix;
  #dZ!: Matrix;
  #dX?: Matrix;

  constructor(options: DenseOptions) {
    requireOptions("Dense", options, [
      "units",
      "activation",
      "weightInitializer",
      "biasInitializer",
    ]);
    const all: Required<DenseOptions> = {
      units: options.units,
      activation: options.activation ?? "linear",
      weightInitializer: options.weightInitializer ?? "glorot",
      biasInitializer: options.biasInitializer ?? "zeros",
    };
    this.outputs = requireWhole("Dense", "units", all.units, 1);
    this.activation = activationNamed("Dense", all.activation);
    requireKnown("Dense", "weightInitializer", all.weightInitializer, initializers);
    requireKnown("Dense", "biasInitializer", all.biasInitializer, initializers);
    this.#options = all;
  }

  /** The weights [inputs, units] and their gradient. */
  get weights(): Parameter {
    return this.#weights;
  }

  /** The biases [1, units] and their gradient. */
  get bias(): Parameter {
    return this.#bias;
  }

  get parameters(): readonly Parameter[] {
    return this.#weights ? [this.#weights, this.#bias] : [];
  }

  build({ name, inputs, dtype, random, engine }: LayerPlace): void {
    if (this.#weights) {
      throw new Error(`${this.name} is already part of a model: make a new Dense for each place`);
    }
    this.name = name;
    this.inputs = inputs;
    this.#engine = engine;
    const parameter = (role: string, rows: number): Parameter => ({
      name: `${name}/${role}`,
      value: Matrix.zeros(rows, this.outputs, dtype),
      gradient: Matrix.zeros(rows, this.outputs, dtype),
    });
    this.#weights = parameter("weights", inputs);
    this.#bias = parameter("bias", 1);
    const { weightInitializer, biasInitializer } = this.#options;
    initializers[weightInitializer](this.#weights.value, random, inputs, this.outputs);
    initializers[biasInitializer](this.#bias.value, random, inputs, this.outputs);
    this.#reserve(1);
  }

  #reserve(rows: number): void {
    const { dtype } = this.#weights.value;
    this.#Z = Matrix.zeros(rows, this.outputs, dtype);
    this.#A = Matrix.zeros(rows, this.outputs, dtype);
    this.#dZ = Matrix.zeros(rows, this.outputs, dtype);
    this.#dX = undefined;
  }

  compute(X: Matrix, rows: number): Matrix {
    if (rows > this.#Z.rows) this.#reserve(rows);
    this.#X = X;
    this.#engine.affine(X, this.#weights.value, this.#bias.value, this.#Z, rows);
    this.activation.forward(this.#Z.data, this.#A.data, rows * this.outputs);
    return this.#A;
  }

  propagate(gradient: Matrix, rows: number, needInputs: boolean): Matrix | undefined {
    const length = rows * this.outputs;
    this.activation.backward(this.#A.data, gradient.data, this.#dZ.data, length);
    this.#engine.weightGradient(this.#X, this.#dZ, this.#weights.gradient, rows);
    this.#engine.biasGradient(this.#dZ, this.#bias.gradient, rows);
    if (!needInputs) return undefined;
    this.#dX ??= Matrix.zeros(this.#Z.rows, this.inputs, this.#weights.value.dtype);
    this.#engine.inputGradient(this.#dZ, this.#weights.value, this.#dX, rows);
    return this.#dX;
  }

  config(): LayerConfig {
    return { class: "Dense", ...this.#options };
  }
}
