// Built in notebook 03-any-shape: the class that gathers the loose functions.
import {
  trainingDefaults,
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
} from "./callbacks";
import { Chain, NotFinite, type Measurement } from "./chain";
import { describe, requireKnown, requireOptions, requireWhole } from "./errors";
import { toExamples, type Examples } from "./examples";
import type { Layer, Parameter } from "./layer";
import { lossNamed, type Loss, type LossName } from "./losses";
import { Matrix, type DType, type MatrixLike } from "./matrix";
import { layerFromConfig, optimizerFromConfig, type ModelConfig } from "./model-config";
import { plainEngine } from "./plain-engine";
import { Random } from "./random";
import { SGD, type Optimizer } from "./sgd";
import { toTargets, type Labels, type Targets } from "./targets";
import { train } from "./training";

export interface SequentialOptions {
  /** Numbers per example that go in. */
  inputs: number;
  /** From which the start values and the shuffling are drawn; 0 unless told otherwise. */
  seed?: number;
  /** "float32" unless told otherwise; "float64" where numbers are to be compared to many digits. */
  dtype?: DType;
}

export interface CompileOptions {
  /** How the parameters are changed; new SGD() unless told otherwise. */
  optimizer?: Optimizer;
  loss: LossName;
}

export interface FitOptions {
  /** Passes over all examples; 1 unless told otherwise. */
  epochs?: number;
  /** Examples per step; 32 unless told otherwise. */
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

const SEQUENTIAL_OPTIONS = ["inputs", "seed", "dtype"];
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
  readonly #chain: Chain;
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
    const inputs = requireWhole("Sequential", "inputs", options.inputs, 1);
    const dtype = requireKnown("Sequential", "dtype", options.dtype ?? "float32", DTYPES);
    this.seed = requireWhole("Sequential", "seed", options.seed ?? 0, 0);
    this.#chain = new Chain(layers, inputs, dtype, new Random(this.seed), plainEngine);
  }

  get layers(): readonly Layer[] {
    return this.#chain.layers;
  }

  /** Numbers per example that go in. */
  get inputs(): number {
    return this.#chain.inputs;
  }

  /** Numbers per example that come out. */
  get outputs(): number {
    return this.#chain.outputs;
  }

  get dtype(): DType {
    return this.#chain.dtype;
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
    this.#loss = lossNamed("loss", name);
  }

  /** Chooses loss and optimizer. Returns the model itself. */
  compile(options: CompileOptions): this {
    requireOptions("compile", options, ["optimizer", "loss"]);
    this.#loss = lossNamed("compile", options.loss);
    this.#optimizer = options.optimizer ?? new SGD();
    return this;
  }

  /** All parameters with their gradients, layer by layer. They are the model's own, not copies. */
  parameters(): readonly Parameter[] {
    return this.#chain.parameters;
  }

  /** Outputs [rows, outputs] for inputs [rows, inputs], a copy of the caller's own. */
  predict(X: MatrixLike): Matrix {
    return this.#chain.predict(toExamples("predict", X, this.inputs));
  }

  /** Loss and accuracy over all examples. */
  evaluate(X: MatrixLike, y: Labels): Measurement {
    const { loss } = this.#compiled("evaluate");
    const data = this.#data("evaluate", X, y);
    return this.#chain.measure(loss, data.X, data.y);
  }

  /** Forward and backward without a step: writes dL/dp into each parameter's gradient and returns the loss. */
  computeGradients(X: MatrixLike, y: Labels): number {
    const { loss, optimizer } = this.#compiled("computeGradients");
    const data = this.#data("computeGradients", X, y);
    try {
      this.#chain.backward(loss, data.X, data.y, undefined, 0, data.X.rows);
    } catch (error) {
      if (!(error instanceof NotFinite)) throw error;
      throw new Error(
        `computeGradients: ${error.message}: earlier steps were too large. Make the model anew with a learning rate ` +
          `a tenth of ${optimizer.learningRate}; fit would have kept the parameters of its last finite epoch`,
        { cause: error },
      );
    }
    return this.#chain.batchLoss;
  }

  /** One step on these examples; returns their loss before the step. */
  trainOnBatch(X: MatrixLike, y: Labels): number {
    const loss = this.computeGradients(X, y);
    this.#compiled("trainOnBatch").optimizer.step(this.parameters(), this.#chain.engine);
    return loss;
  }

  /**
   * Trains on mini-batches. Called again it goes on: two calls give the numbers of one long run.
   * Throws RangeError or TypeError for data and options that do not fit (the model stays as it was), and Error where
   * the loss stops being finite: it names step, layer and cure, and the parameters of the last finite epoch are kept.
   */
  async fit(X: MatrixLike, y: Labels, options: FitOptions = {}): Promise<History> {
    const { loss, optimizer } = this.#compiled("fit");
    requireOptions("fit", options, FIT_OPTIONS);
    const { onBatch, onEpoch, signal, validationData } = options;
    return train({
      chain: this.#chain,
      loss,
      optimizer,
      ...this.#data("fit", X, y),
      epochs: requireWhole("fit", "epochs", options.epochs ?? 1, 1),
      batchSize: requireWhole("fit", "batchSize", options.batchSize ?? 32, 1),
      shuffle: options.shuffle ?? true,
      seed: this.seed,
      epochsBefore: this.#epochsDone,
      validation: validationData && this.#data("fit, validationData", ...validationData),
      callbacks: [
        ...trainingDefaults.callbacks.map((make) => make()),
        ...(options.callbacks ?? []),
        { onBatch, onEpoch, signal },
      ],
      epochDone: () => this.#epochsDone++,
    });
  }

  /** A copy of all parameters by name. */
  state(): Record<string, Matrix> {
    return Object.fromEntries(this.parameters().map((p) => [p.name, p.value.copy()]));
  }

  /** Writes parameters by name. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
  setState(state: Readonly<Record<string, Matrix>>): void {
    const names = this.parameters().map((p) => p.name);
    const unknown = Object.keys(state).filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      throw new RangeError(
        `setState knows no ${unknown.join(", ")}: this model has ${names.join(", ")}`,
      );
    }
    for (const { name, value } of this.parameters()) {
      const given = state[name];
      if (!(given instanceof Matrix) || given.rows !== value.rows || given.cols !== value.cols) {
        throw new RangeError(
          `setState expects ${name} as Matrix [${value.shape.join(", ")}] but got ${describe(given)}`,
        );
      }
    }
    for (const { name, value } of this.parameters()) value.data.set(state[name].data);
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
    const count = (parameters: readonly Parameter[]) =>
      parameters.reduce((sum, p) => sum + p.value.data.length, 0);
    const line = (text: string, n: number) => text.padEnd(46) + String(n).padStart(9);
    const lines = this.layers.map((layer) => {
      const { class: kind, activation } = layer.config();
      const about = activation ? `${kind}, ${String(activation)}` : kind;
      const shape = `[${layer.inputs}, ${layer.outputs}]`;
      return line(layer.name.padEnd(12) + about.padEnd(18) + shape, count(layer.parameters));
    });
    return [...lines, line("parameters", count(this.parameters()))].join("\n");
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
    return { X: examples, y: toTargets(where, y, this.outputs, examples.rows) };
  }
}
