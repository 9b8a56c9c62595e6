// Small pictures in rows with words below them: how large they are and where they stand.

const kit = globalThis.neuronotes;

const fontSize = 11.5;
const line = 15;

/**
 * count pictures of shape [rows, columns of pixels] on a page of this width. zoom: the size of a pixel, smaller where the page
 * is; without it, `columns` pictures fill the row. words: for each picture its lines, [words, attributes] each; lines and
 * signs: for how many there is room, where words change but their places should not.
 * Gives { width, height } of a picture, place(k) of its upper left corner, bottom, and the words as svg.
 */
kit.tiles = (width, { count, shape, columns, zoom, words = [], lines, signs, top = 0 }) => {
  const [rows, cols] = shape;
  lines ??= Math.max(0, ...words.map((list) => list.length));
  signs ??= Math.max(0, ...words.flat().map(([text]) => text.length));
  const longest = signs * fontSize * 0.54;
  const fits = (cell, gap = 10) => Math.max(1, Math.floor((width + gap) / (cell + gap)));
  let size = Math.min(width, cols * (zoom ?? 1));
  // columns that were asked for may stand a little closer
  const least = columns ? 4 : 10;
  let across = Math.min(columns ?? 12, count, fits(Math.max(size, longest), least));
  if (!zoom) {
    across = Math.min(columns ?? (width < 480 ? 4 : 6), count, fits(longest, least));
    size = Math.min(150, (width - 10 * (across - 1)) / across);
  }
  const cell = Math.max(size, Math.min(longest, width));
  const gap = across > 1 ? kit.clamp((width - across * cell) / (across - 1), least, 10) : 10;
  const height = (size * rows) / cols;
  const down = height + (lines ? lines * line + 12 : gap);
  const place = (k) => ({
    x: (k % across) * (cell + gap) + (cell - size) / 2,
    y: top + Math.floor(k / across) * down,
  });
  const svg = words.map((list, k) => {
    const { x, y } = place(k);
    return list
      .map(([text, attributes], i) =>
        kit.text(x + size / 2, y + height + 14 + line * i, text, {
          ...{ "font-size": fontSize, "text-anchor": "middle", ...attributes },
        }),
      )
      .join("");
  });
  const bottom = top + Math.ceil(count / across) * down;
  return { width: size, height, place, bottom, svg: svg.join("") };
};

/** A picture of bytes, as light on black or as ink on white. */
kit.greyPicture = (bytes, black) => {
  const rgb = new Uint8ClampedArray(bytes.length * 3);
  bytes.forEach((value, i) => rgb.fill(black ? value : 255 - value, 3 * i, 3 * i + 3));
  return rgb;
};
