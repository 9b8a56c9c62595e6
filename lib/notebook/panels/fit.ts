import { extent, type Numbers } from "../drawing/checks";
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
  const told = fitTold(context, options);
  const [from, to] = told.xRange;
  return {
    kind: "fit",
    title: options.title ?? "the curve and its examples",
    net: true,
    wide: true,
    options: () => ({ ...told, net: true }),
    alt: `the net's curve from ${from} to ${to}, with ${told.points.length} examples`,
  };
}

/** The same for a model that only the kernel can ask, at 201 places; without predict there is no curve. */
export function askedFit(
  context: PanelContext,
  options: FitPanelOptions,
  predict?: (rows: number[][]) => readonly Numbers[],
) {
  const told = fitTold(context, options);
  const { xRange, target: wanted } = told;
  const [from, to] = xRange;
  const rows = predict?.(Array.from({ length: 201 }, (_, k) => [from + ((to - from) * k) / 200]));
  const values = rows && Float32Array.from(rows.flatMap((row) => Array.from(row)));
  const yRange = options.yDomain ?? rangeOf([...told.drawn, ...(values ?? [])], 0.1) ?? [0, 1];
  const panel: Panel = {
    ...{ kind: "fit", title: options.title, alt: "" },
    options: () => ({ ...told, yRange }),
  };
  return { panel, values, xRange, wanted };
}

/** What the drawing code is told. drawn: all y that are not the net's. */
function fitTold(context: PanelContext, options: FitPanelOptions) {
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
  const around = rangeOf(
    points.map(([x]) => x),
    0.02,
  );
  const xRange = options.domain ?? around;
  if (!xRange) {
    throw new RangeError(`${what}: a fit needs examples (X) or a domain: which x should be drawn?`);
  }
  const target = options.target && targetValues(options.target, xRange);
  const drawn = [...points.flatMap(([, ...ys]) => ys), ...(target ?? [])];
  const yRange = options.yDomain ?? rangeOf(drawn, 0.15) ?? [0, 1];
  const { residuals = points.length <= 60, xLabel = "x", yLabel = "" } = options;
  return { names, points, xRange, yRange, target, residuals, xLabel, yLabel, drawn };
}

/** The function at 101 places, six digits each. Throws RangeError where it is not finite. */
function targetValues(target: (x: number) => number, [from, to]: readonly [number, number]) {
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
