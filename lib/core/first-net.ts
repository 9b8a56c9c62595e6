// Built in notebook 01-or-and-xor-by-hand: the net that the whole series carries on.
import { Matrix } from "./matrix";

/** The twelve parameters of the [2, 2, 2] net by the names of notebook 01. */
export interface TwelveParameters {
  w1: number;
  w2: number;
  w3: number;
  w4: number;
  w5: number;
  w6: number;
  w7: number;
  w8: number;
  b1: number;
  b2: number;
  b3: number;
  b4: number;
}

/**
 * The start of notebook 01, from which 01, 02, 03 and the library must reach the same numbers.
 * Neurons: h1 = σ(w1 x1 + w2 x2 + b1), h2 = σ(w3 x1 + w4 x2 + b2), OR = σ(w5 h1 + w6 h2 + b3), XOR = σ(w7 h1 + w8 h2 + b4).
 * Trials are taken in this order, again and again, one step each, with the quadratic cost.
 */
export const firstNet = {
  start: {
    w1: 0.8,
    w2: 0.7,
    w3: 0.1,
    w4: 0.5,
    w5: 0.2,
    w6: 1,
    w7: -0.9,
    w8: -0.1,
    b1: -0.4,
    b2: -0.5,
    b3: -0.8,
    b4: -0.3,
  },
  /** A start from which the net learns OR but stays stuck at XOR. */
  stuckStart: {
    w1: 0.8,
    w2: 0.9,
    w3: -0.9,
    w4: 1,
    w5: 0.7,
    w6: 0.1,
    w7: -0.3,
    w8: 0.5,
    b1: 0.2,
    b2: -0.7,
    b3: -0.4,
    b4: -0.2,
  },
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  /** OR and XOR of each trial. */
  targets: [
    [0, 0],
    [1, 1],
    [1, 1],
    [1, 0],
  ],
  learningRate: 0.5,
  /** Steps after which the equal numbers are claimed. */
  steps: 1000,
} as const;

/** The twelve as the library's named arrays: W[i][j] leads from input i to neuron j. */
export function stateFromTwelve(p: TwelveParameters): Record<string, Matrix> {
  return {
    "dense_1/weights": Matrix.from([
      [p.w1, p.w3],
      [p.w2, p.w4],
    ]),
    "dense_1/bias": Matrix.from([[p.b1, p.b2]]),
    "dense_2/weights": Matrix.from([
      [p.w5, p.w7],
      [p.w6, p.w8],
    ]),
    "dense_2/bias": Matrix.from([[p.b3, p.b4]]),
  };
}

/** The library's named arrays as the twelve. */
export function twelveFromState(state: Readonly<Record<string, Matrix>>): TwelveParameters {
  const [W1, b1, W2, b2] = [
    "dense_1/weights",
    "dense_1/bias",
    "dense_2/weights",
    "dense_2/bias",
  ].map((name) => {
    const matrix = state[name];
    if (!matrix) {
      throw new RangeError(
        `twelveFromState expects ${name} but got ${Object.keys(state).join(", ") || "nothing"}`,
      );
    }
    return matrix;
  });
  return {
    w1: W1.get(0, 0),
    w2: W1.get(1, 0),
    w3: W1.get(0, 1),
    w4: W1.get(1, 1),
    w5: W2.get(0, 0),
    w6: W2.get(1, 0),
    w7: W2.get(0, 1),
    w8: W2.get(1, 1),
    b1: b1.get(0, 0),
    b2: b1.get(0, 1),
    b3: b2.get(0, 0),
    b4: b2.get(0, 1),
  };
}
