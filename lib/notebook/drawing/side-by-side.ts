import { figureFromParts, type Figure } from "./figure";
import { escapeHtml } from "./html";

/**
 * Several figures as one: next to each other where the page is wide enough, otherwise below each other.
 * alt: what they show together; without it their own descriptions are joined. columns: how many stand in one row of the
 * still picture (2). title: a line above all. Throws RangeError where there is nothing to show, TypeError for a figure that is not an SVG.
 */
export function sideBySide(
  figures: Figure[],
  options: { alt?: string; columns?: number; title?: string } = {},
): Figure {
  if (figures.length === 0)
    throw new RangeError("sideBySide expects one figure or more but got none");
  for (const figure of figures) {
    if ("still" in figure) continue;
    throw new TypeError(
      `sideBySide takes figures drawn as SVG, but this is none: ${figure.alt}. Show it by itself: show(…)`,
    );
  }
  const title = options.title ? escapeHtml(options.title) : "";
  const live =
    (title ? `<div style="font-size: 16px; font-weight: bold">${title}</div>` : "") +
    `<div style="display: flex; flex-wrap: wrap; gap: 12px">${figures.map(({ html }) => html).join("")}</div>`;
  const stills = () =>
    inRows(
      figures.map(({ still }) => still as string),
      options.columns ?? 2,
      title,
    );
  return figureFromParts(live, stills, options.alt ?? figures.map(({ alt }) => alt).join(" "));
}

/** One SVG of many, so many in a row. The title is escaped already. */
function inRows(svgs: string[], columns: number, title: string): string {
  let top = title ? 30 : 0;
  let width = 0;
  const parts = title
    ? [
        `<text x="8" y="20" font-size="16" font-weight="bold" font-family="DejaVu Sans">${title}</text>`,
      ]
    : [];
  for (let start = 0; start < svgs.length; start += columns) {
    let left = 0;
    let height = 0;
    for (const svg of svgs.slice(start, start + columns)) {
      const size = sizeOf(svg);
      parts.push(svg.replace(/^<svg/, `<svg x="${left}" y="${top}"`));
      left += size.width + 12;
      height = Math.max(height, size.height);
    }
    width = Math.max(width, left - 12);
    top += height;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}">${parts.join("")}</svg>`;
}

function sizeOf(svg: string): { width: number; height: number } {
  const tag = svg.slice(0, svg.indexOf(">"));
  const read = (name: string) => Number(new RegExp(`\\s${name}="([\\d.]+)"`).exec(tag)?.[1] ?? 0);
  return { width: read("width"), height: read("height") };
}
