// Built in notebook 03-any-shape: keep what was good before trying something bold.
import type { Parameter } from "./layer";
import type { Matrix } from "./matrix";

/** A copy of parameters to go back to, in buffers of its own that are used again. */
export class Snapshot {
  readonly #parameters: readonly Parameter[];
  readonly #copies: readonly Matrix[];

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
    this.#copies = parameters.map((p) => p.value.copy());
  }

  /** The name of the first parameter that holds NaN or an infinite number, if there is one. */
  broken(): string | undefined {
    return this.#parameters.find((p) => !p.value.data.every((x: number) => Number.isFinite(x)))
      ?.name;
  }

  /** Copies the parameters as they are now. */
  keep(): void {
    this.#parameters.forEach((p, i) => this.#copies[i].data.set(p.value.data));
  }

  /** Gives the parameters the values of the last copy. */
  restore(): void {
    this.#parameters.forEach((p, i) => p.value.data.set(this.#copies[i].data));
  }
}
