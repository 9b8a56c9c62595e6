// Built in notebook 03-any-shape: keep what was good before trying something bold.
import type { Parameter } from "../layers/layer";
import type { Matrix } from "../matrix";

/** The last two copies of parameters to go back to, in buffers of its own that are used again. */
export class Snapshot {
  readonly #parameters: readonly Parameter[];
  #last: readonly Matrix[];
  #previous: readonly Matrix[];

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
    this.#last = parameters.map((p) => p.value.copy());
    this.#previous = parameters.map((p) => p.value.copy());
  }

  /** Copies the parameters as they are now; the last copy becomes the previous one. */
  keep(): void {
    [this.#last, this.#previous] = [this.#previous, this.#last];
    this.#parameters.forEach((p, i) => this.#last[i].data.set(p.value.data));
  }

  /** Gives the parameters the values of the last copy, or of the one before it. */
  restore(which: "last" | "previous" = "last"): void {
    const copies = which === "last" ? this.#last : this.#previous;
    this.#parameters.forEach((p, i) => p.value.data.set(copies[i].data));
  }
}
