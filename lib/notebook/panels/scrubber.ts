import type { MatrixLike } from "../../core/matrix";
import type { Labels } from "../../core/targets";
import type { Figure } from "../drawing/figure";
import { perLayer, type FigureActivation, type Snapshot } from "../touch/net-snapshots";
import { saveFrames, saveGif, type Film, type FramesOptions, type GifOptions } from "./animation";
import { drawnExamples } from "./context";
import {
  dashboardData,
  dashboardCode,
  touchDashboard,
  type DashboardData,
  type Kept,
} from "./dashboard";
import { panelOf, type PanelChoice } from "./index";
import type { Panel, Run } from "./panel";

/** A training as figures with one slider through its moments; it needs no kernel. */
export interface Scrubber extends Figure {
  /** How many moments it has. */
  readonly moments: number;
  /** Its moments as an animated GIF, written to this file. Resolves with how many bytes it has. */
  saveGif(path: string, options?: GifOptions): Promise<number>;
  /** Its moments as PNG files 000.png, 001.png, … in this folder. Resolves with their paths. */
  saveFrames(folder: string, options?: FramesOptions): Promise<string[]>;
}

/** The figure of what was kept of a training. start: the moment shown first, by default the last. */
export function scrubberFigure(
  panels: readonly Panel[],
  kept: Kept,
  options: { start?: number; caption?: string } = {},
): Scrubber {
  const data = dashboardData(panels, kept, options);
  const figure = touchDashboard(panels, data);
  const moments = kept.run.steps.length;
  const film = (how: FramesOptions = {}) => ({ moments, draw: drawing(panels, data, how) });
  // not spread: the still form is drawn when it is first asked for
  return Object.assign(Object.create(figure) as Figure, {
    ...{ html: figure.html, alt: figure.alt, moments },
    saveGif: (path: string, how?: GifOptions) => saveGif(path, film(how), how),
    saveFrames: (folder: string, how?: FramesOptions) => saveFrames(folder, film(how), how),
  }) as Scrubber;
}

/** How the moments of an animation are drawn: without the caption, which tells the end. */
function drawing(
  panels: readonly Panel[],
  data: DashboardData,
  { title, turn = 0 }: FramesOptions,
): Film["draw"] {
  const kit = dashboardCode(panels);
  const { widget, colours } = kit;
  const shown = { ...data, caption: title };
  const last = Math.max(1, data.steps.length - 1);
  return (index, width) => {
    kit.fine = 2;
    const now = { ...widget.state(shown), index };
    for (const { view } of now.own) if (view) view.turn += (turn * index) / last;
    return widget.picture(shown, now, width, colours());
  };
}

export interface ScrubberOptions {
  /** Moments of a training, as snapshot(…) makes them; at most 400. */
  snapshots: readonly Snapshot[];
  /** Of the layers, inputs first. */
  sizes: readonly number[];
  /** One for all layers or one for each ("sigmoid"). */
  activations?: FigureActivation | FigureActivation[];
  /** Figures that ask a net: "regions", "surface", "fit", "network", "curves" (of the loss). */
  figures: readonly PanelChoice[];
  X?: MatrixLike;
  y?: Labels;
  names?: readonly string[];
  /** What snapshots count ("step"). */
  unit?: "step" | "epoch";
  /** Which snapshot is shown first; the last one unless told otherwise. */
  start?: number;
  points?: number;
}

/**
 * A slider through the training of a net that is not the library's own, or whose moments you chose yourself: the page itself
 * evaluates the net of each snapshot and redraws. What fit trains is shown by liveView.
 * Throws RangeError where shapes do not fit, for a figure that only liveView can draw, or for no snapshots or too many.
 */
export function scrubber(options: ScrubberOptions): Scrubber {
  const { snapshots, figures, names, unit = "step", points, X, y } = options;
  const what = "scrubber";
  const sizes = [...options.sizes];
  const activations = perLayer(sizes, options.activations ?? "sigmoid", what);
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]];
  const count = sizes.slice(1).reduce((sum, units, l) => sum + (sizes[l] + 1) * units, 0);
  if (snapshots.length < 1 || snapshots.length > 400) {
    throw new RangeError(`${what} takes from 1 to 400 snapshots but got ${snapshots.length}`);
  }
  for (const { step, parameters } of snapshots) {
    if (parameters.length === count) continue;
    throw new RangeError(
      `${what}: a net [${sizes.join(", ")}] has ${count} parameters but the snapshot of ${unit} ${step} has ${parameters.length}`,
    );
  }
  const { start = snapshots.length - 1 } = options;
  if (!Number.isInteger(start) || start < 0 || start >= snapshots.length) {
    throw new RangeError(
      `${what} expects start from 0 to ${snapshots.length - 1} but got ${start}`,
    );
  }
  const examples =
    X === undefined ? undefined : drawnExamples(what, { X, y, inputs, outputs }, points);
  const softmax = activations[activations.length - 1] === "softmax";
  const classes = outputs > 1 && (softmax || examples?.labels !== undefined);
  const context = { what, inputs, outputs, classes, names, examples };
  const panels = figures.map((choice) => panelOf(context, choice));
  const odd = panels.find(({ take, trajectory }) => take || trajectory);
  if (odd) {
    throw new RangeError(
      `${what} cannot draw "${odd.kind}", which asks the model while it learns: use liveView`,
    );
  }
  const run = runOf(snapshots, unit);
  const parameters = snapshots.map((s) => s.parameters);
  const net = panels.some((panel) => panel.net) ? { sizes, activations, parameters } : undefined;
  return scrubberFigure(panels, { run, values: [], net }, { start });
}

/** What snapshots say of their training: the loss. */
function runOf(snapshots: readonly Snapshot[], unit: "step" | "epoch"): Run {
  const steps = snapshots.map(({ step }) => step);
  const loss = snapshots
    .filter(({ loss }) => Number.isFinite(loss))
    .map(({ step, loss }) => [step, loss] as const);
  const none = { accuracy: [], valLoss: [], valAccuracy: [], learningRate: [], trajectory: [] };
  return { unit, steps, end: Math.max(steps[steps.length - 1], steps[0] + 1), loss, ...none };
}
