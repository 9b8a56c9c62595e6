import { finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { titled } from "../drawing/words";
import { stillPanel } from "../panels/still";

export interface ConfidenceOptions {
  /** The place of the right answer: its name is marked with a tick. */
  correct?: number;
  title?: string;
  /** In pixels of the page (420). */
  width?: number;
  alt?: string;
}

/**
 * One bar a class, such as the ten outputs of a net that reads digits; the largest stands out, in red where it is not the right
 * one. Percent where they add up to 1, numbers elsewhere. Of more than 16 classes the likeliest are drawn.
 * probabilities: from 0 to 1. names: by default 0, 1, 2, …
 * Throws RangeError where a value is not from 0 to 1, the names are not as many, or correct is no class.
 */
export function confidenceFigure(
  probabilities: Numbers,
  names?: readonly string[],
  options: ConfidenceOptions = {},
): Figure {
  const what = "confidenceFigure";
  const shares = Array.from(finite(`${what}: probabilities`, probabilities));
  const odd = shares.find((share) => share < -1e-6 || share > 1 + 1e-6);
  if (odd !== undefined) {
    throw new RangeError(`${what} expects probabilities, which lie from 0 to 1, but got ${odd}`);
  }
  const { correct, title, width = 420 } = options;
  const words = names ?? shares.map((_, k) => String(k));
  if (words.length !== shares.length) {
    throw new RangeError(`${what} got ${shares.length} probabilities but ${words.length} names`);
  }
  if (correct !== undefined && !(correct in shares)) {
    throw new RangeError(
      `${what} expects correct from 0 to ${shares.length - 1} but got ${correct}`,
    );
  }
  const percent = Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-3;
  const told = { names: words, examples: [{ label: correct }], percent, shown: 0 };
  const number = (share: number) => (percent ? `${(100 * share).toFixed(1)} %` : share.toFixed(3));
  const right = correct === undefined ? "" : ` Right: ${words[correct]}.`;
  const said = shares.map((share, k) => `${words[k]}: ${number(share)}`).join("; ");
  return stillPanel(
    { kind: "confidence", title, options: () => told, alt: "" },
    { values: shares, alt: options.alt ?? titled(title, `${said}.${right}`), width },
  );
}
