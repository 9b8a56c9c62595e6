// Built in notebook 03-any-shape (the class that gathers the loose functions) and 06-layers-and-losses (add, compile, fit, evaluate, predict).
import type { Scaler } from "../data/scaler";
import { scalers } from "../data/min-max-scaler";
import { backendFor } from "../engine/backend";
import type { Feed } from "../engine/kernels";
import { describe, requireKnown, requireWhole } from "../errors";
import { layerFromConfig } from "../layers/index";
import { shapeFrom, sizeOf, type Layer, type Parameter } from "../layers/layer";
import { lossFor, type Loss, type LossName } from "../losses/index";
import type { DType, Matrix, MatrixLike } from "../matrix";
import { optimizerFromConfig } from "../optimizers/index";
import type { Optimizer } from "../optimizers/optimizer";
import { SGD } from "../optimizers/sgd";
import type { Labels } from "../targets";
import { withoutUndefined } from "../without-undefined";
import { trainingDefaults, type History } from "./callbacks";
import { LayerStack } from "./layer-stack";
import { examplesFor, fitData, labelledFor, requireBatches, type DataRules } from "./model-data";
import type { Arrays, ModelConfig } from "./model-config";
import {
  requireCompileOptions,
  requireFitOptions,
  requireSequentialOptions,
  type CompileOptions,
  type FitOptions,
  type MetricName,
  type SequentialOptions,
} from "./model-options";
import { copyState, writeState } from "./model-state";
import { measureAll, predictAll, type Measurement } from "./passes";
import { summaryOf } from "./summary";
import { tooFar } from "./too-far";
import { train } from "./training";

const DTYPES: Readonly<Record<DType, DType>> = { float32: "float32", float64: "float64" };

/**
 * A model: layers in a row. compile gives it a loss and an optimizer, fit trains it. Names as in Keras.
 * How many numbers an example holds is said by the option inputs, by an Input layer, or by the first data.
 * Throws RangeError where shapes or dtype do not fit.
 */
export class Sequential {
  /** From which start values, shuffling and dropout are drawn. */
  readonly seed: number;
  readonly dtype: DType;
  /** Scales all inputs first, where there is one. */
  readonly scaler?: Scaler;
  /** The name of the backend that this model computes on. */
  readonly backend: string;
  readonly #stack: LayerStack;
  #loss?: Loss;
  #optimizer?: Optimizer;
  #metrics?: readonly MetricName[];
  #epochsDone = 0;
  #training = false;

  constructor(layers: readonly Layer[] = [], options: SequentialOptions = {}) {
    requireSequentialOptions(options);
    if (!Array.isArray(layers)) {
      throw new TypeError(`Sequential expects a list of layers but got ${describe(layers)}`);
    }
    this.dtype = requireKnown("Sequential", "dtype", options.dtype ?? "float32", DTYPES);
    this.seed = requireWhole("Sequential", "seed", options.seed ?? 0, 0);
    this.scaler = options.scaler;
    const backend = backendFor("Sequential", options.backend, this.dtype);
    this.backend = backend.name;
    this.#stack = new LayerStack(backend, this.dtype, this.seed, options.scaler?.features);
    if (options.inputs !== undefined) this.#stack.setShape(shapeFrom("Sequential", options.inputs));
    this.#stack.append(layers);
  }

  /** Adds a layer behind the others. Returns the model itself. Throws Error once the model is compiled or in use. */
  add(layer: Layer): this {
    if (this.#stack.net || this.#loss) {
      throw new Error(
        `add comes before compile and before the model is used: make a new Sequential with all layers, then compile it`,
      );
    }
    this.#stack.append([layer]);
    return this;
  }

  get layers(): readonly Layer[] {
    return this.#stack.layers;
  }

  /** Numbers per example that go in; 0 where nobody has said it yet. */
  get inputs(): number {
    return sizeOf(this.#stack.shape ?? []);
  }

  /** Numbers per example that come out; 0 where that is not known yet. */
  get outputs(): number {
    const { layers } = this;
    return layers.length === 0 ? 0 : layers[layers.length - 1].outputs;
  }

  /** Epochs that all calls of fit together have finished. */
  get epochsDone(): number {
    return this.#epochsDone;
  }

  /** The rate of the next step; may be changed at any time, and ends a schedule. */
  get learningRate(): number {
    return this.#compiled("learningRate").optimizer.learningRate;
  }

  set learningRate(value: number) {
    this.#compiled("learningRate").optimizer.learningRate = value;
  }

  /** What changes the parameters. */
  get optimizer(): Optimizer {
    return this.#compiled("optimizer").optimizer;
  }

  /** The loss's name; may be changed at any time. */
  get loss(): LossName {
    return this.#compiled("loss").loss.name;
  }

  set loss(name: LossName) {
    this.#compiled("loss");
    this.#loss = this.#lossFor("loss", name);
  }

  /** Chooses loss, optimizer and what is counted. Returns the model itself. */
  compile(options: CompileOptions): this {
    requireCompileOptions(options);
    if (this.layers.length === 0) {
      throw new Error("compile needs layers: call model.add(layer) first");
    }
    const loss = this.#lossFor("compile", options.loss);
    this.#loss = loss;
    this.#metrics = options.metrics;
    this.#optimizer = options.optimizer ?? new SGD();
    return this;
  }

  /** The loss of that name, if it fits the last layer that computes. */
  #lossFor(where: string, name: string): Loss {
    const last = this.#stack.lastWorking;
    return lossFor(where, name, last?.name ?? "the model", last?.activationName);
  }

  /** All parameters with their gradients, layer by layer. They are the model's own, not copies. */
  parameters(): readonly Parameter[] {
    return this.#stack.built("parameters").parameters;
  }

  /** Outputs [rows, outputs] for inputs [rows, inputs], a copy of the caller's own. */
  predict(X: MatrixLike): Matrix {
    const examples = examplesFor("predict", X, this.#rules());
    return predictAll(this.#stack.ready("predict", examples.cols), examples, this.dtype);
  }

  /** Loss, with the price of regularizers, and accuracy over all examples. */
  evaluate(X: MatrixLike, y: Labels): Measurement {
    const { loss } = this.#compiled("evaluate");
    const data = labelledFor("evaluate", X, y, this.#rules());
    const measured = measureAll(this.#stack.ready("evaluate", data.X.cols), loss, data.X, data.y);
    if (this.#metrics?.length === 0) delete measured.accuracy;
    return measured;
  }

  /** What the regularizers add to the loss. */
  regularizationLoss(): number {
    return this.#stack.built("regularizationLoss").penalty();
  }

  /**
   * Forward, as in learning, and backward, without a step: writes dL/dp into each parameter's gradient and returns the loss.
   * Called again it computes the same: dropout leaves out the same neurons, and moving means stay as they are.
   */
  computeGradients(X: MatrixLike, y: Labels): number {
    return this.#gradients("computeGradients", X, y);
  }

  #gradients(where: string, X: MatrixLike, y: Labels): number {
    const { loss, optimizer } = this.#compiled(where);
    const data = labelledFor(where, X, y, this.#rules());
    for (const layer of this.layers) layer.requireRows(where, data.X.rows);
    const net = this.#stack.ready(where, data.X.cols);
    const feed = net.feed(data.X, data.y);
    try {
      net.begin();
      net.backward(loss, feed, 0, feed.rows);
    } catch (error) {
      throw tooFar(where, error, "earlier steps were", optimizer);
    } finally {
      feed.release();
    }
    return net.batchLoss;
  }

  /** One step on these examples; returns their loss before the step. */
  trainOnBatch(X: MatrixLike, y: Labels): number {
    const { optimizer } = this.#compiled("trainOnBatch");
    const loss = this.#gradients("trainOnBatch", X, y);
    try {
      this.#stack.built("trainOnBatch").update(optimizer);
    } catch (error) {
      throw tooFar("trainOnBatch", error, "this step was", optimizer);
    }
    return loss;
  }

  /**
   * Trains on mini-batches. Called again it goes on: two calls give the numbers of one long run; an epoch that was
   * stopped in its middle begins anew.
   * Throws RangeError or TypeError for data and options that do not fit (the model stays as it was), and Error where
   * the loss stops being finite: it names step, layer and cure, and the parameters of the last finite epoch are kept.
   */
  async fit(X: MatrixLike, y: Labels, options: FitOptions = {}): Promise<History> {
    const started = performance.now();
    const { loss, optimizer } = this.#compiled("fit");
    requireFitOptions(options);
    if (this.#training) {
      throw new Error("fit is running already: write await model.fit(…) before the next one");
    }
    const { onBatch, onEpoch, signal } = options;
    const epochs = requireWhole("fit", "epochs", options.epochs ?? 1, 1);
    const batchSize = requireWhole("fit", "batchSize", options.batchSize ?? 32, 1);
    const given = fitData(X, y, options, this.seed, this.#rules());
    requireBatches(this.layers, given.train.X.rows, batchSize);
    const net = this.#stack.ready("fit", given.train.X.cols);
    const data = net.feed(given.train.X, given.train.y);
    let validation: Feed | undefined;
    this.#training = true;
    try {
      validation = given.validation && net.feed(given.validation.X, given.validation.y);
      return await train({
        model: this,
        net,
        loss,
        optimizer,
        data,
        validation,
        counts: this.#metrics?.length !== 0,
        started,
        epochs,
        batchSize,
        shuffle: options.shuffle ?? true,
        seed: this.seed,
        epochsBefore: this.#epochsDone,
        callbacks: [
          ...trainingDefaults.callbacks.map((make) => make()),
          ...(options.callbacks ?? []),
          { onBatch, onEpoch, signal },
        ],
        epochsDone: (count) => (this.#epochsDone = count),
      });
    } finally {
      this.#training = false;
      data.release();
      validation?.release();
    }
  }

  /** A copy of all parameters, and of what layers keep besides (moving means), by name. */
  state(): Record<string, Matrix> {
    const { parameters, buffers } = this.#stack.built("state");
    return copyState([...parameters, ...buffers]);
  }

  /** Writes what state gave. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
  setState(state: Arrays<Matrix>): void {
    const { parameters, buffers } = this.#stack.built("setState");
    writeState([...parameters, ...buffers], state);
  }

  /** Structure, loss, optimizer and counts as plain data; with the arrays of state, optimizer and scaler the whole model. */
  config(): ModelConfig {
    const { shape, net } = this.#stack;
    return withoutUndefined({
      class: "Sequential",
      inputs: shape?.length === 1 ? shape[0] : shape,
      seed: this.seed,
      dtype: this.dtype,
      epochsDone: this.#epochsDone,
      stepsDone: net?.steps ?? 0,
      layers: this.layers.map((layer) => layer.config()),
      loss: this.#loss?.name,
      metrics: this.#metrics,
      optimizer: this.#optimizer?.config(),
      iterations: this.#optimizer?.iterations,
      scaler: this.scaler?.kind,
    });
  }

  /**
   * The model that config() describes, with the arrays of state(), optimizer.state() and scaler.state(). It goes on training
   * with the numbers that the other one would have had. Throws RangeError for names that this library does not know.
   */
  static fromConfig(
    config: ModelConfig,
    state?: Arrays<Matrix>,
    more: { optimizer?: Arrays<Matrix>; scaler?: Arrays<Matrix> } = {},
  ): Sequential {
    const { inputs, seed, dtype, loss, metrics, optimizer } = config;
    const kind = config.scaler && requireKnown("fromConfig", "scaler", config.scaler, scalers);
    const scaler = kind ? kind.fromState(more.scaler ?? {}) : undefined;
    const layers = config.layers.map(layerFromConfig);
    const model = new Sequential(layers, { inputs, seed, dtype, scaler });
    if (loss && optimizer) {
      const made = optimizerFromConfig(optimizer);
      made.iterations = config.iterations ?? 0;
      model.compile({ loss, optimizer: made, metrics });
    }
    model.#epochsDone = config.epochsDone;
    if (state) model.setState(state);
    if (model.#stack.shape !== undefined && layers.length > 0) {
      const net = model.#stack.built("fromConfig");
      net.steps = config.stepsDone ?? 0;
      if (model.#optimizer) net.prepare(model.#optimizer);
      if (more.optimizer && Object.keys(more.optimizer).length > 0)
        model.#optimizer?.setState(more.optimizer);
    }
    return model;
  }

  /** A table of the layers with their shapes and numbers of parameters. */
  summary(): string {
    if (this.#stack.shape !== undefined && this.layers.length > 0) this.#stack.built("summary");
    return summaryOf(this.layers);
  }

  #rules(): DataRules {
    return {
      inputs: this.#stack.shape && this.inputs,
      outputs: (inputs) => this.#stack.outputsFor(inputs),
      scaler: this.scaler,
      loss: this.#loss,
      counts: this.#metrics !== undefined && this.#metrics.length > 0,
    };
  }

  #compiled(what: string): { loss: Loss; optimizer: Optimizer } {
    if (!this.#loss || !this.#optimizer) {
      throw new Error(
        `${what} needs a loss and an optimizer: call model.compile({ optimizer, loss }) first`,
      );
    }
    return { loss: this.#loss, optimizer: this.#optimizer };
  }
}
