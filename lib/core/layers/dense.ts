// Built in notebook 03-any-shape, from the matrices of 02.
import { activationNamed, type ActivationName } from "../activations";
import { requireKnown, requireOptions, requireWhole } from "../errors";
import { initializers, type InitializerName } from "./initializers";
import type { ActivationKernels, Kernels } from "../engine/kernels";
import type { Layer, LayerConfig, LayerPlace, Parameter } from "./layer";
import type { Matrix } from "../matrix";
import { resized } from "../engine/resized";

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
  readonly onlyMultiplies = true;
  readonly outputs: number;
  readonly activationName: ActivationName;
  readonly #options: Required<DenseOptions>;
  #kernels!: Kernels;
  #activation!: ActivationKernels;
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
    this.activationName = activationNamed("Dense", all.activation).name;
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

  build({ name, inputs, random, kernels }: LayerPlace): void {
    if (this.#weights) {
      throw new Error(`${this.name} is already part of a model: make a new Dense for each place`);
    }
    this.name = name;
    this.inputs = inputs;
    this.#kernels = kernels;
    this.#activation = kernels.activation(this.activationName);
    const parameter = (role: string, rows: number): Parameter => ({
      name: `${name}/${role}`,
      value: kernels.matrix(rows, this.outputs),
      gradient: kernels.gradient(rows, this.outputs),
    });
    this.#weights = parameter("weights", inputs);
    this.#bias = parameter("bias", 1);
    const { weightInitializer, biasInitializer } = this.#options;
    initializers[weightInitializer](this.#weights.value, random, inputs, this.outputs);
    initializers[biasInitializer](this.#bias.value, random, inputs, this.outputs);
    this.#Z = kernels.matrix(1, this.outputs);
    this.#A = kernels.matrix(1, this.outputs);
    this.#dZ = kernels.matrix(1, this.outputs);
  }

  /** What the last compute gave, [rows, units]. */
  get output(): Matrix {
    return this.#A;
  }

  /** The sums X W + b of the last compute, [rows, units]. */
  get logits(): Matrix {
    return this.#Z;
  }

  #reserve(rows: number): void {
    const buffers = [this.#Z, this.#A, this.#dZ];
    [this.#Z, this.#A, this.#dZ] = resized(this.#kernels, buffers, rows);
    if (this.#dX) this.#kernels.release(this.#dX);
    this.#dX = undefined;
  }

  compute(X: Matrix, rows: number): Matrix {
    if (rows > this.#Z.rows) this.#reserve(rows);
    this.#X = X;
    this.#kernels.affine(X, this.#weights.value, this.#bias.value, this.#Z, rows);
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
    const { value: W, gradient: dW } = this.#weights;
    this.#kernels.parameterGradients(this.#X, dZ, dW, this.#bias.gradient, rows);
    if (!needInputs) return undefined;
    this.#dX ??= this.#kernels.matrix(this.#Z.rows, this.inputs);
    this.#kernels.inputGradient(dZ, W, this.#dX, rows);
    return this.#dX;
  }

  config(): LayerConfig {
    return { class: "Dense", ...this.#options };
  }
}
