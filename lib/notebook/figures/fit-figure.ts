import * as Plot from "@observablehq/plot";
import { finite, rowsOf } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { withLegend, type LegendEntry } from "../drawing/legend";
import { palette } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import type { Predict } from "./regions-figure";
import { titled } from "../drawing/words";

export interface FitOptions {
  /** The function to be learned. */
  target?: (x: number) => number;
  /** What the net answers: for instance (points) => net.predict(points). */
  predict?: Predict;
  /** Examples, [x, y] each. */
  points?: readonly (readonly [number, number])[];
  /** From and to. */
  domain: [number, number];
  yDomain?: [number, number];
  xLabel?: string;
  yLabel?: string;
  title?: string;
  width?: number;
  height?: number;
  alt?: string;
}

/**
 * How well a net with one input and one output follows a function: the function as a dashed line, the examples as
 * points, the net's answers as a thick line.
 * Throws RangeError where there is nothing to draw or a value is not finite.
 */
export function fitFigure(options: FitOptions): Figure {
  const { target, predict, points, domain } = options;
  if (!target && !predict && !points) {
    throw new RangeError("fitFigure expects target, predict or points: there is nothing to draw");
  }
  const [from, to] = finite("fitFigure: domain", domain);
  const xs = Array.from({ length: 201 }, (_, i) => from + ((to - from) * i) / 200);
  const lines: (LegendEntry & { mark: Plot.Markish; values: number[] })[] = [];
  if (target) {
    const values = finite("fitFigure: the target function", xs.map(target));
    const dashed = { z: null, stroke: "currentColor", strokeDasharray: "5,4", strokeWidth: 1.5 };
    lines.push({
      name: "function",
      dashed: true,
      color: "currentColor",
      values,
      mark: Plot.line(values, { x: xs, y: Plot.identity, ...dashed }),
    });
  }
  if (points) {
    points.forEach((point, i) => finite(`fitFigure: point ${i}`, point));
    lines.push({
      name: "examples",
      dot: true,
      color: palette.classes[0],
      values: [],
      mark: Plot.dot(points as [number, number][], {
        x: "0",
        y: "1",
        fill: palette.classes[0],
        r: points.length > 60 ? 2.5 : 4,
      }),
    });
  }
  if (predict) {
    const rows = rowsOf("fitFigure: what predict returned", predict(xs.map((x) => [x])));
    const values = finite(
      "fitFigure: the net's answers",
      Array.from(rows, (row) => row[0]),
    );
    lines.push({
      name: "net",
      color: palette.classes[1],
      values,
      mark: Plot.line(values, {
        x: xs,
        y: Plot.identity,
        z: null,
        stroke: palette.classes[1],
        strokeWidth: 3,
        clip: options.yDomain ? true : undefined,
      }),
    });
  }
  const width = options.width ?? 600;
  const element = plotElement({
    title: options.title,
    width,
    height: options.height ?? 300,
    grid: true,
    marginLeft: 50,
    x: { label: options.xLabel ?? "x", domain },
    y: { label: options.yLabel ?? "y", domain: options.yDomain, nice: !options.yDomain },
    marks: lines.map(({ mark }) => mark),
  });
  return figureFromPlot(withLegend(element, lines, width), {
    alt: options.alt ?? titled(options.title, inWords(lines, options)),
  });
}

function inWords(lines: { name: string; values: number[] }[], { domain }: FitOptions) {
  const wanted = lines.find(({ name }) => name === "function")?.values;
  const got = lines.find(({ name }) => name === "net")?.values;
  const distance =
    wanted && got
      ? ` Largest distance between the function and the net: ${Math.max(
          ...wanted.map((value, i) => Math.abs(value - got[i])),
        ).toPrecision(2)}.`
      : "";
  const names = lines.map(({ name }) => name).join(", ");
  return `Over x from ${domain[0]} to ${domain[1]}: ${names}.${distance}`;
}
