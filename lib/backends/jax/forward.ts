// Built in notebook 11-faster: the net as a pure function, from which JAX makes its gradient and a compiled program.
import type { JaxActivation, JaxLoss } from "./functions";
import type { Jax, Tensor } from "./types";

/** Outputs [rows, outputs] for X [rows, inputs]. */
export type Predict = (parameters: Tensor[], X: Tensor) => Tensor;

/** The loss and the outputs that it was computed from. */
export type Evaluate = (parameters: Tensor[], X: Tensor, Y: Tensor) => [Tensor, Tensor];

/** The same, and dL/dp for every parameter. */
export type Backward = (parameters: Tensor[], X: Tensor, Y: Tensor) => [[Tensor, Tensor], Tensor[]];

/**
 * The sums of the last layer, [rows, outputs]. parameters are W [inputs, units] and b [1, units] of each layer in turn.
 * As in NumPy, but everything that is needed comes in as an argument, and each array is used once:
 * nothing is written in place, so there are no buffers, and A is a new array at every turn.
 */
function logits(
  { numpy: np }: Jax,
  activations: readonly JaxActivation[],
  parameters: Tensor[],
  X: Tensor,
): Tensor {
  let A = X;
  for (let i = 0; ; i++) {
    const W = parameters[2 * i];
    const b = parameters[2 * i + 1];
    const Z = np.matmul(A, W).add(b);
    if (i === activations.length - 1) return Z;
    A = activations[i](Z);
  }
}

/** The forward pass, compiled. jit compiles once for each shape of X: each size of batch. */
export function compilePredict(jax: Jax, activations: readonly JaxActivation[]): Predict {
  const last = activations[activations.length - 1];
  return jax.jit((parameters: Tensor[], X: Tensor) =>
    last(logits(jax, activations, parameters, X)),
  );
}

/** Forward pass and loss, as they are and with their gradient, both compiled. */
export function compileLoss(
  jax: Jax,
  activations: readonly JaxActivation[],
  loss: JaxLoss,
): { evaluate: Evaluate; backward: Backward } {
  const last = activations[activations.length - 1];
  const evaluate = (parameters: Tensor[], X: Tensor, Y: Tensor): [Tensor, Tensor] => {
    const Z = logits(jax, activations, parameters, X);
    const A = last(Z.ref);
    return [loss(A.ref, Z, Y), A];
  };
  // hasAux: the gradient is that of the loss; the outputs are handed through.
  const backward = jax.valueAndGrad(evaluate, { hasAux: true }) as Backward;
  return { evaluate: jax.jit(evaluate), backward: jax.jit(backward) };
}
