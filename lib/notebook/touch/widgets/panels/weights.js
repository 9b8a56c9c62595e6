// What the neurons of a first layer look for: their incoming weights as pictures, one scale for all.

const kit = globalThis.neuronotes;

const strip = 90;

/** The size that 99.5 % of the last moment's weights stay under: one stray weight must not make all the others pale. */
const limitOf = (panel, moment) =>
  kit.keep(panel, "limit", moment.steps.length, () => {
    const { values } = moment.at(moment.steps.length - 1);
    const sizes = Float32Array.from(values, Math.abs).sort();
    return sizes[Math.floor((sizes.length - 1) * 0.995)] || 1;
  });

const draw = (panel, moment, now, width, c) => {
  const { shape, captions, columns, zoom } = panel;
  const [rows, cols] = shape;
  const area = rows * cols;
  const { values } = moment;
  const limit = limitOf(panel, moment);
  const count = values.length / area;
  const words = captions.map((caption) =>
    caption.split("\n").map((text) => [text, { fill: c.muted }]),
  );
  const tiles = kit.tiles(width, { count, shape, columns, zoom, words });
  const rasters = [];
  let svg = tiles.svg;
  for (let k = 0; k < count; k++) {
    const rgb = new Uint8ClampedArray(area * 3);
    for (let i = 0; i < area; i++) rgb.set(kit.signColour(values[k * area + i] / limit), 3 * i);
    const box = { ...tiles.place(k), width: tiles.width, height: tiles.height };
    rasters.push({ ...box, columns: cols, rows, rgb });
    svg += kit.tag("rect", { ...box, fill: "none", stroke: c.faint });
  }
  // the key: a strip from −limit to limit
  const rgb = new Uint8ClampedArray(21 * 3);
  for (let i = 0; i < 21; i++) rgb.set(kit.signColour(i / 10 - 1), 3 * i);
  const most = kit.number(limit, limit < 0.1 ? 3 : 2);
  const left = (most.length + 1) * 7.4 + 6;
  const y = tiles.bottom + 6;
  rasters.push({ x: left, y, width: strip, height: 12, columns: 21, rows: 1, rgb });
  const quiet = { "font-size": 12, fill: c.muted };
  svg +=
    kit.text(left - 6, y + 10, `−${most}`, { ...quiet, "text-anchor": "end" }) +
    kit.text(left + strip + 6, y + 10, `+${most}${width < 240 ? "" : " and more"}`, quiet);
  return { height: y + 16, svg, rasters, words: `weights from −${most} to ${most}` };
};

kit.panel("weights", { draw });
