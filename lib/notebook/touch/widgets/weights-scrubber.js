// What hidden neurons look for: their incoming weights as pictures, from epoch to epoch.

const kit = globalThis.neuronotes;

const state = ({ epochs, start }) => ({ index: start ?? epochs.length - 1 });

const unpacked = new WeakMap();
const pixelsOf = (data) => {
  if (!unpacked.has(data)) unpacked.set(data, new Int8Array(kit.bytes(data.pixels).buffer));
  return unpacked.get(data);
};

const picture = (data, { index }, width, c) => {
  const { epochs, notes, names, side } = data;
  const count = names.length;
  const gap = width < 480 ? 8 : 12;
  const columns = Math.min(count, width < 480 ? 4 : 6);
  const size = Math.min(150, Math.floor((width - gap * (columns - 1)) / columns));
  const all = pixelsOf(data);
  const area = side * side;
  const top = 46;
  const rasters = [];
  let svg =
    kit.text(0, 20, `epoch ${kit.tick(epochs[index])}`, { "font-size": 17, "font-weight": 600 }) +
    kit.text(0, 38, notes[index] ?? "", { "font-size": 12, fill: c.muted });
  for (let k = 0; k < count; k++) {
    const x = (k % columns) * (size + gap);
    const y = top + Math.floor(k / columns) * (size + 24);
    const rgb = new Uint8ClampedArray(area * 3);
    const from = (index * count + k) * area;
    for (let i = 0; i < area; i++) rgb.set(kit.signColour(all[from + i] / 127), 3 * i);
    rasters.push({ x, y, width: size, height: size, columns: side, rows: side, rgb });
    svg +=
      kit.tag("rect", { x, y, width: size, height: size, fill: "none", stroke: c.faint }) +
      kit.text(x, y + size + 15, names[k], { "font-size": 11.5, fill: c.muted });
  }
  // the key: a strip from −limit to limit
  const strip = 90;
  const left = width - strip - 40;
  const rgb = new Uint8ClampedArray(21 * 3);
  for (let i = 0; i < 21; i++) rgb.set(kit.signColour(i / 10 - 1), 3 * i);
  rasters.push({ x: left, y: 10, width: strip, height: 12, columns: 21, rows: 1, rgb });
  const limit = kit.number(data.limit, 1);
  svg +=
    kit.text(left - 6, 20, `−${limit}`, { "font-size": 12, fill: c.muted, "text-anchor": "end" }) +
    kit.text(left + strip + 6, 20, `+${limit}`, { "font-size": 12, fill: c.muted });
  const height = top + Math.ceil(count / columns) * (size + 24);
  return { width, height, svg, rasters, words: `epoch ${epochs[index]} ${notes[index] ?? ""}` };
};

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "weights of hidden neurons as pictures",
    picture: (width, c) => picture(data, now, width, c),
  });
  const player = kit.player({
    label: "epoch",
    count: data.epochs.length,
    value: now.index,
    seconds: Math.min(8, data.epochs.length * 0.6),
    format: (i) => kit.tick(data.epochs[i]),
    change: (i) => ((now.index = i), view.update()),
  });
  main.append(view.node, player.node);
};

kit.widget = { state, picture, start };
