import type { Figure } from "../drawing/figure";
import { escapeHtml, scriptLiteral } from "../drawing/html";
import { codeOf, source } from "./browser-code";
import { widgetStill } from "./widget-still";

/** What a frame is made of. */
export interface FrameOptions {
  /** Browser code, file after file. Each file is a block of its own: its top-level names are not seen by the next. */
  script: string | string[];
  /** What the code finds as JSON in the element "data". */
  data: unknown;
  /** Height in pixels until the frame has measured itself. */
  height: number;
  /** The still form: a PNG file, or a figure whose picture is taken. */
  still: Uint8Array | Figure;
  /** What the figure shows and what one can do with it, in words. */
  alt: string;
}

/**
 * A figure that readers can touch: a page of its own in a sandboxed frame. Its code runs, but sees neither the notebook
 * nor the network, and needs no kernel: it lives in a saved notebook and in an exported page just as well.
 * The page around it passes the colours of its theme and sets the height that the frame asks for.
 */
export function framedFigure({ script, data, height, still, alt }: FrameOptions): Figure {
  const code = [script].flat().map((file) => `{\n${file}\n}\n`);
  const page =
    `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; ` +
    `style-src 'unsafe-inline'; img-src data:"><title>${escapeHtml(alt)}</title>` +
    `<style>${source("frame.css")}</style></head><body><main></main>` +
    `<script type="application/json" id="data">${scriptLiteral(data)}</script>` +
    `<script>"use strict";\n${code.join("")}neuronotes.run();</script></body></html>`;
  const html = sandboxedFrame(page, { height, alt });
  return { html, png: "png" in still ? still.png : still, alt };
}

/** A whole page in a sandboxed frame at most so many pixels wide (768 unless told otherwise), with what it needs around it. */
export function sandboxedFrame(
  page: string,
  { height, alt, width = 768 }: { height: number; alt: string; width?: number },
): string {
  return (
    `<iframe data-neuronotes sandbox="allow-scripts" title="${escapeHtml(alt)}" ` +
    `style="display: block; width: 100%; max-width: ${width}px; height: ${Math.ceil(height)}px; border: 0" ` +
    `srcdoc="${escapeAttribute(page)}"></iframe><script>${source("host.js")}</script>`
  );
}

/**
 * The figure of one file in lib/notebook/touch/widgets/, with a still picture drawn by the same code.
 * parts: files that it needs before it; pageParts: those of them that need a page.
 */
export function widgetFigure(
  name: string,
  options: { data: unknown; height: number; alt: string; parts?: string[]; pageParts?: string[] },
): Figure {
  const { data, height, alt, parts = [], pageParts = [] } = options;
  const ground = ["ground", "nets", ...parts];
  return framedFigure({
    script: codeOf([...ground, "kit", ...pageParts, name]),
    data,
    height,
    still: widgetStill(codeOf([...ground, name]), data),
    alt,
  });
}

/** Only what an attribute in double quotes needs, so that the code stays short; "<" too, for readers that cut at tags. */
function escapeAttribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
