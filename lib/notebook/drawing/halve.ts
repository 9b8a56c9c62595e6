/** A field of pixels: red, green, blue of each, and one byte that says whether anything is drawn there. */
export interface Field {
  columns: number;
  rows: number;
  rgb: ArrayLike<number>;
  alpha?: ArrayLike<number>;
}

/**
 * A field of half as many columns and rows: each pixel is the mean of four, of those that are drawn. An odd last column or
 * row is left out. What was painted twice as fine gets smooth edges so, and a fourth of the bytes goes on.
 */
export function halved({ columns, rows, rgb, alpha }: Field) {
  const [width, height] = [columns >> 1, rows >> 1];
  const small = new Uint8ClampedArray(3 * width * height);
  const drawn = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = 2 * y * columns + 2 * x;
      let [r, g, b, sum] = [0, 0, 0, 0];
      for (let corner = 0; corner < 4; corner++) {
        const k = first + (corner & 1) + (corner >> 1) * columns;
        const part = alpha ? alpha[k] : 255;
        r += part * rgb[3 * k];
        g += part * rgb[3 * k + 1];
        b += part * rgb[3 * k + 2];
        sum += part;
      }
      const to = y * width + x;
      drawn[to] = sum / 4;
      if (sum === 0) continue;
      small[3 * to] = r / sum;
      small[3 * to + 1] = g / sum;
      small[3 * to + 2] = b / sum;
    }
  }
  return { columns: width, rows: height, rgb: small, alpha: drawn };
}
