import type { Figure } from "../drawing/figure";
import { dashboardData, drawnDashboard, touchDashboard } from "./dashboard";
import type { Panel, Run } from "./panel";

/** One moment of no training: for figures that stand still. */
export const stillRun: Run = {
  ...{ unit: "step", steps: [0], end: 1, trajectory: [] },
  ...{ loss: [], accuracy: [], valLoss: [], valAccuracy: [], learningRate: [] },
};

/**
 * A panel that stands still, with these numbers where it keeps some. width: in pixels of the page.
 * Throws RangeError for a width that no page has.
 */
export function stillPanel(
  panel: Panel,
  { values, alt, width }: { values?: ArrayLike<number>; alt: string; width: number },
): Figure {
  if (!(width >= 100 && width <= 1000)) {
    throw new RangeError(`a figure is from 100 to 1000 pixels wide but got ${width}`);
  }
  const data = dashboardData([panel], keptOf(values), { exact: true });
  return drawnDashboard([panel], data, alt, { width });
}

/** The same as a frame that a reader can touch. */
export function touchPanel(panel: Panel, values: ArrayLike<number>, alt: string): Figure {
  return touchDashboard([panel], dashboardData([panel], keptOf(values)), alt);
}

const keptOf = (values?: ArrayLike<number>) => ({
  run: stillRun,
  values: [values ? [values] : []],
});
