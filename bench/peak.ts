// The processor's limit for 128-bit vectors, and what share of it a training step reaches.
import * as library from "neuronotes";

/**
 * Multiplications and additions, each counted, for one image in one step: forward, gradients of the weights, and errors
 * handed back to every layer but the first. units: neurons a layer, the inputs first.
 */
export function flopsPerImage(units: readonly number[]): number {
  const products = units.slice(1).map((n, i) => units[i] * n);
  const all = products.reduce((sum, n) => sum + n, 0);
  return 2 * (3 * all - products[0]);
}

/** 10⁹ multiplications and additions a second by one core's 128-bit vectors; undefined where the library measures none. */
export async function peakGigaflops(): Promise<number | undefined> {
  const { peakGigaflops: measure } = library as { peakGigaflops?: () => number | Promise<number> };
  return measure?.();
}
