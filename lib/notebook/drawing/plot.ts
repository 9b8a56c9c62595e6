import * as Plot from "@observablehq/plot";
import { plotDocument } from "./document";
import { figureFromPlot, type Figure } from "./figure";

/**
 * A chart by Observable Plot, in the style of the series. options: Plot's own (marks, x, y, color, …).
 * alt: what the chart shows, in words. width, height: in pixels; a narrower page shrinks the chart.
 * Throws TypeError without alt, RangeError where width or height is not above zero.
 * Source: https://observablehq.com/plot/
 */
export function plot(
  options: Plot.PlotOptions,
  { alt, width, height }: { alt: string; width?: number; height?: number },
): Figure {
  return figureFromPlot(plotElement({ ...options, ...defined({ width, height }) }), { alt });
}

/** Plot's element in the style of the series: for figures that are put together from several charts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element; the DOM's types are not known in a notebook
export function plotElement(options: Plot.PlotOptions): any {
  for (const side of ["width", "height"] as const) {
    const size = options[side];
    if (size !== undefined && !(size > 0)) {
      throw new RangeError(`plot expects a ${side} above zero, in pixels, but got ${size}`);
    }
  }
  const element = Plot.plot({
    document: plotDocument(),
    marginBottom: 44,
    ...options,
    x: { labelOffset: 38, ...options.x }, // else the label stands on the numbers of the axis
    style:
      typeof options.style === "string"
        ? options.style
        : {
            fontFamily: "system-ui, sans-serif",
            fontSize: "12px",
            maxWidth: "100%",
            height: "auto",
            overflow: "visible",
            "--plot-background": "var(--jp-layout-color0, transparent)",
            ...(options.style as object),
          },
  } as Plot.PlotOptions);
  // A title as large as those of the other figures: else it takes the size of the page's headings.
  for (const title of element.querySelectorAll("h2")) title.setAttribute("style", TITLE);
  return element;
}

const TITLE = "font: bold 15px system-ui, sans-serif; margin: 0 0 6px; padding: 0; border: 0";

function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
