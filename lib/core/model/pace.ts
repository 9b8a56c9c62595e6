/** Milliseconds that may go by unseen. */
const UNSEEN = 0.5;
const MOST_STEPS = 32;

/**
 * A look at the clock takes a twentieth of a small net's step. So it is looked at after every step where steps are long,
 * and after every 32nd where they are short.
 */
export class Pace {
  #looked = performance.now();
  #steps = 1;
  #left = 1;

  /** To be called after every step; true where it is time to look at the clock. */
  step(): boolean {
    if (--this.#left > 0) return false;
    const now = performance.now();
    const fit = Math.floor((UNSEEN * this.#steps) / (now - this.#looked));
    this.#looked = now;
    this.#left = this.#steps = Math.max(1, Math.min(MOST_STEPS, fit));
    return true;
  }
}
