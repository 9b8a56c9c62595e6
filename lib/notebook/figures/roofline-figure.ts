import * as Plot from "@observablehq/plot";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { classColour, palette } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { titled } from "../drawing/words";

/** One program: what it does for each byte that memory has to move, and how fast it was. */
export interface RooflinePoint {
  name: string;
  /** Operations per byte. */
  intensity: number;
  /** Thousand million operations per second. */
  gigaflops: number;
  /** Points of one group have one colour; 0 unless told otherwise. */
  group?: number;
}

export interface RooflineOptions {
  /** What one core does at most, in GFLOP/s. */
  peak: number;
  /** What memory moves at most, in GB/s. */
  bandwidth: number;
  points: readonly RooflinePoint[];
  title?: string;
  width?: number;
  height?: number;
  alt?: string;
}

/** Pixels between the lines of two labels. */
const LINE = 15;
const MARGIN = { top: 24, right: 150, bottom: 44, left: 52 };

/**
 * A roofline: no program is faster than min(peak, bandwidth · intensity), a roof that rises with the operations per byte
 * until the arithmetic itself is the limit. Both axes are logarithmic.
 * Throws RangeError where there is no point, or a number is not above zero.
 * Source: Williams, Waterman and Patterson, "Roofline: an insightful visual performance model", 2009.
 */
export function rooflineFigure(options: RooflineOptions): Figure {
  const { peak, bandwidth, points } = options;
  if (!points?.length) throw new RangeError("rooflineFigure expects one point or more");
  positive("peak", peak);
  positive("bandwidth", bandwidth);
  for (const { name, intensity, gigaflops } of points) {
    positive(`the intensity of "${name}"`, intensity);
    positive(`the GFLOP/s of "${name}"`, gigaflops);
  }
  const width = options.width ?? 680;
  const height = options.height ?? 400;
  const ridge = peak / bandwidth;
  const xs = [...points.map(({ intensity }) => intensity), ridge];
  const ys = [...points.map(({ gigaflops }) => gigaflops), peak];
  const x = [Math.min(...xs) / 4, Math.max(...xs) * 2];
  const y = [Math.min(...ys) / 1.6, Math.max(...ys) * 2];
  const roof = [x[0], ridge, x[1]].map((at) => [at, Math.min(peak, bandwidth * at)]);
  const labels = apart(points, y, height - MARGIN.top - MARGIN.bottom);
  const element = plotElement({
    title: options.title,
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    grid: true,
    x: { type: "log", domain: x, label: "operations per byte", tickFormat: "~g", ticks: 6 },
    y: { type: "log", domain: y, label: "GFLOP/s", tickFormat: "~g", ticks: 5 },
    marks: [
      Plot.line(roof, { stroke: palette.quiet, strokeWidth: 3, clip: true }),
      Plot.text([[ridge, peak]], {
        text: () => `arithmetic: ${short(peak)} GFLOP/s`,
        textAnchor: "start",
        dy: -9,
        fill: "currentColor",
      }),
      Plot.text([[ridge / 1.6, peak / 1.6]], {
        text: () => `memory: ${short(bandwidth)} GB/s`,
        textAnchor: "end",
        dx: -10,
        fill: "currentColor",
      }),
      Plot.link(labels, {
        x1: "intensity",
        y1: "gigaflops",
        x2: "intensity",
        y2: "labelAt",
        stroke: palette.quiet,
        strokeOpacity: 0.5,
      }),
      ...[false, true].map((left) =>
        Plot.text(
          labels.filter((label) => label.left === left),
          {
            x: "intensity",
            y: "labelAt",
            stroke: "var(--jp-layout-color0, white)",
            strokeWidth: 4,
            text: ({ name, gigaflops }: RooflinePoint) => `${name}: ${short(gigaflops)}`,
            textAnchor: left ? "end" : "start",
            dx: left ? -9 : 9,
            fill: "currentColor",
          },
        ),
      ),
      Plot.dot(points, {
        x: "intensity",
        y: "gigaflops",
        r: 5,
        fill: ({ group }: RooflinePoint) => classColour(group ?? 0),
      }),
    ],
  });
  return figureFromPlot(element, {
    alt: options.alt ?? titled(options.title, inWords(options)),
  });
}

/**
 * The points with the place of their labels: labels over about the same intensity keep a line's distance, and one that
 * would cover another point stands on the left.
 */
function apart(points: readonly RooflinePoint[], [low, high]: number[], pixels: number) {
  const gap = (Math.log(high / low) * LINE) / pixels;
  const placed: (RooflinePoint & { labelAt: number })[] = [];
  for (const point of [...points].sort((a, b) => a.gigaflops - b.gigaflops)) {
    const near = placed.filter(
      ({ intensity }) => Math.abs(Math.log(intensity / point.intensity)) < 1.5,
    );
    const lowest = Math.max(0, ...near.map(({ labelAt }) => labelAt * Math.exp(gap)));
    placed.push({ ...point, labelAt: Math.max(point.gigaflops, lowest) });
  }
  return placed.map((label) => ({
    ...label,
    left: points.some(({ intensity, gigaflops }) => {
      const across = Math.log(intensity / label.intensity);
      return across > 0.05 && across < 1.8 && Math.abs(Math.log(gigaflops / label.labelAt)) < gap;
    }),
  }));
}

function positive(what: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new RangeError(`rooflineFigure expects ${what} above zero but got ${value}`);
}

const short = (value: number) => String(Number(value.toPrecision(2)));

function inWords({ peak, bandwidth, points }: RooflineOptions): string {
  const said = points.map(
    ({ name, intensity, gigaflops }) =>
      `${name} ${short(gigaflops)} GFLOP/s at ${short(intensity)} operations per byte`,
  );
  return (
    `A roof that rises with ${short(bandwidth)} GB/s of memory up to ${short(peak)} GFLOP/s of arithmetic; ` +
    `under it: ${said.join("; ")}.`
  );
}
