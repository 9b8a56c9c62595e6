import type { Kept } from "../../lib/notebook/panels/dashboard";

/** What was kept of a training at these epochs: numbers of each panel, one row a moment, and the net. */
export function momentsOf(steps: number[], values: ArrayLike<number>[][], net?: Kept["net"]): Kept {
  const curves = { loss: [], accuracy: [], valLoss: [], valAccuracy: [], learningRate: [] };
  const end = Math.max(1, ...steps);
  return { run: { unit: "epoch", steps, end, ...curves, trajectory: [] }, values, net };
}
