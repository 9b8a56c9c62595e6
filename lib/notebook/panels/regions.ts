import { namesOf, type PanelContext } from "./context";
import type { Panel } from "./panel";
import { planeOf, type PlaneOptions } from "./plane";

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
  const { classes, examples, outputs } = context;
  const { threshold = 0.5, resolution = 64 } = options;
  const names = namesOf(context);
  const { plane, points, xLabel, yLabel, note } = planeOf(context, options);
  const told = {
    ...{ mode: classes ? "classes" : "outputs", names, plane, points, xLabel, yLabel },
    ...{ labels: examples?.labels, targets: examples?.targets?.map((row) => Array.from(row)) },
    ...{ threshold, n: resolution },
  };
  return {
    kind: "regions",
    title: options.title ?? `what the net answers${note}`,
    parts: ["contour", "panels/plane"],
    net: true,
    height: classes ? 470 : 26 + 250 * Math.ceil(outputs / 2),
    wide: !classes && outputs > 1,
    options: () => told,
    alt: `decision regions of ${names.join(", ")}${note}`,
  };
}
