// Built in notebook 03-any-shape: keep what was good before trying something bold.
import type { Matrix } from "../matrix";

/** The last two copies of matrices to go back to, in buffers of its own that are used again. */
export class Snapshot {
  readonly #matrices: readonly Matrix[];
  #last: readonly Matrix[];
  #previous: readonly Matrix[];

  constructor(matrices: readonly Matrix[]) {
    this.#matrices = matrices;
    this.#last = matrices.map((matrix) => matrix.copy());
    this.#previous = matrices.map((matrix) => matrix.copy());
  }

  /** Copies the matrices as they are now; the last copy becomes the previous one. */
  keep(): void {
    [this.#last, this.#previous] = [this.#previous, this.#last];
    this.#matrices.forEach(({ data }, i) => this.#last[i].data.set(data));
  }

  /** Gives the matrices the values of the last copy, or of the one before it. */
  restore(which: "last" | "previous" = "last"): void {
    const copies = which === "last" ? this.#last : this.#previous;
    this.#matrices.forEach(({ data }, i) => data.set(copies[i].data));
  }
}
