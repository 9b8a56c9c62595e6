// Built in notebook 08-overfitting: a price on large weights.
import { describe, requireAtLeastZero, requireOptions } from "../errors";
import type { FloatArray } from "../matrix";

/** A price on parameters, added to the loss: l1 Σ |p| + l2 Σ p². */
export interface Regularizer {
  readonly l1: number;
  readonly l2: number;
}

/**
 * λ Σ |p| is added to the loss, λ sign(p) to the gradient (0 at 0, as in PyTorch). It draws weights to
 * 0: the minimum has exact zeros, and steps of an optimizer jitter around them by about learningRate · λ.
 * λ: 0.01 unless told otherwise, as in Keras. Throws RangeError where it is not a number of at least 0.
 */
export function l1(lambda = 0.01): Regularizer {
  return { l1: requireAtLeastZero("l1", "its strength", lambda), l2: 0 };
}

/**
 * λ Σ p² is added to the loss, 2 λ p to the gradient: what PyTorch calls a weight decay of 2 λ (for SGD,
 * Adagrad, RMSprop and Adam; there it comes after clipping, here before). It keeps weights small.
 * λ: 0.01 unless told otherwise, as in Keras. Throws RangeError where it is not a number of at least 0.
 * Source: Krogh and Hertz, "A simple weight decay can improve generalization", 1991.
 */
export function l2(lambda = 0.01): Regularizer {
  return { l1: 0, l2: requireAtLeastZero("l2", "its strength", lambda) };
}

/**
 * Both prices at once: l1 Σ |p| + l2 Σ p². One that is not given is 0, as in Keras.
 * Throws RangeError where one is not a number of at least 0.
 */
export function l1l2(options: { l1?: number; l2?: number }): Regularizer {
  requireOptions("l1l2", options, ["l1", "l2"]);
  return {
    l1: requireAtLeastZero("l1l2", "l1", options.l1 ?? 0),
    l2: requireAtLeastZero("l1l2", "l2", options.l2 ?? 0),
  };
}

/** A regularizer as it came, or undefined where there is none. Throws TypeError for other kinds. */
export function regularizerFrom(
  where: string,
  name: string,
  value: unknown,
): Regularizer | undefined {
  if (value === undefined || value === null) return undefined;
  const { l1: first, l2: second } = value as Partial<Regularizer>;
  if (typeof value !== "object" || first === undefined || second === undefined) {
    throw new TypeError(
      `${where} expects ${name} to be l1(0.001), l2(0.001) or l1l2({ l1, l2 }) but got ${describe(value)}`,
    );
  }
  return {
    l1: requireAtLeastZero(where, `${name}.l1`, first),
    l2: requireAtLeastZero(where, `${name}.l2`, second),
  };
}

/** l1 Σ |p| + l2 Σ p². */
export function penaltyOf(values: FloatArray, { l1, l2 }: Regularizer): number {
  let absolutes = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    absolutes += Math.abs(values[i]);
    squares += values[i] * values[i];
  }
  // A price of 0 times an infinite sum would be NaN.
  return (l1 === 0 ? 0 : l1 * absolutes) + (l2 === 0 ? 0 : l2 * squares);
}

/** gradient ← gradient + l1 sign(p) + 2 l2 p. */
export function addPenaltyGradient(
  values: FloatArray,
  gradient: FloatArray,
  { l1, l2 }: Regularizer,
): void {
  for (let i = 0; i < values.length; i++) {
    gradient[i] += l1 * Math.sign(values[i]) + 2 * l2 * values[i];
  }
}
