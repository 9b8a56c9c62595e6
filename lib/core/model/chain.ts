// Built in notebook 03-any-shape: the layers in a row, forward and backward.
import type { Net, NetPlan } from "../engine/backend";
import { NotFinite } from "../errors";
import type { Examples } from "../examples";
import type { Feed, Kernels, LossKernels } from "../engine/kernels";
import type { Layer, Parameter } from "../layers/layer";
import type { Loss, LossName } from "../losses";
import type { Matrix } from "../matrix";
import { allFinite } from "../engine/plain-kernels";
import { resized } from "../engine/resized";
import type { Optimizer } from "../optimizers/sgd";
import type { Targets } from "../targets";

/**
 * Layers in a row, with the buffers between data and first layer and between last layer and loss.
 * Forward, each layer takes what the one before it made; backward, each takes dL/d(its output) from the one behind it.
 * The kernels do the computing.
 */
export class Chain implements Net {
  readonly layers: readonly Layer[];
  readonly parameters: readonly Parameter[];
  readonly inputs: number;
  readonly outputs: number;
  batchLoss = NaN;
  batchCorrect = NaN;
  readonly #kernels: Kernels;
  readonly #last: Layer;
  readonly #lossKernels = new Map<LossName, LossKernels>();
  #X: Matrix;
  #Y: Matrix;
  #dA: Matrix;

  constructor({ layers, inputs, random }: NetPlan, kernels: Kernels) {
    this.layers = [...layers];
    this.inputs = inputs;
    this.#kernels = kernels;
    const counts = new Map<string, number>();
    let width = inputs;
    for (const layer of this.layers) {
      const kind = layer.config().class.toLowerCase();
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      layer.build({ name: `${kind}_${number}`, inputs: width, random, kernels });
      width = layer.outputs;
    }
    this.#last = this.layers[this.layers.length - 1];
    this.outputs = width;
    this.parameters = this.layers.flatMap((layer) => layer.parameters);
    this.#X = kernels.matrix(1, inputs);
    this.#Y = kernels.matrix(1, width);
    this.#dA = kernels.matrix(1, width);
  }

  #reserve(rows: number): void {
    if (rows <= this.#X.rows) return;
    const buffers = [this.#X, this.#Y, this.#dA];
    [this.#X, this.#Y, this.#dA] = resized(this.#kernels, buffers, rows);
  }

  #lossOf(name: LossName): LossKernels {
    let kernels = this.#lossKernels.get(name);
    if (!kernels) this.#lossKernels.set(name, (kernels = this.#kernels.loss(name)));
    return kernels;
  }

  begin(): void {
    this.#kernels.finite = this.parameters.every(({ value }) => allFinite(value));
  }

  feed(X: Examples, y?: Targets): Feed {
    return this.#kernels.feed(X, y);
  }

  forward(feed: Feed, start: number, count: number): Matrix {
    this.#reserve(count);
    const lists = this.layers[0].onlyMultiplies === true && this.#kernels.finite;
    feed.inputs(start, count, this.#X, lists);
    let A = this.#X;
    for (let i = 0; i < this.layers.length; i++) A = this.layers[i].compute(A, count);
    return A;
  }

  evaluate(loss: Loss, feed: Feed, start: number, count: number): void {
    const A = this.forward(feed, start, count);
    feed.targets(start, count, this.#Y);
    this.batchLoss = this.#lossOf(loss.name).value(A, this.#Y, this.#last.logits, count);
    this.batchCorrect = this.#kernels.correct(feed.kind, A, this.#Y, count);
  }

  backward(loss: Loss, feed: Feed, start: number, count: number): void {
    this.#kernels.discardGradients();
    this.evaluate(loss, feed, start, count);
    if (!Number.isFinite(this.batchLoss)) {
      throw new NotFinite(
        `the loss became ${this.batchLoss}, first seen in ${this.#firstBroken(count)}`,
      );
    }
    this.#lossOf(loss.name).gradient(this.#last.output, this.#Y, this.#dA, count);
    let gradient: Matrix | undefined = this.#dA;
    for (let i = this.layers.length - 1; i >= 0 && gradient; i--) {
      const ofLogits = loss.logitsOf !== undefined && this.layers[i] === this.#last;
      gradient = this.layers[i].propagate(gradient, count, i > 0, ofLogits);
    }
  }

  update(optimizer: Optimizer): void {
    const broken = optimizer.step(this.parameters, this.#kernels);
    if (broken) throw new NotFinite(`${broken.name} holds a number that is not finite`);
  }

  /** The first layer whose output is not finite for the batch at hand; where all are, the loss of the last one's. */
  #firstBroken(count: number): string {
    let A = this.#X;
    for (const layer of this.layers) {
      A = layer.compute(A, count);
      const used = A.data.subarray(0, count * layer.outputs);
      if (!used.every((x: number) => Number.isFinite(x))) return layer.name;
    }
    return `the loss of what ${this.#last.name} gave`;
  }
}
