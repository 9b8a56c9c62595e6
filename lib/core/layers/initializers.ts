// Built in notebook 03-any-shape: where the weights start.
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import { requireKnown } from "../errors";

export type InitializerName = "glorot" | "normal" | "zeros";

/** Fills a matrix [inputs, outputs] with start values; inputs and outputs are those of the layer. */
export type Initializer = (matrix: Matrix, random: Random, inputs: number, outputs: number) => void;

/**
 * All initializers, by name.
 * glorot: uniform in ±√(6 / (inputs + outputs)), so that sums of linear layers of one width neither grow nor
 * shrink from layer to layer (behind other activations they shrink slowly).
 * normal: N(0, 1), Nielsen's first choice. zeros: all 0, for biases (weights that start equal stay equal).
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
 */
export const initializers: Readonly<Record<InitializerName, Initializer>> = {
  glorot(matrix, random, inputs, outputs) {
    const limit = Math.sqrt(6 / (inputs + outputs));
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.uniform(-limit, limit);
  },
  normal(matrix, random) {
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
  },
  zeros(matrix) {
    matrix.data.fill(0);
  },
};

/** The initializer of that name. Throws RangeError that lists the names where there is none. */
export function initializerNamed(where: string, name: string): Initializer {
  return requireKnown(where, "initializer", name, initializers);
}
