// Built in notebook 01-or-and-xor-by-hand (sigmoid), 03-any-shape (linear, tanh, relu), 05-points-on-a-graph (softmax) and 06-layers-and-losses (leakyRelu).
import type { FloatArray } from "./matrix";
import { requireKnown } from "./errors";

/**
 * An activation and its derivative, side by side.
 * forward: a = f(z), entry by entry. backward: dL/dz = dL/da · f′(z), with f′ written in terms of a,
 * which every activation here allows. The arrays hold [rows, cols] numbers at their start; softmax works row by row.
 */
export interface Activation {
  readonly name: ActivationName;
  forward(z: FloatArray, a: FloatArray, rows: number, cols: number): void;
  backward(a: FloatArray, da: FloatArray, dz: FloatArray, rows: number, cols: number): void;
}

export type ActivationName = "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu" | "softmax";

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
  forward(z, a, rows, cols) {
    for (let i = 0; i < rows * cols; i++) a[i] = z[i];
  },
  backward(_a, da, dz, rows, cols) {
    for (let i = 0; i < rows * cols; i++) dz[i] = da[i];
  },
};

/** f(z) = σ(z), f′ = a (1 − a). */
const sigmoidActivation: Activation = {
  name: "sigmoid",
  forward(z, a, rows, cols) {
    for (let i = 0; i < rows * cols; i++) a[i] = 1 / (1 + Math.exp(-z[i]));
  },
  backward(a, da, dz, rows, cols) {
    for (let i = 0; i < rows * cols; i++) dz[i] = da[i] * a[i] * (1 - a[i]);
  },
};

/** f(z) = tanh z, between −1 and 1, f′ = 1 − a². */
const tanh: Activation = {
  name: "tanh",
  forward(z, a, rows, cols) {
    for (let i = 0; i < rows * cols; i++) a[i] = Math.tanh(z[i]);
  },
  backward(a, da, dz, rows, cols) {
    for (let i = 0; i < rows * cols; i++) dz[i] = da[i] * (1 - a[i] * a[i]);
  },
};

/** f(z) = max(0, z), f′ = 1 where z > 0 and 0 elsewhere (0 at the kink, as in PyTorch). NaN stays NaN. */
const relu: Activation = {
  name: "relu",
  forward(z, a, rows, cols) {
    for (let i = 0; i < rows * cols; i++) a[i] = z[i] <= 0 ? 0 : z[i];
  },
  backward(a, da, dz, rows, cols) {
    for (let i = 0; i < rows * cols; i++) dz[i] = a[i] > 0 ? da[i] : 0;
  },
};

/** How steep leakyRelu is below 0, as in PyTorch (Keras: 0.2 by name, 0.3 in its layer LeakyReLU). */
export const LEAKY_SLOPE = 0.01;

/**
 * f(z) = z where z > 0 and 0.01 z elsewhere, so that no neuron is ever without a derivative: f′ = 1 or 0.01 (0.01 at the
 * kink, as in PyTorch). Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
 */
const leakyRelu: Activation = {
  name: "leakyRelu",
  forward(z, a, rows, cols) {
    for (let i = 0; i < rows * cols; i++) a[i] = z[i] > 0 ? z[i] : LEAKY_SLOPE * z[i];
  },
  backward(a, da, dz, rows, cols) {
    for (let i = 0; i < rows * cols; i++) dz[i] = a[i] > 0 ? da[i] : LEAKY_SLOPE * da[i];
  },
};

/**
 * aⱼ = e^zⱼ / Σ over the row of e^z: numbers above 0 that add up to 1. The largest z is taken off first, which changes
 * nothing and keeps e^z from overflowing. dL/dzⱼ = aⱼ (dL/daⱼ − Σ over the row of dL/da · a).
 * Source: Nielsen, Neural Networks and Deep Learning, ch. 3.
 */
const softmax: Activation = {
  name: "softmax",
  forward(z, a, rows, cols) {
    for (let from = 0; from < rows * cols; from += cols) {
      let largest = z[from];
      for (let i = from + 1; i < from + cols; i++) largest = Math.max(largest, z[i]);
      let sum = 0;
      for (let i = from; i < from + cols; i++) sum += a[i] = Math.exp(z[i] - largest);
      for (let i = from; i < from + cols; i++) a[i] /= sum;
    }
  },
  backward(a, da, dz, rows, cols) {
    for (let from = 0; from < rows * cols; from += cols) {
      let dot = 0;
      for (let i = from; i < from + cols; i++) dot += da[i] * a[i];
      for (let i = from; i < from + cols; i++) dz[i] = a[i] * (da[i] - dot);
    }
  },
};

/** All activations, by name. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  linear,
  sigmoid: sigmoidActivation,
  tanh,
  relu,
  leakyRelu,
  softmax,
};

/** The activation of that name. Throws RangeError that lists the names where there is none. */
export function activationNamed(where: string, name: string): Activation {
  return requireKnown(where, "activation", name, activations);
}
