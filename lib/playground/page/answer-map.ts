// The large map over two inputs: the net's answer, or one unit's, with the data's points on it.
import { classColours, css, mix } from "../colours";
import { features, type Feature, type FeatureName } from "../features";
import { rangeOf } from "../own-data";
import { paintClasses, paintUnit, spanOf } from "../pictures";
import { signed } from "./data-panel";
import type { Desk } from "./desk";
import { element, fitted } from "./dom";
import type { Part } from "../trainer";

/** Room for the numbers of the axes. */
const LEFT = 30;
const BELOW = 20;

let field: { canvas: HTMLCanvasElement; image: ImageData; pixels: Uint32Array } | undefined;

export function answerMap(desk: Desk, canvas: HTMLCanvasElement, side: number): void {
  const { picture, inks, theme } = desk;
  const { size } = picture;
  if (!field || field.canvas.width !== size) {
    const image = new ImageData(size, size);
    field = {
      canvas: element("canvas", { width: size, height: size }),
      image,
      pixels: new Uint32Array(image.data.buffer),
    };
  }
  const what = valuesOf(desk);
  if (what.votes) paintClasses(field.pixels, what, { inks, hard: desk.hard });
  else paintUnit(field.pixels, size, what, { span: what.span, stride: 1, inks });
  field.canvas.getContext("2d")?.putImageData(field.image, 0, 0);

  const room = side - LEFT;
  const context = fitted(canvas, side, room + BELOW);
  context.imageSmoothingEnabled = true;
  context.drawImage(field.canvas, LEFT, 0, room, room);
  context.strokeStyle = css(mix(theme.ink, theme.paper, 0.7));
  context.lineWidth = 1;
  context.strokeRect(LEFT + 0.5, 0.5, room - 1, room - 1);
  drawAxes(desk, context, room);
  context.drawImage(pointsLayer(desk, side, room), 0, 0, side, room + BELOW);
}

let layer: { key: unknown[]; canvas: HTMLCanvasElement } | undefined;

/** The points, drawn once for as long as they stay: five hundred circles cost more than all the rest of a picture. */
function pointsLayer(desk: Desk, side: number, room: number): HTMLCanvasElement {
  const { data } = desk.trainer;
  const key = [data, side, desk.showTest, desk.theme, window.devicePixelRatio];
  if (layer && key.every((part, i) => part === layer?.key[i])) return layer.canvas;
  layer = { key, canvas: layer?.canvas ?? element("canvas") };
  const context = fitted(layer.canvas, side, room + BELOW);
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, room, room);
  context.clip();
  if (desk.showTest) drawPoints(desk, context, room, data.test, true);
  drawPoints(desk, context, room, data.train, false);
  context.restore();
  return layer.canvas;
}

interface Values {
  data: ArrayLike<number>;
  cols: number;
  column: number;
  votes: boolean;
  span: number;
}

/** What is shown: the unit under the pointer, or the net's answer. */
function valuesOf(desk: Desk): Values {
  const { picture, shown, state } = desk;
  const last = picture.layers.length - 1;
  if (shown && shown.layer < 0) {
    const name = (Object.keys(features) as FeatureName[])[shown.unit];
    const { of }: Feature = features[name];
    const points = desk.grid(picture.size, 2);
    const data = Float64Array.from({ length: points.length / 2 }, (_, i) =>
      of(points[2 * i], points[2 * i + 1]),
    );
    return { data, cols: 1, column: 0, votes: false, span: 1 };
  }
  const { data, cols } = picture.layers[shown && shown.layer <= last ? shown.layer : last];
  if (!shown) return { data, cols, column: 0, votes: desk.classes > 0, span: 1 };
  const bounded =
    shown.layer === last || state.activation === "tanh" || state.activation === "sigmoid";
  const span = bounded ? 1 : spanOf(data, cols, shown.unit);
  return { data, cols, column: shown.unit, votes: false, span };
}

function drawPoints(
  desk: Desk,
  context: CanvasRenderingContext2D,
  room: number,
  { points, y }: Part,
  hollow: boolean,
): void {
  const scale = room / (2 * desk.edge);
  const radius = points.rows > 600 ? 1.9 : 2.6;
  const light = css(desk.theme.paper);
  const quiet = css(mix(desk.theme.ink, desk.theme.paper, 0.45));
  for (let i = 0; i < points.rows; i++) {
    const x = LEFT + (points.data[2 * i] + desk.edge) * scale;
    const place = (desk.edge - points.data[2 * i + 1]) * scale;
    context.beginPath();
    context.arc(x, place, radius, 0, 7);
    const colour =
      y instanceof Uint8Array
        ? classColours[y[i] % classColours.length]
        : css(signed(y.data[i], desk.theme.paper));
    if (hollow) {
      context.fillStyle = light;
      context.fill();
      context.strokeStyle = colour;
      context.lineWidth = 1.3;
    } else {
      context.fillStyle = colour;
      context.fill();
      context.strokeStyle = y instanceof Uint8Array ? light : quiet;
      context.lineWidth = 0.9;
    }
    context.stroke();
  }
}

function drawAxes(desk: Desk, context: CanvasRenderingContext2D, room: number): void {
  const { own, data } = desk.state;
  context.fillStyle = css(mix(desk.theme.ink, desk.theme.paper, 0.34));
  context.font = "11px system-ui, sans-serif";
  const scale = room / (2 * desk.edge);
  for (const v of [-1, 0, 1]) {
    const words = (column: number) => axisNumber(data === "own" ? own : undefined, column, v);
    context.textAlign = "center";
    context.fillText(words(0), LEFT + (v + desk.edge) * scale, room + 14);
    context.textAlign = "right";
    context.fillText(words(1), LEFT - 4, (desk.edge - v) * scale + 4);
  }
}

/** What stands at −1, 0 or 1 of an axis, in the data's own units. */
export function axisNumber(own: Desk["own"], column: number, v: number): string {
  if (!own) return String(v).replace("-", "−");
  const [low, high] = rangeOf(own, column);
  return String(Number((low + ((v + 1) / 2) * (high - low)).toPrecision(3))).replace("-", "−");
}
