// Built in notebook 11-faster: the net as a pure function, from which JAX makes its gradient and a compiled program.
import type { Parameter } from "../../core/layers/layer";
import type { JaxLoss } from "./functions";
import { JaxPass, type Stages } from "./layers";
import { addPrices } from "./price";
import type { Jax, Tensor } from "./types";

/** Outputs [rows, outputs] for X [rows, inputs], as in prediction. */
export type Predict = (parameters: Tensor[], buffers: Tensor[], X: Tensor) => Tensor;

/** The loss with the price of the regularizers, and the outputs that it was computed from, as in prediction. */
export type Evaluate = (
  parameters: Tensor[],
  buffers: Tensor[],
  X: Tensor,
  Y: Tensor,
) => [Tensor, Tensor];

/** As in learning: the loss, with [the outputs] and what the buffers are to be after the step; and dL/dp for every parameter. */
export type Backward = (
  parameters: Tensor[],
  buffers: Tensor[],
  masks: Tensor[],
  X: Tensor,
  Y: Tensor,
) => [[Tensor, [Tensor[], Tensor[]]], Tensor[]];

/**
 * What the last activation is applied to, [rows, outputs].
 * As in NumPy, but everything that is needed comes in as an argument, and each array is used once:
 * nothing is written in place, so A is a new array at every turn.
 */
function logits({ stages }: Stages, pass: JaxPass, X: Tensor): Tensor {
  let A = X;
  for (const stage of stages) A = stage(A, pass);
  return A;
}

/** The forward pass, compiled. jit compiles once for each shape of X: each size of batch. */
export function compilePredict({ jit }: Jax, net: Stages): Predict {
  return jit((parameters: Tensor[], buffers: Tensor[], X: Tensor) =>
    net.last(logits(net, new JaxPass(parameters, buffers), X)),
  );
}

/** Forward pass and loss, as they are and with their gradient, both compiled. priced: the parameters of core. */
export function compileLoss(
  jax: Jax,
  net: Stages,
  priced: readonly Parameter[],
  loss: JaxLoss,
): { evaluate: Evaluate; backward: Backward } {
  const lossOf = (parameters: Tensor[], pass: JaxPass, X: Tensor, Y: Tensor): [Tensor, Tensor] => {
    const Z = logits(net, pass, X);
    const A = net.last(Z.ref);
    return [addPrices(jax, priced, parameters, loss(A.ref, Z, Y)), A];
  };
  const again = (tensors: Tensor[]) => tensors.map((x) => x.ref);
  const evaluate: Evaluate = (parameters, buffers, X, Y) =>
    lossOf(again(parameters), new JaxPass(parameters, buffers), X, Y);
  type Aux = [Tensor[], Tensor[]];
  const learn = (
    parameters: Tensor[],
    buffers: Tensor[],
    masks: Tensor[],
    X: Tensor,
    Y: Tensor,
  ): [Tensor, Aux] => {
    const pass = new JaxPass(parameters, buffers, masks);
    const [value, A] = lossOf(again(parameters), pass, X, Y);
    return [value, [[A], pass.moved]];
  };
  // hasAux: the gradient is that of the loss; outputs and buffers are handed through.
  const withGradients = jax.valueAndGrad(learn, { hasAux: true }) as Backward;
  const without: Backward = (...given) => [learn(...given), []];
  const backward = priced.length > 0 ? withGradients : without;
  return { evaluate: jax.jit(evaluate), backward: jax.jit(backward) };
}
