import { figureFromParts, type Figure } from "../drawing/figure";
import { escapeHtml } from "../drawing/html";
import { widgetFigure } from "../touch/frame";
import type { FigureActivation } from "../touch/net-snapshots";
import { codeOf, runWidget } from "../touch/browser-code";
import { pageColours, pictureHtml, pictureSvg } from "../touch/widget-still";
import { pack, type Packed } from "./pack";
import type { Panel, Run } from "./panel";

/** What was kept of a training. */
export interface Kept {
  run: Run;
  /** For each panel its numbers, one row a moment; empty for panels that keep none. */
  values: readonly (readonly ArrayLike<number>[])[];
  /** The parameters of each moment, where a panel asks the net. */
  net?: {
    sizes: number[];
    activations: FigureActivation[];
    parameters: readonly ArrayLike<number>[];
    /** Bits of each parameter in the page (16). */
    bits?: 16 | 32;
  };
}

/** What the page finds as its data. */
export interface DashboardData {
  unit: string;
  steps: number[];
  start: number;
  caption?: string;
  moving: boolean;
  /** All that is shown, in words. */
  alt: string;
  net?: { sizes: number[]; activations: FigureActivation[]; values: Packed };
  panels: Record<string, unknown>[];
}

/** The files of browser code for these panels, in order. */
export function dashboardParts(panels: readonly Panel[]): string[] {
  const parts = panels.flatMap(({ parts = [] }) => parts);
  const kinds = panels.map(({ kind }) => `panels/${kind}`);
  return [...new Set(["panels", ...parts, ...kinds])];
}

/**
 * The data of a dashboard. start: the moment shown first, by default the last one. exact: float32 instead of rounded numbers,
 * for pictures that are drawn at once and thrown away.
 */
export function dashboardData(
  panels: readonly Panel[],
  kept: Kept,
  options: { start?: number; caption?: string; exact?: boolean } = {},
): DashboardData {
  const { run, values, net } = kept;
  const { start = run.steps.length - 1, caption, exact } = options;
  const bits = (wanted: 8 | 16 | 32 = 16) => (exact ? 32 : wanted);
  return {
    unit: run.unit,
    steps: run.steps.map((step) => Number(step.toPrecision(6))),
    start,
    caption,
    moving: run.steps.length > 1,
    alt: altOf(panels, run),
    net: net && {
      sizes: net.sizes,
      activations: net.activations,
      values: pack("the net", net.parameters, bits(net.bits)),
    },
    panels: panels.map((panel, k) => ({
      kind: panel.kind,
      title: panel.title,
      wide: panel.wide,
      ...panel.options(run),
      ...(values[k]?.length ? { values: pack(panel.kind, values[k], bits(panel.bits)) } : {}),
    })),
  };
}

/** A dashboard as a figure to touch, with a slider through its moments. */
export function touchDashboard(
  panels: readonly Panel[],
  data: DashboardData,
  alt = data.alt,
): Figure {
  return widgetFigure("dashboard", {
    parts: dashboardParts(panels),
    // the words stand beside the page, not in it
    data: { ...data, alt: undefined },
    height: heightOf(panels, data),
    alt,
  });
}

/**
 * One moment of a dashboard drawn at once: inline SVG, for live pictures and for figures that need no touching.
 * width: that of a panel which has the whole page. fine: pixels of a surface in each of the page's pixels; a half is enough for
 * a picture that the next one replaces, and takes a third of the time.
 */
export function drawnDashboard(
  panels: readonly Panel[],
  data: DashboardData,
  alt = data.alt,
  { width = 740, fine = 1 } = {},
): Figure {
  const kit = dashboardCode(panels);
  const { widget, colours } = kit;
  const now = widget.state(data);
  const live = () => {
    kit.fine = fine;
    const pictures = data.panels.map((panel, k) => {
      const own = panel.wide || data.panels.length === 1 ? width : (width - 24) / 2;
      return pictureHtml(widget.pictureOf(data, now, k, own, pageColours(colours())));
    });
    const caption = data.caption ? `<div>${escapeHtml(data.caption)}</div>` : "";
    return `${caption}<div style="display: flex; flex-wrap: wrap; gap: 16px 24px; align-items: flex-start">${pictures.join("")}</div>`;
  };
  const still = () => {
    kit.fine = 2;
    return pictureSvg(widget.picture(data, now, width, colours()));
  };
  return figureFromParts(live(), still, alt);
}

/** The drawing code of these panels, run once and kept. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
export function dashboardCode(panels: readonly Panel[]): any {
  const names = [...dashboardParts(panels), "dashboard"];
  const key = names.join(" ");
  if (!codes.has(key)) codes.set(key, runWidget(codeOf(["ground", "nets", ...names])));
  return codes.get(key);
}

const codes = new Map<string, unknown>();

function altOf(panels: readonly Panel[], run: Run): string {
  const { steps, unit } = run;
  const shown = panels.map((panel) => panel.told?.(run) ?? panel.alt).join("; ");
  if (steps.length < 2) return `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)}.`;
  const [first, last] = [steps[0], steps[steps.length - 1]].map((step) =>
    Number(step.toPrecision(6)),
  );
  return `${steps.length} moments of a training, from ${unit} ${first} to ${last}, with a slider: ${shown}.`;
}

/** How high the page will be on a wide screen, so that nothing moves when it opens. */
function heightOf(panels: readonly Panel[], data: DashboardData): number {
  const { widget, colours } = dashboardCode(panels);
  const now = widget.state(data);
  const [width, gap, player] = [760, 24, 46];
  const half = panels.length === 1 ? width : (width - gap) / 2;
  const heights = panels.map(({ wide, buttons = [] }, k) => {
    const own = wide ? width : half;
    const drawn = widget.pictureOf(data, now, k, own, colours()).height;
    return drawn + heightOfButtons(buttons, own);
  });
  const rows: number[] = [];
  let open = false;
  panels.forEach(({ wide }, k) => {
    if (open && !wide) rows.push(Math.max(rows.pop() ?? 0, heights[k]));
    else rows.push(heights[k]);
    open = !open && !wide;
  });
  const board = rows.reduce((sum, row) => sum + row, 0) + 16 * (rows.length - 1);
  return 16 + board + (data.caption ? 28 : 0) + (data.moving ? player : 0);
}

/** Rows of buttons, each as wide as its words need. */
function heightOfButtons(buttons: readonly string[], width: number): number {
  if (buttons.length === 0) return 0;
  const gap = 6;
  let [rows, x] = [1, 0];
  for (const words of buttons) {
    const wide = 28 + 7.6 * words.length;
    if (x > 0 && x + wide > width) [rows, x] = [rows + 1, 0];
    x += wide + gap;
  }
  return 12 + 34 * rows + gap * (rows - 1);
}
