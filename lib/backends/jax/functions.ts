// Built in notebook 11-faster: activations and losses in JAX's NumPy. No derivatives: `grad` finds them.
import { LEAKY_SLOPE, type ActivationName } from "../../core/activations";
import type { LossKernelName } from "../../core/losses/loss";
import type { Jax, Tensor } from "./types";

/** a = f(z), for z [rows, outputs]. */
export type JaxActivation = (z: Tensor) => Tensor;

/** The loss of a batch, a single number: a [rows, outputs] = f(z), targets y. */
export type JaxLoss = (a: Tensor, z: Tensor, y: Tensor) => Tensor;

/** Below this e^(−z) leaves float32, and grad would multiply 0 by ∞; σ is 0 there. */
const SIGMOID_FROM = -80;

/** As in core: no logarithm is below −100, and p (1 − p) counts as at least 1e-12. */
const LEAST_LOG = -100;
const LEAST_PRODUCT = 1e-12;

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
    leakyRelu: (z) => np.where(z.ref.greater(0), z.ref, z.mul(LEAKY_SLOPE)),
    // Takes the largest z of each row off first.
    softmax: (z) => nn.softmax(z, -1),
  };
}

/** The losses of core, written for grad. Each takes the mean over the rows. */
export function jaxLosses({ numpy: np, nn, lax }: Jax): Record<LossKernelName, JaxLoss> {
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
    // log(1 + e^z) − z y. Either side of 0 gets the form in which e^… is at most 1, with the derivative ½ at 0.
    binaryCrossentropy: (a, z, y) => {
      a.dispose();
      const below = np.where(z.ref.lessEqual(0), z.ref, 0);
      const above = np.where(z.ref.lessEqual(0), 0, z.ref);
      const left = np.log1p(np.exp(below));
      const right = np.log1p(np.exp(np.negative(above.ref))).add(above);
      const softplus = np.where(z.ref.lessEqual(0), left, right);
      return softplus.sub(z.mul(y)).mean();
    },
    // The one loss whose derivative is written down, since core cuts value and derivative in different places:
    // a − p is 0, and its derivative is 1, so that the last sum adds nothing but the slope.
    binaryCrossentropyOfProbabilities: (a, z, y) => {
      z.dispose();
      const p = lax.stopGradient(a.ref);
      const yes = np.maximum(np.log(p.ref), LEAST_LOG);
      const no = np.maximum(np.log1p(np.negative(p.ref)), LEAST_LOG);
      const gained = y.ref.mul(yes).add(np.negative(y.ref).add(1).mul(no));
      const below = np.maximum(p.ref.mul(np.negative(p.ref).add(1)), LEAST_PRODUCT);
      const slope = p.ref.sub(y).div(below);
      return slope.mul(a.sub(p)).sub(gained).mean();
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
