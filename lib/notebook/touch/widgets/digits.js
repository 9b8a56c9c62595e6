// Handwriting as MNIST was made: cut to the ink, fitted into 20 × 20, its centre of mass put in the middle of 28 × 28.

const kit = globalThis.neuronotes;

/** The box around all ink: [left, top, right, bottom), or undefined where there is none. */
const inkBox = (grey, width, height) => {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (grey[y * width + x] < 32) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right ? [left, top, right, bottom] : undefined;
};

/** A part of a picture in another size: each new pixel is the mean over the area that it covers. */
const resize = (grey, width, [left, top, right, bottom], columns, rows) => {
  const out = new Float64Array(columns * rows);
  const [dx, dy] = [(right - left) / columns, (bottom - top) / rows];
  const share = (k, from, to) => Math.max(0, Math.min(k + 1, to) - Math.max(k, from));
  for (let j = 0; j < rows; j++) {
    const [y0, y1] = [top + j * dy, top + (j + 1) * dy];
    for (let i = 0; i < columns; i++) {
      const [x0, x1] = [left + i * dx, left + (i + 1) * dx];
      let sum = 0;
      for (let y = Math.floor(y0); y < y1; y++)
        for (let x = Math.floor(x0); x < x1; x++)
          sum += grey[y * width + x] * share(x, x0, x1) * share(y, y0, y1) || 0;
      out[j * columns + i] = sum / (dx * dy);
    }
  }
  return out;
};

// The middle: MNIST's digits have their centre of mass at pixel 14.0 (counted from 0) on average, both ways.
const middle = 14.5;

/** 784 numbers from 0 to 1 from a drawing of width × height greys (0 paper, 255 ink); undefined for an empty one. */
const fit = (grey, width, height) => {
  const box = inkBox(grey, width, height);
  if (!box) return undefined;
  const [w, h] = [box[2] - box[0], box[3] - box[1]];
  const scale = 20 / Math.max(w, h);
  const [columns, rows] = [Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale))];
  const small = resize(grey, width, box, columns, rows);
  let [mass, x, y] = [0, 0, 0];
  small.forEach((value, i) => {
    mass += value;
    x += value * ((i % columns) + 0.5);
    y += value * (Math.floor(i / columns) + 0.5);
  });
  const left = kit.clamp(Math.round(middle - x / mass), 0, 28 - columns);
  const top = kit.clamp(Math.round(middle - y / mass), 0, 28 - rows);
  const seen = new Float32Array(784);
  small.forEach((value, i) => {
    seen[(top + Math.floor(i / columns)) * 28 + left + (i % columns)] = value / 255;
  });
  return seen;
};

kit.digits = { inkBox, resize, fit };
