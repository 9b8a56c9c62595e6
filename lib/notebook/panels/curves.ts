import { palette } from "../drawing/palette";
import { curvesChart, type Series } from "../figures/curves-figure";
import type { Curve, Panel, Run } from "./panel";

export interface CurvesPanelOptions {
  title?: string;
  /** A logarithmic axis for the loss; where it falls to less than a twentieth unless told otherwise. */
  log?: boolean;
  /** The accuracy, where it was counted (true). */
  accuracy?: boolean;
  /** The learning rate as one more chart; where it changes unless told otherwise. */
  learningRate?: boolean;
}

const size = { width: 358, height: 190 };

/** Loss, and accuracy where there is one, over the epochs; dashed on validation data. Observable Plot draws them. */
export function curvesPanel(options: CurvesPanelOptions = {}): Panel {
  return {
    kind: "curves",
    title: options.title,
    options: (run) => {
      const losses = pair("loss", run.loss, run.valLoss, palette.loss);
      const counted = (options.accuracy ?? true) && run.accuracy.length > 0;
      const accuracies = pair("accuracy", run.accuracy, run.valAccuracy, palette.accuracy);
      return {
        title: options.title ?? (counted ? "loss and accuracy" : "loss"),
        charts: [
          chart(run, losses, { log: options.log ?? falls(run.loss) }),
          ...(counted ? [chart(run, accuracies, { yDomain: [0, 1] })] : []),
          ...((options.learningRate ?? changes(run.learningRate)) ? [rateChart(run)] : []),
        ],
      };
    },
    alt: "the curves of the training",
    told: (run) =>
      [
        ...fromTo("the loss", run.loss),
        ...fromTo("validation loss", run.valLoss),
        ...(options.accuracy === false ? [] : fromTo("the accuracy", run.accuracy)),
        ...(options.accuracy === false ? [] : fromTo("validation accuracy", run.valAccuracy)),
      ].join(", ") || "the curves of the training",
  };
}

/** The learning rate over the epochs. */
export function learningRatePanel(options: { title?: string } = {}): Panel {
  return {
    kind: "curves",
    title: options.title ?? "learning rate",
    options: (run) => ({ charts: [rateChart(run)] }),
    alt: "the learning rate over the epochs",
    told: (run) => fromTo("the learning rate", run.learningRate)[0] ?? "the learning rate",
  };
}

/** "the loss from 1.10 to 0.206"; nothing of a curve without points. */
function fromTo(name: string, curve: Curve): string[] {
  if (curve.length === 0) return [];
  const [first, last] = [curve[0], curve[curve.length - 1]].map(([, value]) =>
    value.toPrecision(3),
  );
  return [`${name} from ${first} to ${last}`];
}

function rateChart(run: Run) {
  const top = 1.1 * Math.max(...run.learningRate.map(([, rate]) => rate));
  const color = palette.classes[2];
  const series = { name: "learning rate", points: run.learningRate as [number, number][], color };
  return chart(run, [series], { yDomain: [0, top || 1] });
}

/** Whether a curve ever leaves its first value. */
function changes(curve: Curve): boolean {
  return curve.some(([, value]) => Math.abs(value - curve[0][1]) > 1e-9 * curve[0][1]);
}

/** Curves that no run has, such as the losses of several nets: each in its own colour, named below the chart. */
export function linesPanel(options: {
  title: string;
  series: readonly Series[];
  log?: boolean;
}): Panel {
  const { title, log } = options;
  const series = options.series.map((one, k) => ({ color: palette.classes[k], ...one }));
  return {
    kind: "curves",
    title,
    wide: true,
    options: (run) => {
      const told = { log, yLabel: title };
      return {
        charts: [
          { ...chart(run, series, told), wide: chart(run, series, { ...told, width: 740 }) },
        ],
      };
    },
    alt: `${title} of ${series.map(({ name }) => name).join(" and ")}`,
  };
}

/** A curve and, where there is one, the same on validation data: dashed, in the same colour. */
function pair(name: string, own: Curve, validation: Curve, color: string): Series[] {
  const first = { name, points: own, color };
  if (validation.length === 0) return [first];
  return [first, { name: `validation ${name}`, points: validation, color, dashed: true }];
}

function falls(loss: Curve): boolean {
  const values = loss.map(([, value]) => value);
  return values.length > 1 && Math.min(...values) > 0 && values[0] / Math.min(...values) > 20;
}

/** A chart as text, with what the page needs to put a mark on it. */
function chart(
  run: Run,
  series: readonly Series[],
  options: { log?: boolean; yDomain?: [number, number]; yLabel?: string; width?: number },
) {
  const { log = false, yDomain, yLabel = series[0].name, width = size.width } = options;
  const drawn = series.filter(({ points }) => points?.length);
  const xDomain: [number, number] = [Math.min(0, run.steps[0] ?? 0), run.end];
  const chartable = drawn.length ? drawn : [{ name: series[0].name, points: [[0, 0] as const] }];
  const { element, curves } = curvesChart({
    ...{ width, height: size.height },
    series: chartable,
    xDomain,
    yDomain,
    log: log && drawn.length > 0,
    xLabel: run.unit,
    yLabel,
  });
  const [x, y] = [element.scale("x"), element.scale("y")];
  return {
    // the picture around it has one description: parts of it with names of their own would be read as nonsense
    svg: String(element.outerHTML).replace(/ aria-label="[^"]*"/g, ""),
    ...{ width, height: size.height },
    x: { domain: x.domain, range: x.range },
    y: { domain: log && drawn.length ? y.domain.map(Math.log10) : y.domain, range: y.range, log },
    lines: drawn.length
      ? curves.map(({ name, points, color, dashed }) => ({
          name,
          colour: color,
          dashed,
          points: points.map(([at, value]) => [at, Number(value.toPrecision(4))]),
        }))
      : [],
  };
}
