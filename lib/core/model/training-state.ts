// Built in notebook 03-any-shape: all that a step changes, to go back to where the loss stops being finite.
import type { Net } from "../engine/backend";
import type { Optimizer } from "../optimizers/optimizer";
import { Snapshot } from "./snapshot";

/** Parameters, what layers and optimizer gather, and their counts of steps, as they were after the last two epochs. */
export class TrainingState {
  readonly #matrices: Snapshot;
  #last: Counts;
  #previous: Counts;

  constructor(
    private readonly net: Net,
    private readonly optimizer: Optimizer,
  ) {
    const { parameters, buffers } = net;
    const values = [...parameters, ...buffers].map(({ value }) => value);
    this.#matrices = new Snapshot([...values, ...optimizer.slots.flat()]);
    this.#last = this.#counts();
    this.#previous = this.#last;
  }

  keep(): void {
    this.#matrices.keep();
    this.#previous = this.#last;
    this.#last = this.#counts();
  }

  restore(which: "last" | "previous"): void {
    this.#matrices.restore(which);
    const { steps, iterations } = which === "last" ? this.#last : this.#previous;
    this.net.steps = steps;
    this.optimizer.iterations = iterations;
  }

  #counts(): Counts {
    return { steps: this.net.steps, iterations: this.optimizer.iterations };
  }
}

interface Counts {
  steps: number;
  iterations: number;
}
