import { extent } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { askedRegions, type RegionsPanelOptions } from "../panels/regions";
import { stillPanel } from "../panels/still";
import { ask, modelContext, type ModelFigureOptions } from "./model-context";

export interface RegionsOptions extends ModelFigureOptions, RegionsPanelOptions {}

/**
 * What a net answers everywhere on a plane of two inputs. Where its outputs are probabilities of classes (the last activation is
 * softmax, or y are class numbers): the colour of the likeliest class, the deeper the surer, black lines where the vote changes,
 * a dark ring around points that are read wrongly. Else one map for each output, blue near 0, orange near 1, a line at threshold.
 *
 *     show(regionsFigure({ model, X, y }));
 *
 * A model with more inputs is cut: the others stay at their mean over X, and the title says so.
 * Throws RangeError for a model with one input, for answers or examples that do not fit or are not finite, for more classes than colours.
 */
export function regionsFigure(options: RegionsOptions): Figure {
  const what = "regionsFigure";
  const context = modelContext(what, options, 2);
  const { panel, values, names, plane } = askedRegions(context, options, (rows) =>
    ask(what, options.model, rows),
  );
  const { classes, outputs } = context;
  const { width = classes ? 620 : outputs > 1 ? 680 : 358 } = options;
  const [low, high] = plane.xRange.map((end) => end.toFixed(2));
  const said = (classes ? sharesInWords : extentsInWords)(values, names);
  const words = `${classes ? "The class that the net votes for" : "What the net answers"} from ${low} to ${high}: ${said}.`;
  const alt = options.alt ?? titled(options.title, words);
  return stillPanel(panel, { values, alt, width });
}

/** "left on 25 %, right on 75 %" */
function sharesInWords(values: Float32Array, names: string[]): string {
  const count = names.length;
  const places = values.length / count;
  const votes = new Array<number>(count).fill(0);
  for (let k = 0; k < places; k++) {
    const row = values.subarray(k * count, (k + 1) * count);
    votes[row.indexOf(Math.max(...row))]++;
  }
  return names.map((name, c) => `${name} on ${Math.round((100 * votes[c]) / places)} %`).join(", ");
}

/** "OR between 0.02 and 0.98" */
function extentsInWords(values: Float32Array, names: string[]): string {
  const count = names.length;
  return names
    .map((name, c) => {
      const [low, high] = extent(values.filter((_, i) => i % count === c));
      return `${name} between ${low.toFixed(2)} and ${high.toFixed(2)}`;
    })
    .join(", ");
}
