// Built in notebook 05-points-on-a-graph: the colour of the class that a net votes for, deeper where it is surer.
import * as Plot from "@observablehq/plot";
import { finite, type Numbers } from "../drawing/checks";
import { figureFromPlot, type Figure } from "../drawing/figure";
import { withLegend } from "../drawing/legend";
import { classColour } from "../drawing/palette";
import { plotElement } from "../drawing/plot";
import { titled } from "../drawing/words";
import { dotsByClass, labelledPoints, roundDots } from "./points-figure";
import type { AskedGrid } from "./asked-grid";

/** What a net says on the grid, and what is drawn over it. */
export interface ClassRegions {
  grid: AskedGrid;
  /** [places of the grid, classes]: the probability of each class. */
  answers: readonly Numbers[];
  classes: readonly string[];
  points: readonly Numbers[];
  labels?: Numbers;
  xLabel?: string;
  yLabel?: string;
  title?: string;
  size: number;
  alt?: string;
}

/**
 * One panel: each place in the colour of its likeliest class, white where that class is no likelier than any other, deep
 * where its probability is 1; black lines where the vote changes. Points carry the colour of their own class.
 */
export function classRegions(regions: ClassRegions): Figure {
  const { grid, answers, classes, points, labels, size } = regions;
  const count = classes.length;
  answers.forEach((row) => finite("regionsFigure: what predict returned", row));
  const votes = answers.map((row) => vote(row));
  const colours = votes.map(({ best, confidence }) => tint(classColour(best), confidence));
  const { side, low, high, cell } = grid;
  const [from, to] = [low - cell, high + cell];
  const shape = { width: side, height: side, x1: from, y1: from, x2: to, y2: to, clip: true };
  // the border of a class is where it is as likely as the best of the others; the last one's are drawn by the others
  const borders = classes.slice(0, -1).map((_, c) => {
    const lead = answers.map((row) => row[c] - bestOther(row, c));
    const line = { value: Plot.identity, thresholds: [0], stroke: "black", strokeWidth: 1.2 };
    return Plot.contour(lead, { ...shape, ...line });
  });
  const dots = labels ? labelledPoints("regionsFigure", points as Numbers[], labels) : [];
  const many = points.length > 60;
  const element = plotElement({
    title: regions.title,
    width: size,
    height: size,
    marginLeft: 40,
    marginRight: 16,
    x: { label: regions.xLabel ?? "x1", domain: [low, high], ticks: 5 },
    y: { label: regions.yLabel ?? "x2", domain: [low, high], ticks: 5 },
    color: { type: "identity" },
    marks: [
      Plot.raster(colours, { ...shape, fill: Plot.identity }),
      ...borders,
      ...dotsByClass(dots, (fill) => ({
        ...{ r: many ? 2.6 : 6, fill },
        ...{ stroke: "black", strokeWidth: many ? 0.6 : 1.2 },
      })),
    ],
  });
  roundDots(element);
  const shares = classes.map((name, c) => {
    const share = votes.filter(({ best }) => best === c).length / votes.length;
    return `${name} on ${Math.round(100 * share)} %`;
  });
  const right = dots.length ? ` ${dots.length} points.` : "";
  const words = `The class that the net votes for, on the square from ${low.toFixed(2)} to ${high.toFixed(2)}: ${shares.join(", ")}.${right}`;
  const legend = classes.map((name, c) => ({ name, color: classColour(c), dot: true }));
  return figureFromPlot(count > 1 ? withLegend(element, legend, size) : element, {
    alt: regions.alt ?? titled(regions.title, words),
  });
}

/** The likeliest class, and how sure that is: 0 where all are equally likely, 1 where it has all. */
function vote(row: Numbers): { best: number; confidence: number } {
  let best = 0;
  for (let c = 1; c < row.length; c++) if (row[c] > row[best]) best = c;
  const even = 1 / row.length;
  return { best, confidence: (row[best] - even) / (1 - even) };
}

function bestOther(row: Numbers, c: number): number {
  let best = -Infinity;
  for (let k = 0; k < row.length; k++) if (k !== c && row[k] > best) best = row[k];
  return best;
}

/** White at 0, three fifths of the colour at 1, so that points of the same class can still be seen on it. */
function tint(colour: string, amount: number): string {
  const part = 0.06 + 0.56 * Math.min(1, Math.max(0, amount));
  const mixed = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16);
    return Math.round(255 + (value - 255) * part);
  });
  return `rgb(${mixed.join(", ")})`;
}
