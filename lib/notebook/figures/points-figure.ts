// Built in notebook 05-points-on-a-graph: points in the plane, each in the colour of its class.
import * as Plot from "@observablehq/plot";
import { describe } from "../../core/errors";
import { extent, finite, rowsOf, type Numbers, type Table } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { withLegend } from "../drawing/legend";
import { classColour } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { titled } from "../drawing/words";

export interface PointsOptions {
  /** The points, [x1, x2] each. */
  X: Table;
  /** The class of each point: 0, 1, 2, … */
  y: Numbers;
  /** Points drawn as rings: for instance those that are kept aside. */
  rings?: { X: Table; y: Numbers };
  /** A name for each class; class 0, class 1, … unless told otherwise. */
  classes?: readonly string[];
  /** From and to, for both axes; by default a square around all points. */
  domain?: [number, number];
  xLabel?: string;
  yLabel?: string;
  title?: string;
  /** Which colour is which class, in words above the points; true unless told otherwise. */
  legend?: boolean;
  /** Pixels along each side (360). */
  size?: number;
  alt?: string;
}

/**
 * Points with labels, one colour a class: class 0 is always the same blue.
 * Throws RangeError where a point has not two coordinates, where y has not one class for each point, or a label is no class.
 */
export function pointsFigure(options: PointsOptions): Figure {
  const dots = labelledPoints("pointsFigure", options.X, options.y);
  const rings = options.rings
    ? labelledPoints("pointsFigure: rings", options.rings.X, options.rings.y)
    : [];
  const all = [...dots, ...rings];
  const present = [...new Set(all.map(({ label }) => label))].sort((a, b) => a - b);
  const nameOf = (label: number) => options.classes?.[label] ?? `class ${label}`;
  const [xDomain, yDomain] = options.domain ? [options.domain, options.domain] : squareAround(all);
  const size = options.size ?? 360;
  const ticks = size < 250 ? 3 : 5;
  const r = all.length > 600 ? 1.8 : all.length > 60 ? 2.8 : 5;
  const element = plotElement({
    title: options.title,
    width: size,
    height: size,
    marginLeft: 40,
    marginRight: 16,
    x: { label: options.xLabel ?? "x1", domain: xDomain, ticks },
    y: { label: options.yLabel ?? "x2", domain: yDomain, ticks },
    marks: [
      ...dotsByClass(dots, (colour) => ({ r, fill: colour, fillOpacity: 0.9 })),
      ...dotsByClass(rings, (colour) => ({ r: r + 1, stroke: colour, strokeWidth: 1.6 })),
    ],
  });
  roundDots(element);
  const entries = present.map((label) => ({
    name: nameOf(label),
    color: classColour(label),
    dot: true,
  }));
  const legend = options.legend ?? true;
  const words =
    `${all.length} points of ${present.length} ${present.length === 1 ? "class" : "classes"}: ` +
    `${present.map(nameOf).join(", ")}${rings.length ? `; ${rings.length} of them as rings` : ""}.`;
  return figureFromPlot(legend ? withLegend(element, entries, size) : element, {
    alt: options.alt ?? titled(options.title, words),
  });
}

export interface LabelledPoint {
  x: number;
  y: number;
  label: number;
}

/** Points with their classes. Throws RangeError where a point has not two coordinates or not one class. */
export function labelledPoints(what: string, X: Table, labels: Numbers): LabelledPoint[] {
  const rows = rowsOf(what, X);
  if (rows.length !== labels?.length) {
    throw new RangeError(
      `${what} expects one class for each of the ${rows.length} points but got ${labels?.length ?? describe(labels)}`,
    );
  }
  return rows.map((row, i) => {
    finite(`${what}: point ${i}`, row);
    if (row.length !== 2) {
      throw new RangeError(
        `${what} draws points of two coordinates, but point ${i} has ${row.length}`,
      );
    }
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0) {
      throw new RangeError(
        `${what} expects classes 0, 1, 2, … but the label of point ${i} is ${describe(label)}`,
      );
    }
    return { x: row[0], y: row[1], label };
  });
}

/** One mark for each class, so that its colour is written once and not beside every point. */
export function dotsByClass(
  points: readonly LabelledPoint[],
  style: (colour: string) => Plot.DotOptions,
): Plot.Dot[] {
  const labels = [...new Set(points.map(({ label }) => label))].sort((a, b) => a - b);
  return labels.map((c) => {
    const own = points.filter(({ label }) => label === c);
    return Plot.dot(own, { x: "x", y: "y", ...style(classColour(c)) });
  });
}

/** Places of dots to a tenth of a pixel: half of the page's size. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element; the DOM's types are not known in a notebook
export function roundDots(element: any): void {
  for (const dot of element.querySelectorAll("circle")) {
    for (const name of ["cx", "cy"]) {
      dot.setAttribute(name, String(+Number(dot.getAttribute(name)).toFixed(1)));
    }
  }
}

/** Two domains of one length, around the middle of the points, with a little room. */
function squareAround(points: readonly LabelledPoint[]): [[number, number], [number, number]] {
  if (points.length === 0) {
    return [
      [-1, 1],
      [-1, 1],
    ];
  }
  const [x0, x1] = extent(points.map(({ x }) => x));
  const [y0, y1] = extent(points.map(({ y }) => y));
  const half = 0.54 * (Math.max(x1 - x0, y1 - y0) || 1);
  const around = (middle: number): [number, number] => [middle - half, middle + half];
  return [around((x0 + x1) / 2), around((y0 + y1) / 2)];
}
