import type { TrainInfo } from "../../core/model/callbacks";
import type { Sequential } from "../../core/model/sequential";
import type { Kept } from "../panels/dashboard";
import type { Panel, Run } from "../panels/panel";
import { foldedLayers } from "../touch/folded-layers";
import { flatParameters } from "../touch/net-snapshots";

/** Most parameters of which a path through the training is kept. */
const longestPath = 100_000;

/** Bytes of the panels' own numbers that a slider takes where nobody says how many moments it has. */
const mostBytes = 300_000;

/** How many moments a slider has unless told otherwise: 60, or fewer where a moment has many numbers. At least 10. */
export function usualMoments(panels: readonly Panel[], model: Sequential): number {
  const sizes = panels.map(({ take, bits = 16 }) => ((take?.(model).length ?? 0) * bits) / 8);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(10, Math.min(60, Math.floor(mostBytes / Math.max(1, bytes))));
}

/** The moments of a training that are kept for the slider: what each panel asks for, after so many steps. */
export class Moments {
  readonly steps: number[] = [];
  readonly trajectory: Float32Array[] = [];
  readonly #panels: readonly Panel[];
  readonly #model: Sequential;
  readonly #due: number[];
  readonly #batches: number;
  readonly #values: Float32Array[][];
  readonly #net: Float32Array[] = [];
  #problem?: string;

  /**
   * wanted: how many moments, spread evenly, or at which epochs (0: before the training; 0.5: in the middle of the first).
   * Every panel is asked once, now, so that its error comes before the training and not in its midst.
   * Throws RangeError for other numbers, or where a path is asked for that would be too long to keep; and what panels throw.
   */
  constructor(panels: readonly Panel[], info: TrainInfo, wanted: number | readonly number[]) {
    const { model, epochs, batches } = info;
    this.#panels = panels;
    this.#model = model;
    this.#batches = batches;
    this.#due =
      typeof wanted === "number" ? evenly(wanted, epochs, batches) : listed(wanted, batches);
    this.#values = panels.map(() => []);
    const count = model.parameters().reduce((sum, { value }) => sum + value.data.length, 0);
    if (panels.some(({ trajectory }) => trajectory) && count > longestPath) {
      throw new RangeError(
        `liveView keeps the path of at most ${longestPath} parameters but the model has ${count}: leave out "lossSurface"`,
      );
    }
    const first = this.#look();
    if (this.due(0)) this.#keep(0, first);
  }

  /** What a panel threw while the training ran: its moment is left out, and the training goes on. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Whether a moment is to be kept after so many steps. Called for every batch. */
  due(step: number): boolean {
    return this.#due.length > 0 && step >= this.#due[0];
  }

  /** Keeps this moment. One that is not finite is left out: the training is about to say so itself. */
  take(step: number): void {
    const look = this.#tryLook();
    if (look) this.#keep(step, look);
    else this.#done(step);
  }

  #done(step: number): void {
    while (this.due(step)) this.#due.shift();
  }

  #keep(step: number, { values, net, path }: Look): void {
    this.#done(step);
    const epoch = step / this.#batches;
    if (epoch <= this.steps[this.steps.length - 1]) return;
    if (![...values, net, path].every(allFinite)) return;
    this.steps.push(epoch);
    values.forEach((row, k) => row && this.#values[k].push(row));
    if (net) this.#net.push(net);
    if (path) this.trajectory.push(path);
  }

  /** All moments. */
  kept(run: Run): Kept {
    return { run, values: this.#values, net: this.#asKept(this.#net) };
  }

  /**
   * This moment alone, which need not be one that is kept; the last one kept where it is not finite or cannot be had.
   * Undefined where there is none either.
   */
  now(run: Run): Kept | undefined {
    const look = this.#tryLook();
    const shown =
      look && [...look.values, look.net, look.path].every(allFinite) ? look : this.#lastKept();
    if (!shown) return undefined;
    return {
      run,
      values: shown.values.map((row) => (row ? [row] : [])),
      net: this.#asKept(shown.net && [shown.net]),
    };
  }

  #lastKept(): Look | undefined {
    if (this.steps.length === 0) return undefined;
    return {
      values: this.#values.map((rows) => rows[rows.length - 1]),
      net: this.#net[this.#net.length - 1],
    };
  }

  #tryLook(): Look | undefined {
    try {
      return this.#look();
    } catch (error) {
      this.#problem ??= (error as Error)?.message ?? String(error);
      return undefined;
    }
  }

  #look(): Look {
    const model = this.#model;
    return {
      values: this.#panels.map((panel) => panel.take && Float32Array.from(panel.take(model))),
      net: this.#asked() ? netRow(foldedLayers(model, "liveView")) : undefined,
      path: this.#panels.some(({ trajectory }) => trajectory)
        ? Float32Array.from(flatParameters(model))
        : undefined,
    };
  }

  #asked(): boolean {
    return this.#panels.some(({ net }) => net);
  }

  #asKept(parameters: readonly Float32Array[] | undefined): Kept["net"] {
    if (!parameters?.length) return undefined;
    const layers = foldedLayers(this.#model, "liveView");
    return {
      sizes: [layers[0].inputs, ...layers.map(({ units }) => units)],
      activations: layers.map(({ activation }) => activation),
      parameters,
      // a folded scaler may make a bias large beside weights that are small: 16 bits would lose those
      bits: this.#model.scaler ? 32 : 16,
    };
  }
}

/** What is to be kept of one moment. */
interface Look {
  values: (Float32Array | undefined)[];
  net?: Float32Array;
  path?: Float32Array;
}

/** Weights row by row, then the bias, layer by layer. */
export function netRow(layers: ReturnType<typeof foldedLayers>): Float32Array {
  return Float32Array.from(layers.flatMap(({ weights, bias }) => [...weights, ...bias]));
}

function allFinite(row: Float32Array | undefined): boolean {
  return row === undefined || row.every(Number.isFinite);
}

/** The steps after which about so many moments are kept: ends of epochs where there are many, else equal parts of them. */
function evenly(wanted: number, epochs: number, batches: number): number[] {
  if (!Number.isInteger(wanted) || wanted < 2 || wanted > 400) {
    throw new RangeError(`liveView expects from 2 to 400 moments but got ${wanted}`);
  }
  const intervals = wanted - 1;
  const steps = new Set([0]);
  if (epochs >= intervals / 3) {
    const every = Math.ceil(epochs / intervals);
    for (let epoch = every; epoch < epochs; epoch += every) steps.add(epoch * batches);
  } else {
    const parts = Math.max(1, Math.min(batches, Math.floor(intervals / epochs)));
    for (let k = 1; k < epochs * parts; k++) steps.add(Math.round((k * batches) / parts));
  }
  return [...steps.add(epochs * batches)];
}

function listed(epochs: readonly number[], batches: number): number[] {
  if (epochs.length === 0 || epochs.some((epoch, i) => !(epoch >= 0) || epoch <= epochs[i - 1])) {
    throw new RangeError(
      `liveView expects moments as growing epochs from 0 on but got [${epochs.join(", ")}]`,
    );
  }
  return epochs.map((epoch) => Math.round(epoch * batches));
}
