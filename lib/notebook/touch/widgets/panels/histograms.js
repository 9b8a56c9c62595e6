// The hidden layers of a net: three histograms a layer, the first layer in the first row; a button for each net.

const kit = globalThis.neuronotes;

const own = ({ shown }) => ({ shown });

/** What lib/notebook/panels/layer-rows.ts packed: the bars of each histogram from 0 to 1, two sizes and a range. */
const layerOf = ({ bins, layers }, values, net, layer) => {
  const size = bins.reduce((a, b) => a + b) + 4;
  let at = (net * layers + layer) * size;
  const bars = bins.map((count) => values.subarray(at, (at += count)));
  const [spread, gradients, low, high] = values.subarray(at, at + 4);
  const size10 = (power) => (power < -13.9 ? 0 : 10 ** power);
  const end = (v) => +(Math.sign(v) * (10 ** Math.abs(v) - 1) * 1e-6).toPrecision(3);
  return {
    bars,
    numbers: [undefined, size10(spread), size10(gradients)],
    range: [end(low), end(high)],
  };
};

/** 3.2e−6 as a short text: small numbers by their power of ten. */
const short = (value) =>
  value === 0
    ? "0"
    : value >= 0.01
      ? kit.number(value, value < 0.1 ? 3 : 2)
      : value.toExponential(0).replace("-", "−");

/** The outline of all bars as one path: hundreds of rectangles would make the page heavy. */
const histogram = (bars, left, wide, base, height, colour) => {
  const step = wide / bars.length;
  let d = "";
  bars.forEach((share, k) => {
    if (share <= 0) return;
    const tall = Math.max(1, share * height);
    d += `M${(left + k * step + 0.4).toFixed(1)},${base.toFixed(1)}v${(-tall).toFixed(1)}h${Math.max(0.6, step - 0.8).toFixed(1)}v${tall.toFixed(1)}z`;
  });
  return kit.tag("path", { d, fill: colour });
};

const draw = (panel, moment, { shown }, width, c) => {
  const { layers, smallestPower, names } = panel;
  const { values } = moment;
  const rows = Array.from({ length: layers }, (_, l) => layerOf(panel, values, shown, l));
  const same = rows.every(({ range }) => String(range) === String(rows[0].range));
  const narrow = width < 560;
  const gap = narrow ? 14 : 24;
  const first = layers > 9 ? 24 : narrow ? 16 : 24;
  const column = narrow ? 0 : 44; // for a number at the end of a row
  const wide = (width - first - 2 * gap - 2 * column - 2) / 3;
  const row = same ? 36 : 48;
  const bars = 28;
  const top = 28;
  const bottom = top + layers * row;
  const small = { "font-size": 11.5, fill: c.muted };
  const columns = [
    { title: "activations", colour: c.blue },
    { title: narrow ? "differences" : "differences between examples", colour: c.green },
    { title: narrow ? "gradients" : "sizes of the gradients", colour: c.orange },
  ].map((one, k) => ({ ...one, left: first + k * (wide + gap) + (k === 2 ? column : 0) }));
  const endsOf = ([low, high], k) => {
    if (k === 2) return [`1e−${-smallestPower}`, narrow ? "" : `1e−${-smallestPower / 2}`, "1"];
    if (k === 0) return [kit.tick(low), low < 0 && high === -low ? "0" : "", kit.tick(high)];
    const half = +((high - low) / 2).toPrecision(3);
    return [kit.tick(-half), "0", kit.tick(half)];
  };
  const marks = (range, k, y) =>
    endsOf(range, k)
      .map((words, i) =>
        words === ""
          ? ""
          : kit.text(columns[k].left + (wide * i) / 2, y, words, {
              ...small,
              "text-anchor": ["start", "middle", "end"][i],
            }),
      )
      .join("");
  let svg = "";
  columns.forEach(({ title, left }, k) => {
    svg += kit.text(left, 14, title, { "font-size": narrow ? 12 : 13, "font-weight": 600 });
    for (const i of [0, 1, 2]) {
      const x = left + (wide * i) / 2;
      svg += kit.tag("line", {
        x1: x,
        x2: x,
        y1: top,
        y2: bottom - (same ? 3 : 18),
        stroke: c.faint,
      });
    }
    if (same || k === 2) svg += marks(rows[0].range, k, same ? bottom + 12 : bottom - 3);
  });
  rows.forEach(({ bars: shares, numbers, range }, l) => {
    const base = top + l * row + bars + 4;
    svg += kit.text(0, base - 3, String(l + 1), { "font-weight": 600 });
    columns.forEach(({ left, colour }, k) => {
      svg +=
        kit.tag("line", { x1: left, x2: left + wide, y1: base, y2: base, stroke: c.faint }) +
        histogram(shares[k], left, wide, base, bars, colour);
      if (!same && k < 2) svg += marks(range, k, base + 13);
      if (numbers[k] !== undefined && !narrow)
        svg += kit.text(left + wide + column, base - 3, short(numbers[k]), {
          "font-size": 12,
          "text-anchor": "end",
        });
    });
  });
  if (!narrow)
    svg += kit.text(width, bottom + (same ? 30 : 15), "numbers: root mean square of the row", {
      ...small,
      "text-anchor": "end",
    });
  const said = [rows[0], rows[layers - 1]].map(
    ({ numbers }, i) =>
      `layer ${i === 0 ? 1 : layers}: differences ${short(numbers[1])}, gradients ${short(numbers[2])}`,
  );
  return {
    height: bottom + (same ? 18 : 2) + (narrow ? 0 : 18),
    svg,
    words: (names.length > 1 ? [names[shown], ...said] : said)
      .slice(0, layers > 1 ? 3 : 2)
      .join("; "),
  };
};

const controls = ({ names }, now, update) => {
  if (names.length < 2) return [];
  const choice = kit.choice({
    label: "net",
    items: names.map((label, id) => ({ id, label })),
    value: now.shown,
    change: (id) => ((now.shown = id), update()),
  });
  return [choice.node];
};

const chosen = ({ names }, { shown }) => (names.length > 1 ? names[shown] : "");

kit.panel("histograms", { own, draw, controls, chosen, layerOf, short });
