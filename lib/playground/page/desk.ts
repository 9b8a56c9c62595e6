// What all parts of the page share: the state, the net that learns, and who is told when something changes.
import { LossHistory } from "../history";
import { edge, gridPoints, inksOn, type Inks } from "../pictures";
import { featureRows } from "../features";
import { changed, classesOf, dataSetOf, outputsOf, type PlaygroundState } from "../state";
import { Trainer } from "../trainer";
import type { OwnData } from "../own-data";
import type { Matrix, Measurement } from "../../core/index";
import type { Theme } from "./theme";

/** Milliseconds of learning from picture to picture: with the drawing it stays below a thirtieth of a second. */
const BUDGET = 13;
/** Points along each side of the plane: while it plays, and at rest. */
const SIZES = { playing: 64, resting: 128 } as const;

/** A unit by its place: layer −1 are the features, by number in the list of all; the last layer are the outputs. */
export interface UnitPlace {
  layer: number;
  unit: number;
}

/** What the net says over the plane at this moment. */
export interface Picture {
  size: number;
  inputs: 1 | 2;
  /** One for each layer, the outputs last: [points, units]. */
  layers: Matrix[];
}

/** Fields of the state after whose change the net goes on learning with the weights that it has. */
const GOES_ON: readonly (keyof PlaygroundState)[] = [
  "loss",
  "optimizer",
  "learningRate",
  "regularizer",
  "regularizerRate",
  "batchSize",
];

type Listener = () => void;

export class Desk {
  state: PlaygroundState;
  trainer: Trainer;
  theme: Theme = { ink: [0, 0, 0], paper: [255, 255, 255], dark: false };
  inks: Inks = inksOn([255, 255, 255]);
  picture!: Picture;
  measured!: { train: Measurement; test: Measurement };
  readonly history = new LossHistory();
  playing = false;
  /** The unit that the large map shows instead of the net's answer. */
  shown?: UnitPlace;
  hard = false;
  showTest = false;
  /** The reader's own data, kept while other data are shown. */
  own?: OwnData;
  #slice: Promise<void> = Promise.resolve();
  /** Epochs from picture to picture: more where they are short, fewer where they are long. */
  #epochs = 1;
  #grids = new Map<string, Float64Array>();
  #told?: { key: string; rows: ReturnType<typeof featureRows> };
  readonly #onState: Listener[] = [];
  readonly #onFrame: Listener[] = [];
  readonly #onProblem: ((words: string) => void)[] = [];

  constructor(state: PlaygroundState) {
    this.state = state;
    this.own = state.own;
    this.trainer = new Trainer(state);
  }

  /** Called after each change of settings, data or theme, before the frame is drawn. */
  onState(listener: Listener): void {
    this.#onState.push(listener);
  }

  /** Called whenever the net says something else. */
  onFrame(listener: Listener): void {
    this.#onFrame.push(listener);
  }

  /** Called with words for the reader, "" where all is well again. */
  onProblem(listener: (words: string) => void): void {
    this.#onProblem.push(listener);
  }

  problem(words: string): void {
    for (const tell of this.#onProblem) tell(words);
  }

  /** Changes settings; what no longer fits them follows. The net begins anew unless the change is of a kind to go on with. */
  change(change: Partial<PlaygroundState>): void {
    const keys = Object.keys(change) as (keyof PlaygroundState)[];
    const viewOnly = keys.every((key) => key === "pace");
    const goesOn = keys.every((key) => key === "pace" || GOES_ON.includes(key));
    const before = this.state;
    let next: PlaygroundState;
    try {
      if (change.data === "own") change = { own: this.own, ...change };
      next = changed(before, goesOn ? change : { ...change, weights: undefined });
    } catch (error) {
      this.problem((error as Error).message);
      this.tellState();
      return;
    }
    this.state = next;
    this.own = next.own ?? this.own;
    if (viewOnly) {
      this.tellState();
      return;
    }
    this.problem("");
    if (goesOn && this.trainer.epochs > 0) this.#goOnWith(next);
    else this.#begin(next);
  }

  /** Another state altogether, such as that of a link. */
  replace(state: PlaygroundState): void {
    this.pause();
    this.state = state;
    this.own = state.own ?? this.own;
    this.problem("");
    this.#begin(state);
  }

  /** Back to the start values, with the settings as they are. */
  reset(): void {
    this.pause();
    this.problem("");
    this.#begin(this.state);
  }

  #goOnWith(next: PlaygroundState): void {
    const { trainer } = this;
    try {
      const start = { ...next, weights: trainer.now.weights };
      this.trainer = new Trainer(start, { data: trainer.data, epochsBefore: trainer.epochs });
    } catch (error) {
      this.problem((error as Error).message);
    }
    this.#epochs = 1;
    this.tellState();
    this.look();
  }

  #begin(state: PlaygroundState): void {
    this.shown = undefined;
    this.history.clear();
    this.trainer = new Trainer(state);
    this.#epochs = 1;
    this.tellState();
    this.look();
  }

  /** One weight by hand; from −1 is the bias. */
  setWeight(layer: number, from: number, to: number, value: number): void {
    this.trainer.setWeight(layer, from, to, value);
    this.look();
  }

  /** Stops after the slice at hand; the promise comes with it. */
  pause(): Promise<void> {
    if (this.playing) {
      this.playing = false;
      this.tellState();
    }
    return this.#slice;
  }

  async step(): Promise<void> {
    await this.pause();
    await this.#train(1);
    this.look();
  }

  async play(): Promise<void> {
    if (this.playing) return;
    await this.#slice;
    this.playing = true;
    this.tellState();
    while (this.playing) {
      this.#epochs = Math.min(this.state.pace, this.#epochs);
      const took = await this.#train(Math.max(1, Math.floor(this.#epochs)));
      if (took < 0.8 * BUDGET) this.#epochs = 1.3 * this.#epochs + 0.2;
      else if (took > BUDGET) this.#epochs = Math.max(1, 0.8 * this.#epochs);
      this.look();
      await new Promise(requestAnimationFrame);
    }
    this.look();
  }

  /** Trains, and returns how many milliseconds it took. */
  async #train(epochs: number): Promise<number> {
    const { trainer } = this;
    const began = performance.now();
    const slice = trainer.train(epochs).catch((error: unknown) => {
      if (trainer !== this.trainer) return;
      this.playing = false;
      this.problem((error as Error).message.replace(/^fit: t/, "T"));
      this.tellState();
    });
    this.#slice = slice;
    await slice;
    return performance.now() - began;
  }

  /** Measures and draws the net as it is now. */
  look(): void {
    const { trainer, history } = this;
    this.measured = trainer.measure();
    const { train, test } = this.measured;
    if (history.last?.epoch !== trainer.epochs || history.points.length < 2) {
      history.add({ epoch: trainer.epochs, train: train.loss, test: test.loss });
    }
    const inputs = dataSetOf(this.state).inputs;
    const size = inputs === 1 ? 160 : this.playing ? SIZES.playing : SIZES.resting;
    this.picture = { size, inputs, layers: trainer.activations(this.#rows(size, inputs)) };
    for (const draw of this.#onFrame) draw();
  }

  /** The points of the plane, made once for each size. */
  grid(size: number, inputs: 1 | 2): Float64Array {
    const key = `${size}/${inputs}`;
    let points = this.#grids.get(key);
    if (!points) this.#grids.set(key, (points = gridPoints(size, inputs)));
    return points;
  }

  /** What the net is told about them; computed anew only for other features. */
  #rows(size: number, inputs: 1 | 2): ReturnType<typeof featureRows> {
    const { features } = this.state;
    const key = `${size}/${inputs}/${features.join()}`;
    if (this.#told?.key !== key) {
      this.#told = { key, rows: featureRows(this.grid(size, inputs), inputs, features) };
    }
    return this.#told.rows;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.inks = inksOn(theme.dark ? [34, 37, 41] : [255, 255, 255]);
    if (!this.picture) return;
    this.tellState();
    for (const draw of this.#onFrame) draw();
  }

  tellState(): void {
    for (const tell of this.#onState) tell();
  }

  /** Draws again what is there, such as after the pointer chose a unit. */
  redraw(): void {
    for (const draw of this.#onFrame) draw();
  }

  get classes(): number {
    return classesOf(this.state);
  }

  get outputs(): number {
    return outputsOf(this.state);
  }

  /** Names of the classes: the reader's, or their numbers. */
  get classNames(): string[] {
    const { own, data } = this.state;
    if (data === "own" && own) return own.classes;
    return Array.from({ length: this.classes }, (_, c) => `class ${c}`);
  }

  /** The plane in the data's own units: what stands at −edge and edge of each axis. */
  get edge(): number {
    return edge;
  }
}
