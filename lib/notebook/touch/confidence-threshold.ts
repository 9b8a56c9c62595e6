// Built in notebook 10-fashion-mnist: how sure it must be to answer.
import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import { base64 } from "./quantize";

/**
 * A slider for the confidence from which a classifier is allowed to answer: how many examples it answers, how many of these
 * answers are right, and how many examples are left to a person.
 * confidences: the largest share of each example, from 0 to 1; right: whether that class was the true one (true or 1).
 * start: the threshold shown first (0.8). Two bytes an example: 10,000 make 27 kB of page.
 * Throws RangeError where the lists differ in length, are empty or longer than 100,000, or a confidence is not from 0 to 1.
 */
export function confidenceThreshold(options: {
  confidences: ArrayLike<number>;
  right: ArrayLike<number | boolean>;
  start?: number;
}): Figure {
  const { confidences, right, start = 0.8 } = options;
  const count = confidences.length;
  if (count < 1 || count > 100_000 || right.length !== count) {
    throw new RangeError(
      `confidenceThreshold expects 1 to 100,000 confidences and as many answers, right or wrong, but got ${count} and ${right.length}`,
    );
  }
  for (const value of [...Array.from(confidences), start]) {
    if (!(value >= 0 && value <= 1)) {
      throw new RangeError(`confidenceThreshold expects confidences from 0 to 1 but got ${value}`);
    }
  }
  // Surest first; a wrong answer has a minus sign. At least 1, so that the sign is never lost.
  const signed = Array.from(confidences, (value, i) => {
    const whole = Math.max(1, Math.round(32767 * value));
    return right[i] ? whole : -whole;
  }).sort((a, b) => Math.abs(b) - Math.abs(a) || b - a);
  const correct = signed.filter((value) => value > 0).length;
  return widgetFigure("confidence-threshold", {
    data: { answers: base64(Int16Array.from(signed)), start },
    height: 402,
    alt:
      `Of ${count} examples a classifier answers those that it is sure enough of. A slider sets how sure; a curve shows how the ` +
      `share of right answers grows as fewer are answered. All answered: ${((100 * correct) / count).toFixed(1)} % right.`,
  });
}
