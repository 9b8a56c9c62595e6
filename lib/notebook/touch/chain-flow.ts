import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/** The losses that the chain can end in: ½ (a − y)², and −(y log a + (1 − y) log(1 − a)). */
export type ChainLoss = "quadratic" | "binaryCrossentropy";

/**
 * A chain of four links, x → times w → plus b → sigmoid → loss: values flow forward, and from dL/dL = 1 gradients flow back,
 * each link multiplying what comes from behind by its own derivative. Sliders change x, w, b and y; another goes
 * through the two passes number by number; pressing a link shows its products written out.
 * loss: one, or a list from which the reader chooses (the first one is shown at the start).
 * x: from −3 to 3; w: −8 to 8; b: −4 to 4; y: 0 to 1. Throws RangeError where one is outside, or for an unknown loss.
 */
export function chainFlow(
  options: { x?: number; w?: number; b?: number; y?: number; loss?: ChainLoss | ChainLoss[] } = {},
): Figure {
  const { x = 2, w = 0.5, b = -1, y = 1, loss = ["quadratic", "binaryCrossentropy"] } = options;
  const losses = [loss].flat();
  const known = ["quadratic", "binaryCrossentropy"];
  const unknown = losses.find((name) => !known.includes(name));
  if (unknown !== undefined || losses.length === 0) {
    throw new RangeError(
      `chainFlow knows the losses ${known.join(", ")} but got ${unknown ?? "none"}`,
    );
  }
  const ranges = { x: [-3, 3], w: [-8, 8], b: [-4, 4], y: [0, 1] };
  const start = { x, w, b, y };
  for (const [name, value] of Object.entries(start)) {
    const [low, high] = ranges[name as keyof typeof ranges];
    if (!(value >= low && value <= high)) {
      throw new RangeError(`chainFlow expects ${name} from ${low} to ${high} but got ${value}`);
    }
  }
  return widgetFigure("chain-flow", {
    data: { start, ranges, losses },
    parts: ["chain"],
    height: losses.length > 1 ? 523 : 477,
    alt:
      `A chain x → times w → plus b → sigmoid → loss with x = ${x}, w = ${w}, b = ${b}, y = ${y}. Blue numbers flow forward, ` +
      "orange gradients flow back from dL/dL = 1, each link multiplying by its local derivative. Sliders change the four numbers.",
  });
}
