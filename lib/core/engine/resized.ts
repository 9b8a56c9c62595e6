import type { Kernels } from "./kernels";
import type { Matrix } from "../matrix";

/**
 * Matrices with so many rows in place of these, which are given back. Where there is no room for all of them the error
 * comes through, and these stay as they are.
 */
export function resized(kernels: Kernels, buffers: readonly Matrix[], rows: number): Matrix[] {
  const made: Matrix[] = [];
  try {
    for (const { cols } of buffers) made.push(kernels.matrix(rows, cols));
  } catch (error) {
    for (const matrix of made) kernels.release(matrix);
    throw error;
  }
  for (const matrix of buffers) kernels.release(matrix);
  return made;
}
