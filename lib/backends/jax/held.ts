// The arrays that stay in JAX's memory between steps. It is no JavaScript memory, and nobody sweeps it.
import type { Optimizer } from "../../core/optimizers/sgd";
import type { Tensor } from "./types";

/** What an optimizer remembers of a net, and how many steps it has made. */
export interface Memory {
  state: Tensor[][];
  t: number;
}

const dispose = (tensors: readonly Tensor[]): void => tensors.forEach((x) => x.dispose());

/** When a net is swept, its arrays are given back. */
const swept = new FinalizationRegistry<Held>((held) => held.release());

/** Parameters, gradients and what the optimizers remember: what is replaced is disposed. */
export class Held {
  values: Tensor[] = [];
  gradients: Tensor[] = [];
  readonly #memories = new Map<Optimizer, Memory>();

  /** For as long as that net lives. */
  constructor(owner: object) {
    swept.register(owner, this);
  }

  setValues(values: Tensor[]): void {
    dispose(this.values);
    this.values = values;
  }

  setGradients(gradients: Tensor[]): void {
    dispose(this.gradients);
    this.gradients = gradients;
  }

  /** The values for one use, after which they are still there. */
  useValues(): Tensor[] {
    return this.values.map((x) => x.ref);
  }

  useGradients(): Tensor[] {
    return this.gradients.map((x) => x.ref);
  }

  /** What that optimizer remembers; at first what `make` gives. */
  memoryOf(optimizer: Optimizer, make: () => Tensor[][]): Memory {
    let memory = this.#memories.get(optimizer);
    if (!memory) this.#memories.set(optimizer, (memory = { state: make(), t: 0 }));
    return memory;
  }

  /** Whatever the optimizers remember came from steps that were too large. */
  forgetMemories(): void {
    for (const { state } of this.#memories.values()) state.forEach(dispose);
    this.#memories.clear();
  }

  release(): void {
    dispose(this.values);
    dispose(this.gradients);
    this.forgetMemories();
  }
}
