// Built in notebook 06-layers-and-losses: an activation as a layer of its own.
import { activationNamed, type ActivationName } from "../activations";
import { describe } from "../errors";
import type { ActivationKernels } from "../engine/kernels";
import { resized } from "../engine/resized";
import type { Matrix } from "../matrix";
import { requireClasses } from "./dense";
import { Layer, sizeOf, type LayerConfig, type LayerParts } from "./layer";

/**
 * A = f(X), entry by entry (softmax: row by row). X and A [rows, inputs]. Backward: dL/dX = dL/dA · f′(X).
 * A Dense without an activation and an Activation behind it are one Dense with that activation.
 * Throws RangeError where there is no activation of that name, or where softmax has one input.
 */
export class Activation extends Layer {
  readonly #name: ActivationName;
  #kernels!: ActivationKernels;
  #X!: Matrix;
  #A!: Matrix;
  #dX!: Matrix;

  constructor(activation: ActivationName | { activation: ActivationName }) {
    super("activation");
    const name: unknown =
      typeof activation === "object" && activation !== null ? activation.activation : activation;
    if (typeof name !== "string") {
      throw new TypeError(
        `Activation expects a name, such as new Activation("relu"), but got ${describe(activation)}`,
      );
    }
    this.#name = activationNamed("Activation", name).name;
  }

  override get activationName(): ActivationName {
    return this.#name;
  }

  shapeAfter(shape: readonly number[], name: string): readonly number[] {
    if (this.#name === "softmax") requireClasses(name, sizeOf(shape));
    return shape;
  }

  get output(): Matrix {
    return this.#A;
  }

  override get logits(): Matrix {
    return this.#X;
  }

  protected make({ kernels }: LayerParts): void {
    this.#kernels = kernels.activation(this.#name);
    this.#A = kernels.matrix(1, this.inputs);
    this.#dX = kernels.matrix(1, this.inputs);
  }

  compute(X: Matrix, rows: number): Matrix {
    if (rows > this.#A.rows) [this.#A, this.#dX] = resized(this.kernels, [this.#A, this.#dX], rows);
    this.#X = X;
    this.#kernels.forward(X, this.#A, rows);
    return this.#A;
  }

  propagate(
    gradient: Matrix,
    rows: number,
    needInputs: boolean,
    ofLogits: boolean,
  ): Matrix | undefined {
    if (!needInputs) return undefined;
    if (ofLogits) return gradient;
    this.#kernels.backward(this.#A, gradient, this.#dX, rows);
    return this.#dX;
  }

  config(): LayerConfig {
    return { class: "Activation", activation: this.#name };
  }
}
