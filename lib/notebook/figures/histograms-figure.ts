import type { Figure } from "../drawing/figure";
import { linesPanel } from "../panels/curves";
import { dashboardData, drawnDashboard, touchDashboard } from "../panels/dashboard";
import { layersPanel, layersRow } from "../panels/histograms";
import type { LayerSnapshot } from "../touch/layer-snapshots";
import { titled } from "../drawing/words";

export interface HistogramsOptions {
  /** From one to four trainings, each by name as a list of layerSnapshot(…); all of as many moments and layers. */
  nets: Readonly<Record<string, readonly LayerSnapshot[]>>;
  /** What snapshots count ("epoch"). */
  unit?: "step" | "epoch";
  /** The moment shown first (the last one). */
  start?: number;
  /** The net shown first (the first one). */
  shown?: string;
  title?: string;
  alt?: string;
}

/**
 * Histograms of every hidden layer, the first layer in the first row: activations, their differences from example to
 * example, and sizes of the weights' gradients. Of several moments a slider and Play go through the training, beside the
 * curves of the loss; of several nets there is a button for each. Each moment takes about 290 bytes of page a layer.
 * Throws RangeError where the trainings do not fit each other.
 */
export function histogramsFigure(options: HistogramsOptions): Figure {
  const what = "histogramsFigure";
  const { unit = "epoch", title, alt } = options;
  const names = Object.keys(options.nets);
  const { shown = names[0] } = options;
  const trainings = Object.values(options.nets);
  if (names.length < 1 || names.length > 4) {
    throw new RangeError(`${what} expects one to four nets but got ${names.length}`);
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
      `${what} expects as many moments and layers of every net, as ${names[0]} has them (${moments} and ${layers}), ` +
        `but ${names[k]} has ${training.length} moments of ${training.map((s) => s.layers.length).join(", ")} layers`,
    );
  }
  if (!names.includes(shown)) {
    throw new RangeError(`${what} has the nets ${names.join(", ")} but got ${shown}`);
  }
  const { start = moments - 1 } = options;
  if (!Number.isInteger(start) || start < 0 || start >= moments) {
    throw new RangeError(`${what} expects start from 0 to ${moments - 1} but got ${start}`);
  }
  const steps = trainings[0].map(({ step }) => step);
  const rows = steps.map((_, i) => layersRow(trainings.map((training) => training[i])));
  const own = layersPanel({ names, layers, title, shown: names.indexOf(shown) });
  const losses = trainings.map((training, k) => ({
    name: names.length > 1 ? names[k] : "loss",
    points: training
      .filter(({ loss }) => Number.isFinite(loss))
      .map(({ step, loss }) => [step, loss] as const),
  }));
  const drawn = losses.some(({ points }) => points.length > 1);
  const panels = [own, ...(drawn ? [linesPanel({ title: "loss", series: losses })] : [])];
  const none = { loss: [], accuracy: [], valLoss: [], valAccuracy: [], learningRate: [] };
  const run = { unit, steps, end: steps[moments - 1], ...none, trajectory: [] };
  const touched = moments > 1 || names.length > 1;
  const data = dashboardData(panels, { run, values: [rows] }, { start, exact: !touched });
  const words = alt ?? titled(title, `${own.alt[0].toUpperCase()}${own.alt.slice(1)}.`);
  return touched ? touchDashboard(panels, data, alt) : drawnDashboard(panels, data, words);
}
