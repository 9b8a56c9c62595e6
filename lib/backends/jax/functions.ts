// Built in notebook 11-faster: activations and losses in JAX's NumPy. No derivatives: `grad` finds them.
import type { ActivationName } from "../../core/activations";
import type { LossName } from "../../core/losses";
import type { Jax, Tensor } from "./types";

/** a = f(z), for z [rows, outputs]. */
export type JaxActivation = (z: Tensor) => Tensor;

/** The loss of a batch, a single number: a [rows, outputs] = f(z), targets y. */
export type JaxLoss = (a: Tensor, z: Tensor, y: Tensor) => Tensor;

/** Below this e^(−z) leaves float32, and grad would multiply 0 by ∞; σ is 0 there. */
const SIGMOID_FROM = -80;

/** The activations of core, written for grad. */
export function jaxActivations({ numpy: np, nn }: Jax): Record<ActivationName, JaxActivation> {
  return {
    linear: (z) => z,
    sigmoid: (z) => {
      const clipped = np.where(z.ref.less(SIGMOID_FROM), SIGMOID_FROM, z);
      return np.reciprocal(np.exp(np.negative(clipped)).add(1));
    },
    tanh: (z) => np.tanh(z),
    // Not maximum(z, 0): its derivative at 0 is 1 here, and 0 in core. A NaN is not ≤ 0 and stays NaN.
    relu: (z) => np.where(z.ref.lessEqual(0), 0, z),
    // Takes the largest z of each row off first.
    softmax: (z) => nn.softmax(z, -1),
  };
}

/** The losses of core, written for grad. Each takes the mean over the rows. */
export function jaxLosses({ numpy: np, nn }: Jax): Record<LossName, JaxLoss> {
  return {
    quadratic: (a, z, y) => {
      z.dispose();
      const rows = y.shape[0];
      return np
        .square(a.sub(y))
        .sum()
        .mul(1 / (2 * rows));
    },
    meanSquaredError: (a, z, y) => {
      z.dispose();
      return np.square(a.sub(y)).mean();
    },
    // Σ y (log Σ e^z − z), from z: the logarithm of an a that rounds to 0 would be −∞.
    categoricalCrossentropy: (a, z, y) => {
      a.dispose();
      const rows = y.shape[0];
      const toGo = nn.logsumexp(z.ref, -1, { keepdims: true }).sub(z);
      return np
        .where(y.ref.notEqual(0), y.mul(toGo), 0)
        .sum()
        .mul(1 / rows);
    },
  };
}
