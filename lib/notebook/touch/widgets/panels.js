// What the panels of a dashboard share: their drawing code by name, and the numbers of a moment.
// A panel's file writes kit.panel("name", { own?, draw, controls?, grab?, drag?, arrows?, press?, hover? }):
//
//   own(panel) → {…}                     what the reader may change, such as a turned view; kept while the slider moves
//   draw(panel, moment, own, width, c) → { height, svg, rasters?, spots?, words? }     as a stage's picture
//   controls(panel, own, update) → nodes                     buttons below the picture; only in a page
//   grab, drag, arrows, press, hover     as kit.stage has them, with (panel, own, …) in front
//
// panel: what the kernel's side gave as options, with title and wide.
// moment: { index, step, steps, unit, net, values, at }; at(k) is moment k of the same training.

const kit = globalThis.neuronotes;

const codes = {};
kit.panel = (kind, code) => (codes[kind] = code);
kit.panelCode = (kind) => codes[kind];

const unpacked = new WeakMap();
/** The numbers of moment `index`, of what lib/notebook/panels/pack.ts packed. */
kit.rowOf = (packed, index) => {
  const { values, bits, scales, length } = packed;
  if (!unpacked.has(packed)) {
    const { buffer } = kit.bytes(values);
    const Kind = { 8: Int8Array, 16: Int16Array, 32: Float32Array }[bits];
    unpacked.set(packed, { all: new Kind(buffer), rows: new Map() });
  }
  const { all, rows } = unpacked.get(packed);
  if (!rows.has(index)) {
    const scale = bits === 32 ? 1 : scales[index];
    const row = all.subarray(index * length, (index + 1) * length);
    rows.set(
      index,
      Float32Array.from(row, (value) => value * scale),
    );
  }
  return rows.get(index);
};

/** What a panel's drawing code may know of one moment. net: its layers; values: the panel's own numbers, if it keeps any. */
kit.momentAt = (data, panel, index) => ({
  index,
  step: data.steps[index],
  steps: data.steps,
  unit: data.unit,
  get net() {
    const { sizes, activations, values } = data.net;
    return kit.layers(sizes, activations, kit.rowOf(values, index));
  },
  get values() {
    return panel.values && kit.rowOf(panel.values, index);
  },
  at: (other) => kit.momentAt(data, panel, other),
});

/** A moment's number with its unit: whole where moments are whole. */
kit.stepWords = ({ steps, unit }, index) =>
  `${unit} ${kit.number(steps[index], steps.every(Number.isInteger) ? 0 : 1)}`;

/** Words in lines that fit into a width at this font size. */
kit.wrapped = (words, width, size = 12) => {
  const most = Math.max(8, Math.floor(width / (size * 0.55)));
  const lines = [""];
  for (const word of String(words).split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (longer.length <= most || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

/** Words cut to so many signs. */
kit.shortened = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);

kit.argmax = (row) => {
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
  return best;
};

/** The colour of a class on this page. Classes beyond the palette begin anew. */
kit.colourOf = (label, c) => c.classes[label % c.classes.length];

/** What takes longest to compute is kept until its key changes: one value a panel and name. */
const kept = new WeakMap();
kit.keep = (panel, name, key, make) => {
  if (!kept.has(panel)) kept.set(panel, new Map());
  const own = kept.get(panel);
  if (own.get(name)?.key !== key) own.set(name, { key, value: make() });
  return own.get(name).value;
};

/** Buttons for a few examples { name }, where there is more than one. */
kit.exampleChoice = (examples, value, change) => {
  if (examples.length < 2) return [];
  const items = examples.map(({ name }, id) => ({ id, label: name }));
  return [kit.choice({ label: "example", items, value, change }).node];
};
