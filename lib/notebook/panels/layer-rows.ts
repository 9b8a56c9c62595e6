import { layerBins, type LayerMoment } from "../touch/layer-snapshots";

/** Numbers of one layer in a row: bars of three histograms, logarithms of two sizes, the ends of the activations' range. */
export const layerRowLength =
  layerBins.activations + layerBins.differences + layerBins.gradients + 4;

/** Logarithms of sizes end here: what is smaller counts as 0. */
export const smallestSize = -14;

/**
 * A moment's layers as the page gets them, so that one scale fits all numbers when they are rounded: bars as shares of their
 * histogram's highest (what was counted stays above 0), sizes as powers of ten, ends of the range by signedLog.
 */
export function layerRow(layers: readonly LayerMoment[]): Float32Array {
  const row = layers.flatMap(({ activations, differences, gradients, range, ...sizes }) => [
    ...bars(activations),
    ...bars(differences),
    ...bars(gradients),
    ...[sizes.spread, sizes.gradientSize].map((size) =>
      Math.max(smallestSize, Math.log10(size || 1e-300)),
    ),
    ...range.map(signedLog),
  ]);
  return Float32Array.from(row);
}

/** A row of the same length that is no moment: for one whose loss is not finite. */
export function noLayerRow(layers: number): Float32Array {
  return new Float32Array(layers * layerRowLength).fill(NaN);
}

/** ± log10(1 + 10^6 |v|): near 0 as fine as far from it. The page turns it back. */
function signedLog(value: number): number {
  return Math.sign(value) * Math.log10(1 + 1e6 * Math.abs(value));
}

function bars(counts: readonly number[]): number[] {
  const most = Math.max(...counts, 1);
  return counts.map((count) => (count > 0 ? Math.max(0.004, count / most) : 0));
}
