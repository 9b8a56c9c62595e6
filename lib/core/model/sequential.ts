// Built in notebook 03-any-shape: the class that gathers the loose functions.
import {
  trainingDefaults,
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
} from "./callbacks";
import { backendFor, type Backend, type Net } from "../engine/backend";
import { describe, NotFinite, requireKnown, requireOptions, requireWhole } from "../errors";
import { toExamples, type Examples } from "../examples";
import type { Feed } from "../engine/kernels";
import type { Layer, Parameter } from "../layers/layer";
import { lossNamed, type Loss, type LossName } from "../losses";
import { Matrix, type DType, type MatrixLike } from "../matrix";
import { layerFromConfig, optimizerFromConfig, type ModelConfig } from "./model-config";
import { copyState, writeState } from "./model-state";
import { measureAll, predictAll, type Measurement } from "./passes";
import { Random } from "../random";
import { SGD, type Optimizer } from "../optimizers/sgd";
import { summaryOf } from "./summary";
import { requireDistributions, toTargets, type Labels, type Targets } from "../targets";
import { train } from "./training";

export interface SequentialOptions {
  /** Numbers per example that go in. */
  inputs: number;
  /** From which the start values and the shuffling are drawn; 0 unless told otherwise. */
  seed?: number;
  /** "float32" unless told otherwise; "float64" where numbers are to be compared to many digits. */
  dtype?: DType;
  /** "plain", "wasm", "threads" or "jax"; the one of useBackend unless told otherwise. float64 computes on plain. */
  backend?: string;
}

export interface CompileOptions {
  /** How the parameters are changed; new SGD() unless told otherwise. */
  optimizer?: Optimizer;
  loss: LossName;
}

export interface FitOptions {
  /** Passes over all examples; 1 unless told otherwise. */
  epochs?: number;
  /** Examples per step; 32 unless told otherwise. Where there are fewer, all of them make one step. */
  batchSize?: number;
  /** A new order of the examples for each epoch, drawn from the model's seed; true unless told otherwise. */
  shuffle?: boolean;
  /** Examples and labels that are measured after each epoch and never learned from. */
  validationData?: readonly [MatrixLike, Labels];
  onBatch?: (log: BatchLog) => void;
  onEpoch?: (log: EpochLog) => void;
  callbacks?: readonly Callback[];
  /** Once aborted, training ends after the current batch and the parameters stay as they are. */
  signal?: AbortSignal;
}

const SEQUENTIAL_OPTIONS = ["inputs", "seed", "dtype", "backend"];
const FIT_OPTIONS = [
  "epochs",
  "batchSize",
  "shuffle",
  "validationData",
  "onBatch",
  "onEpoch",
  "callbacks",
  "signal",
];
const DTYPES: Readonly<Record<DType, DType>> = { float32: "float32", float64: "float64" };

/**
 * A model: layers in a row. compile gives it a loss and an optimizer, fit trains it. Names as in Keras.
 * Throws RangeError where there is no layer, inputs is not a whole number above 0, or dtype is unknown.
 */
export class Sequential {
  /** From which start values and shuffling are drawn. */
  readonly seed: number;
  readonly layers: readonly Layer[];
  /** Numbers per example that go in. */
  readonly inputs: number;
  readonly dtype: DType;
  readonly #backend: Backend;
  readonly #net: Net;
  #loss?: Loss;
  #optimizer?: Optimizer;
  #epochsDone = 0;

  constructor(layers: readonly Layer[], options: SequentialOptions) {
    requireOptions("Sequential", options, SEQUENTIAL_OPTIONS);
    if (!Array.isArray(layers) || layers.length === 0) {
      throw new RangeError(
        `Sequential expects a list of at least one layer but got ${describe(layers)}`,
      );
    }
    this.layers = [...layers];
    this.inputs = requireWhole("Sequential", "inputs", options.inputs, 1);
    this.dtype = requireKnown("Sequential", "dtype", options.dtype ?? "float32", DTYPES);
    this.seed = requireWhole("Sequential", "seed", options.seed ?? 0, 0);
    this.#backend = backendFor("Sequential", options.backend, this.dtype);
    const { inputs, dtype } = this;
    this.#net = this.#backend.build({ layers, inputs, dtype, random: new Random(this.seed) });
  }

  /** Numbers per example that come out. */
  get outputs(): number {
    return this.#net.outputs;
  }

  /** The name of the backend that this model computes on. */
  get backend(): string {
    return this.#backend.name;
  }

  /** Epochs that all calls of fit together have finished. */
  get epochsDone(): number {
    return this.#epochsDone;
  }

  /** How far one step goes; may be changed at any time. */
  get learningRate(): number {
    return this.#compiled("learningRate").optimizer.learningRate;
  }

  set learningRate(value: number) {
    this.#compiled("learningRate").optimizer.learningRate = value;
  }

  /** The loss's name; may be changed at any time. */
  get loss(): LossName {
    return this.#compiled("loss").loss.name;
  }

  set loss(name: LossName) {
    this.#compiled("loss");
    this.#loss = this.#lossFor("loss", name);
  }

  /** Chooses loss and optimizer. Returns the model itself. */
  compile(options: CompileOptions): this {
    requireOptions("compile", options, ["optimizer", "loss"]);
    this.#loss = this.#lossFor("compile", options.loss);
    this.#optimizer = options.optimizer ?? new SGD();
    return this;
  }

  /** The loss of that name, if it fits the last layer. */
  #lossFor(where: string, name: string): Loss {
    const loss = lossNamed(where, name);
    const last = this.layers[this.layers.length - 1];
    if (loss.logitsOf !== undefined && last.activationName !== loss.logitsOf) {
      throw new RangeError(
        `${where}: ${loss.name} expects the last layer to end in ${loss.logitsOf} but ${last.name} ends in ` +
          `${last.activationName ?? "no activation"}: give it activation: "${loss.logitsOf}", or take another loss`,
      );
    }
    return loss;
  }

  /** All parameters with their gradients, layer by layer. They are the model's own, not copies. */
  parameters(): readonly Parameter[] {
    return this.#net.parameters;
  }

  /** Outputs [rows, outputs] for inputs [rows, inputs], a copy of the caller's own. */
  predict(X: MatrixLike): Matrix {
    return predictAll(this.#net, toExamples("predict", X, this.inputs), this.dtype);
  }

  /** Loss and accuracy over all examples. */
  evaluate(X: MatrixLike, y: Labels): Measurement {
    const { loss } = this.#compiled("evaluate");
    const data = this.#data("evaluate", X, y);
    return measureAll(this.#net, loss, data.X, data.y);
  }

  /** Forward and backward without a step: writes dL/dp into each parameter's gradient and returns the loss. */
  computeGradients(X: MatrixLike, y: Labels): number {
    const { loss, optimizer } = this.#compiled("computeGradients");
    const data = this.#data("computeGradients", X, y);
    const feed = this.#net.feed(data.X, data.y);
    try {
      this.#net.begin();
      this.#net.backward(loss, feed, 0, feed.rows);
    } catch (error) {
      throw tooFar("computeGradients", error, "earlier steps were", optimizer);
    } finally {
      feed.release();
    }
    return this.#net.batchLoss;
  }

  /** One step on these examples; returns their loss before the step. */
  trainOnBatch(X: MatrixLike, y: Labels): number {
    const { optimizer } = this.#compiled("trainOnBatch");
    const loss = this.computeGradients(X, y);
    try {
      this.#net.update(optimizer);
    } catch (error) {
      throw tooFar("trainOnBatch", error, "this step was", optimizer);
    }
    return loss;
  }

  /**
   * Trains on mini-batches. Called again it goes on: two calls give the numbers of one long run.
   * Throws RangeError or TypeError for data and options that do not fit (the model stays as it was), and Error where
   * the loss stops being finite: it names step, layer and cure, and the parameters of the last finite epoch are kept.
   */
  async fit(X: MatrixLike, y: Labels, options: FitOptions = {}): Promise<History> {
    const started = performance.now();
    const { loss, optimizer } = this.#compiled("fit");
    requireOptions("fit", options, FIT_OPTIONS);
    const { onBatch, onEpoch, signal, validationData } = options;
    const examples = this.#data("fit", X, y);
    const held = validationData && this.#data("fit, validationData", ...validationData);
    const epochs = requireWhole("fit", "epochs", options.epochs ?? 1, 1);
    const batchSize = requireWhole("fit", "batchSize", options.batchSize ?? 32, 1);
    const data = this.#net.feed(examples.X, examples.y);
    let validation: Feed | undefined;
    try {
      validation = held && this.#net.feed(held.X, held.y);
      return await train({
        net: this.#net,
        loss,
        optimizer,
        data,
        validation,
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
        epochDone: () => this.#epochsDone++,
      });
    } finally {
      data.release();
      validation?.release();
    }
  }

  /** A copy of all parameters by name. */
  state(): Record<string, Matrix> {
    return copyState(this.parameters());
  }

  /** Writes parameters by name. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
  setState(state: Readonly<Record<string, Matrix>>): void {
    writeState(this.parameters(), state);
  }

  /** Structure, loss and optimizer as plain data; with state() it is the whole model. */
  config(): ModelConfig {
    return {
      class: "Sequential",
      inputs: this.inputs,
      seed: this.seed,
      dtype: this.dtype,
      epochsDone: this.#epochsDone,
      layers: this.layers.map((layer) => layer.config()),
      loss: this.#loss?.name,
      optimizer: this.#optimizer?.config(),
    };
  }

  /** The model that config() and state() describe. Throws RangeError for names that this library does not know. */
  static fromConfig(config: ModelConfig, state?: Readonly<Record<string, Matrix>>): Sequential {
    const { inputs, seed, dtype, loss, optimizer } = config;
    const model = new Sequential(config.layers.map(layerFromConfig), { inputs, seed, dtype });
    if (loss && optimizer) model.compile({ loss, optimizer: optimizerFromConfig(optimizer) });
    model.#epochsDone = config.epochsDone;
    if (state) model.setState(state);
    return model;
  }

  /** A table of the layers with their shapes and numbers of parameters. */
  summary(): string {
    return summaryOf(this.layers);
  }

  #compiled(what: string): { loss: Loss; optimizer: Optimizer } {
    if (!this.#loss || !this.#optimizer) {
      throw new Error(
        `${what} needs a loss and an optimizer: call model.compile({ optimizer, loss }) first`,
      );
    }
    return { loss: this.#loss, optimizer: this.#optimizer };
  }

  #data(where: string, X: MatrixLike, y: Labels): { X: Examples; y: Targets } {
    const examples = toExamples(where, X, this.inputs);
    const targets = toTargets(where, y, this.outputs, examples.rows);
    if (this.#loss?.logitsOf === "softmax") requireDistributions(where, targets);
    return { X: examples, y: targets };
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
