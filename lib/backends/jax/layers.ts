// The layers of core as pure functions, for learning and for predicting.
import type { Layer } from "../../core/layers/layer";
import { requireCovered } from "./covered";
import { jaxActivations, type JaxActivation } from "./functions";
import type { Jax, Tensor } from "./types";

/** What one pass through the layers is given besides its examples. Each layer takes what is its own, in turn. */
export class JaxPass {
  /** What the buffers are to be after the step. */
  readonly moved: Tensor[] = [];
  readonly #parameters: Tensor[];
  readonly #buffers: Tensor[];
  readonly #masks?: Tensor[];

  /** Lists in the order of the layers. masks, one for each Dropout, come where the pass is for learning. */
  constructor(
    parameters: readonly Tensor[],
    buffers: readonly Tensor[],
    masks?: readonly Tensor[],
  ) {
    this.#parameters = [...parameters];
    this.#buffers = [...buffers];
    this.#masks = masks && [...masks];
  }

  get training(): boolean {
    return this.#masks !== undefined;
  }

  parameter(): Tensor {
    return this.#parameters.shift() as Tensor;
  }

  buffer(): Tensor {
    return this.#buffers.shift() as Tensor;
  }

  /** 0 where a number is left out, 1 / (1 − rate) where it is kept. */
  mask(): Tensor {
    return this.#masks?.shift() as Tensor;
  }
}

/** One step on the way: [rows, inputs] to [rows, outputs]. */
export type Stage = (X: Tensor, pass: JaxPass) => Tensor;

/** All stages but the last activation, and that one; without one it is the identity. */
export interface Stages {
  stages: readonly Stage[];
  last: JaxActivation;
}

/** Throws RangeError for a layer that this backend does not cover. */
export function stagesOf(jax: Jax, layers: readonly Layer[]): Stages {
  const kinds = jaxLayers(jax);
  const stages = layers.flatMap((layer) =>
    requireCovered("layer", layer.config().class, kinds)(layer),
  );
  const working = layers.filter(({ passesThrough }) => !passesThrough);
  const known = jaxActivations(jax);
  const name = working.length === 0 ? undefined : working[working.length - 1].activationName;
  if (name !== undefined) stages.pop();
  return { stages, last: known[name ?? "linear"] };
}

/** Whether a layer takes a mask. */
export const dropsOut = (layer: Layer): boolean =>
  layer.config().class === "Dropout" && layer.config().rate !== 0;

/** The stages of each kind of layer. A layer with an activation ends in it. */
function jaxLayers(jax: Jax): Readonly<Record<string, (layer: Layer) => Stage[]>> {
  const { numpy: np } = jax;
  const known = jaxActivations(jax);
  const activation = ({ activationName }: Layer): Stage =>
    requireCovered("activation", activationName, known);

  // X W + b.
  const affine: Stage = (X, pass) => {
    const W = pass.parameter();
    return np.matmul(X, W).add(pass.parameter());
  };

  const dropout: Stage = (X, pass) => {
    if (!pass.training) return X;
    const mask = pass.mask();
    // Not the product alone: 0 · ∞ would be NaN.
    return np.where(mask.ref.notEqual(0), X.mul(mask), 0);
  };

  // γ (X − mean) / √(variance + ε) + β, and how the moving mean and variance move.
  const normalize = (layer: Layer): Stage => {
    const { momentum, epsilon } = layer.config() as unknown as NormalizationConfig;
    return (X, pass) => {
      const [gamma, beta] = [pass.parameter(), pass.parameter()];
      const [movingMean, movingVariance] = [pass.buffer(), pass.buffer()];
      const rows = X.shape[0];
      const mean = pass.training ? np.mean(X.ref, 0, { keepdims: true }) : movingMean.ref;
      const centered = X.sub(mean.ref);
      const variance = pass.training
        ? np.mean(np.square(centered.ref), 0, { keepdims: true })
        : movingVariance.ref;
      if (pass.training) {
        // A single row says nothing about a variance.
        const keep = rows < 2 ? 1 : momentum;
        const unbiased = rows / Math.max(1, rows - 1);
        pass.moved.push(movingMean.mul(keep).add(mean.mul(1 - keep)));
        pass.moved.push(movingVariance.mul(keep).add(variance.ref.mul((1 - keep) * unbiased)));
      } else {
        for (const unused of [movingMean, movingVariance, mean]) unused.dispose();
      }
      return centered.mul(gamma.div(np.sqrt(variance.add(epsilon)))).add(beta);
    };
  };

  return {
    Input: () => [],
    Flatten: () => [],
    Dense: (layer) => [affine, activation(layer)],
    Activation: (layer) => [activation(layer)],
    Dropout: (layer) => (dropsOut(layer) ? [dropout] : []),
    BatchNormalization: (layer) => [normalize(layer)],
  };
}

type NormalizationConfig = Record<"momentum" | "epsilon", number>;
