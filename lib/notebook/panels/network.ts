import type { Sequential } from "../../core/model/sequential";
import { codeOf, runWidget } from "../touch/browser-code";
import { foldedLayers } from "../touch/folded-layers";
import { shorter, type FigureActivation } from "../touch/net-snapshots";
import type { PanelContext } from "./context";
import { buttonsOf, examplesToChoose, rowWords, type FewExamples } from "./examples";
import type { Panel } from "./panel";

export interface NetworkPanelOptions {
  title?: string;
  /** The example whose activations fill the neurons: its place in X, or a row of inputs. */
  example?: number | ArrayLike<number>;
  /** Places in X of examples to choose from in the page; one of each class, or the first six, unless told otherwise. */
  examples?: readonly number[];
  /** Words for the neurons, layer by layer, inputs first: [["x1", "x2"], ["h1", "h2"], ["OR", "XOR"]]. */
  names?: readonly (readonly string[])[];
  /** Write weights and biases beside the lines? By default where there are no more than 12 weights. */
  numbers?: boolean;
}

/** A layer as the drawing takes it: weights row-major [inputs, units]. */
export interface DrawnLayer {
  inputs: number;
  units: number;
  weights: ArrayLike<number>;
  bias: ArrayLike<number>;
  activation?: FigureActivation;
}

/** What the drawing code gets. */
export interface NetworkTold {
  net: boolean;
  names: readonly (readonly string[] | undefined)[];
  numbers?: boolean;
  /** name: of its button; inputs: those that are drawn, or all where the page asks the net. */
  examples: { name: string; words: string; inputs: number[] }[];
  shown: number;
  /** The reader can choose parts of it. */
  touch: boolean;
  sizes?: number[];
  activations?: (FigureActivation | undefined)[];
}

/** Most parameters of a net that is kept as a whole. */
const mostKept = 2000;

/**
 * The net as a drawing: a circle a neuron, filled by its activation for an example; a line a weight, blue above zero,
 * orange-red below, thick where it is large. In the page a neuron or a line that is pointed at says its numbers, and another
 * example can be chosen. Of layers with more than ten neurons the first eight and the last are drawn. A scaler and
 * normalizations are folded into the weights, so that they are what the net computes with when it predicts.
 * Throws RangeError for an example that there is none of, or names that do not fit.
 */
export function networkPanel(context: PanelContext, options: NetworkPanelOptions = {}): Panel {
  const { what, model, inputs } = context;
  const layers = model && foldedLayers(model, what);
  const sizes = layers && [inputs, ...layers.map(({ units }) => units)];
  const count = layers?.reduce(
    (sum, { units }, l) => sum + ((sizes as number[])[l] + 1) * units,
    0,
  );
  const net = count === undefined || count <= mostKept;
  const { rows, shown, examples } = examplesOf(context, options);
  const names = options.names ?? outputNames(context, layers?.length);
  requireNames(what, names, sizes ?? [inputs]);
  const told: NetworkTold = {
    ...{ net, names, numbers: options.numbers, shown, touch: true },
    examples: examples.map((example, k) => ({
      ...example,
      inputs: shorter(
        net ? Array.from(rows[k]) : drawnNeurons(inputs).map((neuron) => rows[k][neuron]),
      ),
    })),
    ...(net ? {} : { sizes, activations: layers?.map(({ activation }) => activation) }),
  };
  const shape = sizes ? ` of ${sizes.join(", ")} neurons` : "";
  return {
    kind: "network",
    title: options.title ?? "the net",
    parts: networkParts,
    net,
    buttons: buttonsOf(examples),
    options: () => ({ ...told }),
    take: net
      ? undefined
      : (now: Sequential) => {
          const folded = foldedLayers(now, what);
          return drawnNumbers(
            folded,
            rows.map((row) => forward(folded, row)),
          );
        },
    alt: `the net${shape}, its weights as lines${examples.length ? " and its activations as fill" : ""}`,
  };
}

export const networkParts = ["panels/network-labels", "panels/network-parts"];

/** Which neurons of a layer are drawn: all, or the first eight and the last. */
export function drawnNeurons(size: number): number[] {
  const first = Array.from({ length: Math.min(size, size > 10 ? 8 : 10) }, (_, k) => k);
  return size > 10 ? [...first, size - 1] : first;
}

/**
 * The numbers that are kept where the net is not: of each layer the drawn weights, row by row, and biases; then for each
 * example the drawn activations behind the inputs. activations: [example][layer, inputs first][neuron].
 */
export function drawnNumbers(
  layers: readonly DrawnLayer[],
  activations: readonly (readonly ArrayLike<number>[])[],
): number[] {
  const parameters = layers.flatMap(({ inputs, units, weights, bias }) => [
    ...drawnNeurons(inputs).flatMap((i) => drawnNeurons(units).map((j) => weights[i * units + j])),
    ...drawnNeurons(units).map((j) => bias[j]),
  ]);
  const values = activations.flatMap((rows) =>
    layers.flatMap(({ units }, l) => drawnNeurons(units).map((j) => rows[l + 1]?.[j] ?? NaN)),
  );
  return [...parameters, ...values];
}

/** All activations for a row of inputs, layer by layer, the inputs first. The page's own code computes them. */
export function forward(layers: readonly DrawnLayer[], row: ArrayLike<number>): Float64Array[] {
  code ??= runWidget(codeOf(["ground", "nets"]));
  return code.forward(layers, Float64Array.from(row));
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
let code: any;

/** Throws RangeError where a layer has more or fewer names than neurons. */
export function requireNames(
  what: string,
  names: readonly (readonly string[] | undefined)[],
  sizes: readonly number[],
): void {
  sizes.forEach((size, l) => {
    const given = names[l]?.length;
    if (given === undefined || given === size) return;
    throw new RangeError(
      `${what} expects names for each of the ${size} neurons of layer ${l} (0: the inputs) but got ${given}`,
    );
  });
}

/** Names of the last layer's neurons alone. */
function outputNames({ names, classes, outputs }: PanelContext, layers: number | undefined) {
  if (!layers || !(names || classes)) return [];
  const last = names ?? Array.from({ length: outputs }, (_, k) => String(k));
  return [...new Array<undefined>(layers).fill(undefined), last];
}

/** The examples to choose from, the asked one among them. */
function examplesOf(context: PanelContext, { example, examples: listed }: NetworkPanelOptions) {
  const { what, inputs } = context;
  const own = example === undefined || typeof example === "number" ? undefined : example;
  if (own && (own.length !== inputs || !Array.from(own).every(Number.isFinite))) {
    throw new RangeError(
      `${what}: "network" expects an example of ${inputs} finite inputs but got [${Array.from(own).slice(0, 10).join(", ")}]`,
    );
  }
  const asked = typeof example === "number" ? example : undefined;
  const found =
    context.examples || asked !== undefined
      ? examplesToChoose(context, "network", { example: asked, listed, each: context.outputs > 2 })
      : undefined;
  const few = found?.few;
  const rows = [...(own ? [Float64Array.from(own)] : []), ...(few?.rows ?? [])];
  const words = (row: Float64Array) => (inputs <= 3 ? rowWords(row) : "");
  const given = own ? [{ name: words(rows[0]) || "given", words: words(rows[0]) }] : [];
  const others = few?.rows.map((row, k) => describe(context, few, k, words(row))) ?? [];
  return { rows, examples: [...given, ...others], shown: own ? 0 : (found?.shown ?? 0) };
}

/** An example's button and the words above the picture. */
function describe({ names }: PanelContext, few: FewExamples, k: number, inputs: string) {
  const label = few.labels?.[k];
  const named = label === undefined ? "" : (names?.[label] ?? String(label));
  const target = few.targets && label === undefined ? shorter(Array.from(few.targets[k])) : [];
  const should = named
    ? `: it is ${named}`
    : target.length && target.length <= 4
      ? `: should give ${target.map((value, o) => (names ? `${names[o]} ${value}` : value)).join(", ")}`
      : "";
  return {
    name: named || inputs || `${few.indices[k]}`,
    words: `example ${inputs || few.indices[k]}${should}`,
  };
}
