// Built in notebook 11-faster: a net whose parameters live in JAX.
import type { Net, NetPlan } from "../../core/engine/backend";
import { Chain } from "../../core/model/chain";
import { NotFinite } from "../../core/errors";
import type { Examples } from "../../core/examples";
import type { Feed } from "../../core/engine/kernels";
import type { Parameter } from "../../core/layers/layer";
import type { Loss } from "../../core/losses";
import { Matrix } from "../../core/matrix";
import { countCorrect } from "../../core/metrics";
import { allFinite, PlainKernels } from "../../core/engine/plain-kernels";
import type { Optimizer } from "../../core/optimizers/sgd";
import type { Targets } from "../../core/targets";
import { requireCovered, requireCoveredPlan } from "./covered";
import { compileLoss, compilePredict, type Backward, type Evaluate, type Predict } from "./forward";
import { jaxActivations, jaxLosses, type JaxActivation } from "./functions";
import { Held } from "./held";
import { jaxOptimizers, type Step } from "./optimizers";
import type { Jax, Tensor } from "./types";

/**
 * The layers say what the net is and hold the parameters as everyone sees them; JAX computes, on copies of its own.
 * Parameters go there at begin; new parameters and gradients come back after every step. The buffers of the layers
 * (output, logits) are not written.
 */
export class JaxNet implements Net {
  readonly parameters: readonly Parameter[];
  readonly outputs: number;
  batchLoss = NaN;
  batchCorrect = NaN;
  readonly #jax: Jax;
  readonly #chain: Chain;
  readonly #activations: readonly JaxActivation[];
  readonly #predict: Predict;
  readonly #losses = new Map<string, { evaluate: Evaluate; backward: Backward }>();
  readonly #steps = new Map<string, Step>();
  readonly #held: Held;
  #X: Matrix;
  #Y: Matrix;
  #A: Matrix;

  constructor(jax: Jax, plan: NetPlan) {
    requireCoveredPlan(plan);
    const known = jaxActivations(jax);
    this.#activations = plan.layers.map((layer) =>
      requireCovered("activation", layer.activationName, known),
    );
    this.#jax = jax;
    this.#chain = new Chain(plan, new PlainKernels(plan.dtype));
    this.parameters = this.#chain.parameters;
    this.outputs = this.#chain.outputs;
    this.#predict = compilePredict(jax, this.#activations);
    this.#held = new Held(this);
    this.#held.gradients = this.parameters.map(({ gradient }) => this.#upload(gradient));
    this.#X = Matrix.zeros(1, plan.inputs, "float32");
    this.#Y = Matrix.zeros(1, this.outputs, "float32");
    this.#A = Matrix.zeros(1, this.outputs, "float32");
    this.begin();
  }

  begin(): void {
    this.#held.setValues(this.parameters.map(({ value }) => this.#upload(value)));
  }

  feed(X: Examples, y?: Targets): Feed {
    return this.#chain.feed(X, y);
  }

  forward(feed: Feed, start: number, count: number): Matrix {
    this.#reserve(count);
    feed.inputs(start, count, this.#X, false);
    const A = this.#predict(this.#held.useValues(), this.#upload(this.#X, count));
    download(A, this.#A);
    return this.#A;
  }

  evaluate(loss: Loss, feed: Feed, start: number, count: number): void {
    const { evaluate } = this.#compiledLoss(loss);
    this.#measure(
      evaluate(this.#held.useValues(), ...this.#batch(feed, start, count)),
      feed,
      count,
    );
  }

  backward(loss: Loss, feed: Feed, start: number, count: number): void {
    const { backward } = this.#compiledLoss(loss);
    const batch = this.#batch(feed, start, count);
    const [measured, gradients] = backward(this.#held.useValues(), ...batch);
    this.#held.setGradients(gradients);
    this.#measure(measured, feed, count);
    if (!Number.isFinite(this.batchLoss)) this.#tellWhere(loss, feed, start, count);
    this.parameters.forEach(({ gradient }, i) => download(gradients[i].ref, gradient));
  }

  update(optimizer: Optimizer): void {
    const { class: name } = optimizer.config();
    const rule = requireCovered("optimizer", name, jaxOptimizers);
    let step = this.#steps.get(name);
    if (!step) this.#steps.set(name, (step = rule.compile(this.#jax)));
    const memory = this.#held.memoryOf(optimizer, () =>
      Array.from({ length: rule.remembers }, () =>
        this.parameters.map(({ value }) =>
          this.#upload(Matrix.zeros(value.rows, value.cols, "float32")),
        ),
      ),
    );
    const numbers = rule.numbers(optimizer, ++memory.t);
    const { values } = this.#held;
    const [moved, state] = step(values, this.#held.useGradients(), memory.state, numbers);
    this.#held.values = moved;
    memory.state = state;
    this.parameters.forEach(({ value }, i) => download(moved[i].ref, value));
    const broken = this.parameters.find(({ value }) => !allFinite(value));
    if (broken) {
      this.#held.forgetMemories();
      throw new NotFinite(`${broken.name} holds a number that is not finite`);
    }
  }

  #compiledLoss({ name }: Loss): { evaluate: Evaluate; backward: Backward } {
    let compiled = this.#losses.get(name);
    if (!compiled) {
      const loss = requireCovered("loss", name, jaxLosses(this.#jax));
      this.#losses.set(name, (compiled = compileLoss(this.#jax, this.#activations, loss)));
    }
    return compiled;
  }

  #reserve(rows: number): void {
    if (rows <= this.#X.rows) return;
    this.#X = Matrix.zeros(rows, this.#X.cols, "float32");
    this.#Y = Matrix.zeros(rows, this.outputs, "float32");
    this.#A = Matrix.zeros(rows, this.outputs, "float32");
  }

  #batch(feed: Feed, start: number, count: number): [Tensor, Tensor] {
    this.#reserve(count);
    feed.inputs(start, count, this.#X, false);
    feed.targets(start, count, this.#Y);
    return [this.#upload(this.#X, count), this.#upload(this.#Y, count)];
  }

  #measure([loss, A]: [Tensor, Tensor], feed: Feed, count: number): void {
    this.batchLoss = loss.item();
    download(A, this.#A);
    const { kind } = feed;
    this.batchCorrect = countCorrect(kind, this.#A.data, this.#Y.data, count, this.outputs);
  }

  /** The plain loops find the layer in which the first number broke. */
  #tellWhere(loss: Loss, feed: Feed, start: number, count: number): never {
    this.#held.forgetMemories();
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
