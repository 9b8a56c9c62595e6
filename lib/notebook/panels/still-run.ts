import type { Run } from "./panel";

/** One moment of no training: for figures that stand still. */
export const stillRun: Run = {
  ...{ unit: "step", steps: [0], end: 1 },
  ...{ loss: [], accuracy: [], valLoss: [], valAccuracy: [] },
  ...{ learningRate: [], trajectory: [] },
};
