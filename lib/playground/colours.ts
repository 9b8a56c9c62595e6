// The colours of the playground: Okabe and Ito's, the same for the same things as in every figure.

export type Rgb = readonly [number, number, number];

/** One colour a class. */
export const classColours = [
  "#0072B2",
  "#E69F00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#D55E00",
  "#F0E442",
  "#8C6BB1",
] as const;

/** Numbers below and above zero: weights, and what a unit says. */
export const signColours = { negative: "#D55E00", positive: "#0072B2" } as const;

/** Red, green and blue, 0 to 255, of "#rrggbb" or "rgb(r, g, b)"; undefined for other text. */
export function rgbOf(colour: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour);
  if (hex) {
    const all = parseInt(hex[1], 16);
    return [all >> 16, (all >> 8) & 255, all & 255];
  }
  const list = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(colour);
  return list ? [Number(list[1]), Number(list[2]), Number(list[3])] : undefined;
}

/** The way from one colour (share 0) to another (share 1). */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [at(0), at(1), at(2)];
}

export const css = (colour: Rgb): string => `rgb(${colour.join(", ")})`;

/** Steps of a ramp of colours. */
export const rampSteps = 256;

/** Colours for pixels, as ImageData holds them on little-endian machines, from paper to colour in rampSteps steps. */
export function ramp(paper: Rgb, colour: Rgb, most = 1): Uint32Array {
  return Uint32Array.from({ length: rampSteps }, (_, i) =>
    pixel(mix(paper, colour, (most * i) / (rampSteps - 1))),
  );
}

/** Colours for −1 (first) through 0, which is paper, to 1 (last). */
export function signRamp(paper: Rgb): Uint32Array {
  const [low, high] = [signColours.negative, signColours.positive].map((c) => rgbOf(c) as Rgb);
  return Uint32Array.from({ length: rampSteps }, (_, i) => {
    const value = (2 * i) / (rampSteps - 1) - 1;
    return pixel(mix(paper, value < 0 ? low : high, Math.abs(value)));
  });
}

function pixel([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
