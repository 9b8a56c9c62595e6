// Built in notebook 06-layers-and-losses: layers in a row, and the net that is made of them when it is first needed.
import type { Backend, Net } from "../engine/backend";
import { describe } from "../errors";
import { Layer, sizeOf } from "../layers/layer";
import { placeLayers, shapeBehind, shapeSaidBy } from "../layers/place-layers";
import type { DType } from "../matrix";
import { Random } from "../random";

/** Layers in their places, as far as the shape of an example is known, and what computes them. */
export class LayerStack {
  readonly layers: Layer[] = [];
  readonly #backend: Backend;
  readonly #dtype: DType;
  readonly #seed: number;
  /** How many numbers an example has to hold, where a scaler says so. */
  readonly #features?: number;
  #shape?: readonly number[];
  #net?: Net;

  constructor(backend: Backend, dtype: DType, seed: number, features?: number) {
    this.#backend = backend;
    this.#dtype = dtype;
    this.#seed = seed;
    this.#features = features;
  }

  /** Of one example; undefined where nobody has said it yet. */
  get shape(): readonly number[] | undefined {
    return this.#shape;
  }

  setShape(shape: readonly number[]): void {
    if (this.#features !== undefined && this.#features !== sizeOf(shape)) {
      throw new RangeError(
        `Sequential expects a scaler for ${sizeOf(shape)} columns, as many as go in, but it was fitted to ${this.#features}`,
      );
    }
    this.#shape = [...shape];
  }

  /** The net, where it is made already. */
  get net(): Net | undefined {
    return this.#net;
  }

  /** The last layer that computes something. */
  get lastWorking(): Layer | undefined {
    const working = this.layers.filter(({ passesThrough }) => !passesThrough);
    return working[working.length - 1];
  }

  /** Adds layers. Throws, and adds none, where one is no layer, does not fit, or is part of a model. */
  append(layers: readonly Layer[]): void {
    for (const layer of layers) requireLayer(layer);
    const all = [...this.layers, ...layers];
    const shape = this.#shape ?? shapeSaidBy(all[0]);
    if (shape !== undefined) {
      const before = this.#shape === undefined ? [] : this.layers;
      placeLayers(all.slice(before.length), shape, before);
      if (all.length > 0) this.setShape(shape);
    }
    this.layers.push(...layers);
  }

  /** How many numbers come out for an example where so many go in. */
  outputsFor(inputs: number): number {
    return sizeOf(shapeBehind(this.layers, this.#shape ?? [inputs]));
  }

  /** The net for examples of so many numbers, made now where it is not there yet. */
  ready(where: string, inputs: number): Net {
    if (this.#shape === undefined) {
      placeLayers(this.layers, [inputs]);
      this.setShape([inputs]);
    }
    return this.built(where);
  }

  /** The net, made now where it is not there yet. Throws Error where there are no layers, or nobody has said what goes in. */
  built(where: string): Net {
    if (this.#net) return this.#net;
    if (this.layers.length === 0) {
      throw new Error(`${where} needs layers: call model.add(layer) first`);
    }
    if (this.#shape === undefined) {
      throw new Error(
        `${where} needs to know how many numbers an example holds: write new Sequential(layers, { inputs: 2 }), ` +
          `begin with new Input({ shape: 2 }), or call fit first`,
      );
    }
    const random = new Random(this.#seed);
    const [layers, shape, dtype] = [this.layers, this.#shape, this.#dtype];
    return (this.#net = this.#backend.build({ layers, shape, dtype, random }));
  }
}

function requireLayer(layer: unknown): void {
  if (layer instanceof Layer) return;
  throw new TypeError(
    `Sequential expects layers, such as new Dense({ units: 64 }), but got ${describe(layer)}`,
  );
}
