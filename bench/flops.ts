// What a training step costs, to be held against the processor's limit.

/**
 * Multiplications and additions, each counted, for one image in one step: forward, gradients of the weights, and errors
 * handed back to every layer but the first. units: neurons a layer, the inputs first.
 */
export function flopsPerImage(units: readonly number[]): number {
  const products = units.slice(1).map((n, i) => units[i] * n);
  const all = products.reduce((sum, n) => sum + n, 0);
  return 2 * (3 * all - products[0]);
}
