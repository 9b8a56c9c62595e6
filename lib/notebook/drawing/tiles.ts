import { figureFromSvg, type Figure } from "./figure";
import { fewColours } from "./few-colours";
import { escapeHtml } from "./html";
import { encodePng } from "./png-encode";

/** A small picture: one colour a pixel, row by row. */
export interface Tile {
  colours: readonly (readonly [number, number, number])[];
  caption?: string;
}

export interface TilesOptions {
  /** Pixels of one tile: [rows, columns]. */
  shape: readonly [number, number];
  /** Tiles in a row. */
  columns: number;
  /** Size of one tile's pixel on the page. */
  zoom: number;
  title?: string;
  /** A line below. */
  note?: string;
  alt: string;
}

/** Small pictures in rows, captions below each, as one figure with a single image inside. */
export function tilesFigure(tiles: readonly Tile[], options: TilesOptions): Figure {
  const { columns, zoom } = options;
  const [rows, cols] = options.shape;
  const captions = tiles.map(({ caption }) => caption ?? "");
  const longest = Math.max(...captions.flatMap((words) => words.split("\n")).map((l) => l.length));
  const lines = Math.max(...captions.map((words) => (words ? words.split("\n").length : 0)));
  const tileWidth = Math.max(cols * zoom, longest * 7) + 10;
  const tileHeight = rows * zoom + 8 + lines * 15 + (lines ? 6 : 0);
  const across = Math.min(columns, tiles.length);
  const top = options.title ? 30 : 4;
  const width = Math.max(across * tileWidth, (options.note?.length ?? 0) * 6.5, 10);
  const height = top + Math.ceil(tiles.length / columns) * tileHeight + (options.note ? 22 : 0);

  const parts = tiles.map(({ colours }, i) => {
    const left = (i % columns) * tileWidth + (tileWidth - cols * zoom) / 2;
    const y = top + Math.floor(i / columns) * tileHeight;
    const words = captions[i]
      .split("\n")
      .filter(Boolean)
      .map((line, k) =>
        text(
          left + (cols * zoom) / 2,
          y + rows * zoom + 15 * (k + 1),
          line,
          'text-anchor="middle"',
        ),
      );
    return (
      `<image x="${left}" y="${y}" width="${cols * zoom}" height="${rows * zoom}" ` +
      `style="image-rendering: pixelated" href="${address(colours, cols, rows, zoom)}"/>` +
      `<rect x="${left}" y="${y}" width="${cols * zoom}" height="${rows * zoom}" fill="none" ` +
      `stroke="currentColor" stroke-opacity="0.3"/>${words.join("")}`
    );
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" fill="currentColor" font-family="system-ui, sans-serif" ` +
    `font-size="12" style="max-width: 100%; height: auto">` +
    (options.title ? text(4, 18, options.title, 'font-size="15" font-weight="bold"') : "") +
    parts.join("") +
    (options.note ? text(4, height - 6, options.note, 'opacity="0.8"') : "") +
    "</svg>";
  return figureFromSvg(svg, { alt: options.alt });
}

/** The tile as a PNG's data address. Each pixel is drawn larger already, since not every viewer keeps pixels sharp. */
function address(colours: Tile["colours"], cols: number, rows: number, zoom: number): string {
  const scale = Math.max(1, Math.round(zoom));
  const pixels = new Uint8Array(cols * rows * scale * scale * 4);
  let to = 0;
  for (let y = 0; y < rows * scale; y++) {
    for (let x = 0; x < cols * scale; x++) {
      const colour = colours[Math.floor(y / scale) * cols + Math.floor(x / scale)];
      pixels.set(colour, to);
      pixels[to + 3] = 255;
      to += 4;
    }
  }
  const png = encodePng(cols * scale, rows * scale, fewColours(pixels));
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x}" y="${y}" ${more}>${escapeHtml(words)}</text>`;
}
