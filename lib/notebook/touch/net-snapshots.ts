/** Activations that a figure can compute in the page. */
export type FigureActivation = "sigmoid" | "tanh" | "relu" | "leakyRelu" | "linear" | "softmax";

export const figureActivations: readonly FigureActivation[] = [
  "sigmoid",
  "tanh",
  "relu",
  "leakyRelu",
  "linear",
  "softmax",
];

/** One moment of a training: all parameters in a row (weights row-major [inputs, units], then bias, layer by layer). */
export interface Snapshot {
  step: number;
  parameters: ArrayLike<number>;
  loss: number;
}

/** Whatever gives its parameters in order, as Network does. */
export interface WithParameters {
  parameters(): readonly { readonly value: { readonly data: ArrayLike<number> } }[];
}

/** A copy of all of a network's parameters in one row, in the order of its parameters(). */
export function flatParameters(net: WithParameters): number[] {
  return net.parameters().flatMap((p) => Array.from(p.value.data));
}

/** A moment of the training to keep for scrubber: call it every few steps. */
export function snapshot(net: WithParameters, step: number, loss: number): Snapshot {
  return { step, loss, parameters: flatParameters(net) };
}

/** How many parameters a dense net of these sizes has. */
export function parameterCount(sizes: number[]): number {
  return sizes.slice(1).reduce((sum, units, l) => sum + (sizes[l] + 1) * units, 0);
}

/** One activation a layer, from one for all or a list. Throws RangeError where the list does not fit. */
export function perLayer(
  sizes: number[],
  activations: FigureActivation | FigureActivation[],
  what: string,
): FigureActivation[] {
  const list = Array.isArray(activations) ? activations : sizes.slice(1).map(() => activations);
  if (
    sizes.length < 2 ||
    list.length !== sizes.length - 1 ||
    list.some((a) => !figureActivations.includes(a))
  ) {
    throw new RangeError(
      `${what} expects one activation for each of the ${sizes.length - 1} layers of [${sizes.join(", ")}], ` +
        `each one of ${figureActivations.join(", ")}, but got [${list.join(", ")}]`,
    );
  }
  return list;
}

/** Six digits are more than a screen shows. */
export const shorter = (point: number[]) => point.map((x) => Number(x.toPrecision(6)));
