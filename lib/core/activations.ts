// Built in notebook 01-or-and-xor-by-hand (sigmoid) and 03-any-shape (the others).
import type { FloatArray } from "./matrix";
import { requireKnown } from "./errors";

/**
 * An activation and its derivative, side by side.
 * forward: a = f(z), entry by entry. backward: dL/dz = dL/da · f′(z), with f′ written in terms of a,
 * which every activation here allows. length counts the entries at the start of the arrays that are in use.
 */
export interface Activation {
  readonly name: ActivationName;
  forward(z: FloatArray, a: FloatArray, length: number): void;
  backward(a: FloatArray, da: FloatArray, dz: FloatArray, length: number): void;
}

export type ActivationName = "linear" | "sigmoid" | "tanh" | "relu";

/**
 * σ(z) = 1 / (1 + e^(−z)), between 0 and 1; σ(0) = ½.
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 1.
 */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** f(z) = z, f′ = 1. */
const linear: Activation = {
  name: "linear",
  forward(z, a, length) {
    for (let i = 0; i < length; i++) a[i] = z[i];
  },
  backward(_a, da, dz, length) {
    for (let i = 0; i < length; i++) dz[i] = da[i];
  },
};

/** f(z) = σ(z), f′ = a (1 − a). */
const sigmoidActivation: Activation = {
  name: "sigmoid",
  forward(z, a, length) {
    for (let i = 0; i < length; i++) a[i] = 1 / (1 + Math.exp(-z[i]));
  },
  backward(a, da, dz, length) {
    for (let i = 0; i < length; i++) dz[i] = da[i] * a[i] * (1 - a[i]);
  },
};

/** f(z) = tanh z, between −1 and 1, f′ = 1 − a². */
const tanh: Activation = {
  name: "tanh",
  forward(z, a, length) {
    for (let i = 0; i < length; i++) a[i] = Math.tanh(z[i]);
  },
  backward(a, da, dz, length) {
    for (let i = 0; i < length; i++) dz[i] = da[i] * (1 - a[i] * a[i]);
  },
};

/** f(z) = max(0, z), f′ = 1 where z > 0 and 0 elsewhere (0 at the kink, as in PyTorch). NaN stays NaN. */
const relu: Activation = {
  name: "relu",
  forward(z, a, length) {
    for (let i = 0; i < length; i++) a[i] = z[i] <= 0 ? 0 : z[i];
  },
  backward(a, da, dz, length) {
    for (let i = 0; i < length; i++) dz[i] = a[i] > 0 ? da[i] : 0;
  },
};

/** All activations, by name. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  linear,
  sigmoid: sigmoidActivation,
  tanh,
  relu,
};

/** The activation of that name. Throws RangeError that lists the names where there is none. */
export function activationNamed(where: string, name: string): Activation {
  return requireKnown(where, "activation", name, activations);
}
