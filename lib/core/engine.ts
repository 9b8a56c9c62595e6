// Built in notebook 02-in-matrices: the products that a layer is made of.
import type { Matrix } from "./matrix";

/**
 * What a way to compute must offer. rows counts the rows at the start of X, Z and dZ that are in use:
 * buffers are made for the largest batch and used again for smaller ones. No operation allocates memory.
 */
export interface Engine {
  readonly name: string;
  /** Z = X W + b: X [rows, inputs], W [inputs, outputs], b [1, outputs], Z [rows, outputs]. */
  affine(X: Matrix, W: Matrix, b: Matrix, Z: Matrix, rows: number): void;
  /** dW = Xᵀ dZ: X [rows, inputs], dZ [rows, outputs], dW [inputs, outputs]. */
  weightGradient(X: Matrix, dZ: Matrix, dW: Matrix, rows: number): void;
  /** db = the sum of the rows of dZ, [1, outputs]. */
  biasGradient(dZ: Matrix, db: Matrix, rows: number): void;
  /** dX = dZ Wᵀ: dZ [rows, outputs], W [inputs, outputs], dX [rows, inputs]. */
  inputGradient(dZ: Matrix, W: Matrix, dX: Matrix, rows: number): void;
  /** y ← y + factor · x, entry by entry. */
  addScaled(y: Matrix, x: Matrix, factor: number): void;
}
