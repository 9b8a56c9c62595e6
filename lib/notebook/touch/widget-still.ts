import { encodePng } from "../drawing/png-encode";
import { stillScale } from "../drawing/figure";
import { withoutBrowser } from "../drawing/still-svg";
import { pngFromSvg } from "../drawing/svg-png";
import { runWidget } from "./browser-code";

/** What a widget's picture(…) gives: SVG text, and fields of pixels that lie under it. */
export interface WidgetPicture {
  width: number;
  height: number;
  svg: string;
  rasters?: Raster[];
}

interface Raster {
  x: number;
  y: number;
  width: number;
  height: number;
  columns: number;
  rows: number;
  rgb: ArrayLike<number>;
  /** One byte a pixel: 0 where nothing is drawn. */
  alpha?: ArrayLike<number>;
  smooth?: boolean;
}

/** The still picture of a widget in its starting state: the same drawing code, on white. */
export function widgetStill(script: string[], data: unknown, width = 720): Uint8Array {
  const { widget, colours } = runWidget(script);
  const seen = JSON.parse(JSON.stringify(data));
  const still = widget.still ?? widget.picture;
  const picture: WidgetPicture = still(seen, widget.state(seen), width, colours());
  return pngFromSvg(pictureSvg(picture), stillScale);
}

/** A picture that stands alone, on white. */
export function pictureSvg({ width, height, svg, rasters = [] }: WidgetPicture): string {
  const margin = 8;
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * margin}" height="${height + 2 * margin}" ` +
    `viewBox="${box}" fill="#1f2328" font-family="DejaVu Sans">${rasters.map((raster) => image(raster, 1, "optimizeSpeed")).join("")}${withoutBrowser(svg)}</svg>`
  );
}

/** A picture inside a page of any theme: it takes the colour of the text around it, and shrinks on a narrow page. */
export function pictureHtml({ width, height, svg, rasters = [] }: WidgetPicture): string {
  return (
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="currentColor" ` +
    `font-family="system-ui, sans-serif" style="max-width: 100%; height: auto; overflow: visible">` +
    `${rasters.map((raster) => image(raster, 3, "pixelated")).join("")}${svg}</svg>`
  );
}

/** The colours of a picture for pictureHtml: those of the page, whatever they are. */
export function pageColours(colours: Record<string, unknown>): Record<string, unknown> {
  const mixed = (part: number) => `color-mix(in srgb, currentColor ${part}%, transparent)`;
  return {
    ...colours,
    ...{ text: "currentColor", background: "var(--jp-layout-color0, white)" },
    ...{ muted: mixed(68), faint: mixed(18), soft: mixed(7) },
  };
}

/**
 * level: of the compression; 1 for a picture that is read at once, 3 for one that a live display sends again and again.
 * sharp: the word for pixels with sharp edges, which browsers know as "pixelated" (Chromium smooths "optimizeSpeed") and
 * the drawer of still pictures as "optimizeSpeed".
 */
function image(raster: Raster, level: number, sharp: "pixelated" | "optimizeSpeed"): string {
  const { x, y, width, height, columns, rows, rgb, alpha, smooth } = raster;
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let i = 0; i < columns * rows; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = rgb[3 * i + c];
    pixels[4 * i + 3] = alpha ? alpha[i] : 255;
  }
  const png = Buffer.from(encodePng(columns, rows, pixels, level)).toString("base64");
  return (
    `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" ` +
    `image-rendering="${smooth ? "optimizeQuality" : sharp}" href="data:image/png;base64,${png}"/>`
  );
}
