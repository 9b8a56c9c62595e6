// Built in notebook 03-any-shape: the seeded start values.
import { describe } from "./errors";

/**
 * Seeded random numbers: the same seed gives the same numbers on every platform.
 * Generator: sfc32 (128 bits of state), filled from the seed by splitmix32.
 * A stream is a second number: streams of one seed are independent of each other.
 * Throws RangeError where seed or stream is not a whole number of at least 0.
 * Source: Chris Doty-Humphrey, PractRand (sfc32); Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spare = NaN;
  readonly #seed: number;
  readonly #stream: number;

  constructor(seed: number, stream = 0) {
    for (const [name, value] of Object.entries({ seed, stream })) {
      if (!Number.isSafeInteger(value) || value < 0) {
        throw new RangeError(
          `Random expects ${name} to be a whole number of at least 0 but got ${describe(value)}`,
        );
      }
    }
    this.#seed = seed;
    this.#stream = stream;
    const fill = splitmix32((seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0);
    this.#a = fill() ^ Math.floor(seed / 2 ** 32);
    this.#b = fill();
    this.#c = fill() ^ stream;
    for (let i = 0; i < 12; i++) this.#bits();
  }

  /** Random numbers of their own for part number i, which do not change these. */
  stream(i: number): Random {
    return new Random(this.#seed, (this.#stream + 1) * 2 ** 20 + i);
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A number in [low, high), each equally likely; [0, 1) unless told otherwise. */
  uniform(low = 0, high = 1): number {
    const unit = (this.#bits() * 2 ** 21 + (this.#bits() >>> 11)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /** A whole number from 0 to count − 1, each equally likely. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /**
   * A number from the normal distribution N(mean, deviation²), by the polar method.
   * Source: Marsaglia and Bray, "A convenient method for generating normal variables", 1964.
   */
  normal(mean = 0, deviation = 1): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = NaN;
      return mean + deviation * spare;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = this.uniform(-1, 1);
      v = this.uniform(-1, 1);
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * Math.log(s)) / s);
    this.#spare = v * factor;
    return mean + deviation * u * factor;
  }

  /** Puts the entries of order into a random order, in place (Fisher and Yates). */
  shuffle<T extends { length: number; [index: number]: number }>(order: T): T {
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let t = state ^ (state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
}
