import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { askedFit, type FitPanelOptions } from "../panels/fit";
import { stillPanel } from "../panels/still";
import { ask, modelContext, type ModelFigureOptions } from "./model-context";

export interface FitOptions extends Partial<Omit<ModelFigureOptions, "title">>, FitPanelOptions {}

/**
 * How well a net with one input follows a function: the function as a dashed line, the examples as points, the net's
 * answers as a thick line, and hairlines for what is left over.
 *
 *     show(fitFigure({ model, X, y, target: (x) => 0.5 * Math.sin(x) + 0.5 }));
 *
 * Each of model, X with y, and target may be left out. Throws RangeError where nothing is left to draw, for a model with more
 * inputs, or where a value is not finite.
 */
export function fitFigure(options: FitOptions): Figure {
  const what = "fitFigure";
  const { model, target, X } = options;
  if (!model && !target && !X) {
    throw new RangeError(`${what} expects model, X or target: there is nothing to draw`);
  }
  // where there is no net to be drawn, one that answers 0 stands for it
  const asked = model ?? { predict: (rows: number[][]) => rows.map(() => [0]) };
  const context = modelContext(what, { ...options, model: asked }, 1);
  const { panel, values, xRange, wanted } = askedFit(
    context,
    options,
    model && ((rows) => ask(what, model, rows)),
  );
  const parts = [target && "a function", X && "examples", model && "the net's curve"].filter(
    Boolean,
  );
  const distance =
    wanted && values && context.outputs === 1
      ? ` Largest distance between the function and the net: ${Math.max(
          ...wanted.map((value, k) => Math.abs(value - values[2 * k])),
        ).toPrecision(2)}.`
      : "";
  const words = `Over x from ${Number(xRange[0].toPrecision(4))} to ${Number(xRange[1].toPrecision(4))}: ${parts.join(", ")}.${distance}`;
  const { width = 600 } = options;
  const alt = options.alt ?? titled(options.title, words);
  return stillPanel(panel, { values, alt, width });
}
