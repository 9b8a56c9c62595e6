// Built in notebook 01-or-and-xor-by-hand: what changes the parameters after each batch.
import { describe, requireAtLeastZero, requirePositive } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import { Matrix } from "../matrix";
import { CLIPPING_OPTIONS, clipGradients, clippingFrom, type ClippingOptions } from "./clipping";
import { isSchedule, scheduleFromConfig, type Schedule, type ScheduleConfig } from "./schedules";

/** What all optimizers take. */
export interface OptimizerOptions extends ClippingOptions {
  /** How far one step goes, or a schedule such as cosineDecay({ … }). */
  learningRate?: number | Schedule | ScheduleConfig;
  /** Short for inverseTimeDecay: at step t, counted from 0, the rate is learningRate / (1 + learningRateDecay · t); 0 unless told otherwise. */
  learningRateDecay?: number;
}

export const OPTIMIZER_OPTIONS = ["learningRate", "learningRateDecay", ...CLIPPING_OPTIONS];

/** An optimizer as plain data: class and options. How many steps it has made, iterations, is kept beside it. */
export interface OptimizerConfig {
  readonly class: string;
  readonly [option: string]: unknown;
}

/**
 * What changes the parameters after each batch. It owns its state: matrices of the parameters' shapes, such as a
 * velocity, that are made at the first step. An optimizer belongs to one model.
 */
export abstract class Optimizer {
  /** Steps made so far. */
  iterations = 0;
  readonly #name: string;
  readonly #decay: number;
  readonly #clipping: ClippingOptions;
  readonly #clips: boolean;
  #rate: number | Schedule;
  #parameters?: readonly Parameter[];
  #slots: readonly (readonly Matrix[])[] = [];

  /** name is that of the class; what a class needs besides, it checks itself. */
  constructor(name: string, options: OptimizerOptions, defaultRate: number) {
    this.#name = name;
    this.#rate = rateFrom(name, options.learningRate ?? defaultRate);
    this.#decay = decayFrom(name, options.learningRateDecay ?? 0, this.#rate);
    this.#clipping = clippingFrom(name, options);
    this.#clips = Object.keys(this.#clipping).length > 0;
  }

  /** What it remembers for each parameter, by name; zeros at first, or what firstValue gives. */
  abstract readonly slotNames: readonly string[];

  /** Changes one parameter. Returns false where an entry is no longer finite. */
  protected abstract change(
    parameter: Parameter,
    slots: readonly Matrix[],
    kernels: Kernels,
    rate: number,
  ): boolean;

  /** What every entry of a slot is at first. */
  protected firstValue(): number {
    return 0;
  }

  /**
   * The learning rate of the next step. Once set, the next step has that rate: a schedule ends there, and
   * learningRateDecay goes on from it.
   */
  get learningRate(): number {
    if (typeof this.#rate !== "number") return this.#rate.at(this.iterations);
    return this.#rate / (1 + this.#decay * this.iterations);
  }

  set learningRate(value: number) {
    const rate = requirePositive(this.#name, "learningRate", value);
    this.#rate = rate * (1 + this.#decay * this.iterations);
  }

  /** What it remembers of each parameter, in the parameters' order; empty before prepare. */
  get slots(): readonly (readonly Matrix[])[] {
    return this.#slots;
  }

  /** Makes room for what is remembered of these parameters. Throws Error where it works for other ones already. */
  prepare(parameters: readonly Parameter[], kernels: Kernels): void {
    if (this.#parameters === parameters) return;
    if (this.#parameters) {
      throw new Error(
        `this ${this.#name} already trains another model, whose steps it remembers: make a new ${this.#name} for each model`,
      );
    }
    this.#slots = parameters.map(({ value }) =>
      this.slotNames.map(() => {
        const slot = kernels.matrix(value.rows, value.cols);
        slot.data.fill(this.firstValue());
        return slot;
      }),
    );
    this.#parameters = parameters;
  }

  /** One step with the gradients at hand. Returns the first parameter that holds a number that is not finite, if any. */
  step(parameters: readonly Parameter[], kernels: Kernels): Parameter | undefined {
    if (this.#parameters !== parameters) this.prepare(parameters, kernels);
    if (this.#clips) clipGradients(parameters, this.#clipping, kernels);
    const rate = this.learningRate;
    this.iterations++;
    let broken: Parameter | undefined;
    for (let i = 0; i < parameters.length; i++) {
      if (!this.change(parameters[i], this.#slots[i], kernels, rate)) broken ??= parameters[i];
    }
    return broken;
  }

  /** Limits for the gradients; empty where there are none. */
  get clipping(): ClippingOptions {
    return this.#clipping;
  }

  /** A copy of what it remembers, by parameter and slot: "dense_1/weights/velocity". Empty before the first step. */
  state(): Record<string, Matrix> {
    const entries = this.#slots.flatMap((slots, i) =>
      slots.map((slot, k): [string, Matrix] => [this.#slotName(i, k), slot.copy()]),
    );
    return Object.fromEntries(entries);
  }

  /** Writes what state gave. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
  setState(state: Readonly<Record<string, Matrix>>): void {
    const slots = this.#slots.flatMap((row, i) =>
      row.map((slot, k) => ({ name: this.#slotName(i, k), slot })),
    );
    const names = slots.map(({ name }) => name);
    const given = Object.keys(state);
    const unknown = given.find((name) => !names.includes(name));
    if (unknown !== undefined || given.length !== names.length) {
      throw new RangeError(
        `the state of ${this.#name} expects ${names.join(", ") || "nothing"} but got ${given.join(", ") || "nothing"}`,
      );
    }
    for (const { name, slot } of slots) {
      const value = state[name];
      if (!(value instanceof Matrix) || value.rows !== slot.rows || value.cols !== slot.cols) {
        throw new RangeError(
          `the state of ${this.#name} expects ${name} as Matrix [${slot.shape.join(", ")}] but got ${describe(value)}`,
        );
      }
    }
    for (const { name, slot } of slots) slot.data.set(state[name].data);
  }

  /** Options as plain data. */
  abstract config(): OptimizerConfig;

  /** The part of config that all optimizers share. */
  protected sharedConfig(): Record<string, unknown> {
    return {
      learningRate: typeof this.#rate === "number" ? this.#rate : this.#rate.config(),
      ...(this.#decay === 0 ? {} : { learningRateDecay: this.#decay }),
      ...this.#clipping,
    };
  }

  #slotName(parameter: number, slot: number): string {
    return `${this.#parameters?.[parameter].name ?? ""}/${this.slotNames[slot]}`;
  }
}

function rateFrom(name: string, value: unknown): number | Schedule {
  if (isSchedule(value)) return value;
  if (typeof value === "object" && value !== null && "schedule" in value) {
    return scheduleFromConfig(value as ScheduleConfig);
  }
  return requirePositive(name, "learningRate", value);
}

function decayFrom(name: string, value: unknown, rate: number | Schedule): number {
  const decay = requireAtLeastZero(name, "learningRateDecay", value);
  if (decay > 0 && typeof rate !== "number") {
    throw new RangeError(
      `${name} expects learningRateDecay together with a learning rate that is a number, but it got a schedule: leave one out`,
    );
  }
  return decay;
}
