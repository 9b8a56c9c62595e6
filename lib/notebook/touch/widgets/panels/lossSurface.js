// A loss over two numbers, from above with contour lines or as a surface to turn, and a path on it.

const kit = globalThis.neuronotes;

const own = ({ view, turn, tilt }) => ({ view, looked: { turn, tilt } });

const heightOf = ({ log, floor }, loss) => (log ? Math.log10(Math.max(loss, floor)) : loss);

/** Between p1 and p2, bent as the neighbours ask: Catmull and Rom's spline. */
const between = (p0, p1, p2, p3, t) =>
  p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));

/**
 * The grid's heights from 0 to 1 at more places, so that lines are smooth: { n, heights, low, high, at }, first row at the lower end.
 * at([a, b]): the height of a place, straight between the grid's.
 */
const fieldOf = (grid) => {
  const { n, losses, xRange, yRange } = grid;
  const raw = losses.map((loss) => heightOf(grid, loss));
  const parts = Math.max(1, Math.round(72 / (n - 1)));
  const fine = (n - 1) * parts + 1;
  const bend = (line) =>
    Float64Array.from({ length: fine }, (_, k) => {
      const i = Math.min(n - 2, Math.floor(k / parts));
      const at = (j) => line[kit.clamp(j, 0, n - 1)];
      return between(at(i - 1), at(i), at(i + 1), at(i + 2), k / parts - i);
    });
  const rows = Array.from({ length: n }, (_, j) => bend(raw.slice(j * n, (j + 1) * n)));
  const columns = Array.from({ length: fine }, (_, i) => bend(rows.map((row) => row[i])));
  const [low, high] = raw.reduce(
    ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
    [Infinity, -Infinity],
  );
  const share = (value) => kit.clamp((value - low) / (high - low || 1), 0, 1);
  const heights = Float32Array.from({ length: fine * fine }, (_, k) =>
    share(columns[k % fine][Math.floor(k / fine)]),
  );
  const at = ([a, b]) => {
    const place = (value, [from, to]) =>
      kit.clamp(((value - from) / (to - from)) * (fine - 1), 0, fine - 1);
    const [x, y] = [place(a, xRange), place(b, yRange)];
    const [i, j] = [Math.min(fine - 2, Math.floor(x)), Math.min(fine - 2, Math.floor(y))];
    const of = (di, dj) => heights[(j + dj) * fine + i + di];
    const [s, t] = [x - i, y - j];
    return (of(0, 0) * (1 - s) + of(1, 0) * s) * (1 - t) + (of(0, 1) * (1 - s) + of(1, 1) * s) * t;
  };
  return { n: fine, heights, low, high, at };
};

/** The loss of a height from 0 to 1. */
const lossOf = ({ log }, { low, high }, height) => {
  const value = low + height * (high - low);
  return log ? 10 ** value : value;
};

const words = (loss) =>
  loss !== 0 && Math.abs(loss) < 1e-3
    ? loss.toExponential(1).replace(/-/g, "−")
    : kit.tick(+loss.toPrecision(3));

/** A bar of the shades with their losses below. */
const scaleBar = (grid, field, left, top, width, c) => {
  const steps = 40;
  const rgb = kit.lossColours(
    Array.from({ length: steps }, (_, k) => k / (steps - 1)),
    c,
  );
  const label = { "font-size": 12, fill: c.muted };
  const ticks = [0, 1 / 3, 2 / 3, 1].map((h, i) =>
    kit.text(left + h * width, top + 25, words(lossOf(grid, field, h)), {
      ...label,
      "text-anchor": i === 0 ? "start" : i === 3 ? "end" : "middle",
    }),
  );
  return {
    svg: kit.text(left - 6, top + 10, "loss", { ...label, "text-anchor": "end" }) + ticks.join(""),
    raster: { x: left, y: top, width, height: 11, columns: steps, rows: 1, rgb, smooth: true },
  };
};

/** Where the walk is now: a live picture has one moment and the whole path. */
const walked = ({ path }, moment) =>
  moment.steps.length > 1 ? Math.min(moment.index, path.length - 1) : path.length - 1;

const contours = (panel, grid, field, now, width, c) => {
  const { path, labels } = panel;
  const left = 44;
  const top = 24;
  const size = Math.min(400, width - left - 8);
  const { n, heights } = field;
  const x = kit.scale(grid.xRange, [0, size]);
  const y = kit.scale(grid.yRange, [size, 0]);
  const rgb = kit.keep(panel, "map", `${c.text} ${c.dark}`, () => {
    const colours = kit.lossColours(heights, c);
    const turned = new Uint8ClampedArray(colours.length);
    for (let j = 0; j < n; j++)
      turned.set(colours.subarray(3 * (n - 1 - j) * n, 3 * (n - j) * n), 3 * j * n);
    return turned;
  });
  const levels = 12;
  const d = kit.keep(panel, "lines", size, () => {
    const at = ([a, b]) =>
      `${((a / (n - 1)) * size).toFixed(1)},${(size - (b / (n - 1)) * size).toFixed(1)}`;
    return Array.from({ length: levels - 1 }, (_, k) => kit.contour(heights, n, (k + 1) / levels))
      .flat()
      .map(([from, to]) => `M${at(from)}L${at(to)}`)
      .join("");
  });
  const ink = c.dark ? "#ffffff" : "#1f2328";
  const far = (value) => kit.clamp(value, -2e3, 4e3);
  const places = path.map(([a, b]) => [far(x(a)), far(y(b))]);
  const line = { stroke: c.red, "stroke-linecap": "round" };
  const dot = ([cx, cy], r, more) => kit.tag("circle", { cx, cy, r, ...more });
  const inside = kit.tag(
    "svg",
    { x: left, y: top, width: size, height: size },
    kit.tag("path", { d, fill: "none", stroke: ink, "stroke-opacity": 0.4, "stroke-width": 0.9 }),
    kit.path(places, { ...line, "stroke-width": 1.6, "stroke-opacity": 0.4 }),
    kit.path(places.slice(0, now + 1), { ...line, "stroke-width": 2.4 }),
    ...(path.length <= 61
      ? places.map((place, k) =>
          dot(place, 2.2, { fill: c.red, "fill-opacity": k <= now ? 1 : 0.45 }),
        )
      : []),
    path.length > 1
      ? dot(places[0], 4.5, { fill: "#ffffff", stroke: c.red, "stroke-width": 2 })
      : "",
    path.length > 0
      ? dot(places[now], 6, { fill: c.red, stroke: "#ffffff", "stroke-width": 2 })
      : "",
  );
  const tick = { "font-size": 12, fill: c.muted };
  const frame =
    kit
      .ticks(...grid.xRange, 4)
      .map((v) =>
        kit.text(left + x(v), top + size + 16, kit.tick(v), { ...tick, "text-anchor": "middle" }),
      )
      .join("") +
    kit
      .ticks(...grid.yRange, 4)
      .map((v) =>
        kit.text(left - 6, top + y(v) + 4, kit.tick(v), { ...tick, "text-anchor": "end" }),
      )
      .join("") +
    kit.text(left + size, top + size + 34, `${labels[0]} →`, { ...tick, "text-anchor": "end" }) +
    kit.text(left, 14, `${labels[1]} ↑`, tick);
  const bar = scaleBar(grid, field, left, top + size + 48, size, c);
  return {
    bottom: top + size + 76,
    svg: frame + inside + bar.svg,
    rasters: [
      { x: left, y: top, width: size, height: size, columns: n, rows: n, rgb, smooth: true },
      bar.raster,
    ],
    spots: [],
  };
};

const turned = (panel, grid, field, now, looked, width, c) => {
  const { path, labels } = panel;
  const { n, heights } = field;
  const box = { x: 0, y: 18, width, height: Math.round(kit.clamp(width * 0.8, 240, 400)) };
  const scene = kit.turn3d.scene(looked, box);
  const key = `${c.text} ${c.dark} ${kit.fine} ${looked.turn} ${looked.tilt} ${width}`;
  const seen = kit.keep(panel, "surface", key, () =>
    scene.surface({
      columns: n,
      rows: n,
      heights,
      colours: kit.lossColours(heights, c),
      levels: 12,
    }),
  );
  const toSquare = ([a, b]) =>
    [[a, grid.xRange], [b, grid.yRange]].map(([v, [from, to]]) => (2 * (v - from)) / (to - from) - 1); // prettier-ignore
  const walk = (places, style) =>
    kit
      .walkOn(places, toSquare, field.at)
      .map((piece) =>
        scene.path(piece, seen, { stroke: c.red, "stroke-linecap": "round", ...style }),
      )
      .join("");
  const dot = (place, r, more) => {
    const [u, v] = toSquare(place);
    if (Math.max(Math.abs(u), Math.abs(v)) > 1) return "";
    const point = [u, v, field.at(place) + 0.012];
    const [cx, cy] = scene.place(point);
    return kit.tag("circle", { cx, cy, r, ...more, opacity: seen.hides(point) ? 0.4 : undefined });
  };
  const bar = scaleBar(grid, field, 44, box.y + box.height + 12, Math.min(400, width - 52), c);
  return {
    bottom: box.y + box.height + 40,
    svg:
      scene.ground(c, seen, {
        u: labels[0].replace(/:.*/, ""),
        v: labels[1].replace(/:.*/, ""),
        h: grid.log ? "loss (logarithm)" : "loss",
      }) +
      walk(path, { "stroke-width": 1.6, "stroke-opacity": 0.4 }) +
      walk(path.slice(0, now + 1), { "stroke-width": 2.4 }) +
      (path.length > 1
        ? dot(path[0], 4.5, { fill: "#ffffff", stroke: c.red, "stroke-width": 2 })
        : "") +
      (path.length > 0
        ? dot(path[now], 6, { fill: c.red, stroke: "#ffffff", "stroke-width": 2 })
        : "") +
      bar.svg,
    rasters: [seen.raster, bar.raster],
    spots: [kit.turn3d.spot(looked, box)],
  };
};

const draw = (panel, moment, { view, looked }, width, c) => {
  const { grid, note, path } = panel;
  if (!grid) return { height: 40, svg: kit.text(0, 20, note, { fill: c.muted }), words: note };
  const field = kit.keep(panel, "field", "", () => fieldOf(grid));
  const now = walked(panel, moment);
  const drawn =
    view === "3d"
      ? turned(panel, grid, field, now, looked, width, c)
      : contours(panel, grid, field, now, width, c);
  const value = path.length > 0 ? words(lossOf(grid, field, field.at(path[now]))) : "";
  const here = value && (note ? `loss ${value} at this place of the plane` : `loss ${value}`);
  const lines = [here, note].filter(Boolean);
  return {
    ...drawn,
    height: drawn.bottom + 4 + 18 * lines.length,
    svg:
      drawn.svg +
      lines
        .map((line, k) =>
          kit.text(0, drawn.bottom + 14 + 18 * k, line, {
            "font-size": 12,
            ...(k === 0 && here ? { "font-weight": 600 } : { fill: c.muted }),
          }),
        )
        .join(""),
    words: here || note,
  };
};

const held = new WeakMap();
const handsOf = (now) => {
  if (!held.has(now))
    held.set(
      now,
      kit.turn3d.hands(now.looked, () => {}),
    );
  return held.get(now);
};

const controls = (panel, now, update) => {
  if (!panel.grid) return [];
  const choice = kit.choice({
    label: "view",
    items: [
      { id: "contours", label: "contours" },
      { id: "3d", label: "3D" },
    ],
    value: now.view,
    change: (id) => ((now.view = id), update()),
  });
  return [choice.node];
};

kit.panel("lossSurface", {
  ...{ own, draw, controls, fieldOf, lossOf, walked },
  grab: (panel, now, id, x, y) => handsOf(now).grab(x, y),
  drag: (panel, now, id, x, y) => handsOf(now).drag(x, y),
  arrows: (panel, now, id, dx, dy) => handsOf(now).arrows(dx, dy),
});
