import { runInNewContext } from "node:vm";
import { encodePng } from "../drawing/png-encode";
import { stillScale } from "../drawing/figure";
import { pngFromSvg } from "../drawing/svg-png";

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
  smooth?: boolean;
}

/** The widget's code run without a page, and its object { state, picture, start }. For stills and for tests. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
export function runWidget(script: string[]): any {
  const code = script.map((file) => `{\n${file}\n}\n`).join("");
  return runInNewContext(`"use strict";\n${code}globalThis.neuronotes`, { atob });
}

/** The still picture of a widget in its starting state: the same drawing code, on white. */
export function widgetStill(script: string[], data: unknown, width = 720): Uint8Array {
  const { widget, colours } = runWidget(script);
  const seen = JSON.parse(JSON.stringify(data));
  const still = widget.still ?? widget.picture;
  const picture: WidgetPicture = still(seen, widget.state(seen), width, colours());
  return pngFromSvg(pictureSvg(picture), stillScale);
}

function pictureSvg({ width, height, svg, rasters = [] }: WidgetPicture): string {
  const margin = 8;
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * margin}" height="${height + 2 * margin}" ` +
    `viewBox="${box}" fill="#1f2328" font-family="DejaVu Sans">${rasters.map(image).join("")}${svg}</svg>`
  );
}

function image({ x, y, width, height, columns, rows, rgb, smooth }: Raster): string {
  const pixels = new Uint8ClampedArray(columns * rows * 4).fill(255);
  for (let i = 0; i < columns * rows; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = rgb[3 * i + c];
  }
  const png = Buffer.from(encodePng(columns, rows, pixels)).toString("base64");
  return (
    `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" ` +
    `image-rendering="${smooth ? "optimizeQuality" : "optimizeSpeed"}" href="data:image/png;base64,${png}"/>`
  );
}
