import * as Plot from "@observablehq/plot";
import { extent, finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { palette } from "../drawing/palette";
import { plot } from "../drawing/plot";
import { titled } from "../drawing/words";

export interface HistogramOptions {
  /** About how many bars (20). */
  bins?: number;
  xLabel?: string;
  title?: string;
  width?: number;
  height?: number;
  alt?: string;
}

/** How often values fall into each stretch of the axis. Throws RangeError where there are none or one is not finite. */
export function histogramFigure(values: Numbers, options: HistogramOptions = {}): Figure {
  const numbers = Array.from(finite("histogramFigure: values", values));
  const [low, high] = extent(numbers);
  return plot(
    {
      title: options.title,
      x: { label: options.xLabel ?? "value" },
      y: { label: "how many", grid: true },
      marks: [
        Plot.rectY(numbers, {
          ...Plot.binX(
            { y: "count" },
            { x: { value: Plot.identity, thresholds: options.bins ?? 20 } },
          ),
          fill: palette.classes[0],
        }),
        Plot.ruleY([0]),
      ],
    },
    {
      width: options.width ?? 480,
      height: options.height ?? 260,
      alt:
        options.alt ??
        titled(
          options.title,
          `Histogram of ${numbers.length} values from ${low.toPrecision(3)} to ${high.toPrecision(3)}.`,
        ),
    },
  );
}
