// How sure a net is of each class, for one example: one bar a class, the true class marked.

const kit = globalThis.neuronotes;

const row = 26;
/** Of more classes only the likeliest are drawn. */
const most = 16;

const own = (panel) => ({ shown: panel.shown ?? 0 });

const draw = (panel, moment, now, width, c) => {
  const { names, examples, shape } = panel;
  const { label, words, pixels, inputs } = examples[now.shown];
  const count = names.length;
  const shares = inputs
    ? kit.answer(moment.net, Float64Array.from(inputs))
    : moment.values.subarray(now.shown * count, (now.shown + 1) * count);
  const best = kit.argmax(shares);
  const right = label === undefined || label === best;
  const number = (share) =>
    panel.percent ? `${kit.number(100 * share, 1)} %` : kit.number(share, 3);
  const rasters = [];
  let [svg, y, left] = ["", 0, 0];
  let beside = 0;
  if (pixels) {
    const size = width < 480 ? 84 : 140;
    const [rows, cols] = shape;
    const bytes = kit.keep(panel, "pixels", now.shown, () => kit.bytes(pixels));
    const rgb = kit.greyPicture(bytes, panel.background === "black");
    const box = { x: 0, y: 0, width: size, height: (size * rows) / cols };
    rasters.push({ ...box, columns: cols, rows, rgb });
    svg += kit.tag("rect", { ...box, fill: "none", stroke: c.faint });
    beside = size + 18;
    if (width < 480) y = box.height + 8;
    else left = beside;
  }
  const said = label === undefined ? "" : right ? "✓ " : "✗ ";
  if (words) {
    const lines = kit.wrapped(words, width - beside, 13);
    lines.forEach((part, k) => (svg += kit.text(beside, 14 + 17 * k, part)));
    const look = { "font-weight": 700, fill: right ? c.text : c.red };
    const verdict = kit.wrapped(`${said}${names[best]}, ${number(shares[best])}`, width - beside);
    verdict.forEach((part, k) => {
      svg += kit.text(beside, 14 + 17 * (lines.length + k), part, look);
    });
    y = Math.max(y, 17 * (lines.length + verdict.length) + 8);
  }
  const order = names.map((_, k) => k);
  const drawn =
    count > most ? [...order].sort((a, b) => shares[b] - shares[a]).slice(0, most) : order;
  const signs = Math.max(6, Math.floor(((width - left) * 0.42) / 8.2));
  const marked = (k) => `${kit.shortened(names[k], signs - 2)}${k === label ? " ✓" : ""}`;
  const longest = Math.max(...drawn.map((k) => marked(k).length * (k === label ? 8.2 : 7.4)));
  const from = left + longest + 10;
  const bars = kit.scale([0, 1], [from, width - 60]);
  for (const k of drawn) {
    const first = k === best;
    const bar = { x: from, y: y + 3, height: 18, rx: 3 };
    svg +=
      kit.text(from - 8, y + 17, marked(k), {
        ...{ "text-anchor": "end", "font-weight": k === label ? 700 : 400 },
      }) +
      kit.tag("rect", { ...bar, width: bars(1) - from, fill: c.soft }) +
      kit.tag("rect", {
        ...{ ...bar, width: bars(shares[k]) - from, fill: first && !right ? c.red : c.blue },
        "fill-opacity": first ? 1 : 0.45,
      }) +
      kit.text(width, y + 17, number(shares[k]), {
        ...{ "text-anchor": "end", fill: first ? c.text : c.muted },
        "font-weight": first ? 700 : 400,
      });
    y += row;
  }
  if (count > most) {
    const others = `and ${count - most} others, none likelier`;
    svg += kit.text(from, y + 15, others, { "font-size": 12, fill: c.muted });
    y += 22;
  }
  const truth = label === undefined || right ? "" : `, is ${names[label]}`;
  return {
    height: Math.max(y, rasters[0]?.height ?? 0) + 2,
    ...{ svg, rasters, words: `${said}${names[best]} ${number(shares[best])}${truth}` },
  };
};

const controls = ({ examples }, now, update) =>
  kit.exampleChoice(examples, now.shown, (k) => ((now.shown = k), update()));

kit.panel("confidence", { own, draw, controls });
