// What one unit says over the plane, in small: a field of colours, or a curve where there is one input.
import { classColours, css, mix, rgbOf, type Rgb } from "../colours";
import { features, type Feature, type FeatureName } from "../features";
import { edge, paintUnit, spanOf } from "../pictures";
import type { Matrix } from "../../core/index";
import type { Desk } from "./desk";
import { fitted } from "./dom";
import { UNIT } from "./net-places";

const SIDE = UNIT - 4;
/** Pixels of a field along each side. */
const FIELD = 32;

interface Said {
  matrix: Matrix;
  unit: number;
  /** Whether it is an output of the net. */
  last: boolean;
}

const fields = new WeakMap<
  HTMLCanvasElement,
  { image: ImageData; pixels: Uint32Array; key: string }
>();

export function paintThumbnail(
  desk: Desk,
  canvas: HTMLCanvasElement,
  what: FeatureName | Said,
): void {
  const { picture } = desk;
  if (picture.inputs === 1) paintCurve(desk, canvas, what);
  else if (typeof what === "string") paintFeature(desk, canvas, what);
  else {
    const { matrix, unit, last } = what;
    const { data, cols } = matrix;
    paintField(desk, canvas, { data, cols, column: unit }, spanFor(desk, data, cols, unit, last));
  }
}

/** What counts as full colour: 1 for units with bounds, else the most that the unit says. */
function spanFor(
  desk: Desk,
  data: ArrayLike<number>,
  cols: number,
  unit: number,
  last: boolean,
): number {
  const { activation } = desk.state;
  const bounded = last ? true : activation === "tanh" || activation === "sigmoid";
  return bounded ? 1 : spanOf(data, cols, unit);
}

/** Features change only with grid and theme. */
function paintFeature(desk: Desk, canvas: HTMLCanvasElement, name: FeatureName): void {
  const key = `${name}/${css(desk.theme.paper)}`;
  if (fields.get(canvas)?.key === key) return;
  const { size } = desk.picture;
  const points = desk.grid(size, 2);
  const { of }: Feature = features[name];
  const data = Float64Array.from({ length: size * size }, (_, i) =>
    of(points[2 * i], points[2 * i + 1]),
  );
  paintField(desk, canvas, { data, cols: 1, column: 0 }, 1, key);
}

function paintField(
  desk: Desk,
  canvas: HTMLCanvasElement,
  column: { data: ArrayLike<number>; cols: number; column: number },
  span: number,
  key = "",
): void {
  let field = fields.get(canvas);
  if (!field || canvas.width !== FIELD) {
    canvas.width = canvas.height = FIELD;
    canvas.style.width = canvas.style.height = `${SIDE}px`;
    const image = new ImageData(FIELD, FIELD);
    field = { image, pixels: new Uint32Array(image.data.buffer), key };
    fields.set(canvas, field);
  }
  field.key = key;
  const { size } = desk.picture;
  paintUnit(field.pixels, size, column, { span, stride: size / FIELD, inks: desk.inks });
  canvas.getContext("2d")?.putImageData(field.image, 0, 0);
}

function paintCurve(desk: Desk, canvas: HTMLCanvasElement, what: FeatureName | Said): void {
  const { size } = desk.picture;
  const context = fitted(canvas, SIDE, SIDE);
  fields.delete(canvas);
  const { theme } = desk;
  context.fillStyle = css(mix(theme.ink, theme.paper, 0.95));
  context.fillRect(0, 0, SIDE, SIDE);
  context.strokeStyle = css(mix(theme.ink, theme.paper, 0.8));
  context.lineWidth = 1;
  context.strokeRect(0, SIDE / 2, SIDE, 0);
  const points = desk.grid(size, 1);
  let value: (i: number) => number;
  let span = edge;
  if (typeof what === "string") {
    const { of }: Feature = features[what];
    value = (i) => of(points[i], 0);
  } else {
    const { data, cols } = what.matrix;
    value = (i) => data[i * cols + what.unit];
    span = Math.max(1, spanOf(data, cols, what.unit)) * 1.15;
  }
  context.strokeStyle = css(theme.dark ? mix(blue, [255, 255, 255], 0.3) : blue);
  context.lineWidth = 1.6;
  context.beginPath();
  for (let i = 0; i < size; i += 4) {
    context.lineTo((i / (size - 1)) * SIDE, (SIDE / 2) * (1 - value(i) / span));
  }
  context.stroke();
}

const blue = rgbOf(classColours[0]) as Rgb;
