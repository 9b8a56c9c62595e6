import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/**
 * Gradient descent in one dimension, x ← x − η f′(x): the path drawn on the curve, sliders for the learning rate η
 * (0.01 to mostRate) and the number of steps, and a starting point to drag.
 * loss: "square" is x², "steep" is 3x², "valleys" is x⁴/4 − x² + x/3, which has two minima.
 * Throws RangeError for an unknown loss, a start off the picture or a rate off the slider.
 */
export function learningRate(
  options: {
    loss?: "square" | "steep" | "valleys";
    x0?: number;
    rate?: number;
    steps?: number;
    mostRate?: number;
  } = {},
): Figure {
  const { loss = "square", rate = 0.1, steps = 8, mostRate = 1.2 } = options;
  const half = { square: 4, steep: 4, valleys: 2.6 }[loss];
  if (half === undefined) {
    throw new RangeError(`learningRate knows the losses square, steep and valleys but got ${loss}`);
  }
  const { x0 = loss === "valleys" ? 2.3 : 3 } = options;
  if (!(Math.abs(x0) <= half)) {
    throw new RangeError(`learningRate shows ${loss} from ${-half} to ${half} but got x0 = ${x0}`);
  }
  if (!(rate >= 0.01 && rate <= mostRate)) {
    throw new RangeError(`learningRate expects a rate from 0.01 to ${mostRate} but got ${rate}`);
  }
  return widgetFigure("learning-rate", {
    data: { loss, x0, rate, steps, most: mostRate },
    height: 478,
    alt:
      `Gradient descent on a curve (${loss}), from x = ${x0} with learning rate ${rate}. A slider changes the rate: ` +
      "small ones walk down, larger ones hop across the valley, too large ones climb out.",
  });
}
