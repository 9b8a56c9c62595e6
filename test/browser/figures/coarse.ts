// Pictures made so coarse that fonts and smoothed edges no longer count, and how far two of them differ.

/** A small picture, three bytes a pixel, and the colour in the corner of the large one. */
export interface Coarse {
  width: number;
  height: number;
  rgb: number[];
  paper: [number, number, number];
}

export interface Difference {
  /** Mean distance of two pixels, as a share of the mean distance of the reference from its paper: a blank picture has 1. */
  ofInk: number;
  /** The share of pixels that differ by more than a quarter of the scale in one of the three colours. */
  far: number;
  /** How much higher or lower the new picture is for the same width, as a share. */
  taller: number;
}

/**
 * How much may vary: more than anything that is no defect was seen to, less than any defect that was tried.
 *
 *                                                  ofInk         far           taller
 *     another font (Liberation Sans)               up to 0.21    up to 0.002   up to 0.023
 *     another font (DejaVu Serif), twice as fine   up to 0.10    up to 0.000   up to 0.023
 *     a blank figure                               1
 *     the other theme                              from 0.71     from 0.36
 *     colours exchanged in six coloured figures    from 0.43     from 0.11
 *     the lower half missing, in six panels        from 0.37     from 0.002
 */
export const allowed: Difference = { ofInk: 0.3, far: 0.02, taller: 0.06 };

/** How wide a coarse picture is, in pixels. */
export const coarseWidth = 120;

/** Each pixel with its neighbours up to `reach` away, averaged: a line of text that stands a little elsewhere counts little. */
function blurred({ width, height, rgb }: Coarse, reach = 2): Float64Array {
  const out = new Float64Array(rgb.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let count = 0;
      const to = 3 * (y * width + x);
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
          count++;
          for (let c = 0; c < 3; c++) out[to + c] += rgb[3 * (v * width + u) + c];
        }
      }
      for (let c = 0; c < 3; c++) out[to + c] /= count;
    }
  }
  return out;
}

/** How far `now` is from the reference. Both have one size; `taller` is what the large one had. */
export function difference(reference: Coarse, now: Coarse, taller = 0): Difference {
  if (reference.width !== now.width || reference.height !== now.height) {
    throw new RangeError(
      `difference expects pictures of one size but got ${reference.width} × ${reference.height} and ${now.width} × ${now.height}`,
    );
  }
  const [a, b] = [blurred(reference), blurred(now)];
  let [sum, ink, far] = [0, 0, 0];
  for (let k = 0; k < a.length; k += 3) {
    let most = 0;
    for (let c = 0; c < 3; c++) {
      const off = Math.abs(a[k + c] - b[k + c]);
      sum += off;
      ink += Math.abs(a[k + c] - reference.paper[c]);
      most = Math.max(most, off);
    }
    if (most > 64) far++;
  }
  return { ofInk: sum / Math.max(ink, 1), far: far / (a.length / 3), taller };
}

/** What is beyond the tolerance, in words; empty where nothing is. */
export function complaints(found: Difference, limits: Difference = allowed): string[] {
  return (Object.keys(limits) as (keyof Difference)[])
    .filter((key) => !(Math.abs(found[key]) <= limits[key]))
    .map((key) => `${key} ${found[key].toFixed(3)}, allowed ${limits[key]}`);
}
