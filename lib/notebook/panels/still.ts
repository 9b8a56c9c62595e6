import type { Figure } from "../drawing/figure";
import { dashboardData, drawnDashboard } from "./dashboard";
import type { Panel, Run } from "./panel";

/** A panel that stands still: one moment, with these numbers where it keeps some. width: in pixels of the page. */
export function stillPanel(
  panel: Panel,
  { values, alt, width }: { values?: ArrayLike<number>; alt: string; width: number },
): Figure {
  const alone = { ...panel, wide: true };
  const kept = { run: once, values: [values ? [values] : []] };
  return drawnDashboard([alone], dashboardData([alone], kept, { exact: true }), alt, width);
}

const none = { loss: [], accuracy: [], valLoss: [], valAccuracy: [], learningRate: [] };
const once: Run = { unit: "step", steps: [0], end: 1, ...none, trajectory: [] };
