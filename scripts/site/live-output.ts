// A figure in an output of a notebook, as `show` of lib/notebook/drawing/show.ts sends it: a still picture, then the live
// form inside a script.
import { joined, type Cell, type Notebook } from "./notebook-file";

export interface SavedFigure {
  /** The live form. */
  html: string;
  /** The picture that stands in where no script runs, a PNG file. */
  png: Uint8Array;
  /** What it shows, in words. */
  alt: string;
  /** Its natural width in pixels. */
  width?: number;
}

const LIVE = /createContextualFragment\(("(?:[^"\\]|\\.)*")\)/;

/** The place of a figure in the HTML that nbconvert makes. */
export const figureMark = (index: number): string => `<!--figure:${index}-->`;

/** The live form inside an output of `show`. Throws Error where it is other HTML. */
export function liveForm(html: string): string {
  const literal = LIVE.exec(html)?.[1];
  if (!literal) {
    throw new Error(
      `expected the HTML that show(…) of neuronotes/notebook sends but got ${html.slice(0, 80)} …`,
    );
  }
  return JSON.parse(literal) as string;
}

/**
 * Takes the figures out of a notebook: each pair of still picture and live form becomes one output that holds its mark.
 * The notebook itself is not changed. Throws Error where a live form has no picture before it.
 */
export function takeFigures(notebook: Notebook): { notebook: Notebook; figures: SavedFigure[] } {
  const figures: SavedFigure[] = [];
  const slim = (cell: Cell): Cell => {
    const outputs: Cell["outputs"] = [];
    for (const output of cell.outputs ?? []) {
      const html = output.data?.["text/html"];
      if (html === undefined) {
        outputs.push(output);
        continue;
      }
      const still = outputs.pop();
      const png = still?.data?.["image/png"];
      if (png === undefined) throw new Error("a live figure has no still picture before it");
      const about = (still?.metadata?.["image/png"] ?? {}) as { alt?: string; width?: number };
      const mark = figureMark(figures.length);
      figures.push({
        html: liveForm(joined(html)),
        png: Buffer.from(joined(png), "base64"),
        alt: about.alt ?? "",
        width: about.width,
      });
      outputs.push({ output_type: "display_data", metadata: {}, data: { "text/html": mark } });
    }
    return cell.outputs ? { ...cell, outputs } : cell;
  };
  return { notebook: { ...notebook, cells: notebook.cells.map(slim) }, figures };
}
