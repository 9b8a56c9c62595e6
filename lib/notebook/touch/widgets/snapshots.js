// A training as moments that were kept: the net of each, and the curve of their losses.

const kit = globalThis.neuronotes;

const cache = new WeakMap();
/** The layers of snapshot number `index`; the packed parameters are unpacked once. */
kit.netAt = (data, index) => {
  if (!cache.has(data)) cache.set(data, kit.floats(data.parameters));
  const all = cache.get(data);
  const count = all.length / data.steps.length;
  return kit.layers(data.sizes, data.activations, all.subarray(index * count, (index + 1) * count));
};

/** The loss at all snapshots, and where we are. On a logarithmic scale where it spans more than a factor of 10. */
kit.lossCurve = ({ steps, losses, unit }, index, top, width, c) => {
  const known = losses.filter((v) => v !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const log = least > 0 && most / least > 10;
  const of = (v) => (log ? Math.log10(v) : v);
  const low = log ? Math.floor(of(least)) : 0;
  const high = of(most) > low ? (log ? of(most) : most * 1.08) : low + 1;
  const px = kit.scale([steps[0], steps[steps.length - 1] || 1], [38, width - 8]);
  const py = kit.scale([low, high], [top + 92, top + 10]);
  const small = { "font-size": 11.5, fill: c.muted };
  const marks = log ? [low, Math.floor(high)] : [0, kit.ticks(0, high, 2)[1] ?? high];
  const mark = (v) =>
    !log ? kit.tick(v) : v < -3 ? `1e−${-v}` : kit.tick(+(10 ** v).toPrecision(3));
  const here = losses[index];
  return (
    marks
      .map(
        (v) =>
          kit.tag("line", { x1: 38, x2: width - 8, y1: py(v), y2: py(v), stroke: c.faint }) +
          kit.text(32, py(v) + 4, mark(v), {
            ...small,
            "text-anchor": "end",
          }),
      )
      .join("") +
    kit.path(
      losses.map((v, i) => [px(steps[i]), v === null ? NaN : py(of(v))]),
      { stroke: c.red, "stroke-width": 2 },
    ) +
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
          cy: py(of(here)),
          r: 5,
          fill: c.red,
          stroke: c.background,
          "stroke-width": 2,
        })) +
    kit.text(
      width - 8,
      top + 2,
      `loss ${here === null ? "not a number" : kit.number(here, here < 0.01 ? 5 : 3)}`,
      { "text-anchor": "end", "font-weight": 600, fill: c.red },
    ) +
    kit.text(38, top + 2, `${unit} ${kit.count(steps[index])}`, { "font-weight": 600 }) +
    kit.text(38, top + 110, kit.count(steps[0]), small) +
    kit.text(width - 8, top + 110, `${kit.count(steps[steps.length - 1])} ${unit}s`, {
      ...small,
      "text-anchor": "end",
    })
  );
};
