import { escapeHtml } from "./html";

/* eslint-disable @typescript-eslint/no-explicit-any -- the DOM's types are not known in a notebook */

/**
 * One SVG that stands alone, made of what Plot returned: either an <svg>, or a <figure> that holds title, legends,
 * the plot and a caption one below the other. For pictures; the page shows Plot's own element.
 */
export function stillSvg(element: any, fallbackWidth = 640, fallbackHeight = 400): string {
  const margin = 8;
  const parts: string[] = [];
  let y = margin;
  let width = 0;
  const place = (svg: string, w: number, h: number) => {
    parts.push(svg);
    width = Math.max(width, w);
    y += h;
  };
  const text = (words: string, size: number, weight: string) =>
    place(
      `<text x="${margin}" y="${y + size}" font-size="${size}" font-weight="${weight}">${escapeHtml(words)}</text>`,
      margin * 2 + words.length * size * 0.62,
      size * 1.6,
    );
  const visit = (node: any): void => {
    const tag = String(node.localName ?? node.tagName ?? "").toLowerCase();
    if (tag === "svg") {
      const w = Number(node.getAttribute("width")) || fallbackWidth;
      const h = Number(node.getAttribute("height")) || fallbackHeight;
      place(nested(node, margin, y), w + 2 * margin, h);
    } else if (/swatches/.test(node.getAttribute?.("class") ?? "")) {
      const row = swatches(node, margin, y);
      place(row.svg, row.width, row.height);
    } else if (tag === "h2") text(node.textContent, 15, "bold");
    else if (tag === "h3") text(node.textContent, 14, "normal");
    else if (tag === "figcaption") text(node.textContent, 12, "normal");
    else for (const child of node.children ?? []) visit(child);
  };
  visit(element);
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(y + margin)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} fill="black" font-family="DejaVu Sans" font-size="12">` +
    parts.join("") +
    "</svg>"
  );
}

/** An <svg> to stand inside another one, at (x, y). */
function nested(node: any, x: number, y: number): string {
  return withoutBrowser(node.outerHTML).replace(
    /^<svg/,
    `<svg x="${x}" y="${y}" overflow="visible"`,
  );
}

/** SVG without what only a browser understands: style sheets, the page's colours, links of the old form. */
export function withoutBrowser(svg: string): string {
  return svg
    .replace(/<style>[\s\S]*?<\/style>/g, "") // rules for browsers, which the picture maker cannot read
    .replace(/xlink:href=/g, "href=")
    .replace(/var\(--[\w-]+(?:,\s*([^()]*))?\)/g, (_, otherwise) => otherwise || "white");
}

/** Plot's legend of separate colours is HTML: small squares with words behind them. Here they stand in one row. */
function swatches(node: any, left: number, top: number) {
  const parts: string[] = [];
  let x = left;
  for (const item of node.querySelectorAll("[class$=-swatch]")) {
    const square = item.querySelector("svg");
    const words = String(item.textContent);
    parts.push(nested(square, x, top + 6));
    parts.push(`<text x="${x + 21}" y="${top + 18}" font-size="12">${escapeHtml(words)}</text>`);
    x += 21 + words.length * 7.5 + 16;
  }
  return { svg: parts.join(""), width: x, height: 32 };
}
