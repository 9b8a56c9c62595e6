// Built in notebook 11-faster: the optimizers as pure functions, from old parameters and state to new ones.
import type { Optimizer, OptimizerConfig } from "../../core/optimizers/optimizer";
import { clipped } from "./clipping";
import { requireCovered } from "./covered";
import type { Jax, Tensor } from "./types";

/**
 * One step: new parameters, new slots of each, and the gradients where they were clipped (else none), where NumPy would
 * write p -= rate * g. numbers holds what differs from step to step, such as the learning rate: jit compiles a number
 * that is no argument in, as it is at the first call.
 */
export type Step = (
  parameters: Tensor[],
  gradients: Tensor[],
  slots: Tensor[][],
  numbers: number[],
) => [Tensor[], Tensor[][], Tensor[]];

/** New value and new slots of one parameter. It uses up p and its slots, and neither g nor numbers. */
type Rule = (p: Tensor, g: Tensor, slots: Tensor[], numbers: Tensor[]) => [Tensor, Tensor[]];

/** An optimizer of core on JAX. */
interface JaxOptimizer {
  /** What differs from step to step t = 1, 2, …; the rate alone unless told otherwise. */
  numbers?(config: Numbers, rate: number, t: number): number[];
  rule(jax: Jax, config: Numbers): Rule;
}
type Numbers = Readonly<Record<string, number>>;

/** The smallest number of float32 with all its digits: a smaller ε would round to 0, and 0 / 0 is NaN. */
const LEAST_EPSILON = 2 ** -126;
const above0 = (epsilon: number) => Math.max(epsilon, LEAST_EPSILON);

/** p ← p − rate · g; with momentum v ← μ v + g and p ← p − rate · v, or rate · (g + μ v) with nesterov. */
const sgd: JaxOptimizer = {
  rule: (_jax, { momentum = 0, nesterov }) =>
    momentum === 0
      ? (p, g, _slots, [rate]) => [p.sub(g.ref.mul(rate.ref)), []]
      : (p, g, [v], [rate]) => {
          const newV = v.mul(momentum).add(g.ref);
          const way = nesterov ? newV.ref.mul(momentum).add(g.ref) : newV.ref;
          return [p.sub(way.mul(rate.ref)), [newV]];
        },
};

/** s ← s + g², p ← p − rate · g / (√s + ε). */
const adagrad: JaxOptimizer = {
  rule:
    ({ numpy: np }, { epsilon }) =>
    (p, g, [s], [rate]) => {
      const newS = s.add(np.square(g.ref));
      const below = np.sqrt(newS.ref).add(above0(epsilon));
      return [p.sub(g.ref.mul(rate.ref).div(below)), [newS]];
    },
};

/** s ← ρ s + (1 − ρ) g², p ← p − rate · g / (√s + ε). */
const rmsprop: JaxOptimizer = {
  rule:
    ({ numpy: np }, { rho, epsilon }) =>
    (p, g, [s], [rate]) => {
      const newS = s.mul(rho).add(g.ref.mul(1 - rho).mul(g.ref));
      const below = np.sqrt(newS.ref).add(above0(epsilon));
      return [p.sub(g.ref.mul(rate.ref).div(below)), [newS]];
    },
};

/** m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − stepSize · m / (√v · rootCorrection + ε), as in core. */
const adam: JaxOptimizer = {
  numbers: ({ beta1, beta2 }, rate, t) => [rate / (1 - beta1 ** t), 1 / Math.sqrt(1 - beta2 ** t)],
  rule:
    ({ numpy: np }, { beta1, beta2, epsilon }) =>
    (p, g, [m, v], [stepSize, rootCorrection]) => {
      const newM = m.mul(beta1).add(g.ref.mul(1 - beta1));
      const newV = v.mul(beta2).add(g.ref.mul(1 - beta2).mul(g.ref));
      const below = np.sqrt(newV.ref).mul(rootCorrection.ref).add(above0(epsilon));
      return [p.sub(newM.ref.mul(stepSize.ref).div(below)), [newM, newV]];
    },
};

/** The optimizers that this backend covers, by the class that their config names. */
const jaxOptimizers: Readonly<Record<string, JaxOptimizer>> = {
  SGD: sgd,
  Adagrad: adagrad,
  RMSProp: rmsprop,
  Adam: adam,
};

const coveredBy = (config: OptimizerConfig) =>
  requireCovered("optimizer", config.class, jaxOptimizers);

/** The step of an optimizer, compiled. Throws RangeError for one that this backend does not cover. */
export function compileStep(jax: Jax, optimizer: Optimizer): Step {
  const config = optimizer.config();
  const rule = coveredBy(config).rule(jax, config as unknown as Numbers);
  const { clipping } = optimizer;
  const clips = Object.keys(clipping).length > 0;
  const step = (
    parameters: Tensor[],
    given: Tensor[],
    slots: Tensor[][],
    numbers: Tensor[],
  ): ReturnType<Step> => {
    const gradients = clips ? clipped(jax, given, clipping) : given;
    const made = parameters.map((p, i) => rule(p, gradients[i], slots[i], numbers));
    for (const number of numbers) number.dispose();
    if (!clips) for (const gradient of gradients) gradient.dispose();
    return [made.map(([p]) => p), made.map(([, slots]) => slots), clips ? gradients : []];
  };
  return jax.jit(step) as unknown as Step;
}

/** The numbers of the optimizer's next step, which is counted. */
export function nextNumbers(optimizer: Optimizer): number[] {
  const config = optimizer.config();
  const { numbers } = coveredBy(config);
  const rate = optimizer.learningRate;
  const t = ++optimizer.iterations;
  return numbers ? numbers(config as unknown as Numbers, rate, t) : [rate];
}
