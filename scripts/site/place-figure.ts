import { escapeHtml } from "../../lib/notebook/drawing/html";
import type { SiteFiles } from "./files";
import type { SavedFigure } from "./live-output";

const FRAME = /<iframe((?:\s+[\w-]+(?:="[^"]*")?)*)\s*><\/iframe>/g;
const SCRIPT = /<script>([\s\S]*?)<\/script>/g;

/** Plot names each mark in a drawing, on elements without a role, which may have no name; the drawing has one itself. */
const NAMED_MARK = /(<g\b[^>]*?) aria-label="[^"]*"/g;

/** What the scripts beside figures begin with; the site brings both itself, once a page. */
const OWN = /window\.neuronotes(Host|Print)\b/;

/** The attributes of a start tag, as a browser reads them. */
function attributesOf(tag: string): Record<string, string> {
  const signs: Record<string, string> = { quot: '"', lt: "<", gt: ">", "#39": "'", amp: "&" };
  const found: Record<string, string> = {};
  for (const [, name, value = ""] of tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
    found[name] = value.replace(/&(quot|lt|gt|#39|amp);/g, (_, sign: string) => signs[sign]);
  }
  return found;
}

/**
 * The HTML of a figure on a page. A drawing stands in the page as it is. The page inside a sandboxed frame becomes a file
 * of its own, which the browser fetches when the reader comes near; beside it a still picture waits for paper, and for
 * browsers that run no scripts. root: the way from the page to the top of the site, such as "" or "../".
 * Throws Error where a script stands beside the figure that is not the host of the frames or the print button's.
 */
export function placeFigure(figure: SavedFigure, files: SiteFiles, root = ""): string {
  const html = figure.html.replace(SCRIPT, (_, script: string) => {
    if (OWN.test(script)) return "";
    throw new Error(
      `a figure brings a script that the site does not know: ${script.slice(0, 80)} …`,
    );
  });
  const framed = html.replace(FRAME, (_, tag: string) => {
    const { srcdoc, style = "", title = "", sandbox = "" } = attributesOf(tag);
    if (!srcdoc || sandbox !== "allow-scripts") {
      throw new Error(`a frame must hold its page, sandboxed with scripts alone: ${title}`);
    }
    const height = /height: (\d+)px/.exec(style)?.[1] ?? "400";
    const frame = files.share("frames", "html", srcdoc);
    return (
      `<iframe data-neuronotes sandbox="allow-scripts" loading="lazy" title="${escapeHtml(title)}" ` +
      `style="height: ${height}px" src="${root}${frame}"></iframe>`
    );
  });
  if (framed === html) return `<div class="figure">${html.replace(NAMED_MARK, "$1")}</div>`;
  const still = files.share("stills", "png", figure.png);
  const size = figure.width ? ` width="${figure.width}"` : "";
  return (
    `<div class="figure live">${framed}` +
    `<img class="still" src="${root}${still}" loading="lazy" alt="${escapeHtml(figure.alt)}"${size}></div>`
  );
}
