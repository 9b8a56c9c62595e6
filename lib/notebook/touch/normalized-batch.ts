// Batch normalization of one column, number by number.
import { describe } from "../../core/errors";
import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/**
 * Batch normalization under the fingers: the sums of one neuron for a batch as points to drag on a line (−6 to 10), below
 * them x̂ = (x − mean) / √(variance + ε), and below that a = γ x̂ + β, with sliders for γ and β.
 * x: two to eight numbers. gamma: from −3 to 3; beta: from −4 to 4. The variance is divided by the number of points; ε is 1e-5.
 * Throws RangeError where a number does not fit.
 */
export function normalizedBatch(
  options: { x?: number[]; gamma?: number; beta?: number } = {},
): Figure {
  const { x = [4, 5, 6, 8.5], gamma = 1, beta = 0 } = options;
  const fits = x.length >= 2 && x.length <= 8 && x.every((value) => value >= -6 && value <= 10);
  if (!fits) {
    throw new RangeError(
      `normalizedBatch expects two to eight numbers from −6 to 10 but got ${describe(x)}`,
    );
  }
  if (!(Math.abs(gamma) <= 3)) {
    throw new RangeError(`normalizedBatch expects gamma from −3 to 3 but got ${describe(gamma)}`);
  }
  if (!(Math.abs(beta) <= 4)) {
    throw new RangeError(`normalizedBatch expects beta from −4 to 4 but got ${describe(beta)}`);
  }
  return widgetFigure("normalized-batch", {
    data: { x, gamma, beta },
    height: 386,
    alt:
      `A batch of ${x.length} numbers on a line (${x.join(", ")}), the same numbers with mean 0 and variance 1 below it, and ` +
      "γ times those plus β below that. Points can be dragged; γ and β have sliders.",
  });
}
