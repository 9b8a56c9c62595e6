// Built in notebook 06-layers-and-losses: the layers in a row, forward and backward.
import type { Net, NetPlan } from "../engine/backend";
import { NotFinite } from "../errors";
import type { Examples } from "../examples";
import type { Feed, Kernels, LossKernels } from "../engine/kernels";
import { sizeOf, type Layer, type LayerBuffer, type Parameter, type Pass } from "../layers/layer";
import type { Loss, LossKernelName } from "../losses/loss";
import type { Matrix } from "../matrix";
import { allFinite } from "../engine/plain-kernels";
import { resized } from "../engine/resized";
import type { Optimizer } from "../optimizers/optimizer";
import type { Targets } from "../targets";

/**
 * Layers in a row, with the buffers between data and first layer and between last layer and loss.
 * Forward, each layer takes what the one before it made; backward, each takes dL/d(its output) from the one behind it.
 * The kernels do the computing.
 */
export class Chain implements Net {
  readonly layers: readonly Layer[];
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly LayerBuffer[];
  readonly inputs: number;
  readonly outputs: number;
  batchLoss = NaN;
  batchCorrect = NaN;
  readonly #kernels: Kernels;
  /** Those that compute something. */
  readonly #working: readonly Layer[];
  readonly #last?: Layer;
  readonly #priced: readonly Parameter[];
  readonly #pass: Pass = { training: false, step: 0 };
  readonly #lossKernels = new Map<LossKernelName, LossKernels>();
  #X: Matrix;
  #Y: Matrix;
  #dA: Matrix;

  constructor({ layers, shape, random }: NetPlan, kernels: Kernels) {
    this.layers = [...layers];
    this.inputs = sizeOf(shape);
    this.#kernels = kernels;
    this.layers.forEach((layer, i) => {
      layer.build({ random, key: random.stream(i).integer(2 ** 32), kernels });
    });
    this.#working = this.layers.filter(({ passesThrough }) => !passesThrough);
    this.#last = this.#working[this.#working.length - 1];
    this.outputs = this.layers[this.layers.length - 1].outputs;
    this.parameters = this.layers.flatMap((layer) => layer.parameters);
    this.buffers = this.layers.flatMap((layer) => layer.buffers);
    this.#priced = this.parameters.filter(({ regularizer }) => regularizer !== undefined);
    this.#X = kernels.matrix(1, this.inputs);
    this.#Y = kernels.matrix(1, this.outputs);
    this.#dA = kernels.matrix(1, this.outputs);
  }

  get steps(): number {
    return this.#pass.step;
  }

  set steps(value: number) {
    this.#pass.step = value;
  }

  #reserve(rows: number): void {
    if (rows <= this.#X.rows) return;
    const buffers = [this.#X, this.#Y, this.#dA];
    [this.#X, this.#Y, this.#dA] = resized(this.#kernels, buffers, rows);
  }

  #lossOf(name: LossKernelName): LossKernels {
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
    this.#pass.training = false;
    return this.#compute(feed, start, count);
  }

  evaluate(loss: Loss, feed: Feed, start: number, count: number): void {
    this.#pass.training = false;
    this.#measure(loss, feed, start, count);
  }

  backward(loss: Loss, feed: Feed, start: number, count: number): void {
    this.#kernels.discardGradients();
    this.#pass.training = true;
    this.#measure(loss, feed, start, count);
    if (!Number.isFinite(this.batchLoss)) {
      throw new NotFinite(
        `the loss became ${this.batchLoss}, first seen in ${this.#firstBroken(count)}`,
      );
    }
    const output = this.#last?.output ?? this.#X;
    this.#lossOf(loss.kernel).gradient(output, this.#Y, this.#dA, count);
    let gradient: Matrix | undefined = this.#dA;
    for (let i = this.#working.length - 1; i >= 0 && gradient; i--) {
      const layer = this.#working[i];
      const ofLogits = loss.logitsOf !== undefined && layer === this.#last;
      gradient = layer.propagate(gradient, count, i > 0, ofLogits);
    }
    for (let i = 0; i < this.#priced.length; i++) {
      const parameter = this.#priced[i];
      if (parameter.regularizer) {
        this.#kernels.addPenaltyGradient(parameter, parameter.regularizer);
      }
    }
  }

  prepare(optimizer: Optimizer): void {
    optimizer.prepare(this.parameters, this.#kernels);
  }

  update(optimizer: Optimizer): void {
    const broken = optimizer.step(this.parameters, this.#kernels);
    for (let i = 0; i < this.#working.length; i++) this.#working[i].afterStep();
    this.#pass.step++;
    if (broken) throw new NotFinite(`${broken.name} holds a number that is not finite`);
  }

  #compute(feed: Feed, start: number, count: number): Matrix {
    this.#reserve(count);
    const first = this.#working[0] as Layer | undefined;
    const lists = first?.onlyMultiplies === true && this.#kernels.finite;
    feed.inputs(start, count, this.#X, lists);
    let A = this.#X;
    for (let i = 0; i < this.#working.length; i++) {
      A = this.#working[i].compute(A, count, this.#pass);
    }
    return A;
  }

  #measure(loss: Loss, feed: Feed, start: number, count: number): void {
    const A = this.#compute(feed, start, count);
    feed.targets(start, count, this.#Y);
    const value = this.#lossOf(loss.kernel).value(A, this.#Y, this.#last?.logits, count);
    this.batchLoss = this.#priced.length === 0 ? value : value + this.penalty();
    this.batchCorrect = this.#kernels.correct(feed.kind, A, this.#Y, count, feed.tolerance);
  }

  /** What the regularizers add to the loss. */
  penalty(): number {
    let sum = 0;
    for (let i = 0; i < this.#priced.length; i++) {
      const { value, regularizer } = this.#priced[i];
      if (regularizer) sum += this.#kernels.penalty(value, regularizer);
    }
    return sum;
  }

  /** The first layer whose output is not finite for the batch at hand; where all are, the loss of the last one's. */
  #firstBroken(count: number): string {
    let A = this.#X;
    for (const layer of this.#working) {
      A = layer.compute(A, count, this.#pass);
      const used = A.data.subarray(0, count * layer.outputs);
      if (!used.every((x: number) => Number.isFinite(x))) return layer.name;
    }
    const priced = this.#priced.find(({ value, regularizer }) => {
      return regularizer && !Number.isFinite(this.#kernels.penalty(value, regularizer));
    });
    if (priced) return `the price of ${priced.name}`;
    return `the loss of what ${this.#last?.name ?? "the model"} gave`;
  }
}
