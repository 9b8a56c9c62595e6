// Built in notebook 07-optimizers: a limit to how large a gradient may be.
import { requirePositive } from "../errors";
import type { Kernels } from "../engine/kernels";
import type { Parameter } from "../layers/layer";
import type { FloatArray } from "../matrix";

/** Limits for gradients before a step; names as in Keras, formulas as in PyTorch. At most one of them. */
export interface ClippingOptions {
  /** Every entry is brought into −clipValue … clipValue. */
  clipValue?: number;
  /** The gradient of each parameter whose norm is above clipNorm is made (nearly) that long, by itself. */
  clipNorm?: number;
  /** All gradients together, where the norm of all of them is above it, are made (nearly) that long: the direction stays. */
  globalClipNorm?: number;
}

export const CLIPPING_OPTIONS = ["clipValue", "clipNorm", "globalClipNorm"] as const;

/** The options that were given, checked. Throws RangeError where one is not above 0 or there is more than one. */
export function clippingFrom(where: string, options: ClippingOptions): ClippingOptions {
  const given = CLIPPING_OPTIONS.filter((name) => options[name] !== undefined);
  for (const name of given) requirePositive(where, name, options[name]);
  if (given.length > 1) {
    throw new RangeError(`${where} expects one way of clipping but got ${given.join(" and ")}`);
  }
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

/**
 * Changes the gradients so that they keep the limit. One whose norm is above limit − 1e-6 is multiplied by
 * limit / (norm + 1e-6), which makes it a little shorter than the limit, as in PyTorch.
 * Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013.
 */
export function clipGradients(
  parameters: readonly Parameter[],
  { clipValue, clipNorm, globalClipNorm }: ClippingOptions,
  kernels: Kernels,
): void {
  if (globalClipNorm !== undefined) {
    let squares = 0;
    for (const { gradient } of parameters) squares += kernels.sumOfSquares(gradient);
    const factor = clippingFactor(squares, globalClipNorm);
    if (factor < 1) for (const { gradient } of parameters) kernels.scale(gradient, factor);
    return;
  }
  for (const { gradient } of parameters) {
    if (clipValue !== undefined) kernels.clip(gradient, clipValue);
    if (clipNorm !== undefined) {
      const factor = clippingFactor(kernels.sumOfSquares(gradient), clipNorm);
      if (factor < 1) kernels.scale(gradient, factor);
    }
  }
}

function clippingFactor(squares: number, limit: number): number {
  return limit / (Math.sqrt(squares) + 1e-6);
}

export function sumOfSquares(values: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

export function scaleAll(values: FloatArray, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] *= factor;
}

export function clipAll(values: FloatArray, limit: number): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] > limit) values[i] = limit;
    else if (values[i] < -limit) values[i] = -limit;
  }
}
