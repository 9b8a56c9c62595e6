import * as Plot from "@observablehq/plot";
import { extent, finite, type Numbers } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { withLegend } from "../drawing/legend";
import { classColour, palette } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { titled } from "../drawing/words";

/** One curve: values at 1, 2, 3, … or points of [x, y]. */
export interface Series {
  name: string;
  values?: Numbers;
  points?: readonly (readonly [number, number])[];
  /** By default the palette's: loss and accuracy have their own, the others those of the classes in order. */
  color?: string;
  /** By default for names that begin with "val" or "test". */
  dashed?: boolean;
}

export interface CurvesOptions {
  series: readonly Series[];
  xLabel?: string;
  yLabel?: string;
  title?: string;
  /** A logarithmic y axis: every value must be above zero. */
  log?: boolean;
  /** Smallest and largest y of the axis; by default the data's. */
  yDomain?: [number, number];
  xDomain?: [number, number];
  /** By default where there are two series or more. */
  legend?: boolean;
  width?: number;
  height?: number;
  alt?: string;
}

/**
 * Curves over one axis: loss and accuracy over the epochs, and the like.
 * Throws RangeError where a series is empty, holds NaN or Infinity, or (log) is not above zero.
 */
export function curvesFigure(options: CurvesOptions): Figure {
  const { element, curves } = curvesChart(options);
  return figureFromPlot(
    (options.legend ?? curves.length > 1)
      ? withLegend(element, curves, options.width ?? 600)
      : element,
    { alt: options.alt ?? titled(options.title, inWords(curves, options)) },
  );
}

/** The chart itself: Plot's element, and the curves as they were drawn. */
export function curvesChart(options: CurvesOptions) {
  const { series } = options;
  if (!series?.length) throw new RangeError("curvesFigure expects one series or more but got none");
  const curves = series.map((one, index) => ({
    ...one,
    points: thinned(pointsOf(one, options.log ?? false)),
    color: one.color ?? seriesColour(one.name, index),
    dashed: one.dashed ?? /^(val|test)/i.test(one.name),
  }));
  const marks = curves.map(({ points, color, dashed }) =>
    points.length === 1
      ? Plot.dot(points, { x: "0", y: "1", fill: color })
      : Plot.line(points, {
          x: "0",
          y: "1",
          z: null,
          stroke: color,
          strokeWidth: 2,
          strokeDasharray: dashed ? "6,4" : undefined,
          clip: options.yDomain ? true : undefined,
        }),
  );
  const xs = curves.flatMap(({ points }) => points.map((point) => point[0]));
  const element = plotElement({
    title: options.title,
    width: options.width ?? 600,
    height: options.height ?? 300,
    marginLeft: 56,
    grid: true,
    x: { label: options.xLabel ?? null, domain: options.xDomain, ...wholeTicks(xs) },
    y: {
      label: options.yLabel ?? (curves.length === 1 ? curves[0].name : null),
      type: options.log ? "log" : "linear",
      domain: options.yDomain,
      nice: !options.yDomain,
      tickFormat: options.log ? powerOrNumber : undefined,
      ticks: options.log ? 5 : undefined,
    },
    marks,
  });
  return { element, curves };
}

/** Long numbers, such as 0.00001, as powers of ten: they would not fit beside the axis. */
function powerOrNumber(value: number): string {
  const far = value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5);
  return far ? value.toExponential(0).replace("e+", "e").replace(/-/g, "−") : String(value);
}

/** Few whole numbers, such as epochs, get a tick each; otherwise Plot chooses. */
function wholeTicks(xs: number[]) {
  const [low, high] = extent(xs);
  if (high - low > 12 || !xs.every(Number.isInteger)) return {};
  return { ticks: Array.from({ length: high - low + 1 }, (_, i) => low + i), tickFormat: "d" };
}

function pointsOf({ name, values, points }: Series, log: boolean): [number, number][] {
  const x = points ? points.map((point) => point[0]) : undefined;
  const y = points ? points.map((point) => point[1]) : values;
  const what = `curvesFigure: the series "${name}"`;
  if (x) finite(`${what} (x)`, x);
  finite(what, y as Numbers);
  return Array.from(y as Numbers, (value, i) => {
    if (log && value <= 0) {
      throw new RangeError(
        `${what} has ${value} at position ${i}: a logarithmic axis needs values above zero. Leave log out`,
      );
    }
    return [x ? x[i] : i + 1, value];
  });
}

/** Long curves as what one can see of them: of each small stretch its lowest and its highest point. */
function thinned(points: [number, number][], stretches = 300): [number, number][] {
  if (points.length <= 2 * stretches) return points;
  const kept: [number, number][] = [points[0]];
  for (let s = 0; s < stretches; s++) {
    const from = Math.floor((s * points.length) / stretches);
    const part = points.slice(from, Math.floor(((s + 1) * points.length) / stretches));
    const low = part.reduce((a, b) => (b[1] < a[1] ? b : a));
    const high = part.reduce((a, b) => (b[1] > a[1] ? b : a));
    kept.push(...(low[0] < high[0] ? [low, high] : [high, low]));
  }
  kept.push(points[points.length - 1]);
  return kept;
}

function seriesColour(name: string, index: number): string {
  if (/loss|cost|error/i.test(name)) return palette.loss;
  if (/accuracy/i.test(name)) return palette.accuracy;
  return classColour(index);
}

function inWords(
  curves: { name: string; points: [number, number][] }[],
  { xLabel }: CurvesOptions,
): string {
  const said = curves.map(({ name, points }) => {
    const [first, last] = [points[0], points[points.length - 1]];
    return `${name} goes from ${first[1].toPrecision(3)} to ${last[1].toPrecision(3)}`;
  });
  return `Curves${xLabel ? ` over ${xLabel}` : ""}: ${said.join("; ")}.`;
}
