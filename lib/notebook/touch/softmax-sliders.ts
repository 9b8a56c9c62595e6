// Built in notebook 05-points-on-a-graph: softmax and its loss, logit by logit.
import { describe } from "../../core/errors";
import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/**
 * Softmax under the fingers: a slider for each logit (−10 to 10), the shares p = e^z / Σ e^z as bars, the loss −log p of the
 * true class and the gradient p − y.
 * logits: two to six ([2, 1, 0.1]). truth: the true class (0). names: of the classes.
 * Throws RangeError where a number does not fit.
 */
export function softmaxSliders(
  options: { logits?: number[]; truth?: number; names?: string[] } = {},
): Figure {
  const { logits = [2, 1, 0.1], truth = 0 } = options;
  const { names = logits.map((_, k) => `class ${k}`) } = options;
  const fits = logits.length >= 2 && logits.length <= 6 && logits.every((z) => Math.abs(z) <= 10);
  if (!fits) {
    throw new RangeError(
      `softmaxSliders expects two to six logits from −10 to 10 but got ${describe(logits)}`,
    );
  }
  if (!(Number.isInteger(truth) && truth >= 0 && truth < logits.length)) {
    throw new RangeError(
      `softmaxSliders expects the true class as 0 to ${logits.length - 1} but got ${describe(truth)}`,
    );
  }
  if (names.length !== logits.length) {
    throw new RangeError(
      `softmaxSliders expects a name for each of the ${logits.length} classes but got ${names.length}`,
    );
  }
  return widgetFigure("softmax-sliders", {
    data: { logits, truth, names },
    height: 198 + 86 * logits.length,
    alt:
      `Softmax of the logits ${logits.join(", ")}, a slider for each: the shares of ${names.join(", ")} as bars that add up ` +
      `to 1, and the loss −log p where ${names[truth]} is the true class.`,
  });
}
