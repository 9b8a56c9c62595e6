import { NotFinite } from "../../core/errors";
import {
  hiddenLayers,
  layerBins,
  layerSnapshot,
  smallestPower,
  type LayerSnapshot,
} from "../touch/layer-snapshots";
import { everySo, type PanelContext } from "./context";
import { layerRow, noLayerRow } from "./layer-rows";
import type { Panel } from "./panel";
import { probeOf } from "./probe";

export interface HistogramsPanelOptions {
  title?: string;
  /** From and to of all activations; unless told otherwise each activation's own, as layerSnapshot has them. */
  range?: readonly [number, number];
}

/** Most examples that a layer's histograms are made of. */
const mostExamples = 256;

/**
 * Three histograms of every hidden layer, the first layer in the first row: its activations, their differences from example
 * to example, and the sizes of its weights' gradients. They are taken on at most 256 of the examples, with one pass as in
 * training that changes nothing of it.
 * Throws RangeError for a model without hidden layers, or without examples and their targets.
 */
export function histogramsPanel(
  context: PanelContext,
  { title, range }: HistogramsPanelOptions = {},
): Panel {
  const { what, model, examples } = context;
  if (!model) {
    throw new RangeError(
      `${what} cannot draw "histograms", which look into the layers while the model learns: use liveView`,
    );
  }
  if (!examples?.targets) {
    throw new RangeError(
      `${what} draws histograms of layers over examples and their targets: give it X and y`,
    );
  }
  if (range && !(Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < range[1])) {
    throw new RangeError(
      `${what} expects the range of histograms as [from, to] but got [${range.join(", ")}]`,
    );
  }
  const layers = hiddenLayers(model, `${what}: "histograms"`).length;
  const X = everySo(examples.rows, mostExamples);
  const y = everySo<number | Float64Array>(examples.labels ?? examples.targets, mostExamples);
  // what jax computes stays within it: its layers show no outputs
  const probe = model.backend === "jax" ? probeOf(model) : undefined;
  return {
    ...layersPanel({ names: ["the net"], layers, title }),
    take: (learning) => {
      probe?.follow(learning);
      try {
        return layerRow(layerSnapshot(probe?.model ?? learning, X, y as number[], 0, range).layers);
      } catch (error) {
        if ((error as Error).cause instanceof NotFinite) return noLayerRow(layers);
        throw error;
      }
    },
  };
}

/** The panel of some nets' layers, of which one is shown; its numbers are the nets' rows one after the other. */
export function layersPanel(options: {
  names: readonly string[];
  layers: number;
  shown?: number;
  title?: string;
}): Panel {
  const { names, layers, shown = 0 } = options;
  const { title = "the hidden layers, the first one on top" } = options;
  const bins = Object.values(layerBins);
  return {
    kind: "histograms",
    title,
    wide: true,
    buttons: names.length > 1 ? names : [],
    options: () => ({ names, layers, shown, bins, smallestPower }),
    alt:
      `histograms of the ${layers} hidden layers${names.length > 1 ? ` of ${names.join(" and ")}` : ""}: activations, ` +
      "their differences from example to example, and sizes of gradients",
  };
}

/** One moment of several nets as that panel's numbers. */
export function layersRow(snapshots: readonly LayerSnapshot[]): Float32Array {
  return Float32Array.from(snapshots.flatMap(({ layers }) => [...layerRow(layers)]));
}
