import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/** The surfaces: two parameters, one loss. */
export type RaceSurface = "bowl" | "ravine" | "turned ravine" | "banana" | "saddle";
/** Who can race. */
export type Racer = "SGD" | "momentum" | "Nesterov" | "Adagrad" | "RMSProp" | "Adam";

const surfaces = ["bowl", "ravine", "turned ravine", "banana", "saddle"];
const racers = ["SGD", "momentum", "Nesterov", "Adagrad", "RMSProp", "Adam"];

/** The files of browser code that its drawing needs. */
export const raceParts = ["turn3d", "surfaces", "loss-field"];

/**
 * A race of optimizers down a loss surface that turns under mouse, finger and arrow keys, beside its map. One chooses the
 * surface, who takes part, the learning rate of each and µ, and drags the start on the map; Play, Pause and a slider go through the steps.
 * rates: learning rates on the first surface, from 0.001 to 3; every surface has good ones of its own.
 * momentum: of SGD with momentum and of Nesterov's; 0.9 unless told otherwise. steps: of the whole race; step: the one
 * shown first (the last). turn, tilt: in degrees. The formulas are those of the classes SGD, Adagrad, RMSProp and Adam.
 * Throws RangeError for an unknown surface or optimizer, or a number that does not fit.
 */
export function surfaceRace(
  options: {
    surface?: RaceSurface;
    optimizers?: Racer[];
    rates?: Partial<Record<Racer, number>>;
    momentum?: number;
    steps?: number;
    step?: number;
    turn?: number;
    tilt?: number;
  } = {},
): Figure {
  const { surface = "ravine", optimizers = racers, rates = {}, momentum = 0.9 } = options;
  const { steps = 100, turn = 25, tilt = 38 } = options;
  const { step = steps } = options;
  if (!surfaces.includes(surface)) {
    throw new RangeError(
      `surfaceRace knows the surfaces ${surfaces.join(", ")} but got ${surface}`,
    );
  }
  const unknown = [...optimizers, ...Object.keys(rates)].find((name) => !racers.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `surfaceRace knows the optimizers ${racers.join(", ")} but got ${unknown}`,
    );
  }
  for (const [name, rate] of Object.entries(rates)) {
    if (rate >= 0.001 && rate <= 3) continue;
    throw new RangeError(`surfaceRace expects rates from 0.001 to 3 but got ${rate} for ${name}`);
  }
  if (!(momentum >= 0 && momentum < 1)) {
    throw new RangeError(`surfaceRace expects a momentum from 0 to below 1 but got ${momentum}`);
  }
  if (!Number.isInteger(steps) || steps < 1 || steps > 1000) {
    throw new RangeError(`surfaceRace expects 1 to 1000 steps but got ${steps}`);
  }
  if (!Number.isInteger(step) || step < 0 || step > steps) {
    throw new RangeError(`surfaceRace expects a step from 0 to ${steps} but got ${step}`);
  }
  return widgetFigure("surface-race", {
    parts: raceParts,
    data: { surface, shown: optimizers, rates, momentum, steps, step, turn, tilt },
    height: 642,
    alt:
      `${optimizers.join(", ")} walk down a loss surface (${surface}) from one start, ${steps} steps, seen from the side and ` +
      "from above. The surface can be turned; surface, learning rates and start can be chosen.",
  });
}
