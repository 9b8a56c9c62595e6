import { plotDocument } from "./document";
import { escapeHtml } from "./html";

/** One word of a legend with a sample of what it names. */
export interface LegendEntry {
  name: string;
  color: string;
  dashed?: boolean;
  /** A dot instead of a stretch of line. */
  dot?: boolean;
}

/**
 * Plot's element with a legend above it that shows lines as lines, dashed ones too, and dots as dots (Plot's own legend
 * knows squares only). The legend breaks into rows where it is wider than the chart.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- elements; the DOM's types are not known in a notebook
export function withLegend(element: any, entries: readonly LegendEntry[], width: number): any {
  const document = plotDocument();
  let x = 0;
  let y = 12;
  const parts = entries.map(({ name, color, dashed, dot }) => {
    const needed = 34 + name.length * 7.5;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 20];
    const sample = dot
      ? `<circle cx="${x + 12}" cy="${y}" r="4.5" fill="${color}"/>`
      : `<line x1="${x}" x2="${x + 24}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="3"${dashed ? ' stroke-dasharray="6,4"' : ""}/>`;
    const word = `<text x="${x + 30}" y="${y + 4}">${escapeHtml(name)}</text>`;
    x += needed + 14;
    return sample + word;
  });
  const holder = document.createElement("div");
  const height = y + 12;
  holder.innerHTML =
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="currentColor" ` +
    `font-family="system-ui, sans-serif" font-size="12" style="max-width: 100%; height: auto; display: block">` +
    `${parts.join("")}</svg>`;

  const figure = document.createElement("figure");
  figure.setAttribute("style", "max-width: initial");
  if (element.localName === "figure") {
    const children = [...element.children];
    const chart = children.findIndex((child) => child.localName === "svg");
    figure.append(...children.slice(0, chart), holder.firstElementChild, ...children.slice(chart));
  } else figure.append(holder.firstElementChild, element);
  return figure;
}
