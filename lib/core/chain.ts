// Built in notebook 03-any-shape: the layers in a row, forward and backward.
import type { Engine } from "./engine";
import type { Examples } from "./examples";
import type { Layer, Parameter } from "./layer";
import type { Loss } from "./losses";
import { Matrix, type DType } from "./matrix";
import { countCorrect } from "./metrics";
import type { Random } from "./random";
import type { Targets } from "./targets";

/** Rows that are computed at a time where nothing is learned. */
const CHUNK = 256;

/** What a model's loss and right answers are over some examples. */
export interface Measurement {
  loss: number;
  /** Share of right answers; missing where the targets are neither classes nor yes-or-no answers. */
  accuracy?: number;
}

/**
 * Layers in a row, with the buffers between data and first layer and between last layer and loss.
 * Forward, each layer takes what the one before it made; backward, each takes dL/d(its output) from the one behind it.
 * The order names the rows of X and y to take; without one they are taken as they come.
 */
export class Chain {
  readonly layers: readonly Layer[];
  readonly parameters: readonly Parameter[];
  readonly inputs: number;
  readonly outputs: number;
  readonly dtype: DType;
  readonly engine: Engine;
  /** Of the last call of backward: the mean loss, and how many answers were right. */
  batchLoss = NaN;
  batchCorrect = NaN;
  #X: Matrix;
  #Y: Matrix;
  #dA: Matrix;

  constructor(
    layers: readonly Layer[],
    inputs: number,
    dtype: DType,
    random: Random,
    engine: Engine,
  ) {
    this.layers = [...layers];
    this.inputs = inputs;
    this.dtype = dtype;
    this.engine = engine;
    const counts = new Map<string, number>();
    let width = inputs;
    for (const layer of this.layers) {
      const kind = layer.config().class.toLowerCase();
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      layer.build({ name: `${kind}_${number}`, inputs: width, dtype, random, engine });
      width = layer.outputs;
    }
    this.outputs = width;
    this.parameters = this.layers.flatMap((layer) => layer.parameters);
    this.#X = Matrix.zeros(1, inputs, dtype);
    this.#Y = Matrix.zeros(1, width, dtype);
    this.#dA = Matrix.zeros(1, width, dtype);
  }

  #reserve(rows: number): void {
    if (rows <= this.#X.rows) return;
    this.#X = Matrix.zeros(rows, this.inputs, this.dtype);
    this.#Y = Matrix.zeros(rows, this.outputs, this.dtype);
    this.#dA = Matrix.zeros(rows, this.outputs, this.dtype);
  }

  /** Outputs [count, outputs] in a buffer of the last layer. */
  forward(X: Examples, order: Uint32Array | undefined, start: number, count: number): Matrix {
    this.#reserve(count);
    X.gather(this.#X.data, order, start, count);
    let A = this.#X;
    for (let i = 0; i < this.layers.length; i++) A = this.layers[i].compute(A, count);
    return A;
  }

  /** Forward, then dL/dp into the gradient of every parameter. Throws NotFinite where the loss is no finite number. */
  backward(
    loss: Loss,
    X: Examples,
    y: Targets,
    order: Uint32Array | undefined,
    start: number,
    count: number,
  ): void {
    const A = this.forward(X, order, start, count);
    y.gather(this.#Y.data, order, start, count);
    this.batchLoss = loss.value(A.data, this.#Y.data, count, this.outputs);
    if (!Number.isFinite(this.batchLoss)) {
      throw new NotFinite(
        `the loss became ${this.batchLoss}, first seen in ${this.#firstBroken(count)}`,
      );
    }
    this.batchCorrect = countCorrect(y.kind, A.data, this.#Y.data, count, this.outputs);
    loss.gradient(A.data, this.#Y.data, this.#dA.data, count, this.outputs);
    let gradient: Matrix | undefined = this.#dA;
    for (let i = this.layers.length - 1; i >= 0 && gradient; i--) {
      gradient = this.layers[i].propagate(gradient, count, i > 0);
    }
  }

  /** Outputs for all rows, [rows, outputs], a copy of the caller's own. */
  predict(X: Examples): Matrix {
    const out = Matrix.zeros(X.rows, this.outputs, this.dtype);
    for (let start = 0; start < X.rows; start += CHUNK) {
      const count = Math.min(CHUNK, X.rows - start);
      const A = this.forward(X, undefined, start, count);
      out.data.set(A.data.subarray(0, count * this.outputs), start * this.outputs);
    }
    return out;
  }

  /** Loss and accuracy over all rows. */
  measure(loss: Loss, X: Examples, y: Targets): Measurement {
    let lossSum = 0;
    let correct = 0;
    for (let start = 0; start < X.rows; start += CHUNK) {
      const count = Math.min(CHUNK, X.rows - start);
      const A = this.forward(X, undefined, start, count);
      y.gather(this.#Y.data, undefined, start, count);
      lossSum += loss.value(A.data, this.#Y.data, count, this.outputs) * count;
      correct += countCorrect(y.kind, A.data, this.#Y.data, count, this.outputs);
    }
    const mean = lossSum / X.rows;
    return y.kind === "values" ? { loss: mean } : { loss: mean, accuracy: correct / X.rows };
  }

  /** The first layer whose output is not finite for the batch at hand; where all are, the loss of the last one's. */
  #firstBroken(count: number): string {
    let A = this.#X;
    for (const layer of this.layers) {
      A = layer.compute(A, count);
      const used = A.data.subarray(0, count * layer.outputs);
      if (!used.every((x: number) => Number.isFinite(x))) return layer.name;
    }
    return `the loss of what ${this.layers[this.layers.length - 1].name} gave`;
  }
}

/** A number that should be finite is not. The message says what and where; the caller adds step and cure. */
export class NotFinite extends Error {}
