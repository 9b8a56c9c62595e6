// Built in notebook 03-any-shape: what every layer can do.
import type { ActivationName } from "../activations";
import type { Kernels } from "../engine/kernels";
import type { Matrix } from "../matrix";
import type { Random } from "../random";

/** Numbers that training changes, with the gradient of the loss with respect to each of them (same shape). */
export interface Parameter {
  /** Layer and role, such as "dense_1/weights". */
  readonly name: string;
  readonly value: Matrix;
  readonly gradient: Matrix;
}

/** What a layer is given when the model puts it in its place. */
export interface LayerPlace {
  readonly name: string;
  readonly inputs: number;
  readonly random: Random;
  /** What the layer computes with, and where its matrices are made. */
  readonly kernels: Kernels;
}

/** A layer as plain data, from which it can be made again. */
export interface LayerConfig {
  readonly class: string;
  readonly [option: string]: unknown;
}

/**
 * One step of the chain that a model is. A layer owns its parameters, its gradients and its buffers.
 * compute and propagate work on the first `rows` rows of buffers that are used again at the next call.
 */
export interface Layer {
  readonly name: string;
  /** Numbers per example that go in; 0 before build. */
  readonly inputs: number;
  /** Numbers per example that come out. */
  readonly outputs: number;
  readonly parameters: readonly Parameter[];
  /** What the last compute gave, [rows, outputs]. */
  readonly output: Matrix;
  /** Where the layer ends in an activation: its name, and the sums that it was last applied to. */
  readonly activationName?: ActivationName;
  readonly logits?: Matrix;
  /** True where the layer hands its inputs to affine and parameterGradients and does nothing else with them. */
  readonly onlyMultiplies?: boolean;
  /** Makes the parameters; called once, by the model. */
  build(place: LayerPlace): void;
  /** Forward: X [rows, inputs] to the layer's output [rows, outputs], in a buffer of the layer. */
  compute(X: Matrix, rows: number): Matrix;
  /**
   * Backward, after compute: takes dL/doutput [rows, outputs], writes the gradients of the parameters and returns
   * dL/dX [rows, inputs] in a buffer of the layer, or undefined where needInputs is false.
   * Where ofLogits is true the gradient is dL/dlogits: the loss has gone through the activation already.
   */
  propagate(
    gradient: Matrix,
    rows: number,
    needInputs: boolean,
    ofLogits: boolean,
  ): Matrix | undefined;
  config(): LayerConfig;
}
