import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figureFromParts, type Figure } from "./figure";
import { escapeHtml } from "./html";

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
  const live =
    `<button type="button" data-neuronotes-print="${words}" style="font: 15px system-ui, sans-serif; color: inherit; ` +
    `background: none; border: 1.5px solid currentColor; border-radius: 7px; padding: 8px 20px; margin: 4px 0; ` +
    `cursor: pointer">Print “${words}”</button><script>${script}</script>`;
  const still =
    `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="34"><text x="4" y="22" font-size="14" ` +
    `font-family="DejaVu Sans">A button stands here where scripts run; otherwise use File, Print.</text></svg>`;
  return figureFromParts(live, still, `A button that prints the part “${heading}” of this page.`);
}
