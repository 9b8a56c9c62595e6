import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figureFromSvg, type Figure } from "../drawing/figure";
import { escapeHtml } from "../drawing/html";

/**
 * A button that prints one text cell of the page: the one with a heading that holds these words.
 * Where no scripts run, a line says what to do instead.
 * Throws RangeError where heading is empty.
 */
export function printButton(heading: string): Figure {
  if (typeof heading !== "string" || heading.trim() === "") {
    throw new RangeError(
      `printButton expects words of the heading of the cell to print, such as "Formula sheet", but got ${JSON.stringify(heading)}`,
    );
  }
  const words = escapeHtml(heading);
  const script = readFileSync(join(__dirname, "widgets", "print.js"), "utf8");
  const html =
    `<button type="button" data-neuronotes-print="${words}" style="font: 15px system-ui, sans-serif; color: inherit; ` +
    `background: none; border: 1.5px solid currentColor; border-radius: 7px; padding: 8px 20px; margin: 4px 8px; ` +
    `cursor: pointer">Print “${words}”</button><script>${script}</script>`;
  const still = figureFromSvg(
    `<svg width="640" height="34" viewBox="0 0 640 34"><text x="4" y="22" font-size="14">` +
      `A button stands here where scripts run; otherwise use File, Print.</text></svg>`,
    { alt: `A button that prints the part “${heading}” of this page.` },
  );
  return { html, png: still.png, alt: still.alt, still: still.still };
}
