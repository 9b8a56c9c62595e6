import type { History } from "../../core/model/callbacks";
import type { Figure } from "../drawing/figure";
import { classColour, palette } from "../drawing/palette";
import { sideBySide } from "../drawing/side-by-side";
import { titled } from "../drawing/words";
import { curvesFigure, type Series } from "./curves-figure";

/** What fit returned, or as much of it as is to be drawn. */
export type DrawnHistory = Partial<
  Pick<History, "loss" | "accuracy" | "valLoss" | "valAccuracy" | "learningRate">
>;

export interface HistoryOptions {
  /** Which quantities; by default loss, accuracy where it was counted, and the learning rate where it changes. */
  show?: readonly ("loss" | "accuracy" | "learningRate")[];
  /** A logarithmic axis for the loss. */
  log?: boolean;
  title?: string;
  alt?: string;
}

/**
 * Loss, accuracy and learning rate over the epochs of one training or of several; dashed on validation data.
 * histories: what fit returned, or several of them by name: one colour each.
 *
 *     show(historyFigure(history));
 *     show(historyFigure({ "with decay": first, without: second }, { show: ["loss"] }));
 *
 * Throws RangeError where a history is empty, was asked for something that it does not have, or holds NaN.
 */
export function historyFigure(
  histories: DrawnHistory | Readonly<Record<string, DrawnHistory>>,
  options: HistoryOptions = {},
): Figure {
  const runs = named(histories);
  const { log, title, alt } = options;
  const wanted = options.show ?? found(runs.map(([, history]) => history));
  const charts = wanted.map((quantity) => {
    const series = runs.flatMap((run, k) =>
      seriesOf(quantity, run, runs.length > 1 ? k : undefined),
    );
    if (series.length === 0) {
      throw new RangeError(
        `historyFigure: no training has ${words[quantity]}: did fit finish an epoch, and did it count that?`,
      );
    }
    return curvesFigure({
      ...{ series, xLabel: "epoch", yLabel: words[quantity], height: 240 },
      ...{ width: wanted.length > 1 ? 358 : 600, log: quantity === "loss" && log },
      yDomain: quantity === "accuracy" ? [0, 1] : undefined,
    });
  });
  return sideBySide(charts, {
    title,
    alt: alt ?? titled(title, charts.map((chart) => chart.alt).join(" ")),
  });
}

const words = { loss: "loss", accuracy: "accuracy", learningRate: "learning rate" } as const;

/** The trainings with their names; a single one has none. */
function named(histories: Parameters<typeof historyFigure>[0]): [string, DrawnHistory][] {
  const values = Object.values(histories ?? {});
  const single = "loss" in (histories ?? {}) && Array.isArray(histories.loss);
  const runs = single
    ? [["", histories] as [string, DrawnHistory]]
    : Object.entries(histories as Record<string, DrawnHistory>);
  if (values.length === 0 || runs.some(([, history]) => !history?.loss?.length)) {
    throw new RangeError(
      "historyFigure expects what fit returned, or several of them by name, but got an empty history: did fit finish an epoch?",
    );
  }
  return runs;
}

function found(histories: DrawnHistory[]): (keyof typeof words)[] {
  const changes = ({ learningRate = [] }: DrawnHistory) =>
    learningRate.some((rate) => Math.abs(rate - learningRate[0]) > 1e-9 * learningRate[0]);
  return [
    "loss",
    ...(histories.some(({ accuracy }) => accuracy?.length) ? (["accuracy"] as const) : []),
    ...(histories.some(changes) ? (["learningRate"] as const) : []),
  ];
}

/** The curve of a quantity and, dashed in the same colour, the one on validation data. */
function seriesOf(
  quantity: keyof typeof words,
  [name, history]: [string, DrawnHistory],
  run?: number,
): Series[] {
  const own = { loss: palette.loss, accuracy: palette.accuracy, learningRate: palette.classes[2] };
  const color = run === undefined ? own[quantity] : classColour(run);
  const what = name || words[quantity];
  const validation = quantity === "loss" ? history.valLoss : history.valAccuracy;
  const values = history[quantity];
  return [
    ...(values?.length ? [{ name: what, values, color }] : []),
    ...(quantity !== "learningRate" && validation?.length
      ? [{ name: `${what}, validation`, values: validation, color, dashed: true }]
      : []),
  ];
}
