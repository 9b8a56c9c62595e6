// Pictures with their true and predicted labels: right ones quiet, wrong ones marked by colour and by a sign.

const kit = globalThis.neuronotes;

const draw = (panel, moment, now, width, c) => {
  const { shape, names, labels, captions, columns, zoom, background, count } = panel;
  const [rows, cols] = shape;
  const area = rows * cols;
  const pixels = kit.keep(panel, "pixels", 0, () => kit.bytes(panel.pixels));
  const said = panel.values ? answers(moment.values, names.length) : undefined;
  const wrong = (k) => said && labels && said[k].label !== labels[k];
  const longest = Math.max(...names.map((name) => name.length));
  // a share stands beside a short name, below a long one
  const beside = longest <= 3;
  const words = Array.from({ length: count }, (_, k) => [
    ...(captions[k] ? captions[k].split("\n").map((text) => [text, {}]) : []),
    ...(said ? verdict(names, said[k], labels?.[k], beside, c) : []),
    ...(!said && labels ? [[names[labels[k]], { fill: c.muted }]] : []),
  ]);
  let [svg, top] = ["", 0];
  const right = said && labels ? said.filter(({ label }, k) => label === labels[k]).length : 0;
  const score = said && labels ? `${right} of ${count} right` : "";
  if (score) {
    svg += kit.text(0, 13, score, { "font-weight": 600 });
    top = 26;
  }
  const room = roomFor(captions, said, longest, beside);
  const tiles = kit.tiles(width, { count, shape, columns, zoom, words, top, ...room });
  svg += tiles.svg;
  const rasters = [];
  for (let k = 0; k < count; k++) {
    const bytes = pixels.subarray(k * area, (k + 1) * area);
    const { x, y } = tiles.place(k);
    const box = { x, y, width: tiles.width, height: tiles.height };
    const rgb = kit.greyPicture(bytes, background === "black");
    rasters.push({ ...box, columns: cols, rows, rgb });
    const edge = { x: x - 1.5, y: y - 1.5, width: box.width + 3, height: box.height + 3 };
    svg += wrong(k)
      ? kit.tag("rect", { ...edge, rx: 2, fill: "none", stroke: c.red, "stroke-width": 3 })
      : kit.tag("rect", { ...box, fill: "none", stroke: c.faint });
  }
  return { height: tiles.bottom, svg, rasters, words: score };
};

/** Of each picture the class that the net says, and how sure it is, which is kept times the number of classes less one. */
const answers = (values, classes) =>
  Array.from({ length: values.length / 2 }, (_, k) => ({
    label: Math.round(values[2 * k]),
    share: values[2 * k + 1] / Math.max(1, classes - 1),
  }));

const verdict = (names, { label, share }, truth, beside, c) => {
  const percent = share >= 0 ? `${Math.round(100 * share)} %` : "";
  const wrong = truth !== undefined && label !== truth;
  const mark = wrong ? `✗ ${names[label]}` : names[label];
  const look = wrong ? { fill: c.red, "font-weight": 700 } : { fill: c.muted };
  return [
    [percent && beside ? `${mark} · ${percent}` : mark, look],
    ...(wrong ? [[`is ${names[truth]}`, {}]] : []),
    ...(percent && !beside ? [[percent, { fill: c.muted }]] : []),
  ];
};

/** Room for the words of any moment, so that pictures stand still while answers change. */
const roomFor = (captions, said, longest, beside) => {
  if (!said) return {};
  const parts = captions.map((caption) => caption.split("\n"));
  const percent = said.some(({ share }) => share >= 0);
  return {
    lines: Math.max(0, ...parts.map((list) => list.length)) + (percent && !beside ? 3 : 2),
    signs: Math.max(
      longest + (percent && beside ? 10 : 3),
      ...parts.flat().map((text) => text.length),
    ),
  };
};

kit.panel("gallery", { draw });
