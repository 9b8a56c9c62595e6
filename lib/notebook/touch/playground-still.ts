// The still form of the playground: data, net and answer before the first step, drawn in Node.
import {
  edge,
  gridPoints,
  inksOn,
  paintClasses,
  paintUnit,
  spanOf,
} from "../../playground/pictures";
import { classColours, signColours } from "../../playground/colours";
import { featureRows, features } from "../../playground/features";
import { dataSetOf, outputsOf, type PlaygroundState } from "../../playground/state";
import { Trainer } from "../../playground/trainer";
import { stillScale } from "../drawing/figure";
import { encodePng } from "../drawing/png-encode";
import { pngFromSvg } from "../drawing/svg-png";

const WIDTH = 720;
const MAP = 272;
const UNIT = 34;
const TOP = 34;
const SIZE = 64;

/** A PNG file, for readers without scripts. */
export function playgroundStill(state: PlaygroundState): Uint8Array {
  const trainer = new Trainer(state);
  const inks = inksOn([255, 255, 255]);
  const { inputs } = dataSetOf(state);
  const points = gridPoints(inputs === 1 ? SIZE * SIZE : SIZE, inputs);
  const layers = trainer.activations(featureRows(points, inputs, state.features));
  const bounded = state.activation === "tanh" || state.activation === "sigmoid";

  /** A unit's field as an image, at a place of the drawing. */
  const field = (layer: number, unit: number, x: number, y: number) => {
    const pixels = new Uint32Array(SIZE * SIZE);
    const { data, cols } = layers[layer];
    const last = layer === layers.length - 1;
    const span = bounded || last ? 1 : spanOf(data, cols, unit);
    paintUnit(pixels, SIZE, { data, cols, column: unit }, { span, stride: 1, inks });
    return inputs === 2 ? image(pixels, x, y, UNIT) : curveOf(data, cols, unit, x, y);
  };

  const columns = [state.features.length, ...state.layers, outputsOf(state)];
  const netWidth = WIDTH - MAP - 60;
  const height = Math.max(MAP + TOP + 10, Math.max(...columns) * (UNIT + 6) + TOP);
  const place = (column: number, row: number) => ({
    x: 24 + (column * (netWidth - 48)) / Math.max(1, columns.length - 1),
    y: TOP + (height - TOP) / 2 + (row - (columns[column] - 1) / 2) * (UNIT + 6),
  });
  let lines = "";
  let units = "";
  columns.forEach((count, column) => {
    for (let to = 0; to < count; to++) {
      const { x, y } = place(column, to);
      for (let from = 0; column > 0 && from < columns[column - 1]; from++) {
        const before = place(column - 1, from);
        const weight = trainer.weight(column - 1, from, to);
        const size = Math.tanh(Math.abs(weight) / 4);
        const colour = weight < 0 ? signColours.negative : signColours.positive;
        lines += `<line x1="${before.x.toFixed(1)}" y1="${before.y.toFixed(1)}" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${colour}" stroke-width="${(0.7 + 5 * size).toFixed(2)}" stroke-opacity="${(0.25 + 0.6 * size).toFixed(2)}"/>`;
      }
      const frame = `<rect x="${(x - UNIT / 2).toFixed(1)}" y="${(y - UNIT / 2).toFixed(1)}" width="${UNIT}" height="${UNIT}" rx="4" fill="#ffffff" stroke="#63676c" stroke-width="1.5"/>`;
      units +=
        column === 0
          ? frame + label(features[state.features[to]].label, x, y + 4)
          : frame + field(column - 1, to, x - UNIT / 2, y - UNIT / 2);
    }
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" fill="#1f2328" font-family="DejaVu Sans">` +
    `<text x="0" y="16" font-size="13">The playground, before the first step: data set ${state.data}</text>` +
    lines +
    units +
    answer(trainer, layers[layers.length - 1], WIDTH - MAP, TOP) +
    `</svg>`;
  return pngFromSvg(svg, stillScale);

  function answer(of: Trainer, output: (typeof layers)[number], left: number, top: number): string {
    const { data, cols } = output;
    const at = (v: number) => ((v + edge) / (2 * edge)) * MAP;
    const classes = dataSetOf(state).kind === "classes";
    let drawn = path(data, cols, 0, left, top, MAP, 1.6, "#1f2328");
    if (inputs === 2) {
      const pixels = new Uint32Array(SIZE * SIZE);
      if (classes) paintClasses(pixels, { data, cols }, { inks, hard: false });
      else paintUnit(pixels, SIZE, { data, cols, column: 0 }, { span: 1, stride: 1, inks });
      drawn = image(pixels, left, top, MAP);
    }
    const { points: P, y } = of.data.train;
    for (let i = 0; i < P.rows; i++) {
      const value = y instanceof Uint8Array ? y[i] : y.data[i];
      const [px, py] =
        inputs === 2
          ? [at(P.data[2 * i]), MAP - at(P.data[2 * i + 1])]
          : [at(P.data[i]), MAP * (0.5 - value / 3.2)];
      if (Math.min(px, py) < 2 || Math.max(px, py) > MAP - 2) continue;
      const colour = classes
        ? classColours[value % classColours.length]
        : value < 0
          ? signColours.negative
          : signColours.positive;
      drawn += `<circle cx="${(left + px).toFixed(1)}" cy="${(top + py).toFixed(1)}" r="2.6" fill="${colour}" stroke="#ffffff" stroke-width="0.8"/>`;
    }
    return `${drawn}<rect x="${left}" y="${top}" width="${MAP}" height="${MAP}" fill="none" stroke="#b8babd"/>`;
  }
}

function label(words: string, x: number, y: number): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${words.length > 3 ? 8 : 12}" text-anchor="middle">${words}</text>`;
}

function image(pixels: Uint32Array, x: number, y: number, side: number): string {
  const bytes = new Uint8ClampedArray(pixels.buffer);
  const png = Buffer.from(encodePng(SIZE, SIZE, bytes)).toString("base64");
  return `<image x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${side}" height="${side}" href="data:image/png;base64,${png}"/>`;
}

/** A unit over one input. */
function curveOf(
  data: ArrayLike<number>,
  cols: number,
  unit: number,
  x: number,
  y: number,
): string {
  const span = Math.max(1, spanOf(data, cols, unit)) * 1.15;
  return path(data, cols, unit, x, y, UNIT, span, classColours[0]);
}

function path(
  data: ArrayLike<number>,
  cols: number,
  unit: number,
  left: number,
  top: number,
  side: number,
  span: number,
  colour: string,
): string {
  const rows = data.length / cols;
  const step = Math.max(1, Math.floor(rows / 160));
  let d = "";
  for (let i = 0; i < rows; i += step) {
    const x = left + (i / (rows - 1)) * side;
    const y = top + (side / 2) * (1 - data[i * cols + unit] / span);
    d += `${d ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`;
  }
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${side > 100 ? 2.2 : 1.5}"/>`;
}
