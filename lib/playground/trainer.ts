// The net that learns: data, model, training in slices, and what one can look at and touch in between.
import {
  trainTestSplit,
  type Labels,
  type Matrix,
  type Measurement,
  type Sequential,
} from "../core/index";
import { featureRows } from "./features";
import { inFloat32, modelOf, setWeights, weightsOf } from "./model";
import { dataSetOf, type PlaygroundState } from "./state";

/** Points with their answers, and what the net is told about them. */
export interface Part {
  /** [rows, inputs] of the plane. */
  points: Matrix;
  y: Uint8Array | Matrix;
  /** [rows, features]. */
  X: ReturnType<typeof featureRows>;
}

/** The points of a state, split: train to learn from, test to see what was learned. */
export function dataOf(state: PlaygroundState): { train: Part; test: Part } {
  const set = dataSetOf(state);
  const { X, y } = set.make(state);
  const split = trainTestSplit(X, y as Labels, {
    testSize: (100 - state.trainShare) / 100,
    stratified: set.kind === "classes" && state.data !== "own",
    seed: state.seed,
  });
  const part = ({ X: points, y: answers }: { X: Matrix; y: Labels }): Part => ({
    points,
    y: answers as Uint8Array | Matrix,
    X: featureRows(points.data, set.inputs, state.features),
  });
  return { train: part(split.train), test: part(split.test) };
}

export class Trainer {
  readonly state: PlaygroundState;
  readonly data: { train: Part; test: Part };
  #model: Sequential;
  /** Where training began: the state with its weights, if they are not the seed's. */
  #start: PlaygroundState;
  #touched = false;
  #epochsBefore = 0;

  /** epochsBefore: what was learned with other settings, for the count that a reader sees. */
  constructor(state: PlaygroundState, { data = dataOf(state), epochsBefore = 0 } = {}) {
    this.state = state;
    this.data = data;
    this.#start = state;
    this.#model = modelOf(state);
    this.#epochsBefore = epochsBefore;
  }

  get model(): Sequential {
    return this.#model;
  }

  /** All epochs since the last reset. */
  get epochs(): number {
    return this.#epochsBefore + this.#model.epochsDone;
  }

  /** The state from which `epochsSince` epochs lead to the net as it is now. */
  get start(): { state: PlaygroundState; epochsSince: number } {
    if (this.#touched) this.#begin();
    return { state: this.#start, epochsSince: this.#model.epochsDone };
  }

  /** The state with the net's weights as they are now. */
  get now(): PlaygroundState {
    return { ...this.state, weights: weightsOf(this.#model).map(inFloat32) };
  }

  /**
   * Trains for some epochs. Throws Error where the loss stops being finite: the weights of the last finite epoch are kept.
   * One call at a time.
   */
  async train(epochs: number, signal?: AbortSignal): Promise<void> {
    if (this.#touched) this.#begin();
    const { X, y } = this.data.train;
    await this.#model.fit(X, y, { epochs, batchSize: this.state.batchSize, signal });
  }

  /** Loss and share of right answers on both parts. */
  measure(): { train: Measurement; test: Measurement } {
    const { train, test } = this.data;
    return {
      train: this.#model.evaluate(train.X, train.y),
      test: this.#model.evaluate(test.X, test.y),
    };
  }

  /** What every unit says to rows of features: one matrix [rows, units] for each layer, the outputs last. */
  activations(X: ReturnType<typeof featureRows>): Matrix[] {
    const given: Matrix[] = [];
    for (const layer of this.#model.layers) {
      given.push(layer.forward(given.length > 0 ? given[given.length - 1] : X));
    }
    return given;
  }

  /** Weight from unit `from` of the layer before to unit `to` of layer number `layer`; its bias where from is −1. */
  weight(layer: number, from: number, to: number): number {
    return this.#matrix(layer, from).get(Math.max(from, 0), to);
  }

  /** Changes one by hand. What the optimizer remembers is forgotten, and export begins from here. */
  setWeight(layer: number, from: number, to: number, value: number): void {
    this.#matrix(layer, from).set(Math.max(from, 0), to, value);
    this.#touched = true;
  }

  #matrix(layer: number, from: number): Matrix {
    return this.#model.parameters()[2 * layer + (from < 0 ? 1 : 0)].value;
  }

  /** A new beginning from the weights as they are. */
  #begin(): void {
    this.#touched = false;
    this.#epochsBefore = this.epochs;
    this.#start = this.now;
    this.#model = modelOf(this.#start);
    setWeights(this.#model, this.#start.weights ?? []);
  }
}
