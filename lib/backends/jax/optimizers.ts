// Built in notebook 11-faster: the optimizers as pure functions, from old parameters and state to new ones.
import type { Optimizer } from "../../core/optimizers/sgd";
import type { Jax, Tensor } from "./types";

/**
 * One step: new parameters and new state, where NumPy would write p -= rate * g. numbers holds what may differ from
 * step to step, such as the learning rate: jit compiles a number that is no argument in, as it is at the first call.
 */
export type Step = (
  parameters: Tensor[],
  gradients: Tensor[],
  state: Tensor[][],
  numbers: number[],
) => [Tensor[], Tensor[][]];

/** An optimizer of core on JAX. */
export interface JaxOptimizer {
  /** How many arrays of the parameters' shapes it remembers, zeros at first. */
  readonly remembers: number;
  /** The numbers of step t = 1, 2, … */
  numbers(optimizer: Optimizer, t: number): number[];
  compile(jax: Jax): Step;
}

/** p ← p − rate · g. */
const sgd: JaxOptimizer = {
  remembers: 0,
  numbers: (optimizer) => [optimizer.learningRate],
  compile: ({ jit }) =>
    jit((parameters: Tensor[], gradients: Tensor[], state: Tensor[][], [rate]: Tensor[]) => {
      const moved = parameters.map((p, i) => p.sub(gradients[i].mul(rate.ref)));
      rate.dispose();
      return [moved, state] as [Tensor[], Tensor[][]];
    }) as Step,
};

/** m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − stepSize · m / (√v · rootCorrection + ε), as in core. */
const adam: JaxOptimizer = {
  remembers: 2,
  numbers(optimizer, t) {
    const { learningRate, beta1, beta2, epsilon } = optimizer.config() as unknown as AdamConfig;
    const stepSize = learningRate / (1 - beta1 ** t);
    const rootCorrection = 1 / Math.sqrt(1 - beta2 ** t);
    return [beta1, 1 - beta1, beta2, 1 - beta2, epsilon, stepSize, rootCorrection];
  },
  compile: ({ jit, numpy: np }) =>
    jit((parameters: Tensor[], gradients: Tensor[], [m, v]: Tensor[][], numbers: Tensor[]) => {
      const [keep1, take1, keep2, take2, epsilon, stepSize, rootCorrection] = numbers;
      const newM = m.map((m, i) => m.mul(keep1.ref).add(gradients[i].ref.mul(take1.ref)));
      const newV = v.map((v, i) => v.mul(keep2.ref).add(np.square(gradients[i]).mul(take2.ref)));
      const moved = parameters.map((p, i) => {
        const below = np.sqrt(newV[i].ref).mul(rootCorrection.ref).add(epsilon.ref);
        return p.sub(newM[i].ref.mul(stepSize.ref).div(below));
      });
      for (const number of numbers) number.dispose();
      return [moved, [newM, newV]] as [Tensor[], Tensor[][]];
    }) as Step,
};

type AdamConfig = Record<"learningRate" | "beta1" | "beta2" | "epsilon", number>;

/** The optimizers that this backend covers, by the class that their config names. */
export const jaxOptimizers: Readonly<Record<string, JaxOptimizer>> = { SGD: sgd, Adam: adam };
