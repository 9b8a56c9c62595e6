import { figureFromSvg, type Figure } from "./figure";
import { escapeHtml } from "./html";
import { palette } from "./palette";

/** A bar, filled from the left, with a line of words above it. part: from 0 to 1. */
export function progressFigure(part: number, words: string, title?: string): Figure {
  const width = 620;
  const top = title ? 24 : 0;
  const done = Math.min(1, Math.max(0, part));
  const heading = title
    ? `<text x="0" y="16" font-size="15" font-weight="bold">${escapeHtml(title)}</text>`
    : "";
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + 36}" ` +
    `viewBox="0 0 ${width} ${top + 36}" fill="currentColor" font-family="system-ui, sans-serif" ` +
    `font-size="13" style="max-width: 100%; height: auto; font-variant-numeric: tabular-nums">${heading}` +
    `<text x="0" y="${top + 14}">${escapeHtml(words)}</text>` +
    `<rect x="0" y="${top + 22}" width="${width}" height="8" rx="4" fill-opacity="0.15"/>` +
    `<rect x="0" y="${top + 22}" width="${(width * done).toFixed(1)}" height="8" rx="4" fill="${palette.accuracy}"/></svg>`;
  return figureFromSvg(svg, { alt: title ? `${title}: ${words}` : words });
}
