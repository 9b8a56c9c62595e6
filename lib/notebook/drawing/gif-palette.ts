import { quantize } from "gifenc";

/** The part of all pixels from which on a colour is a flat area. */
const flat = 0.001;

/** Most pixels that gifenc looks at. */
const enough = 1e6;

/**
 * At most so many colours for these pictures, [red, green, blue] each. A colour of a flat area, such as the paper or the ink,
 * stays exactly as it is; the others are chosen by gifenc. pictures: red, green, blue, alpha of each pixel.
 */
export function gifPalette(pictures: readonly Uint8Array[], most: number): number[][] {
  const counts = new Uint32Array(1 << 24);
  let total = 0;
  eachPixel(pictures, (colour) => {
    counts[colour]++;
    total++;
  });
  const areas: number[] = [];
  let others = 0;
  let different = 0;
  for (let colour = 0; colour < counts.length; colour++) {
    if (counts[colour] === 0) continue;
    different++;
    if (counts[colour] > flat * total) areas.push(colour);
    else others += counts[colour];
  }
  const rgb = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  if (different <= most) {
    const all: number[][] = [];
    for (let colour = 0; colour < counts.length; colour++) {
      if (counts[colour]) all.push(rgb(colour));
    }
    return all;
  }
  areas.sort((a, b) => counts[b] - counts[a]);
  const exact = new Set(areas.slice(0, most >> 1));
  const every = Math.ceil(others / enough);
  const rest = new Uint8Array(4 * total);
  let [seen, to] = [0, 0];
  eachPixel(pictures, (colour) => {
    if (exact.has(colour) || seen++ % every !== 0) return;
    rest.set(rgb(colour), to);
    to += 4;
  });
  const chosen = quantize(rest.slice(0, to), most - exact.size, { format: "rgb565" });
  return [...[...exact].map(rgb), ...chosen];
}

function eachPixel(pictures: readonly Uint8Array[], look: (colour: number) => void): void {
  for (const pixels of pictures) {
    for (let p = 0; p < pixels.length; p += 4) {
      look((pixels[p] << 16) | (pixels[p + 1] << 8) | pixels[p + 2]);
    }
  }
}

/**
 * The number of the palette's colour that is nearest to a colour 0xrrggbb. Each colour is looked up once: a picture of 600 × 1052
 * pixels takes 8 ms, without what is known 1.2 s. It is the same in every picture, so that no area flickers.
 */
export function nearestColours(palette: readonly number[][]): (colour: number) => number {
  const known = new Uint16Array(1 << 24); // one more than the number, 0 where it is not known yet
  return (colour) => {
    if (known[colour] === 0) known[colour] = 1 + nearestOf(palette, colour);
    return known[colour] - 1;
  };
}

function nearestOf(palette: readonly number[][], colour: number): number {
  const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  let [nearest, least] = [0, Infinity];
  palette.forEach(([red, green, blue], k) => {
    const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (far < least) [nearest, least] = [k, far];
  });
  return nearest;
}
