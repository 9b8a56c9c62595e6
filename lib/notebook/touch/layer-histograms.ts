import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import { layerBins, smallestPower, type LayerSnapshot } from "./layer-snapshots";
import { base64 } from "./quantize";

/**
 * Histograms of every hidden layer, the first layer in the first row: activations, their differences from example to
 * example, and sizes of the weights' gradients, with a slider and Play through the training and a button for each net.
 * nets: one to four trainings, each by name as a list of layerSnapshot(…); all of as many moments and layers.
 * unit: what snapshots count ("epoch"). start: the moment shown first (the first one); shown: the net shown first.
 * Each moment takes about 140 bytes of page a layer. Throws RangeError where the trainings do not fit each other.
 */
export function layerHistograms(options: {
  nets: Readonly<Record<string, LayerSnapshot[]>>;
  unit?: "step" | "epoch";
  start?: number;
  shown?: string;
}): Figure {
  const { unit = "epoch", start = 0 } = options;
  const names = Object.keys(options.nets);
  const { shown = names[0] } = options;
  const trainings = Object.values(options.nets);
  if (names.length < 1 || names.length > 4) {
    throw new RangeError(`layerHistograms expects one to four nets but got ${names.length}`);
  }
  const moments = trainings[0].length;
  const layers = trainings[0][0]?.layers.length ?? 0;
  for (const [k, training] of trainings.entries()) {
    const fits =
      moments > 0 &&
      training.length === moments &&
      training.every((s) => s.layers.length === layers);
    if (fits) continue;
    throw new RangeError(
      `layerHistograms expects as many moments and layers of every net, as ${names[0]} has them (${moments} and ${layers}), ` +
        `but ${names[k]} has ${training.length} moments of ${training.map((s) => s.layers.length).join(", ")} layers`,
    );
  }
  if (!names.includes(shown)) {
    throw new RangeError(`layerHistograms has the nets ${names.join(", ")} but got ${shown}`);
  }
  if (!Number.isInteger(start) || start < 0 || start >= moments) {
    throw new RangeError(`layerHistograms expects start from 0 to ${moments - 1} but got ${start}`);
  }
  return widgetFigure("layer-histograms", {
    data: {
      ...{ names, layers, unit, start, shown, smallestPower },
      bins: Object.values(layerBins),
      range: trainings[0][0].range,
      steps: trainings[0].map((s) => s.step),
      nets: trainings.map((training) => ({
        losses: training.map(({ loss }) => (Number.isFinite(loss) ? shorter(loss) : null)),
        spreads: training.map((s) => s.layers.map((layer) => shorter(layer.spread))),
        sizes: training.map((s) => s.layers.map((layer) => shorter(layer.gradientSize))),
        counts: base64(packed(training)),
      })),
    },
    height: 98 + layers * 34 + (moments > 1 ? 186 : 0) + (names.length > 1 ? 34 : 0),
    alt:
      `The ${layers} hidden layers of ${names.join(" and ")} at ${moments} moments of the training, with a slider: ` +
      "histograms of activations, of their differences from example to example, and of the sizes of gradients.",
  });
}

const shorter = (value: number) => Number(value.toPrecision(4));

/** All histograms in a row, each scaled so that its highest bar is 255. */
function packed(training: LayerSnapshot[]): Uint8Array {
  const heights = training.flatMap(({ layers }) =>
    layers.flatMap(({ activations, differences, gradients }) =>
      [activations, differences, gradients].flatMap((counts) => {
        const most = Math.max(...counts, 1);
        return counts.map((count) => Math.ceil((255 * count) / most));
      }),
    ),
  );
  return Uint8Array.from(heights);
}
