import type { Callback } from "./callbacks";

/** Hears whether somebody asked to stop, so that a step need not ask every signal. */
export class StopSignals {
  asked = false;
  readonly #heard = new Set<AbortSignal>();
  readonly #hear = () => void (this.asked = true);

  constructor(private readonly callbacks: readonly Callback[]) {}

  /** Asks everybody for a signal. To be called again now and then: one may come into being only with the training. */
  look(): void {
    for (const { signal } of this.callbacks) {
      if (!signal || this.#heard.has(signal)) continue;
      if (signal.aborted) this.#hear();
      this.#heard.add(signal);
      signal.addEventListener("abort", this.#hear);
    }
  }

  end(): void {
    for (const signal of this.#heard) signal.removeEventListener("abort", this.#hear);
  }
}
