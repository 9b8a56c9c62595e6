import * as Plot from "@observablehq/plot";
import { extent, finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { palette } from "../drawing/palette";
import { plot } from "../drawing/plot";
import { titled } from "../drawing/words";

export interface HistogramOptions {
  /** How many bars (20). */
  bins?: number;
  /** Where the first bar begins and the last one ends; by default the smallest and the largest value. */
  domain?: readonly [number, number];
  xLabel?: string;
  title?: string;
  width?: number;
  height?: number;
  alt?: string;
}

/**
 * How often values fall into each stretch of the axis. The last bar takes the values at its end as well.
 * Throws RangeError where there are none, or where one is not finite or lies outside of the domain.
 */
export function histogramFigure(values: Numbers, options: HistogramOptions = {}): Figure {
  const numbers = Array.from(finite("histogramFigure: values", values));
  const [smallest, largest] = extent(numbers);
  const [low, high] = options.domain ?? [smallest, largest];
  if (smallest < low || largest > high) {
    throw new RangeError(
      `histogramFigure: the values lie from ${smallest} to ${largest}, beyond the domain [${low}, ${high}]`,
    );
  }
  const bars = barsOf(numbers, low, high > low ? high : low + 1, options.bins ?? 20);
  return plot(
    {
      title: options.title,
      x: { label: options.xLabel ?? "value" },
      y: { label: "how many", grid: true },
      marks: [
        Plot.rectY(bars, {
          x1: "from",
          x2: "to",
          y: "count",
          fill: palette.classes[0],
          inset: 0.5,
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
          `Histogram of ${numbers.length} values from ${smallest.toPrecision(3)} to ${largest.toPrecision(3)}.`,
        ),
    },
  );
}

function barsOf(numbers: readonly number[], low: number, high: number, bins: number) {
  const width = (high - low) / bins;
  const bars = Array.from({ length: bins }, (_, k) => ({
    from: low + k * width,
    to: low + (k + 1) * width,
    count: 0,
  }));
  for (const value of numbers) {
    bars[Math.min(bins - 1, Math.floor((value - low) / width))].count++;
  }
  return bars;
}
