import type { BatchLog, Callback, EpochLog, History, TrainInfo } from "../../core/model/callbacks";
import type { MatrixLike } from "../../core/matrix";
import { Pace } from "../../core/model/pace";
import type { Labels } from "../../core/targets";
import { progressLine } from "../../io/progress-line";
import { progressText, timeText, type Progress } from "../../io/progress-text";
import type { Figure } from "../drawing/figure";
import { inKernel } from "../drawing/kernel";
import { show } from "../drawing/show";
import { sideBySide } from "../drawing/side-by-side";
import { drawnExamples, type PanelContext } from "../panels/context";
import { dashboardData, drawnDashboard } from "../panels/dashboard";
import { panelOf, type PanelChoice } from "../panels/index";
import type { Panel } from "../panels/panel";
import { scrubberFigure, type Scrubber } from "../panels/scrubber";
import { liveFigure, type LiveFigure } from "./live";
import { Moments, usualMoments } from "./moments";
import { progressFigure } from "./progress-figure";
import { RunLog } from "./run-log";
import { stopCallback } from "./stop";

/** A figure of your own, made anew at every redraw: for instance of what the net answers now. */
export type OwnFigure = (log: Readonly<BatchLog>) => Figure;

export interface LiveViewOptions {
  /** The examples that figures draw and measure: those of the training, or others that it never sees. */
  X?: MatrixLike;
  y?: Labels;
  /**
   * Which figures, by name or with what they are told; ["curves"] unless told otherwise. A function draws one of your own.
   * They stand in this order: wide ones alone, the others two in a row where the page has room.
   */
  figures?: readonly (PanelChoice | OwnFigure)[];
  /** Names of the classes, or of the outputs. */
  names?: readonly string[];
  /** How many moments the slider has, or at which epochs: [0, 1, 2, 5, 10]. 60 unless told otherwise; fewer where each takes much room. */
  moments?: number | readonly number[];
  /** Redraws a second at most (4). Fewer where drawing would take more than a few percent of the time. */
  redrawsPerSecond?: number;
  /** How many examples are drawn at most (1000). */
  points?: number;
  title?: string;
}

/** A callback for fit that shows the training; afterwards it holds the figure with the slider. */
export interface LiveView extends Callback {
  /** The training as a figure with a slider. Throws Error before a training has ended. */
  readonly figure: Scrubber;
  /** That figure as an animated GIF. Throws as figure, and as Scrubber.saveGif. */
  saveGif: Scrubber["saveGif"];
  /** That figure as one PNG file a moment. Throws as figure, and as Scrubber.saveFrames. */
  saveFrames: Scrubber["saveFrames"];
}

/**
 * A callback for fit that shows how training goes: a bar with percent, time spent and time left, and the figures that were
 * asked for, drawn anew a few times a second. The Stop button ends the training well. When it is over, the output
 * becomes a slider through the training with all its figures, which needs no kernel. In a terminal it is one line; elsewhere it is silent.
 *
 *     await model.fit(X, y, { epochs: 200, callbacks: [liveView({ X, y, figures: ["regions", "surface", "curves"] })] });
 *
 * Throws RangeError for a figure that there is not or that cannot be drawn of this model, as soon as fit begins.
 */
export function liveView(options: LiveViewOptions = {}): LiveView {
  const { redrawsPerSecond = 4 } = options;
  if (!(redrawsPerSecond > 0)) {
    throw new RangeError(
      `liveView expects redrawsPerSecond above zero but got ${redrawsPerSecond}`,
    );
  }
  const stop = stopCallback();
  const view = new View(options, 1 / redrawsPerSecond);
  const line = inKernel() ? undefined : progressLine();
  return {
    onTrainBegin(info) {
      view.onTrainBegin(info);
      stop.onTrainBegin?.(info);
      line?.onTrainBegin?.(info);
    },
    onBatch(log) {
      view.onBatch(log);
      line?.onBatch?.(log);
    },
    onEpoch(log) {
      view.onEpoch(log);
      line?.onEpoch?.(log);
    },
    onTrainEnd(history) {
      stop.onTrainEnd?.(history);
      line?.onTrainEnd?.(history);
      view.onTrainEnd(history);
    },
    get signal() {
      return stop.signal;
    },
    get figure() {
      return view.figure();
    },
    saveGif: (...how) => view.figure().saveGif(...how),
    saveFrames: (...how) => view.figure().saveFrames(...how),
  };
}

/** The part of the time that drawing may take. */
const share = 0.07;

/** Seconds until the first drawing, or less: a training that is over by then is drawn once. */
const patience = 0.25;

class View {
  private display?: LiveFigure;
  private log!: RunLog;
  private moments!: Moments;
  private panels: Panel[] = [];
  private pace = new Pace();
  private next = 0;
  private drawn = 0;
  private last?: BatchLog;
  private made?: Scrubber;
  private model!: TrainInfo["model"];
  private before = 0;
  private readonly own: OwnFigure[];
  private readonly chosen: PanelChoice[];

  constructor(
    private readonly options: LiveViewOptions,
    private readonly pause: number,
  ) {
    const { figures = ["curves"] } = options;
    this.own = figures.filter((choice): choice is OwnFigure => typeof choice === "function");
    this.chosen = figures.filter((choice): choice is PanelChoice => typeof choice !== "function");
  }

  figure(): Scrubber {
    if (this.made) return this.made;
    throw new Error(
      "liveView has no figure yet: give it to fit as a callback, and ask when fit is done (a training that broke off in its first step has none)",
    );
  }

  onTrainBegin(info: TrainInfo): void {
    const context = this.context(info);
    this.panels = this.chosen.map((choice) => panelOf(context, choice));
    this.log = new RunLog(info);
    const { moments = usualMoments(this.panels, info.model) } = this.options;
    this.moments = new Moments(this.panels, info, moments);
    this.display = inKernel() ? liveFigure() : undefined;
    this.pace = new Pace();
    this.next = Math.min(this.pause, patience);
    this.drawn = 0;
    this.last = this.made = undefined;
    this.model = info.model;
    this.before = info.model.epochsDone;
  }

  private context({ model }: TrainInfo): PanelContext {
    const { X, y, names, points } = this.options;
    const { inputs, outputs } = model;
    const what = "liveView";
    const examples =
      X === undefined ? undefined : drawnExamples(what, { X, y, inputs, outputs }, points);
    const { layers } = model;
    const softmax = layers[layers.length - 1].config().activation === "softmax";
    const classes = outputs > 1 && (softmax || examples?.labels !== undefined);
    return { what, inputs, outputs, classes, names, model, examples };
  }

  onBatch(log: BatchLog): void {
    this.last = log;
    this.log.batch(log);
    if (this.moments.due(log.step)) this.moments.take(log.step);
    if (this.display && this.pace.step() && log.seconds >= this.next) this.redraw(log);
  }

  onEpoch(log: EpochLog): void {
    this.log.epoch(log);
  }

  private redraw(log: BatchLog): void {
    const started = performance.now();
    const { epoch, epochs, seconds } = log;
    const progress: Progress = {
      epoch,
      epochs,
      part: partOf(log),
      seconds,
      ...this.log.recent(log),
    };
    const bar = progressFigure(progress.part, progressText(progress), this.options.title);
    this.display?.update(sideBySide([bar, ...this.pictures(log)], { columns: 1 }));
    // the first drawing is slower than all others: it says nothing about them
    const took = this.drawn++ === 0 ? 0 : (performance.now() - started) / 1000;
    this.next = log.seconds + Math.max(this.pause, took / share);
  }

  /** What the figures show now. */
  private pictures(log: BatchLog): Figure[] {
    return [...this.boards(log), ...this.own.map((draw) => draw({ ...log }))];
  }

  /** The panels as they are now, on an axis that ends at this epoch; coarse while the next picture is near. */
  private boards(log: BatchLog, end?: number): Figure[] {
    if (this.panels.length === 0) return [];
    const kept = this.moments.now(this.log.run([reached(log)], this.moments.trajectory, end));
    if (!kept) return [];
    const data = dashboardData(this.panels, kept, { exact: true });
    return [drawnDashboard(this.panels, data, data.alt, { fine: end === undefined ? 0.5 : 1 })];
  }

  onTrainEnd(history: History): void {
    const { last } = this;
    if (!last) return; // not one batch: there is nothing to show
    this.log.endBlock(last);
    // where training broke off, fit has put back the parameters of an earlier epoch: they are not the last step's
    const broke = !history.stopped && history.loss.length < last.epochs;
    const at = broke ? (this.model.epochsDone - this.before) * last.batches : last.step;
    if (!broke || this.moments.steps.length === 0) this.moments.take(at);
    const caption = this.words(history);
    if (this.panels.length > 0 && this.moments.steps.length > 0) {
      // the axis ends where training did
      const run = this.log.run(this.moments.steps, this.moments.trajectory, reached(last));
      const { title } = this.options;
      this.made = scrubberFigure(this.panels, this.moments.kept(run), {
        caption: title ? `${title}: ${caption}` : caption,
      });
    }
    if (!this.display) return;
    const bar = progressFigure(partOf(last), caption, this.options.title);
    const moving = this.panels.some(({ net, take, trajectory }) => net || take || trajectory);
    // curves alone tell the whole training at once: they need no slider
    this.display.done(
      moving && this.made
        ? this.made
        : sideBySide([bar, ...this.boards(last, reached(last))], { columns: 1 }),
    );
    show(...this.own.map((draw) => draw({ ...last })));
  }

  private words(history: History): string {
    const done = history.loss.length;
    const { epochs } = this.log;
    const { problem } = this.moments;
    const final = (values: number[], words: (value: number) => string) =>
      values.length ? [words(values[values.length - 1])] : [];
    const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
    return [
      history.stopped ? "stopped" : done < epochs ? "broke off" : "done",
      `${done} of ${epochs} epochs`,
      timeText(history.seconds),
      ...final(history.loss, (value) => `loss ${value.toPrecision(3)}`),
      ...final(history.accuracy, (value) => `accuracy ${percent(value)}`),
      ...final(history.valAccuracy, (value) => `in validation ${percent(value)}`),
      ...(problem ? [`some moments are missing: ${problem}`] : []),
    ].join(" · ");
  }
}

/** From 0 to 1, over all epochs. */
function partOf(log: BatchLog): number {
  return reached(log) / log.epochs;
}

/** Epochs so far, the begun one in part. */
function reached({ epoch, batch, batches }: BatchLog): number {
  return epoch - 1 + batch / batches;
}
