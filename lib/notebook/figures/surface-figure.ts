import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { touchPanel } from "../panels/still";
import { askedSurface, type SurfacePanelOptions } from "../panels/surface";
import { ask, modelContext, type ModelFigureOptions } from "./model-context";

export interface SurfaceOptions extends Omit<ModelFigureOptions, "width">, SurfacePanelOptions {}

/**
 * A net's answers over a plane of two inputs as a surface that turns under mouse, finger and arrow keys: for classes how sure
 * the net is of its likeliest one, or the probability of one of them (the reader chooses); else the value of an output.
 *
 *     show(surfaceFigure({ model, X, y }));
 *
 * A model with more inputs is cut, as in regionsFigure. Throws what regionsFigure throws.
 */
export function surfaceFigure(options: SurfaceOptions): Figure {
  const what = "surfaceFigure";
  const context = modelContext(what, options, 2);
  const { panel, values } = askedSurface(context, options, (rows) =>
    ask(what, options.model, rows),
  );
  const alt = options.alt ?? titled(options.title, `${panel.alt}.`);
  return touchPanel(panel, values, alt);
}
