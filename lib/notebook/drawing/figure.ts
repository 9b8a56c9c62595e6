import { createHash } from "node:crypto";
import { escapeHtml } from "./html";
import { pngFromSvg } from "./svg-png";
import { stillSvg, withoutBrowser } from "./still-svg";

/** A figure in two forms: live where scripts run, and still where they do not. */
export interface Figure {
  /** The live form: inline SVG or a sandboxed frame. Everything in it that came from data is escaped. */
  html: string;
  /** The still form: a PNG file. The figures made here draw it when it is first asked for. */
  readonly png: Uint8Array;
  /** What the figure shows, in words. */
  alt: string;
  /** The still form as an SVG that stands alone, where there is one: sideBySide puts such figures into one. */
  readonly still?: string;
}

/** How many pixels of a still picture stand for one of the page. */
export const stillScale = 1.5;

/**
 * A figure made from what Plot.plot returned: an <svg>, or a <figure> with title, legends and caption.
 * alt: what the figure shows, in words, for those who do not see it. Throws TypeError where it is missing.
 * width, height: the size of the still picture where the element has none of its own.
 */
export function figureFromPlot(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element; the DOM's types are not known in a notebook
  plotElement: any,
  options: { alt: string; width?: number; height?: number },
): Figure {
  if (typeof plotElement?.outerHTML !== "string") {
    throw new TypeError(
      `figureFromPlot expects what Plot.plot({ document, … }) returns but got ${typeof plotElement}`,
    );
  }
  // the margins that a browser gives a <figure> would waste a phone's width
  const live = String(plotElement.outerHTML).replace(/^<figure style="/, "$&margin: 0; ");
  return figureFromParts(
    withOwnIds(live),
    () => stillSvg(plotElement, options.width, options.height),
    options.alt,
  );
}

/**
 * A figure from an <svg> written by hand. It needs a width, a height and a viewBox; `currentColor` follows the page's theme.
 * Whatever comes from data must be escaped already.
 */
export function figureFromSvg(svg: string, options: { alt: string }): Figure {
  const alone = svg.includes("xmlns=")
    ? svg
    : svg.replace(/^\s*<svg/, '<svg xmlns="http://www.w3.org/2000/svg"');
  return figureFromParts(withOwnIds(svg), () => withoutBrowser(alone), options.alt);
}

/**
 * The figure of a live form and an SVG that stands alone. A function for it is called only when the still form is needed:
 * for most states of a live figure it never is. Both must be escaped already.
 */
export function figureFromParts(
  live: string,
  drawnStill: string | (() => string),
  alt: string,
): Figure {
  if (typeof alt !== "string" || alt.trim() === "") {
    throw new TypeError(
      "a figure needs { alt }: one or two sentences that say what it shows to a reader who cannot see it",
    );
  }
  const html = `<div class="neuronotes-figure" role="img" aria-label="${escapeHtml(alt)}" style="box-sizing: border-box; max-width: 100%; padding: 0 8px; overflow-x: auto">${live}</div>`;
  let still: string | undefined;
  let png: Uint8Array | undefined;
  return {
    html,
    get png() {
      return (png ??= pngFromSvg(this.still as string, stillScale));
    },
    alt,
    get still() {
      return (still ??= typeof drawnStill === "string" ? drawnStill : drawnStill());
    },
  };
}

/** Ids must differ between the outputs of one page, and be the same at every run: they get the hash of the content. */
function withOwnIds(html: string): string {
  const ids = [...new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]))];
  if (ids.length === 0) return html;
  const order = new Map(ids.map((id, i) => [id, i]));
  const replace = (name: (index: number) => string) =>
    html.replace(/(\sid="|url\(#|href="#)([^")]+)/g, (whole, before, id) =>
      order.has(id) ? before + name(order.get(id) as number) : whole,
    );
  const neutral = replace((i) => `figure-${i}`);
  const hash = createHash("sha256").update(neutral).digest("hex").slice(0, 10);
  const before = seen.get(hash) ?? 0;
  seen.set(hash, before + 1);
  const name = before === 0 ? hash : `${hash}-${before}`;
  return replace((i) => `figure-${name}-${i}`);
}

/** How often each drawing was made in this process: two equal ones on a page need ids of their own. */
const seen = new Map<string, number>();
