// Functions of one number to fit, by name, and the sine with its frequency.
import { describe, requireKnown } from "../errors";
import { sampleFunction, type FunctionOptions } from "../functions";
import type { Matrix } from "../matrix";

/**
 * Functions of x to fit, each from about −1 to 1 on [−1, 1]. Another engine's sine or exponential may differ in the last bit.
 * sine: sin πx. cosine: cos πx. line: x. parabola: 2x² − 1. cubic: 4x³ − 3x. absolute: 2|x| − 1.
 * step: −1 below 0, 1 from 0 on. sawtooth: two teeth, rising from −1 to 1. bump: exp(−8x²). sinc: sin 4πx / 4πx, 1 at 0.
 * ![curves](../../../assets/data/curves.png)
 */
export const curves = {
  sine: (x: number) => Math.sin(Math.PI * x),
  cosine: (x: number) => Math.cos(Math.PI * x),
  line: (x: number) => x,
  parabola: (x: number) => 2 * x * x - 1,
  cubic: (x: number) => 4 * x * x * x - 3 * x,
  absolute: (x: number) => 2 * Math.abs(x) - 1,
  step: (x: number) => (x < 0 ? -1 : 1),
  sawtooth: (x: number) => 2 * (x - Math.floor(x)) - 1,
  bump: (x: number) => Math.exp(-8 * x * x),
  sinc: (x: number) => (x === 0 ? 1 : Math.sin(4 * Math.PI * x) / (4 * Math.PI * x)),
} as const;

export type CurveName = keyof typeof curves;

/**
 * Points on a curve known by name: X [samples, 1], y [samples, 1], by sampleFunction; range is [−1, 1] unless told otherwise.
 * Throws RangeError for an unknown name, and what sampleFunction throws.
 */
export function curve(name: CurveName, options: FunctionOptions = {}): { X: Matrix; y: Matrix } {
  const f = requireKnown<(x: number) => number>("curve", "curve", name, curves);
  return sampleFunction(f, { ...options, range: options.range ?? [-1, 1] });
}

export interface SineOptions extends FunctionOptions {
  /** Whole waves for each 1 of x; 1 unless told otherwise. */
  frequency?: number;
  /** Half the way from the lowest to the highest point; 1 unless told otherwise. */
  amplitude?: number;
  /** What is added to the angle, in radians; 0 unless told otherwise. */
  phase?: number;
}

/**
 * Points on a sine: y = amplitude · sin(2π · frequency · x + phase) + noise · N(0, 1), x at even distances.
 * X [samples, 1], y [samples, 1]; range is [0, 1] unless told otherwise: one whole wave.
 * Throws RangeError where a number is not finite, and what sampleFunction throws.
 * Source: Kinsley and Kukieła, Neural Networks from Scratch in Python, ch. 17.
 * ![sine](../../../assets/data/sine.png)
 */
export function sine(options: SineOptions = {}): { X: Matrix; y: Matrix } {
  const { frequency = 1, amplitude = 1, phase = 0, range = [0, 1], ...rest } = options;
  for (const [name, value] of Object.entries({ frequency, amplitude, phase })) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`sine expects ${name} to be a finite number but got ${describe(value)}`);
    }
  }
  const f = (x: number) => amplitude * Math.sin(2 * Math.PI * frequency * x + phase);
  return sampleFunction(f, { ...rest, range });
}
