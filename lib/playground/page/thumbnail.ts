// What one unit says over the plane, in small: a field of colours, or a curve where there is one input.
import { classColours, css, mix, rgbOf, type Rgb } from "../colours";
import { features, type Feature, type FeatureName } from "../features";
import { edge, paintUnit, spanOf } from "../pictures";
import type { Matrix } from "../../core/index";
import type { Desk } from "./desk";
import { element } from "./dom";
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

/** Pixels on their way to the net's one canvas: a canvas for each unit would cost more than all drawing. */
interface Field {
  canvas: HTMLCanvasElement;
  image: ImageData;
  pixels: Uint32Array;
}

let scratch: Field | undefined;
const featureFields = new Map<string, Field>();

function newField(): Field {
  const image = new ImageData(FIELD, FIELD);
  const canvas = element("canvas", { width: FIELD, height: FIELD });
  return { canvas, image, pixels: new Uint32Array(image.data.buffer) };
}

/** Draws it around (x, y), the middle of the unit. */
export function paintThumbnail(
  desk: Desk,
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  what: FeatureName | Said,
): void {
  const [left, top] = [x - SIDE / 2, y - SIDE / 2];
  if (desk.picture.inputs === 1) {
    context.save();
    context.translate(left, top);
    paintCurve(desk, context, what);
    context.restore();
    return;
  }
  const field = typeof what === "string" ? featureField(desk, what) : unitField(desk, what);
  context.drawImage(field.canvas, left, top, SIDE, SIDE);
}

function unitField(desk: Desk, { matrix: { data, cols }, unit, last }: Said): Field {
  const { size } = desk.picture;
  const { activation } = desk.state;
  // full colour is 1 for units with bounds, else the most that the unit says
  const bounded = last || activation === "tanh" || activation === "sigmoid";
  const span = bounded ? 1 : spanOf(data, cols, unit);
  const field = (scratch ??= newField());
  const options = { span, stride: size / FIELD, inks: desk.inks };
  paintUnit(field.pixels, size, { data, cols, column: unit }, options);
  field.canvas.getContext("2d")?.putImageData(field.image, 0, 0);
  return field;
}

/** Features change only with the theme. */
function featureField(desk: Desk, name: FeatureName): Field {
  const key = `${name}/${css(desk.theme.paper)}`;
  let field = featureFields.get(key);
  if (!field) {
    const points = desk.grid(FIELD, 2);
    const { of }: Feature = features[name];
    const data = Float64Array.from({ length: FIELD * FIELD }, (_, i) =>
      of(points[2 * i], points[2 * i + 1]),
    );
    field = newField();
    const options = { span: 1, stride: 1, inks: desk.inks };
    paintUnit(field.pixels, FIELD, { data, cols: 1, column: 0 }, options);
    field.canvas.getContext("2d")?.putImageData(field.image, 0, 0);
    if (featureFields.size > 40) featureFields.clear();
    featureFields.set(key, field);
  }
  return field;
}

function paintCurve(desk: Desk, context: CanvasRenderingContext2D, what: FeatureName | Said): void {
  const { size } = desk.picture;
  const { theme } = desk;
  context.fillStyle = css(mix(theme.ink, theme.paper, 0.95));
  context.fillRect(0, 0, SIDE, SIDE);
  context.strokeStyle = css(mix(theme.ink, theme.paper, 0.8));
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, SIDE / 2);
  context.lineTo(SIDE, SIDE / 2);
  context.stroke();
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
