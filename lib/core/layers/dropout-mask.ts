// Built in notebook 08-overfitting: which neurons are left out at a step.
import type { FloatArray } from "../matrix";

/**
 * Which entries dropout keeps. Nothing is stored: whether an entry is kept follows from two keys and its place, so that
 * the backward pass, another thread or a continued training finds the same ones.
 */
export interface DropoutMask {
  /** Share of the entries that is left out, 0 … below 1. */
  rate: number;
  /** 32-bit numbers: one of the layer, one of the step. */
  layerKey: number;
  stepKey: number;
}

/**
 * 32 bits in which every bit of x counts.
 * Source: Chris Wellons, "Prospecting for hash functions", 2018 (lowbias32).
 */
export function mixBits(x: number): number {
  let bits = x ^ (x >>> 16);
  bits = Math.imul(bits, 0x7feb352d);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** An entry is left out where its 32 bits are below this: ⌊rate · 2³²⌋. */
export function dropoutThreshold(rate: number): number {
  return Math.floor(rate * 2 ** 32);
}

/**
 * Inverted dropout: out = x / (1 − rate) for entries that are kept, 0 for the others, so that the mean stays.
 * Entry i is kept where mix(mix(i + layerKey) xor stepKey) ≥ ⌊rate · 2³²⌋. x and out hold `length` numbers and may be one.
 * Source: Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", 2014 (there
 * outgoing weights are multiplied by 1 − rate when predicting; Keras and PyTorch divide while training, as here).
 */
export function applyDropout(
  x: FloatArray,
  out: FloatArray,
  length: number,
  { rate, layerKey, stepKey }: DropoutMask,
): void {
  const threshold = dropoutThreshold(rate);
  const scale = 1 / (1 - rate);
  for (let i = 0; i < length; i++) {
    const bits = mixBits(mixBits((i + layerKey) | 0) ^ stepKey);
    out[i] = bits >= threshold ? x[i] * scale : 0;
  }
}
