// The large picture for one input: the net's curve through the points, or one unit's.
import { classColours, css, mix } from "../colours";
import { features, type Feature, type FeatureName } from "../features";
import { trueCurve } from "../data-sets";
import { axisNumber } from "./answer-map";
import type { Desk } from "./desk";
import { fitted } from "./dom";
import type { Part } from "../trainer";

const LEFT = 30;
const BELOW = 20;
/** The values that are shown reach from −HIGH to HIGH; classes are drawn as bands of it. */
const HIGH = 1.6;

export function answerCurve(desk: Desk, canvas: HTMLCanvasElement, side: number): void {
  const { theme, state } = desk;
  const room = side - LEFT;
  const context = fitted(canvas, side, room + BELOW);
  const x = (v: number) => LEFT + ((v + desk.edge) / (2 * desk.edge)) * room;
  const y = (v: number) => (room * (HIGH - v)) / (2 * HIGH);
  const own = state.data === "own" ? state.own : undefined;
  context.font = "11px system-ui, sans-serif";
  context.lineWidth = 1;
  for (const v of [-1, 0, 1]) {
    context.strokeStyle = css(mix(theme.ink, theme.paper, 0.86));
    context.beginPath();
    context.moveTo(LEFT, y(v));
    context.lineTo(side, y(v));
    context.moveTo(x(v), 0);
    context.lineTo(x(v), room);
    context.stroke();
    context.fillStyle = css(mix(theme.ink, theme.paper, 0.34));
    context.textAlign = "center";
    context.fillText(axisNumber(own, 0, v), x(v), room + 14);
    context.textAlign = "right";
    const values = own && desk.classes > 0 ? undefined : own;
    context.fillText(axisNumber(values, 1, v), LEFT - 4, y(v) + 4);
  }
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, room, room);
  context.clip();
  const truth = trueCurve(state.data);
  const points = desk.grid(desk.picture.size, 1);
  if (truth) {
    context.strokeStyle = css(mix(theme.ink, theme.paper, 0.7));
    context.setLineDash([4, 4]);
    stroke(context, points, x, (i) => y(truth(points[i])), 1.4);
    context.setLineDash([]);
  }
  const { train, test } = desk.trainer.data;
  if (desk.showTest) drawPoints(desk, context, test, x, y, true);
  drawPoints(desk, context, train, x, y, false);
  for (const { of, colour } of linesOf(desk)) {
    context.strokeStyle = colour;
    stroke(context, points, x, (i) => y(of(i)), 2.4);
  }
  context.restore();
  context.strokeStyle = css(mix(theme.ink, theme.paper, 0.7));
  context.strokeRect(LEFT + 0.5, 0.5, room - 1, room - 1);
}

function stroke(
  context: CanvasRenderingContext2D,
  points: Float64Array,
  x: (v: number) => number,
  at: (i: number) => number,
  width: number,
): void {
  context.lineWidth = width;
  context.beginPath();
  for (let i = 0; i < points.length; i++) context.lineTo(x(points[i]), at(i));
  context.stroke();
}

/** The net's answer: one curve, or one for each class; or the unit under the pointer. */
function linesOf(desk: Desk): { of: (i: number) => number; colour: string }[] {
  const { picture, shown, theme } = desk;
  const ink = css(theme.ink);
  if (shown && shown.layer < 0) {
    const names = (Object.keys(features) as FeatureName[]).filter((n) => features[n].inputs === 1);
    const { of }: Feature = features[names[shown.unit]];
    const points = desk.grid(picture.size, 1);
    return [{ of: (i) => of(points[i], 0), colour: ink }];
  }
  const last = picture.layers.length - 1;
  const { data, cols } = picture.layers[shown && shown.layer <= last ? shown.layer : last];
  if (shown) return [{ of: (i) => data[i * cols + shown.unit], colour: ink }];
  if (desk.classes === 0) return [{ of: (i) => data[i], colour: ink }];
  // Shares from 0 to 1, drawn from −1 to 1.
  if (cols === 1) return [{ of: (i) => 2 * data[i] - 1, colour: ink }];
  return Array.from({ length: cols }, (_, k) => ({
    of: (i: number) => 2 * data[i * cols + k] - 1,
    colour: classColours[k % classColours.length],
  }));
}

function drawPoints(
  desk: Desk,
  context: CanvasRenderingContext2D,
  { points, y: answers }: Part,
  x: (v: number) => number,
  y: (v: number) => number,
  hollow: boolean,
): void {
  const { theme, classes } = desk;
  for (let i = 0; i < points.rows; i++) {
    const isClass = answers instanceof Uint8Array;
    const value = isClass ? (2 * answers[i]) / Math.max(1, classes - 1) - 1 : answers.data[i];
    const colour = classColours[isClass ? answers[i] % classColours.length : 1];
    context.beginPath();
    context.arc(x(points.data[i]), y(value), 2.5, 0, 7);
    context.fillStyle = hollow ? css(theme.paper) : colour;
    context.strokeStyle = hollow ? colour : css(theme.paper);
    context.lineWidth = hollow ? 1.2 : 0.8;
    context.fill();
    context.stroke();
  }
}
