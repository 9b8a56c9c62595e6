import { figureFromParts, type Figure } from "../drawing/figure";
import { escapeHtml } from "../drawing/html";
import { palette } from "../drawing/palette";

/** A bar, filled from the left, with a line of words above it. part: from 0 to 1. */
export function progressFigure(part: number, words: string, title?: string): Figure {
  const alt = `${title ? `${title}: ` : ""}${words}.`;
  const done = Math.min(1, Math.max(0, part));
  return figureFromParts(liveBar(done, words, title), () => stillBar(done, words, title), alt);
}

/** In HTML, so that on a phone the words keep their size. */
function liveBar(done: number, words: string, title?: string): string {
  const heading = title
    ? `<div style="font-size: 15px; font-weight: bold">${escapeHtml(title)}</div>`
    : "";
  const bar = `<div style="width: ${(100 * done).toFixed(1)}%; height: 100%; background: ${palette.accuracy}"></div>`;
  return (
    `<div style="width: 620px; max-width: 100%; font: 13px/1.6 system-ui, sans-serif; font-variant-numeric: tabular-nums">` +
    `${heading}<div>${escapeHtml(words)}</div>` +
    `<div style="height: 8px; border-radius: 4px; overflow: hidden; background: #8884">${bar}</div></div>`
  );
}

function stillBar(done: number, words: string, title?: string): string {
  const width = 620;
  const top = title ? 24 : 0;
  const heading = title
    ? `<text x="0" y="16" font-size="15" font-weight="bold">${escapeHtml(title)}</text>`
    : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + 36}" ` +
    `font-family="DejaVu Sans" font-size="13">${heading}` +
    `<text x="0" y="${top + 14}">${escapeHtml(words)}</text>` +
    `<rect x="0" y="${top + 22}" width="${width}" height="8" rx="4" fill-opacity="0.15"/>` +
    `<rect x="0" y="${top + 22}" width="${(width * done).toFixed(1)}" height="8" rx="4" fill="${palette.accuracy}"/></svg>`
  );
}
