// Built in notebook 03-any-shape (the class that gathers the loose functions) and 06-layers-and-losses (add, compile, fit, evaluate, predict).
import { backendFor, type Backend, type Net } from "../engine/backend";
import type { Feed } from "../engine/kernels";
import { describe, NotFinite, requireKnown, requireWhole } from "../errors";
import { layerFromConfig } from "../layers/index";
import { Layer, shapeFrom, sizeOf, type Parameter } from "../layers/layer";
import { placeLayers, shapeBehind, shapeSaidBy } from "../layers/place-layers";
import { lossFor, type Loss, type LossName } from "../losses/index";
import type { DType, Matrix, MatrixLike } from "../matrix";
import { optimizerFromConfig } from "../optimizers/index";
import type { Optimizer } from "../optimizers/optimizer";
import { SGD } from "../optimizers/sgd";
import type { Scaler } from "../data/scaler";
import { scalers } from "../data/min-max-scaler";
import { Random } from "../random";
import type { Labels } from "../targets";
import { withoutUndefined } from "../without-undefined";
import { trainingDefaults, type History } from "./callbacks";
import { examplesFor, fitData, labelledFor, type DataRules } from "./model-data";
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
  readonly #backend: Backend;
  readonly #layers: Layer[] = [];
  #shape?: readonly number[];
  #net?: Net;
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
    this.#backend = backendFor("Sequential", options.backend, this.dtype);
    if (options.inputs !== undefined) this.#setShape(shapeFrom("Sequential", options.inputs));
    this.#append(layers);
  }

  /** Adds a layer behind the others. Returns the model itself. Throws Error once the model is compiled or in use. */
  add(layer: Layer): this {
    if (this.#net || this.#loss) {
      throw new Error(
        `add comes before compile and before the model is used: make a new Sequential with all layers, then compile it`,
      );
    }
    this.#append([layer]);
    return this;
  }

  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** Numbers per example that go in; 0 where nobody has said it yet. */
  get inputs(): number {
    return sizeOf(this.#shape ?? []);
  }

  /** Numbers per example that come out; 0 where that is not known yet. */
  get outputs(): number {
    return this.#layers.length === 0 ? 0 : this.#layers[this.#layers.length - 1].outputs;
  }

  /** The name of the backend that this model computes on. */
  get backend(): string {
    return this.#backend.name;
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
    if (this.#layers.length === 0) {
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
    const working = this.#layers.filter(({ passesThrough }) => !passesThrough);
    const last = working[working.length - 1] as Layer | undefined;
    return lossFor(where, name, last?.name ?? "the model", last?.activationName);
  }

  /** All parameters with their gradients, layer by layer. They are the model's own, not copies. */
  parameters(): readonly Parameter[] {
    return this.#built("parameters").parameters;
  }

  /** Outputs [rows, outputs] for inputs [rows, inputs], a copy of the caller's own. */
  predict(X: MatrixLike): Matrix {
    const examples = examplesFor("predict", X, this.#rules());
    return predictAll(this.#ready("predict", examples.cols), examples, this.dtype);
  }

  /** Loss, with the price of regularizers, and accuracy over all examples. */
  evaluate(X: MatrixLike, y: Labels): Measurement {
    const { loss } = this.#compiled("evaluate");
    const data = labelledFor("evaluate", X, y, this.#rules());
    const measured = measureAll(this.#ready("evaluate", data.X.cols), loss, data.X, data.y);
    if (this.#metrics?.length === 0) delete measured.accuracy;
    return measured;
  }

  /** What the regularizers add to the loss. */
  regularizationLoss(): number {
    return this.#built("regularizationLoss").penalty();
  }

  /**
   * Forward, as in learning, and backward, without a step: writes dL/dp into each parameter's gradient and returns the loss.
   * Called again it computes the same: dropout leaves out the same neurons, and moving means stay as they are.
   */
  computeGradients(X: MatrixLike, y: Labels): number {
    const where = "computeGradients";
    const { loss, optimizer } = this.#compiled(where);
    const data = labelledFor(where, X, y, this.#rules());
    for (const layer of this.#layers) layer.requireRows(where, data.X.rows);
    const net = this.#ready(where, data.X.cols);
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
    const loss = this.computeGradients(X, y);
    try {
      this.#built("trainOnBatch").update(optimizer);
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
    requireBatches(this.#layers, given.train.X.rows, batchSize);
    const net = this.#ready("fit", given.train.X.cols);
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
    const { parameters, buffers } = this.#built("state");
    return copyState([...parameters, ...buffers]);
  }

  /** Writes what state gave. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
  setState(state: Arrays<Matrix>): void {
    const { parameters, buffers } = this.#built("setState");
    writeState([...parameters, ...buffers], state);
  }

  /** Structure, loss, optimizer and counts as plain data; with the arrays of state, optimizer and scaler the whole model. */
  config(): ModelConfig {
    const shape = this.#shape;
    return withoutUndefined({
      class: "Sequential",
      inputs: shape?.length === 1 ? shape[0] : shape,
      seed: this.seed,
      dtype: this.dtype,
      epochsDone: this.#epochsDone,
      stepsDone: this.#net?.steps ?? 0,
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
    if (model.#shape !== undefined && layers.length > 0)
      model.#restore(config.stepsDone ?? 0, more.optimizer);
    return model;
  }

  #restore(steps: number, optimizer: Arrays<Matrix> = {}): void {
    const net = this.#built("fromConfig");
    net.steps = steps;
    if (!this.#optimizer) return;
    net.prepare(this.#optimizer);
    if (Object.keys(optimizer).length > 0) this.#optimizer.setState(optimizer);
  }

  /** A table of the layers with their shapes and numbers of parameters. */
  summary(): string {
    if (this.#shape !== undefined && this.#layers.length > 0) this.#built("summary");
    return summaryOf(this.layers);
  }

  #append(layers: readonly Layer[]): void {
    for (const layer of layers) requireLayer(layer);
    const all = [...this.#layers, ...layers];
    const shape = this.#shape ?? shapeSaidBy(all[0]);
    if (shape !== undefined) {
      const before = this.#shape === undefined ? [] : this.#layers;
      placeLayers(all.slice(before.length), shape, before);
      if (all.length > 0) this.#setShape(shape);
    }
    this.#layers.push(...layers);
  }

  #setShape(shape: readonly number[]): void {
    const { scaler } = this;
    if (scaler && scaler.features !== sizeOf(shape)) {
      throw new RangeError(
        `Sequential expects a scaler for ${sizeOf(shape)} columns, as many as go in, but it was fitted to ${scaler.features}`,
      );
    }
    this.#shape = [...shape];
  }

  #rules(): DataRules {
    return {
      inputs: this.#shape && this.inputs,
      outputs: (inputs) => sizeOf(shapeBehind(this.#layers, this.#shape ?? [inputs])),
      scaler: this.scaler,
      loss: this.#loss,
      counts: this.#metrics !== undefined && this.#metrics.length > 0,
    };
  }

  /** The net for examples of so many numbers, made now where it is not there yet. */
  #ready(where: string, inputs: number): Net {
    if (this.#shape === undefined) {
      placeLayers(this.#layers, [inputs]);
      this.#setShape([inputs]);
    }
    return this.#built(where);
  }

  #built(where: string): Net {
    if (this.#net) return this.#net;
    if (this.#layers.length === 0) {
      throw new Error(`${where} needs layers: call model.add(layer) first`);
    }
    if (this.#shape === undefined) {
      throw new Error(
        `${where} needs to know how many numbers an example holds: write new Sequential(layers, { inputs: 2 }), ` +
          `begin with new Input({ shape: 2 }), or call fit first`,
      );
    }
    const { dtype } = this;
    const random = new Random(this.seed);
    this.#net = this.#backend.build({ layers: this.#layers, shape: this.#shape, dtype, random });
    return this.#net;
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

function requireLayer(layer: unknown): void {
  if (layer instanceof Layer) return;
  throw new TypeError(
    `Sequential expects layers, such as new Dense({ units: 64 }), but got ${describe(layer)}`,
  );
}

/** Throws RangeError where a batch of an epoch would be too small for a layer. */
function requireBatches(layers: readonly Layer[], rows: number, batchSize: number): void {
  const last = rows % batchSize || Math.min(rows, batchSize);
  for (const { name, minRows } of layers) {
    if (last >= minRows && batchSize >= minRows) continue;
    throw new RangeError(
      `fit: ${name} expects at least ${minRows} examples in every batch to learn from, but ${rows} examples in batches of ` +
        `${batchSize} leave one of ${Math.min(last, batchSize)}: choose another batchSize`,
    );
  }
}

/** A NotFinite with the place and the cure; every other error as it is. */
function tooFar(
  where: string,
  error: unknown,
  which: string,
  { learningRate }: Optimizer,
): unknown {
  if (!(error instanceof NotFinite)) return error;
  return new Error(
    `${where}: ${error.message}: ${which} too large. Make the model anew with a learning rate ` +
      `a tenth of ${learningRate}; fit would have kept the parameters of its last finite epoch`,
    { cause: error },
  );
}
