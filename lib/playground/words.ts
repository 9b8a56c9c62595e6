// Names and numbers for people.
import type { PlaygroundState } from "./state";

/** A number with a real minus sign and no more digits than help. */
export function plain(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "not finite";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size >= 1e5 || size < 10 ** -digits / 2)
      ? value.toExponential(1).replace("e+", "e")
      : value.toFixed(digits);
  return text.replace(/-/g, "−");
}

/** A whole number with thin spaces between the thousands. */
export const counted = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, "\u2009");

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export const labels = {
  activation: {
    tanh: "tanh",
    relu: "ReLU",
    leakyRelu: "leaky ReLU",
    sigmoid: "sigmoid",
    linear: "linear",
  },
  loss: {
    crossEntropy: "cross-entropy",
    quadratic: "½ squared",
    meanSquaredError: "mean squared",
  },
  optimizer: {
    sgd: "SGD",
    momentum: "momentum",
    adagrad: "Adagrad",
    rmsprop: "RMSProp",
    adam: "Adam",
  },
  regularizer: { none: "none", l1: "L1", l2: "L2" },
} as const satisfies {
  [K in "activation" | "loss" | "optimizer" | "regularizer"]: Record<PlaygroundState[K], string>;
};
