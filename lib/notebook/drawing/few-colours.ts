/**
 * The same picture with at most `most` colours, so that it fits a PNG's palette: a chart's file is then about a third
 * as big, and the eye sees no difference. pixels: four bytes each, the fourth is left alone.
 * Source: P. Heckbert, Color image quantization for frame buffer display (1982): median cut. Here a box stands for its most
 * frequent colour where that is a flat area, so that white stays white, and each pixel gets the nearest of all colours.
 */
export function fewColours(pixels: Uint8Array, most = 256): Uint8Array {
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  if (counts.size <= most) return pixels;

  const boxes = [newBox([...counts.keys()])];
  while (boxes.length < most) {
    let widest = 0;
    for (let i = 1; i < boxes.length; i++) if (boxes[i].range > boxes[widest].range) widest = i;
    const { colours, shift } = boxes[widest];
    colours.sort((a, b) => channel(a, shift) - channel(b, shift));
    boxes[widest] = newBox(colours.slice(0, colours.length >> 1));
    boxes.push(newBox(colours.slice(colours.length >> 1)));
  }

  const kept = boxes.map(({ colours }) => standFor(colours, counts));
  // the nearest of all, not the one of a colour's own box: a box of pale colours may span several hues
  const replaced = new Map(
    Array.from(counts.keys(), (colour): [number, number] => [colour, nearest(colour, kept)]),
  );
  const result = pixels.slice();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = replaced.get((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]) as number;
    result[i] = channel(colour, 16);
    result[i + 1] = channel(colour, 8);
    result[i + 2] = channel(colour, 0);
  }
  return result;
}

/** A box's most frequent colour where that is a flat area, else the mean of its pixels. */
function standFor(colours: number[], counts: ReadonlyMap<number, number>): number {
  const count = (colour: number) => counts.get(colour) as number;
  const total = colours.reduce((sum, colour) => sum + count(colour), 0);
  const frequent = colours.reduce((a, b) => (count(b) > count(a) ? b : a));
  if (count(frequent) > total / 4) return frequent;
  const mean = (shift: number) =>
    Math.round(colours.reduce((sum, c) => sum + channel(c, shift) * count(c), 0) / total);
  return (mean(16) << 16) | (mean(8) << 8) | mean(0);
}

function nearest(colour: number, kept: readonly number[]): number {
  const [r, g, b] = [channel(colour, 16), channel(colour, 8), channel(colour, 0)];
  let [best, least] = [colour, Infinity];
  for (const one of kept) {
    const far =
      (r - channel(one, 16)) ** 2 + (g - channel(one, 8)) ** 2 + (b - channel(one, 0)) ** 2;
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

const channel = (colour: number, shift: number) => (colour >> shift) & 255;

/** Some colours, with the channel in which they differ most and by how much. */
function newBox(colours: number[]) {
  let range = -1;
  let shift = 0;
  for (const candidate of [16, 8, 0]) {
    let low = 255;
    let high = 0;
    for (const colour of colours) {
      const value = channel(colour, candidate);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > range) [range, shift] = [high - low, candidate];
  }
  return { colours, range, shift };
}
