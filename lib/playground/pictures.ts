// Fields of pixels: what a unit says over the plane, and what the net answers there. No page is needed.
import { ramp, rampSteps, rgbOf, signRamp, classColours, type Rgb } from "./colours";

/** The plane that is shown: a little more than the data's square from −1 to 1. */
export const edge = 1.2;

/** Points of a grid over the plane, row after row from the top; for one input a row of numbers from left to right. */
export function gridPoints(size: number, inputs: 1 | 2): Float64Array {
  const at = (k: number) => -edge + (2 * edge * (k + 0.5)) / size;
  if (inputs === 1) return Float64Array.from({ length: size }, (_, i) => at(i));
  const points = new Float64Array(2 * size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      points[2 * (j * size + i)] = at(i);
      points[2 * (j * size + i) + 1] = -at(j);
    }
  }
  return points;
}

/** The colours of a theme, ready for pixels. */
export interface Inks {
  sign: Uint32Array;
  classes: Uint32Array[];
}

export function inksOn(paper: Rgb): Inks {
  return {
    sign: signRamp(paper),
    classes: classColours.map((colour) => ramp(paper, rgbOf(colour) as Rgb, 0.72)),
  };
}

/** The largest size of a column's numbers, at least 1e-9: by it the colours of a unit without bounds are scaled. */
export function spanOf(data: ArrayLike<number>, columns: number, column: number): number {
  let most = 1e-9;
  for (let i = column; i < data.length; i += columns) {
    const size = Math.abs(data[i]);
    if (size > most) most = size;
  }
  return most;
}

/** One unit over the grid: every `stride`th point both ways, coloured from −span to span. */
export function paintUnit(
  out: Uint32Array,
  size: number,
  { data, cols, column }: { data: ArrayLike<number>; cols: number; column: number },
  { span, stride, inks }: { span: number; stride: number; inks: Inks },
): void {
  const half = (rampSteps - 1) / 2;
  const scale = half / span;
  let to = 0;
  for (let j = 0; j < size; j += stride) {
    for (let i = 0; i < size; i += stride) {
      const value = half + data[(j * size + i) * cols + column] * scale;
      out[to++] = inks.sign[value < 0 ? 0 : value > rampSteps - 1 ? rampSteps - 1 : value | 0];
    }
  }
}

/** The class that each point is given, its colour deeper where the net is surer. hard: as if it were always sure. */
export function paintClasses(
  out: Uint32Array,
  { data, cols }: { data: ArrayLike<number>; cols: number },
  { inks, hard }: { inks: Inks; hard: boolean },
): void {
  const least = 1 / Math.max(cols, 2);
  for (let i = 0; i < out.length; i++) {
    const { best, share } = voteAt(data, cols, i);
    const sure = hard ? 0.8 : 0.06 + (0.94 * (share - least)) / (1 - least);
    out[i] = inks.classes[best % inks.classes.length][(sure * (rampSteps - 1)) | 0];
  }
}

/** The class with the largest share in a row of outputs; one output is the share of class 1. */
export function voteAt(
  data: ArrayLike<number>,
  cols: number,
  row: number,
): { best: number; share: number } {
  if (cols === 1) {
    const yes = data[row];
    return yes >= 0.5 ? { best: 1, share: yes } : { best: 0, share: 1 - yes };
  }
  let best = 0;
  for (let k = 1; k < cols; k++) if (data[row * cols + k] > data[row * cols + best]) best = k;
  return { best, share: data[row * cols + best] };
}
