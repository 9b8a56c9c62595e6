// The hidden layers of a net through its training: three histograms a layer, first layer at the top.

const kit = globalThis.neuronotes;

const state = ({ start, shown }) => ({ index: start, shown });

const cache = new WeakMap();
/** The bars of one layer at one moment, each list from 0 to 1: [activations, differences, gradients]. */
const barsOf = ({ bins, layers }, net, index, layer) => {
  if (!cache.has(net)) cache.set(net, kit.bytes(net.counts));
  const all = cache.get(net);
  const size = bins.reduce((a, b) => a + b);
  let at = (index * layers + layer) * size;
  return bins.map((count) => Array.from(all.subarray(at, (at += count)), (v) => v / 255));
};

/** 3.2e−6 as a short text: small numbers by their power of ten. */
const short = (value) =>
  value === 0
    ? "0"
    : value >= 0.01
      ? kit.number(value, value < 0.1 ? 3 : 2)
      : value.toExponential(0).replace("-", "−");

const histogram = (bars, x, left, base, height, colour) => {
  const wide = (x.range[1] - x.range[0]) / bars.length;
  return bars
    .map((share, k) =>
      share === 0
        ? ""
        : kit.tag("rect", {
            x: left + k * wide + 0.5,
            y: base - share * height,
            width: Math.max(0.5, wide - 1),
            height: Math.max(0.8, share * height),
            fill: colour,
          }),
    )
    .join("");
};

/** The losses of all nets; the one that is shown is drawn strong. */
const lossCurves = (data, { index, shown }, top, width, c) => {
  const { nets, names, steps, unit } = data;
  const known = nets.flatMap(({ losses }) => losses).filter((v) => v !== null);
  const px = kit.scale([steps[0], steps[steps.length - 1] || 1], [38, width - 8]);
  const py = kit.scale([0, Math.max(...known, 1e-9) * 1.08], [top + 92, top + 10]);
  const small = { "font-size": 11.5, fill: c.muted };
  const mark = kit.ticks(0, py.domain[1], 2)[1] ?? py.domain[1];
  const here = nets[names.indexOf(shown)].losses[index];
  const line = ({ losses }, strong) =>
    kit.path(
      losses.map((v, i) => [px(steps[i]), v === null ? NaN : py(v)]),
      strong ? { stroke: c.red, "stroke-width": 2.5 } : { stroke: c.muted, "stroke-width": 1.5 },
    );
  return (
    [0, mark]
      .map(
        (v) =>
          kit.tag("line", { x1: 38, x2: width - 8, y1: py(v), y2: py(v), stroke: c.faint }) +
          kit.text(32, py(v) + 4, kit.tick(v), { ...small, "text-anchor": "end" }),
      )
      .join("") +
    nets.map((net, k) => (names[k] === shown ? "" : line(net, false))).join("") +
    line(nets[names.indexOf(shown)], true) +
    kit.tag("line", {
      x1: px(steps[index]),
      x2: px(steps[index]),
      y1: top + 6,
      y2: top + 92,
      stroke: c.text,
      "stroke-dasharray": "3 3",
    }) +
    (here === null
      ? ""
      : kit.tag("circle", {
          cx: px(steps[index]),
          cy: py(here),
          r: 5,
          fill: c.red,
          stroke: c.background,
          "stroke-width": 2,
        })) +
    kit.text(
      38,
      top + 2,
      `${unit} ${kit.number(steps[index], Number.isInteger(steps[index]) ? 0 : 1)}`,
      {
        "font-weight": 600,
      },
    ) +
    kit.text(width - 8, top + 2, `loss ${here === null ? "not a number" : kit.number(here)}`, {
      "text-anchor": "end",
      "font-weight": 600,
      fill: c.red,
    }) +
    kit.text(38, top + 110, kit.count(steps[0]), small) +
    kit.text(width - 8, top + 110, `${kit.count(steps[steps.length - 1])} ${unit}s`, {
      ...small,
      "text-anchor": "end",
    })
  );
};

const picture = (data, now, width, c) => {
  const { names, layers, range, smallestPower } = data;
  const { index, shown } = now;
  const net = nets(data, shown);
  const narrow = width < 560;
  const row = 34;
  const top = 42;
  const bottom = top + layers * row;
  const half = (range[1] - range[0]) / 2;
  const gap = narrow ? 12 : 24;
  const first = narrow ? 14 : 24;
  const column = narrow ? 0 : 40; // for a number at the end of a row
  const wide = (width - first - 2 * gap - 2 * column - 6) / 3;
  const panels = [
    { title: "activations", domain: range, ticks: [range[0], range[1]], colour: c.blue },
    {
      title: narrow ? "differences" : "differences between examples",
      domain: [-half, half],
      ticks: [-half, 0, half],
      colour: c.green,
      numbers: net.spreads[index],
    },
    {
      title: narrow ? "gradients" : "sizes of the gradients",
      domain: [smallestPower, 0],
      ticks: [smallestPower, smallestPower / 2, 0],
      colour: c.orange,
      numbers: net.sizes[index],
    },
  ].map((panel, k) => {
    const left = first + k * (wide + gap) + (k === 2 ? column : 0);
    return { ...panel, left, x: kit.scale(panel.domain, [left, left + wide]) };
  });
  const small = { "font-size": 11.5, fill: c.muted };
  let svg = narrow ? "" : kit.text(0, 20, "layer", small);
  panels.forEach(({ title, left, x, ticks }, k) => {
    svg += kit.text(k === 0 && !narrow ? left + 22 : left, 20, title, {
      "font-size": narrow ? 11.5 : 13,
      "font-weight": 600,
    });
    ticks.forEach((v, i) => {
      if (narrow && i === 1 && k === 2) return;
      const power = k === 2 ? (v === 0 ? "1" : `1e−${-v}`) : kit.tick(v);
      svg +=
        kit.tag("line", { x1: x(v), x2: x(v), y1: top - 6, y2: bottom, stroke: c.faint }) +
        kit.text(x(v), bottom + 17, power, {
          ...small,
          "text-anchor": i === 0 ? "start" : i === ticks.length - 1 ? "end" : "middle",
        });
    });
  });
  for (let l = 0; l < layers; l++) {
    const base = top + (l + 1) * row - 4;
    svg += kit.text(0, base - 4, String(l + 1), { "font-weight": 600 });
    barsOf(data, net, index, l).forEach((bars, k) => {
      const { left, x, colour, numbers } = panels[k];
      svg +=
        kit.tag("line", { x1: left, x2: left + wide, y1: base, y2: base, stroke: c.faint }) +
        histogram(bars, x, left, base, row - 8, colour);
      if (numbers && !narrow)
        svg += kit.text(left + wide + column, base - 4, short(numbers[l]), {
          "font-size": 12,
          "text-anchor": "end",
        });
    });
  }
  if (!narrow)
    svg += kit.text(width - 6, bottom + 33, "numbers: root mean square of the row", {
      ...small,
      "text-anchor": "end",
    });
  const last = layers - 1;
  const still = data.steps.length === 1; // one moment has no curve
  return {
    width,
    height: bottom + (still ? 40 : 180),
    svg: still ? svg : svg + lossCurves(data, now, bottom + 62, width, c),
    words:
      `${shown}, ${data.unit} ${data.steps[index]}, loss ${net.losses[index]}; differences in layer 1: ${short(net.spreads[index][0])}, ` +
      `in layer ${layers}: ${short(net.spreads[index][last])}; gradients in layer 1: ${short(net.sizes[index][0])}, ` +
      `in layer ${layers}: ${short(net.sizes[index][last])}; nets: ${names.join(", ")}`,
  };
};

const nets = (data, shown) => data.nets[data.names.indexOf(shown)];

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "histograms of the hidden layers, and the loss",
    picture: (width, c) => picture(data, now, width, c),
  });
  const player = kit.player({
    label: data.unit,
    count: data.steps.length,
    value: now.index,
    format: (i) => kit.number(data.steps[i], Number.isInteger(data.steps[i]) ? 0 : 1),
    change: (i) => ((now.index = i), view.update()),
  });
  const choice = kit.choice({
    label: "net",
    items: data.names.map((name) => ({ id: name, label: name })),
    value: now.shown,
    change: (name) => ((now.shown = name), view.update()),
  });
  if (data.names.length > 1) main.append(choice.node);
  main.append(view.node);
  if (data.steps.length > 1) main.append(player.node);
};

kit.widget = { state, picture, start, barsOf, short };
