import type { BatchLog, Callback, EpochLog, History, TrainInfo } from "../../core/model/callbacks";
import { Pace } from "../../core/model/pace";
import type { Sequential } from "../../core/model/sequential";
import { progressLine } from "../../io/progress-line";
import { progressText, timeText, type Progress } from "../../io/progress-text";
import { curvesFigure } from "../figures/curves-figure";
import type { Figure } from "../drawing/figure";
import { inKernel } from "../drawing/kernel";
import { liveFigure, type LiveFigure } from "./live";
import { palette } from "../drawing/palette";
import { progressFigure } from "./progress-figure";
import { RunningCurve } from "./running-curve";
import { sideBySide } from "../drawing/side-by-side";
import { stopCallback } from "./stop";

export interface LiveTrainingOptions {
  /** A figure of your own below the curves, made anew at every redraw: for instance of what the net answers now. */
  figure?: (log: Readonly<BatchLog>) => Figure;
  /** Redraws a second at most (4). Fewer where drawing would take more than a few percent of the time. */
  every?: number;
  title?: string;
  /** The learning rate as a third curve; where it changes during training unless told otherwise. */
  learningRate?: boolean;
}

/**
 * A callback for fit that shows how training goes: a bar with percent, time spent and time left, loss and accuracy as
 * curves that grow, the learning rate where it changes, and a figure of your own. The Stop button ends the training well. The last state stays below the
 * cell. In a terminal it is one line; elsewhere it is silent.
 * Throws RangeError where every is not above zero.
 */
export function liveTraining(options: LiveTrainingOptions = {}): Callback {
  const every = options.every ?? 4;
  if (!(every > 0)) {
    throw new RangeError(
      `liveTraining expects every above zero (redraws a second), but got ${every}`,
    );
  }
  const stop = stopCallback();
  const shown = inKernel() ? new Live(options, 1 / every) : progressLine();
  return {
    onTrainBegin(info) {
      stop.onTrainBegin?.(info);
      shown.onTrainBegin?.(info);
    },
    onBatch: shown.onBatch?.bind(shown),
    onEpoch: shown.onEpoch?.bind(shown),
    onTrainEnd(history) {
      stop.onTrainEnd?.(history);
      shown.onTrainEnd?.(history);
    },
    get signal() {
      return stop.signal;
    },
  };
}

/** The part of the time that drawing may take. */
const share = 0.03;

/** Places in a list of sums. */
const LOSS = 0;
const ACCURACY = 1;
const COUNT = 2;

/** Seconds until the first drawing, or less: a training that is over by then is drawn once. */
const patience = 0.25;

class Live implements Callback {
  private display!: LiveFigure;
  private loss!: RunningCurve;
  private accuracy!: RunningCurve;
  private rate!: RunningCurve;
  private model?: Sequential;
  private valLoss: [number, number][] = [];
  private valAccuracy: [number, number][] = [];
  private epochs = 1;
  private pace = new Pace();
  private next = 0;
  private drawn = 0;
  private last?: BatchLog;
  private block = 1; // batches whose mean is one value of the curves
  // sums of [loss, accuracy, batches]: since the last drawing, and for the next value of the curves
  private readonly since = new Float64Array(3);
  private readonly inBlock = new Float64Array(3);

  constructor(
    private readonly options: LiveTrainingOptions,
    private readonly pause: number,
  ) {}

  onTrainBegin({ epochs, batches, model }: TrainInfo): void {
    this.display = liveFigure();
    this.model = model;
    this.rate = new RunningCurve();
    this.rate.add(0, model.learningRate);
    this.loss = new RunningCurve();
    this.accuracy = new RunningCurve();
    this.valLoss = [];
    this.valAccuracy = [];
    this.epochs = epochs;
    this.pace = new Pace();
    this.next = Math.min(this.pause, patience);
    this.drawn = 0;
    this.last = undefined;
    this.block = Math.ceil((epochs * batches) / 2000);
    this.since.fill(0);
    this.inBlock.fill(0);
  }

  /** Called for every batch, which for a small net takes less than a microsecond: so it does very little, and rarely asks for the time. */
  onBatch(log: BatchLog): void {
    const { inBlock } = this;
    inBlock[LOSS] += log.loss;
    inBlock[ACCURACY] += log.accuracy;
    this.last = log;
    const due = this.pace.step() && log.seconds >= this.next;
    if (++inBlock[COUNT] >= this.block || due) this.endBlock(log);
    if (due) this.redraw(log);
  }

  private endBlock(log: BatchLog): void {
    const { inBlock, since } = this;
    const x = log.epoch - 1 + log.batch / log.batches;
    this.loss.add(x, inBlock[LOSS] / inBlock[COUNT]);
    this.accuracy.add(x, inBlock[ACCURACY] / inBlock[COUNT]);
    if (this.model) this.rate.add(x, this.model.learningRate);
    for (let i = 0; i < since.length; i++) since[i] += inBlock[i];
    inBlock.fill(0);
  }

  private redraw(log: BatchLog): void {
    const started = performance.now();
    const { since } = this;
    const { epoch, epochs, seconds } = log;
    const progress: Progress = {
      epoch,
      epochs,
      part: partOf(log),
      seconds,
      loss: since[LOSS] / since[COUNT],
      accuracy: since[ACCURACY] / since[COUNT],
    };
    this.display.update(this.draw(progress.part, progressText(progress)));
    since.fill(0);
    // the first drawing is slower than all others: it says nothing about them
    const took = this.drawn++ === 0 ? 0 : (performance.now() - started) / 1000;
    this.next = log.seconds + Math.max(this.pause, took / share);
  }

  onEpoch(log: EpochLog): void {
    if (log.valLoss !== undefined) this.valLoss.push([log.epoch, log.valLoss]);
    if (log.valAccuracy !== undefined) this.valAccuracy.push([log.epoch, log.valAccuracy]);
  }

  onTrainEnd(history: History): void {
    if (!this.last) return; // not one batch: there is nothing to show
    const done = history.loss.length;
    const final = (values: number[], words: (value: number) => string) =>
      values.length ? [words(values[values.length - 1])] : [];
    const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
    const words = [
      history.stopped || done < this.epochs ? "stopped" : "done",
      `${done} of ${this.epochs} epochs`,
      timeText(history.seconds),
      ...final(history.loss, (value) => `loss ${value.toPrecision(3)}`),
      ...final(history.accuracy, (value) => `accuracy ${percent(value)}`),
      ...final(history.valAccuracy, (value) => `in validation ${percent(value)}`),
    ];
    if (this.inBlock[COUNT] > 0) this.endBlock(this.last);
    // the axis ends where training did
    const reached = partOf(this.last);
    this.display.done(this.draw(reached, words.join(" · "), reached * this.epochs));
  }

  private draw(part: number, words: string, lastEpoch = this.epochs): Figure {
    const small = { width: 284, height: 210, xLabel: "epoch" };
    const xDomain: [number, number] = [0, lastEpoch];
    const curves = [
      curvesFigure({
        ...small,
        xDomain,
        series: curveAnd("loss", this.loss.points, "validation", this.valLoss),
        yLabel: label("loss", this.valLoss),
        legend: false, // it would change the height when the first epoch ends
      }),
    ];
    if (this.accuracy.points.length > 0) {
      curves.push(
        curvesFigure({
          ...small,
          xDomain,
          yDomain: [0, 1],
          series: curveAnd("accuracy", this.accuracy.points, "validation", this.valAccuracy),
          yLabel: label("accuracy", this.valAccuracy),
          legend: false,
        }),
      );
    }
    const figures = [progressFigure(part, words, this.options.title), sideBySide(curves)];
    const rates = this.rate.points;
    if (this.options.learningRate ?? changes(rates)) {
      const series = [{ name: "learning rate", points: rates, color: palette.classes[2] }];
      const top = 1.1 * Math.max(...rates.map(([, rate]) => rate));
      figures.push(
        curvesFigure({ ...small, width: 580, height: 150, xDomain, yDomain: [0, top], series }),
      );
    }
    if (this.options.figure && this.last) figures.push(this.options.figure({ ...this.last }));
    return sideBySide(figures, { columns: 1 });
  }
}

/** From 0 to 1, over all epochs. */
function partOf({ epoch, epochs, batch, batches }: BatchLog): number {
  return (epoch - 1 + batch / batches) / epochs;
}

/** Whether a curve ever leaves its first value. */
function changes(points: [number, number][]): boolean {
  return points.some(([, value]) => Math.abs(value - points[0][1]) > 1e-9 * points[0][1]);
}

function label(name: string, validation: unknown[]): string {
  return validation.length ? `${name} (dashed: validation)` : name;
}

/** The curve, and the dashed one of the validation data where there is one: in the same colour. */
function curveAnd(
  name: "loss" | "accuracy",
  points: [number, number][],
  other: string,
  more: [number, number][],
) {
  const colour = { color: palette[name] };
  const first = { name, points, ...colour };
  return more.length ? [first, { name: other, points: more, dashed: true, ...colour }] : [first];
}
