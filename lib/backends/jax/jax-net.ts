// Built in notebook 11-faster: a net that JAX computes.
import type { Net, NetPlan } from "../../core/engine/backend";
import { Chain } from "../../core/model/chain";
import { NotFinite } from "../../core/errors";
import type { Examples } from "../../core/examples";
import type { Feed } from "../../core/engine/kernels";
import type { Dropout } from "../../core/layers/dropout";
import { applyDropout } from "../../core/layers/dropout-mask";
import type { LayerBuffer, Parameter } from "../../core/layers/layer";
import type { Loss } from "../../core/losses/loss";
import { Matrix } from "../../core/matrix";
import { countCorrect } from "../../core/metrics";
import { allFinite, PlainKernels } from "../../core/engine/plain-kernels";
import type { Optimizer } from "../../core/optimizers/optimizer";
import type { Targets } from "../../core/targets";
import { requireCovered, requireCoveredDtype } from "./covered";
import { compileLoss, compilePredict, type Backward, type Evaluate, type Predict } from "./forward";
import { jaxLosses } from "./functions";
import { dropsOut, stagesOf, type Stages } from "./layers";
import { compileStep, nextNumbers, type Step } from "./optimizers";
import type { Jax, Tensor } from "./types";

/**
 * The layers say what the net is and hold parameters, gradients and buffers, the optimizer holds its slots, all as
 * everyone sees them. JAX computes with pure functions: at every call their arguments are copied into its memory, and
 * what they give is copied back. Nothing stays there in between.
 * What a layer keeps of its last pass (output, logits) is not written.
 */
export class JaxNet implements Net {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly LayerBuffer[];
  readonly outputs: number;
  batchLoss = NaN;
  batchCorrect = NaN;
  readonly #jax: Jax;
  readonly #chain: Chain;
  readonly #stages: Stages;
  readonly #dropouts: readonly Dropout[];
  readonly #masks: Matrix[];
  readonly #predict: Predict;
  readonly #losses = new Map<string, { evaluate: Evaluate; backward: Backward }>();
  readonly #steps = new WeakMap<Optimizer, Step>();
  /** What the buffers are to be after the step, where the last pass was for learning. */
  readonly #moved: readonly Matrix[];
  #learned = false;
  #X: Matrix;
  #Y: Matrix;
  #A: Matrix;

  constructor(jax: Jax, plan: NetPlan) {
    requireCoveredDtype(plan.dtype);
    this.#stages = stagesOf(jax, plan.layers);
    this.#jax = jax;
    this.#chain = new Chain(plan, new PlainKernels(plan.dtype));
    this.#dropouts = plan.layers.filter(dropsOut) as Dropout[];
    this.#masks = this.#dropouts.map(({ inputs }) => Matrix.zeros(1, inputs, "float32"));
    this.parameters = this.#chain.parameters;
    this.buffers = this.#chain.buffers;
    this.outputs = this.#chain.outputs;
    this.#predict = compilePredict(jax, this.#stages);
    this.#moved = this.buffers.map(({ value }) => value.copy());
    this.#X = Matrix.zeros(1, this.#chain.inputs, "float32");
    this.#Y = Matrix.zeros(1, this.outputs, "float32");
    this.#A = Matrix.zeros(1, this.outputs, "float32");
  }

  get steps(): number {
    return this.#chain.steps;
  }

  set steps(value: number) {
    this.#chain.steps = value;
  }

  begin(): void {}

  feed(X: Examples, y?: Targets): Feed {
    return this.#chain.feed(X, y);
  }

  forward(feed: Feed, start: number, count: number): Matrix {
    this.#learned = false;
    this.#reserve(count);
    feed.inputs(start, count, this.#X, false);
    download(this.#predict(...this.#held(), this.#upload(this.#X, count)), this.#A);
    return this.#A;
  }

  evaluate(loss: Loss, feed: Feed, start: number, count: number): void {
    this.#learned = false;
    const { evaluate } = this.#compiledLoss(loss);
    const [value, A] = evaluate(...this.#held(), ...this.#batch(feed, start, count));
    this.#measure(value, A, feed, count);
  }

  backward(loss: Loss, feed: Feed, start: number, count: number): void {
    const { backward } = this.#compiledLoss(loss);
    const masks = this.#dropouts.map((_layer, i) => this.#mask(i, count));
    const batch = this.#batch(feed, start, count);
    const [[value, [[A], moved]], gradients] = backward(...this.#held(), masks, ...batch);
    this.#measure(value, A, feed, count);
    moved.forEach((tensor, i) => download(tensor, this.#moved[i]));
    gradients.forEach((tensor, i) => download(tensor, this.parameters[i].gradient));
    this.#learned = true;
    if (!Number.isFinite(this.batchLoss)) this.#tellWhere(loss, feed, start, count);
  }

  penalty(): number {
    return this.#chain.penalty();
  }

  prepare(optimizer: Optimizer): void {
    this.#stepOf(optimizer);
    this.#chain.prepare(optimizer);
  }

  update(optimizer: Optimizer): void {
    const step = this.#stepOf(optimizer);
    this.#chain.prepare(optimizer);
    const { slots } = optimizer;
    const [values, newSlots, clipped] = step(
      this.parameters.map(({ value }) => this.#upload(value)),
      this.parameters.map(({ gradient }) => this.#upload(gradient)),
      slots.map((row) => row.map((slot) => this.#upload(slot))),
      nextNumbers(optimizer),
    );
    values.forEach((tensor, i) => download(tensor, this.parameters[i].value));
    newSlots.forEach((row, i) => row.forEach((tensor, k) => download(tensor, slots[i][k])));
    clipped.forEach((tensor, i) => download(tensor, this.parameters[i].gradient));
    if (this.#learned) this.buffers.forEach(({ value }, i) => value.data.set(this.#moved[i].data));
    this.steps++;
    // An infinite second moment would make every later step 0, in silence.
    const broken = this.parameters.find(({ value }, i) => ![value, ...slots[i]].every(allFinite));
    if (broken) throw new NotFinite(`${broken.name} holds a number that is not finite`);
  }

  #compiledLoss({ kernel }: Loss): { evaluate: Evaluate; backward: Backward } {
    let compiled = this.#losses.get(kernel);
    if (!compiled) {
      const loss = requireCovered("loss", kernel, jaxLosses(this.#jax));
      compiled = compileLoss(this.#jax, this.#stages, this.parameters, loss);
      this.#losses.set(kernel, compiled);
    }
    return compiled;
  }

  #stepOf(optimizer: Optimizer): Step {
    let step = this.#steps.get(optimizer);
    if (!step) this.#steps.set(optimizer, (step = compileStep(this.#jax, optimizer)));
    return step;
  }

  #reserve(rows: number): void {
    if (rows <= this.#X.rows) return;
    this.#X = Matrix.zeros(rows, this.#X.cols, "float32");
    this.#Y = Matrix.zeros(rows, this.outputs, "float32");
    this.#A = Matrix.zeros(rows, this.outputs, "float32");
  }

  /** Parameters and buffers, as they are now. */
  #held(): [Tensor[], Tensor[]] {
    const upload = ({ value }: { value: Matrix }) => this.#upload(value);
    return [this.parameters.map(upload), this.buffers.map(upload)];
  }

  #batch(feed: Feed, start: number, count: number): [Tensor, Tensor] {
    this.#reserve(count);
    feed.inputs(start, count, this.#X, false);
    feed.targets(start, count, this.#Y);
    return [this.#upload(this.#X, count), this.#upload(this.#Y, count)];
  }

  /** What the i-th Dropout multiplies with at this step: what it makes of ones. */
  #mask(i: number, rows: number): Tensor {
    const layer = this.#dropouts[i];
    if (rows > this.#masks[i].rows) this.#masks[i] = Matrix.zeros(rows, layer.inputs, "float32");
    const { data } = this.#masks[i];
    data.fill(1);
    applyDropout(data, data, rows * layer.inputs, layer.maskOf(this.steps));
    return this.#upload(this.#masks[i], rows);
  }

  #measure(loss: Tensor, A: Tensor, { kind, tolerance }: Feed, count: number): void {
    this.batchLoss = loss.item();
    download(A, this.#A);
    const [given, wanted] = [this.#A.data, this.#Y.data];
    this.batchCorrect = countCorrect(kind, given, wanted, count, this.outputs, tolerance);
  }

  /** The plain loops find the layer in which the first number broke. */
  #tellWhere(loss: Loss, feed: Feed, start: number, count: number): never {
    this.#chain.begin();
    this.#chain.backward(loss, feed, start, count);
    throw new NotFinite(`the loss became ${this.batchLoss}, where the plain loops stay finite`);
  }

  /** A copy of the first rows in JAX's memory. */
  #upload({ data, rows, cols }: Matrix, count = rows): Tensor {
    const used = data.subarray(0, count * cols) as Float32Array;
    return this.#jax.numpy.array(used, { shape: [count, cols] });
  }
}

/** Writes the numbers at the start of a matrix, and consumes the tensor. */
function download(tensor: Tensor, to: Matrix): void {
  to.data.set(tensor.dataSync());
}
