// Built in notebook 06-layers-and-losses: what every layer can do.
import type { ActivationName } from "../activations";
import { describe } from "../errors";
import { toExamples } from "../examples";
import type { Kernels } from "../engine/kernels";
import { allFinite, PlainKernels } from "../engine/plain-kernels";
import { Matrix, type MatrixLike } from "../matrix";
import { Random } from "../random";
import type { Regularizer } from "./regularizers";

/** Numbers that training changes, with the gradient of the loss with respect to each of them (same shape). */
export interface Parameter {
  /** Layer and role, such as "dense_1/weights". */
  readonly name: string;
  readonly value: Matrix;
  readonly gradient: Matrix;
  /** A price on this parameter, where it has one. */
  readonly regularizer?: Regularizer;
}

/** Numbers that a layer keeps and that no gradient changes, such as running means. */
export interface LayerBuffer {
  readonly name: string;
  readonly value: Matrix;
}

/** What a layer is made with. */
export interface LayerParts {
  readonly random: Random;
  /** From which a layer that draws numbers while training takes its own; different for every layer of a model. */
  readonly key: number;
  /** What the layer computes with, and where its matrices are made. */
  readonly kernels: Kernels;
}

/** What a pass through the layers is for. One object, changed from pass to pass. */
export interface Pass {
  /** True while learning: dropout leaves neurons out, batch normalization uses the batch's own mean. */
  training: boolean;
  /** Changes of the parameters so far: the same step draws the same numbers. */
  step: number;
}

/** A layer as plain data, from which it can be made again. */
export interface LayerConfig {
  readonly class: string;
  readonly [option: string]: unknown;
}

/**
 * One step of the chain that a model is. A layer owns its parameters, its gradients and its buffers.
 * forward and backward are for looking: they take and give matrices of the caller's own. A model calls compute and
 * propagate, which work on the first `rows` rows of buffers that are used again at the next call.
 */
export abstract class Layer {
  #name: string;
  #shape: readonly number[] = [];
  protected kernels!: Kernels;
  #X?: Matrix;
  #dA?: Matrix;
  #rows = 0;
  #step = 0;
  #pass: Pass = { training: false, step: 0 };

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Shape of one example that comes out where examples of this shape go in: [784], or [28, 28] where their numbers lie in rows
   * and columns. Throws RangeError, which begins with name, where that shape does not fit.
   */
  abstract shapeAfter(shape: readonly number[], name: string): readonly number[];
  /** What the last compute gave, [rows, outputs]. */
  abstract get output(): Matrix;

  get parameters(): readonly Parameter[] {
    return [];
  }

  get buffers(): readonly LayerBuffer[] {
    return [];
  }

  /** Where the layer ends in an activation: its name. */
  get activationName(): ActivationName | undefined {
    return undefined;
  }

  /** The sums that the activation was last applied to, [rows, outputs]. */
  get logits(): Matrix | undefined {
    return undefined;
  }

  /** True where the layer hands its inputs to affine and parameterGradients and does nothing else with them. */
  get onlyMultiplies(): boolean {
    return false;
  }

  /** True where the numbers come out as they went in, so that a model need not call the layer. */
  get passesThrough(): boolean {
    return false;
  }

  /** The smallest batch that can be learned from. */
  get minRows(): number {
    return 1;
  }

  /** Makes parameters and buffers. Called by build, once, when name and shape are known. */
  protected abstract make(parts: LayerParts): void;

  /** Forward: X [rows, inputs] to the layer's output [rows, outputs], in a buffer of the layer. */
  abstract compute(X: Matrix, rows: number, pass: Pass): Matrix;

  /**
   * Backward, after compute: takes dL/doutput [rows, outputs], writes the gradients of the parameters and returns
   * dL/dX [rows, inputs] in a buffer of the layer, or undefined where needInputs is false.
   * Where ofLogits is true the gradient is dL/dlogits: the loss has gone through the activation already.
   */
  abstract propagate(
    gradient: Matrix,
    rows: number,
    needInputs: boolean,
    ofLogits: boolean,
  ): Matrix | undefined;

  /** Called after each change of the parameters, for what a layer gathers from step to step. */
  afterStep(): void {}

  abstract config(): LayerConfig;

  /** Numbers per example that go in; 0 before place. */
  get inputs(): number {
    return sizeOf(this.shape);
  }

  /** Numbers per example that come out. */
  get outputs(): number {
    return sizeOf(this.outputShape);
  }

  /** "dense", and "dense_1" in its place in a model. */
  get name(): string {
    return this.#name;
  }

  /** Shape of one example that goes in; [] before place. */
  get shape(): readonly number[] {
    return this.#shape;
  }

  /** Shape of one example that comes out; [] before place. */
  get outputShape(): readonly number[] {
    return this.isPlaced ? this.shapeAfter(this.#shape, this.#name) : [];
  }

  get isPlaced(): boolean {
    return this.#shape.length > 0;
  }

  /** Gives the layer its place in a model: a name, and the shape of what goes in. Throws as shapeAfter, and Error where it has one. */
  place(name: string, shape: readonly number[]): void {
    this.requireFree();
    this.shapeAfter(shape, name);
    this.#name = name;
    this.#shape = [...shape];
  }

  /** Throws Error where the layer is part of a model. */
  requireFree(): void {
    if (!this.isPlaced) return;
    throw new Error(
      `${this.#name} is already part of a model, or was used by itself: make a new ${this.config().class} for each place`,
    );
  }

  /** Makes the layer ready to compute. Called by a model, once, after place. */
  build(parts: LayerParts): void {
    this.kernels = parts.kernels;
    this.make(parts);
  }

  /**
   * What comes out for X [rows, inputs]: [rows, outputs], a copy of the caller's own. A layer that is in no model yet is
   * built for as many inputs as X has columns, in float64 and with seed 0.
   * training: whether dropout and batch normalization do what they do while learning; false unless told otherwise.
   * Throws RangeError or TypeError where X does not fit.
   */
  forward(X: MatrixLike, { training = false }: { training?: boolean } = {}): Matrix {
    const where = `${this.name}.forward`;
    const examples = toExamples(where, X, this.isPlaced ? this.inputs : undefined);
    const { rows, cols } = examples;
    if (!this.isPlaced) this.place(`${this.#name}_1`, [cols]);
    if (!this.kernels) {
      this.build({ random: new Random(0), key: 0, kernels: new PlainKernels("float64") });
    }
    if (training) this.requireRows(where, rows);
    if (!this.#X || this.#X.rows < rows) {
      if (this.#X) this.kernels.release(this.#X);
      this.#X = this.kernels.matrix(rows, cols);
    }
    examples.gather(this.#X.data, undefined, 0, rows);
    this.kernels.finite = this.parameters.every(({ value }) => allFinite(value));
    this.#pass = { training, step: this.#step };
    const A = this.compute(this.#X, rows, this.#pass);
    this.#rows = rows;
    if (training) {
      this.#step++;
      this.afterStep();
    }
    return firstRows(A, rows);
  }

  /**
   * After forward: from dL/doutput [rows, outputs] to dL/dX [rows, inputs], a copy of the caller's own; the gradients of
   * the parameters are written. Throws Error before forward, RangeError where the gradient does not fit.
   */
  backward(gradient: MatrixLike): Matrix {
    const where = `${this.name}.backward`;
    if (!this.kernels || this.#rows === 0) {
      throw new Error(`${where} follows a forward pass: call forward(X) first`);
    }
    const given = toExamples(where, gradient);
    if (given.rows !== this.#rows || given.cols !== this.outputs) {
      throw new RangeError(
        `${where} expects dL/doutput as [${this.#rows}, ${this.outputs}], the shape that forward gave, but got [${given.rows}, ${given.cols}]`,
      );
    }
    if (this.#dA) this.kernels.release(this.#dA);
    this.#dA = this.kernels.matrix(given.rows, given.cols);
    given.gather(this.#dA.data, undefined, 0, given.rows);
    this.kernels.discardGradients();
    // The model may have computed with this layer in the meantime.
    this.compute(this.#X as Matrix, given.rows, this.#pass);
    const dX = this.propagate(this.#dA, given.rows, true, false);
    return firstRows(dX as Matrix, given.rows);
  }

  /** Throws RangeError where a batch to learn from is too small. */
  requireRows(where: string, rows: number): void {
    if (rows >= this.minRows) return;
    throw new RangeError(
      `${where}: ${this.name} expects at least ${this.minRows} examples to learn from but got ${rows}: take a larger batch`,
    );
  }
}

/** How many numbers an example of that shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.length === 0 ? 0 : shape.reduce((product, n) => product * n, 1);
}

/** Throws RangeError unless examples are rows of numbers, with the cure. */
export function requireRowsOfNumbers(name: string, shape: readonly number[]): void {
  if (shape.length === 1) return;
  throw new RangeError(
    `${name} expects examples that are rows of numbers but the layer before it gives [${shape.join(", ")}] for each: put a Flatten between them`,
  );
}

/** A shape from a number or a list of numbers. Throws RangeError where one is no whole number above 0. */
export function shapeFrom(where: string, value: unknown): readonly number[] {
  const shape: unknown = typeof value === "number" ? [value] : value;
  const fits =
    Array.isArray(shape) && shape.length > 0 && shape.every((n) => Number.isInteger(n) && n > 0);
  if (!fits) {
    const got = Array.isArray(shape) ? `[${shape.join(", ")}]` : describe(value);
    throw new RangeError(
      `${where} expects the shape of one example as whole numbers above 0, such as 784 or [28, 28], but got ${got}`,
    );
  }
  return shape as number[];
}

function firstRows(matrix: Matrix, rows: number): Matrix {
  return new Matrix(rows, matrix.cols, matrix.data.slice(0, rows * matrix.cols));
}
