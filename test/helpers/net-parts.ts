// What nets are made of, each under a name: every layer, regularizer, optimizer, rate and limit that there is.
import {
  Activation,
  Adagrad,
  Adam,
  BatchNormalization,
  constant,
  cosineDecay,
  Dense,
  Dropout,
  Flatten,
  Input,
  inverseTimeDecay,
  l1,
  l1l2,
  l2,
  oneCycle,
  RMSProp,
  SGD,
  stepDecay,
  type ActivationName,
  type Layer,
  type Optimizer,
  type OptimizerOptions,
  type Regularizer,
} from "../../lib/core/index";

/** A net of three layers of neurons, 6, 5 and as many as there are outputs. */
export interface Plan {
  inputs: number;
  outputs: number;
  activation: ActivationName;
  last: ActivationName;
  weightRegularizer?: Regularizer;
  biasRegularizer?: Regularizer;
}

type Dense3 = readonly [Dense, Dense, Dense];

/** The three, with these activations. */
function three(plan: Plan, activations: readonly ActivationName[]): Dense3 {
  const { weightRegularizer, biasRegularizer } = plan;
  const about = { biasInitializer: "normal", weightRegularizer, biasRegularizer } as const;
  const [a, b, c] = [6, 5, plan.outputs].map((units, i) => {
    return new Dense({ units, activation: activations[i], ...about });
  });
  return [a, b, c];
}

const whole = (plan: Plan) => three(plan, [plan.activation, plan.activation, plan.last]);
const bare = (plan: Plan) => three(plan, ["linear", "linear", "linear"]);

/**
 * Nets in which every layer stands in its usual places. A bias before a batch normalization has no effect and a gradient
 * of nothing but rounding, which optimizers with steps of one size would follow: those nets are in `unsteady`.
 */
export const arrangements: Readonly<Record<string, (plan: Plan) => Layer[]>> = {
  "dense layers": (plan) => [...whole(plan)],
  dropout: (plan) => {
    const [a, b, c] = whole(plan);
    return [a, new Dropout(0.3), b, new Dropout({ rate: 0.1 }), c];
  },
  "batch normalization first": (plan) => {
    return [new BatchNormalization({ momentum: 0.8, epsilon: 1e-3 }), ...whole(plan)];
  },
  "activations by themselves, flattened": (plan) => {
    const [a, b, c] = bare(plan);
    const f = () => new Activation(plan.activation);
    const shaped = new Input({ shape: [plan.inputs, 1] });
    return [shaped, new Flatten(), a, f(), b, f(), c, new Activation(plan.last)];
  },
};

/** Nets whose gradients are compared, but not where they lead. */
export const unsteady: typeof arrangements = {
  "batch normalization between sums and activation, dropout first": (plan) => {
    const [a, b, c] = bare(plan);
    const f = () => new Activation(plan.activation);
    const normalized = () => new BatchNormalization();
    return [
      new Dropout(0.2),
      a,
      normalized(),
      f(),
      b,
      f(),
      normalized(),
      new Dropout(0.5),
      c,
      new Activation(plan.last),
    ];
  },
  "batch normalization last": (plan) => {
    const [a, b, c] = bare(plan);
    return [a, b, c, new BatchNormalization(), new Activation(plan.last)];
  },
};

/** Prices on weights and biases. */
export const prices: Readonly<Record<string, Partial<Plan>>> = {
  "no price": {},
  l1: { weightRegularizer: l1(1e-4) },
  l2: { weightRegularizer: l2(1e-2), biasRegularizer: l2(1e-3) },
  "both, and on biases only": { biasRegularizer: l1l2({ l1: 1e-4, l2: 1e-2 }) },
};

/** Every way to change a parameter, with options of its own. */
export const steps: Readonly<Record<string, (options?: OptimizerOptions) => Optimizer>> = {
  SGD: (options) => new SGD(options),
  "SGD with momentum": (options) => new SGD({ ...options, momentum: 0.9 }),
  "SGD by Nesterov": (options) => new SGD({ ...options, momentum: 0.8, nesterov: true }),
  Adagrad: (options) => {
    return new Adagrad({ ...options, initialAccumulatorValue: 0.1, epsilon: 1e-7 });
  },
  RMSProp: (options) => new RMSProp({ ...options, rho: 0.95, epsilon: 1e-6 }),
  Adam: (options) => new Adam({ ...options, beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
};

/** Learning rates for some hundred steps. */
export const rates: Readonly<Record<string, OptimizerOptions>> = {
  "one rate": { learningRate: 0.01 },
  learningRateDecay: { learningRate: 0.01, learningRateDecay: 0.01 },
  constant: { learningRate: constant(0.01) },
  inverseTimeDecay: {
    learningRate: inverseTimeDecay({ learningRate: 0.01, decayRate: 0.5, decaySteps: 50 }),
  },
  stepDecay: { learningRate: stepDecay({ learningRate: 0.01, every: 40, factor: 0.5 }) },
  cosineDecay: {
    learningRate: cosineDecay({ learningRate: 0.01, decaySteps: 300, alpha: 0.1 }),
  },
  oneCycle: { learningRate: oneCycle({ maxLearningRate: 0.02, totalSteps: 400 }) },
};

/** Limits for gradients, so small that they hold in many steps and not in all. */
export const limits: Readonly<Record<string, OptimizerOptions>> = {
  "no limit": {},
  clipValue: { clipValue: 0.05 },
  clipNorm: { clipNorm: 0.2 },
  globalClipNorm: { globalClipNorm: 0.5 },
};
