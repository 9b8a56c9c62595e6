import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/** The functions that the nudge figure knows: x², x³, sin x, and the sigmoid 1 / (1 + e^−x). */
export type NudgeFunction = "square" | "cubic" | "sine" | "sigmoid";

/**
 * The derivative as a nudge: a curve, a point to drag along it, and a slider for the nudge h from 1 to 0.001.
 * Shows (f(x + h) − f(x)) / h, the slope of the line through both points, beside f′(x).
 * f: one function, or a list from which the reader chooses (the first one is shown at the start).
 * x0: where the point stands at the start. Throws RangeError for an unknown function or an x0 off the picture.
 */
export function nudge(
  options: { f?: NudgeFunction | NudgeFunction[]; x0?: number; h?: number } = {},
): Figure {
  const { f = ["square", "cubic", "sine", "sigmoid"], x0 = 1.5, h = 1 } = options;
  const functions = [f].flat();
  const known = ["square", "cubic", "sine", "sigmoid"];
  const unknown = functions.find((name) => !known.includes(name));
  if (unknown !== undefined || functions.length === 0) {
    throw new RangeError(
      `nudge knows the functions ${known.join(", ")} but got ${unknown ?? "none"}`,
    );
  }
  if (!(h >= 0.001 && h <= 1)) throw new RangeError(`nudge expects h from 0.001 to 1 but got ${h}`);
  const most = { square: 3, cubic: 2, sine: 5, sigmoid: 5 }[functions[0]];
  if (!(Math.abs(x0) <= most)) {
    throw new RangeError(`nudge shows ${functions[0]} from ${-most} to ${most} but got x0 = ${x0}`);
  }
  return widgetFigure("nudge", {
    data: { functions, x: x0, h },
    height: functions.length > 1 ? 496 : 462,
    alt:
      `The curve of ${functions[0]} with a point at x = ${x0}, a second one at x + h, and the line through both. ` +
      "The point can be dragged; a slider makes h smaller, and the slope of the line approaches the derivative.",
  });
}
