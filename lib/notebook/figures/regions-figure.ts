import * as Plot from "@observablehq/plot";
import { extent, finite, rowsOf, type Numbers, type Table } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { palette } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { sideBySide } from "../drawing/side-by-side";
import { titled } from "../drawing/words";
import { askedGrid } from "./asked-grid";
import { classRegions } from "./class-regions";

/** Gives a net's outputs for many inputs at once: [n, inputs] → [n, outputs]. */
export type Predict = (points: number[][]) => Table;

export interface RegionsOptions {
  /** For instance (points) => net.predict(points). */
  predict: Predict;
  /** A name for each output; one panel is drawn for each. */
  outputs?: string[];
  /** In place of outputs, where they are probabilities of classes: a name for each class; one panel shows which is likeliest. */
  classes?: readonly string[];
  /** The examples, [x1, x2] each. */
  points?: Table;
  /** What each example should give, one row of zeros and ones an example; colours the points. */
  targets?: Table;
  /** In place of targets: the class of each example. */
  labels?: Numbers;
  /** From and to, for both axes; by default around the points, or −0.25 to 1.25. */
  domain?: [number, number];
  xLabel?: string;
  yLabel?: string;
  title?: string;
  /** How many places along each side are asked (61). */
  resolution?: number;
  /** Pixels along each side of the panel of classes (360). */
  size?: number;
  alt?: string;
}

/**
 * What a net with two inputs answers everywhere on a square: blue where an output is near 0, orange near 1, a black line
 * where it is ½. The points carry the colour of what they should give: a point that can be seen on its ground is wrong.
 * With classes one panel shows the colour of the likeliest class, the deeper the surer, and black lines where the vote changes.
 * Throws RangeError where predict gives no number, or not one for each output or class.
 */
export function regionsFigure(options: RegionsOptions): Figure {
  const { resolution = 61 } = options;
  const names = options.classes ?? options.outputs;
  if (!names?.length) {
    throw new RangeError(
      "regionsFigure expects a name for each output: outputs, or classes where they are probabilities",
    );
  }
  const points = options.points ? rowsOf("regionsFigure: points", options.points) : [];
  points.forEach((point, i) => {
    finite(`regionsFigure: point ${i}`, point);
    if (point.length !== 2) {
      throw new RangeError(
        `regionsFigure draws nets with two inputs, but point ${i} has ${point.length} coordinates`,
      );
    }
  });
  const grid = askedGrid(points, options.domain, resolution);
  const answers = rowsOf("regionsFigure: what predict returned", options.predict(grid.places));
  if (answers.length !== grid.places.length || answers[0].length !== names.length) {
    throw new RangeError(
      `regionsFigure expects predict to give [${grid.places.length}, ${names.length}] (a row for each point, an entry for ` +
        `each name in ${options.classes ? "classes" : "outputs"}) but got [${answers.length}, ${answers[0]?.length}]`,
    );
  }
  const targets = options.targets && rowsOf("regionsFigure: targets", options.targets);
  if (options.classes) {
    const labels = options.labels ?? targets?.map((row) => Array.from(row).indexOf(1));
    const { xLabel, yLabel, title, size = 360, alt } = options;
    const drawn = { grid, answers, classes: options.classes, points, labels };
    return classRegions({ ...drawn, xLabel, yLabel, title, size, alt });
  }
  const { low, high, cell, side } = grid;

  const panels = names.map((name, output) => {
    const values = finite(
      `regionsFigure: the output ${name}`,
      answers.map((row) => row[output]),
    );
    const [from, to] = [low - cell, high + cell];
    const shape = { width: side, height: side, x1: from, y1: from, x2: to, y2: to, clip: true };
    const alt = `${name}: between ${extent(values)
      .map((value) => value.toFixed(2))
      .join(" and ")} on the square from ${low} to ${high}`;
    const element = plotElement({
      width: 280,
      height: 300,
      marginTop: 30,
      marginRight: 20,
      x: { label: options.xLabel ?? "x1", domain: [low, high], ticks: 5 },
      y: { label: options.yLabel ?? "x2", domain: [low, high], ticks: 5 },
      color: scale,
      marks: [
        Plot.raster(values, { ...shape, fill: Plot.identity }),
        Plot.contour(values, {
          ...shape,
          value: Plot.identity,
          thresholds: [0.5],
          stroke: "black",
          strokeWidth: 1.5,
        }),
        Plot.text([name], {
          frameAnchor: "top",
          dy: -22,
          fontWeight: "bold",
          fontSize: 14,
          text: Plot.identity,
        }),
        Plot.dot(points as number[][], {
          x: "0",
          y: "1",
          r: points.length > 60 ? 3 : 7,
          fill: targets
            ? (_: unknown, i: number) => ((targets[i]?.[output] ?? 0) >= 0.5 ? orange : blue)
            : "white",
          stroke: "black",
          strokeWidth: points.length > 60 ? 0.75 : 1.5,
        }),
      ],
    });
    return figureFromPlot(element, { alt });
  });
  const about = titled(
    options.title,
    `What the net answers for each pair of inputs, blue near 0, orange near 1.`,
  );
  return sideBySide(panels, {
    alt: options.alt ?? `${about} ` + panels.map(({ alt }) => alt).join("; ") + ".",
    title: options.title,
  });
}

const [blue, orange] = palette.classes;
const scale: Plot.ScaleOptions = {
  type: "linear",
  domain: [0, 0.5, 1],
  range: [blue, "#ffffff", orange],
  interpolate: "rgb",
  clamp: true,
};
