// A picture of a thing made as Fashion-MNIST's were: grey, the thing bright on black, fitted into 28 × 28, in the middle.

const kit = globalThis.neuronotes;

/** The number in the middle of a sorted list. */
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Greys from 0 to 255 out of red, green, blue, opacity; what shines through is white paper. */
const greyOf = (rgba) => {
  const grey = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < grey.length; i++) {
    const [r, g, b, a] = rgba.subarray(4 * i, 4 * i + 4);
    grey[i] = Math.round(255 + ((0.299 * r + 0.587 * g + 0.114 * b - 255) * a) / 255);
  }
  return grey;
};

/** The grey of the background: the middle one of those along the edge. */
const background = (grey, width, height) => {
  const edge = [];
  for (let x = 0; x < width; x++) edge.push(grey[x], grey[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) edge.push(grey[y * width], grey[y * width + width - 1]);
  return median(edge);
};

/**
 * How much each pixel stands out from the background, 0 to 255; inverted: true where the thing is the darker one.
 * undefined where nothing stands out.
 */
const thing = (grey, width, height) => {
  const paper = background(grey, width, height);
  let balance = 0;
  for (const value of grey) if (Math.abs(paper - value) > 16) balance += paper - value;
  const inverted = balance > 0;
  const out = Float64Array.from(grey, (value) =>
    Math.max(0, inverted ? paper - value : value - paper),
  );
  // The brightest hundredth is white; what hardly differs from the background is background.
  const most = [...out].sort((a, b) => a - b)[Math.floor(0.99 * (out.length - 1))];
  if (most < 12) return undefined;
  return {
    inverted,
    out: out.map((value) => 255 * kit.clamp((value / most - 0.08) / 0.92, 0, 1)),
  };
};

/** The box around the thing, [left, top, right, bottom): lines and columns in which more than a speck stands out. */
const boxOf = (out, width, height) => {
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  out.forEach((value, i) => {
    if (value < 32) return;
    columns[i % width]++;
    rows[Math.floor(i / width)]++;
  });
  const ends = (counts, needed) => {
    const inside = Array.from(counts, (count) => count > needed);
    return [inside.indexOf(true), inside.lastIndexOf(true) + 1];
  };
  const [left, right] = ends(columns, height / 100);
  const [top, bottom] = ends(rows, width / 100);
  return left < 0 || top < 0 ? [0, 0, width, height] : [left, top, right, bottom];
};

/** A part of a picture, its longer edge made 28 pixels long, in the middle of 28 × 28; numbers from 0 to 1. */
const fit = (out, width, box) => {
  const [w, h] = [box[2] - box[0], box[3] - box[1]];
  const scale = 28 / Math.max(w, h);
  const [columns, rows] = [Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale))];
  const [left, top] = [Math.floor((28 - columns) / 2), Math.floor((28 - rows) / 2)];
  const seen = new Float32Array(784);
  kit.digits.resize(out, width, box, columns, rows).forEach((value, i) => {
    seen[(top + Math.floor(i / columns)) * 28 + left + (i % columns)] = value / 255;
  });
  return seen;
};

/**
 * What the net gets to see: 784 numbers from 0 to 1.
 * how: "prepared"; "inverted", which only turns light and dark round; "raw", the greys as they are. undefined for an empty one.
 */
const prepare = ({ grey, width, height }, how) => {
  const all = [0, 0, width, height];
  if (how === "raw") return { seen: fit(grey, width, all) };
  if (how === "inverted")
    return {
      seen: fit(
        Float64Array.from(grey, (value) => 255 - value),
        width,
        all,
      ),
      inverted: true,
    };
  const found = thing(grey, width, height);
  if (!found) return undefined;
  const { out, inverted } = found;
  return { seen: fit(out, width, boxOf(out, width, height)), inverted };
};

kit.clothes = { greyOf, background, thing, boxOf, fit, prepare };
