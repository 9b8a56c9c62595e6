// Limits for gradients, as pure functions.
import type { ClippingOptions } from "../../core/optimizers/clipping";
import type { Jax, Tensor } from "./types";

/** New gradients that keep the limit, with core's formulas. The gradients given are used up. */
export function clipped(
  { numpy: np }: Jax,
  gradients: readonly Tensor[],
  { clipValue, clipNorm, globalClipNorm }: ClippingOptions,
): Tensor[] {
  // max |g| comes out of the root: its square may leave float32 where the norm does not.
  const norm = (tensors: readonly Tensor[]): Tensor => {
    const largest = tensors.map((g) => np.max(np.abs(g.ref))).reduce((a, b) => np.maximum(a, b));
    const unit = np.where(largest.ref.equal(0), 1, largest);
    const squares = tensors
      .map((g) => np.sum(np.sum(np.square(g.ref.div(unit.ref)), 0)))
      .reduce((a, b) => a.add(b));
    return np.sqrt(squares).mul(unit);
  };
  /** Multiplied by limit / (norm + 1e-6) where that is below 1. */
  const shortened = (tensors: readonly Tensor[], limit: number): Tensor[] => {
    if (tensors.length === 0) return [];
    const factor = np.reciprocal(norm(tensors).add(1e-6)).mul(limit);
    const short = factor.ref.less(1);
    const made = tensors.map((g) => np.where(short.ref, g.ref.mul(factor.ref), g));
    for (const used of [factor, short]) used.dispose();
    return made;
  };
  if (globalClipNorm !== undefined) return shortened(gradients, globalClipNorm);
  if (clipNorm !== undefined) return gradients.flatMap((g) => shortened([g], clipNorm));
  if (clipValue === undefined) return [...gradients];
  // Not minimum and maximum: which of them keeps a NaN differs from library to library.
  return gradients.map((g) => {
    const top = np.where(g.ref.greater(clipValue), clipValue, g);
    return np.where(top.ref.less(-clipValue), -clipValue, top);
  });
}
