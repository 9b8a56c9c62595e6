// The price of regularizers, written for grad.
import type { Parameter } from "../../core/layers/layer";
import type { Jax, Tensor } from "./types";

/** Adds Σ l1 |p| + l2 p² of all priced parameters to a loss; uses the tensors that it is given for nothing else. */
export function addPrices(
  { numpy: np, lax }: Jax,
  parameters: readonly Parameter[],
  tensors: readonly Tensor[],
  loss: Tensor,
): Tensor {
  let total = loss;
  // Column by column first: a single sum of 100,000 terms would lose digits of float32.
  const add = (terms: Tensor, factor: number) => {
    total = total.add(np.sum(np.sum(terms, 0)).mul(factor));
  };
  tensors.forEach((p, i) => {
    const { l1 = 0, l2 = 0 } = parameters[i].regularizer ?? {};
    // Not abs(p): its derivative at 0 is 1 here, and 0 in core.
    if (l1 > 0) add(p.ref.mul(lax.stopGradient(np.sign(p.ref))), l1);
    if (l2 > 0) add(np.square(p.ref), l2);
    p.dispose();
  });
  return total;
}
