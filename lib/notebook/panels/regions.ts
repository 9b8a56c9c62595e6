import type { Numbers } from "../drawing/checks";
import { namesOf, type PanelContext } from "./context";
import type { Panel } from "./panel";
import { placesOf, planeOf, type Plane, type PlaneOptions } from "./plane";

export interface RegionsPanelOptions extends PlaneOptions {
  title?: string;
  /** Where outputs are no probabilities of classes: the value at which a line is drawn (0.5). */
  threshold?: number;
  /** Places along each side that the net is asked at (64). */
  resolution?: number;
}

/**
 * What a net answers everywhere on a plane of two inputs. For classes: the colour of the likeliest, the deeper the surer, black
 * lines where the vote changes, a dark ring around points that are read wrongly. For other outputs one map each, blue near
 * 0, orange near 1. A model with more inputs is cut through the mean of the others, which the title says.
 */
export function regionsPanel(context: PanelContext, options: RegionsPanelOptions = {}): Panel {
  const told = regionsTold(context, options, true);
  const { classes, outputs } = context;
  return {
    kind: "regions",
    title: options.title ?? `what the net answers${told.note}`,
    parts: planeParts,
    net: true,
    wide: !classes && outputs > 1,
    options: () => told,
    alt: `decision regions of ${told.names.join(", ")}${told.note}`,
  };
}

/** Browser code that panels over a plane need before their own. */
const planeParts = ["contour", "panels/plane"];

/** The same for a model that only the kernel can ask: predict answers at the places of the plane, and at the points. */
export function askedRegions(
  context: PanelContext,
  options: RegionsPanelOptions,
  predict: (rows: number[][]) => readonly Numbers[],
): { panel: Panel; values: Float32Array; names: string[]; plane: Plane } {
  const told = regionsTold(context, options, false);
  const answers = predict(placesOf(told.plane, told.n));
  const rows = context.examples?.rows.map((row) => Array.from(row)) ?? [];
  const votes = context.classes && rows.length ? predict(rows).map(argmax) : undefined;
  return {
    panel: {
      kind: "regions",
      title: options.title ?? (told.note && `what the net answers${told.note}`),
      parts: planeParts,
      options: () => ({ ...told, votes }),
      alt: "",
    },
    values: Float32Array.from(answers.flatMap((row) => Array.from(row))),
    names: told.names,
    plane: told.plane,
  };
}

function argmax(row: Numbers): number {
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
  return best;
}

/** What the drawing code is told. */
function regionsTold(context: PanelContext, options: RegionsPanelOptions, net: boolean) {
  const { classes, examples } = context;
  const { threshold = 0.5, resolution = 64 } = options;
  if (!Number.isInteger(resolution) || resolution < 8 || resolution > 256) {
    throw new RangeError(
      `${context.what} expects resolution from 8 to 256 places along each side but got ${resolution}`,
    );
  }
  const names = namesOf(context);
  const drawn = planeOf(context, options, net);
  return {
    ...drawn,
    ...{ mode: classes ? "classes" : "outputs", names, labels: examples?.labels },
    targets: classes ? undefined : examples?.targets?.map((row) => Array.from(row)),
    ...{ threshold, n: resolution },
  };
}
