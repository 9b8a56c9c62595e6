import { extent } from "../drawing/checks";
import { shorter } from "../touch/net-snapshots";
import { namesOf, type PanelContext } from "./context";
import type { Panel } from "./panel";

export interface FitPanelOptions {
  title?: string;
  /** The function to be learned, as a dashed line. */
  target?: (x: number) => number;
  /** From and to; by default around the examples. */
  domain?: readonly [number, number];
  yDomain?: readonly [number, number];
  /** A hairline from each example to the curve; where there are no more than 60 examples unless told otherwise. */
  residuals?: boolean;
  xLabel?: string;
  yLabel?: string;
}

/**
 * The curve of a net with one input, the examples that it should go through, and what is left over between them.
 * Throws RangeError for a model with more inputs, or where nothing says which x to draw.
 */
export function fitPanel(context: PanelContext, options: FitPanelOptions = {}): Panel {
  const { what, inputs, examples } = context;
  if (inputs !== 1) {
    throw new RangeError(
      `${what} draws a fit over one input, but the model has ${inputs}: for two take "regions" or "surface"`,
    );
  }
  const names = namesOf({ ...context, classes: false }).map((name, _, all) =>
    all.length === 1 && !context.names ? "net" : name,
  );
  const points = (examples?.rows ?? []).map((row, i) =>
    shorter([row[0], ...(examples?.targets?.[i] ?? [])]),
  );
  const xRange =
    options.domain ??
    rangeOf(
      points.map(([x]) => x),
      0.02,
    );
  if (!xRange) {
    throw new RangeError(`${what}: a fit needs examples (X) or a domain: which x should be drawn?`);
  }
  const target = options.target && targetValues(options.target, xRange);
  const yRange = options.yDomain ??
    rangeOf([...points.flatMap(([, ...ys]) => ys), ...(target ?? [])], 0.15) ?? [0, 1];
  const { residuals = points.length <= 60, xLabel = "x", yLabel = "" } = options;
  const told = { names, points, xRange, yRange, target, residuals, xLabel, yLabel, net: true };
  return {
    kind: "fit",
    title: options.title ?? "the curve and its examples",
    net: true,
    height: 380,
    wide: true,
    options: () => told,
    alt: `the net's curve from ${xRange[0]} to ${xRange[1]}, with ${points.length} examples`,
  };
}

/** The function at 101 places, six digits each. Throws RangeError where it is not finite. */
export function targetValues(target: (x: number) => number, [from, to]: readonly [number, number]) {
  return Array.from({ length: 101 }, (_, k) => {
    const x = from + ((to - from) * k) / 100;
    const y = target(x);
    if (!Number.isFinite(y)) {
      throw new RangeError(`the function to be fitted gives ${y} at x = ${x}: it cannot be drawn`);
    }
    return Number(y.toPrecision(6));
  });
}

function rangeOf(values: number[], room: number): [number, number] | undefined {
  if (values.length === 0) return undefined;
  const [low, high] = extent(values);
  const more = (high - low || 1) * room;
  return [low - more, high + more];
}
