// Optimizers race down a loss surface: the surface to turn beside its map, a slider through the steps, a rate for each.

const kit = globalThis.neuronotes;
const names = Object.keys(kit.optimizers);

const state = ({ surface, shown, rates, momentum, turn, tilt, step }) => ({
  surface,
  shown: [...shown],
  rates: { ...kit.surfaces[surface].rates, ...rates },
  momentum,
  start: [...kit.surfaces[surface].start],
  view: { turn, tilt },
  step,
});

const colourOf = (name, c) => {
  const own = { SGD: "#CC79A7", momentum: "#0072B2", Nesterov: "#56B4E9" }[name];
  const rest = { Adagrad: "#E69F00", RMSProp: "#009E73", Adam: "#D55E00" }[name];
  return kit.css(kit.mix(kit.rgb(own ?? rest), [255, 255, 255], c.dark ? 0.25 : 0));
};

/** Heights of n × n points, 0 to 1, first row w2 smallest; and the height of any place. */
const field = (surface, n) => {
  const { f, middle, power } = kit.surfaces[surface];
  const side = (k) => (4 * k) / (n - 1) - 2;
  const place = (k) => [middle[0] + side(k % n), middle[1] + side(Math.floor(k / n))];
  const raw = Float64Array.from({ length: n * n }, (_, k) => f(...place(k)));
  const most = raw.reduce((a, b) => Math.max(a, b));
  const height = (w) => (f(...w) / most) ** power;
  return { heights: raw.map((value) => (value / most) ** power), height };
};

const levels = 14;

/** The same heights from above, as pixels with contour lines; first row at the top. */
const paintMap = (heights, n, c) => {
  const rgb = kit.lossColours(heights, c);
  const out = new Uint8ClampedArray(rgb.length);
  const band = (i, j) => Math.floor(heights[j * n + i] * levels);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const here = band(i, j);
      const line =
        here !== band(Math.min(i + 1, n - 1), j) || here !== band(i, Math.min(j + 1, n - 1));
      for (let k = 0; k < 3; k++)
        out[3 * ((n - 1 - j) * n + i) + k] = rgb[3 * (j * n + i) + k] * (line ? 0.7 : 1);
    }
  }
  return out;
};

/** What takes longest is kept until the view or the theme changes. */
const kept = new Map();
const keep = (name, key, make) => {
  if (kept.get(name)?.key !== key) kept.set(name, { key, value: make() });
  return kept.get(name).value;
};

const inside = ([x, y], { middle }) => Math.abs(x - middle[0]) <= 2 && Math.abs(y - middle[1]) <= 2;

const lossWords = (value) =>
  value < 1e-4 ? "below 0.0001" : value < 1e4 ? kit.number(value, value < 1 ? 4 : 2) : "far out";

const picture = (data, now, width, c) => {
  const wide = width >= 620;
  const surface = kit.surfaces[now.surface];
  const theme = `${now.surface} ${c.text} ${c.background}`;
  const n = 65;
  const { heights, height } = keep("field", now.surface, () => field(now.surface, n));
  const box = wide
    ? { x: 0, y: 22, width: Math.round(width * 0.57), height: 330 }
    : { x: 0, y: 22, width, height: Math.round(width * 0.76) };
  const scene = kit.turn3d.scene(now.view, box);
  const { turn, tilt } = now.view;
  const seen = keep("surface", `${theme} ${turn} ${tilt} ${box.width}`, () =>
    scene.surface({
      columns: n,
      rows: n,
      heights,
      colours: kit.lossColours(heights, c),
      levels,
    }),
  );

  // the map
  const left = wide ? box.width + 38 : 34;
  const size = Math.min(300, width - left - 6);
  const top = wide ? 32 : box.y + box.height + 34;
  const fine = 481;
  const px = kit.scale([surface.middle[0] - 2, surface.middle[0] + 2], [left, left + size]);
  const py = kit.scale([surface.middle[1] - 2, surface.middle[1] + 2], [top + size, top]);
  const map = keep("map", theme, () => paintMap(field(now.surface, fine).heights, fine, c));

  let [on3d, onMap, legend] = ["", "", ""];
  const said = [];
  const legendTop = Math.max(box.y + box.height, top + size + 30) + 26;
  const columns = wide ? 3 : 2;
  names.forEach((name, k) => {
    const colour = colourOf(name, c);
    const on = now.shown.includes(name);
    const [x, y] = [(k % columns) * (width / columns), legendTop + Math.floor(k / columns) * 22];
    let words = "not in the race";
    if (on) {
      const walk = kit.descend(
        now.surface,
        name,
        now.start,
        now.rates[name],
        now.step,
        now.momentum,
      );
      const at = walk[walk.length - 1];
      words = walk.length <= now.step ? "far out" : lossWords(surface.f(...at));
      said.push(`${name} ${words}`);
      const line = { stroke: colour, "stroke-width": 2.2, "stroke-linecap": "round" };
      const toSquare = (place) => place.map((value, i) => (value - surface.middle[i]) / 2);
      for (const piece of kit.walkOn(walk, toSquare, height)) on3d += scene.path(piece, seen, line);
      onMap += kit.path(
        walk.map(([a, b]) => [kit.clamp(px(a), -2e3, 4e3), kit.clamp(py(b), -2e3, 4e3)]),
        line,
      );
      if (inside(at, surface)) {
        const dot = { r: 5, fill: colour, stroke: c.background, "stroke-width": 1.5 };
        const [u, v] = [0, 1].map((i) => (at[i] - surface.middle[i]) / 2);
        const point = [u, v, height(at) + 0.012];
        const [cx, cy] = scene.place(point);
        on3d += kit.tag("circle", { cx, cy, ...dot, "fill-opacity": seen.hides(point) ? 0.35 : 1 });
        onMap += kit.tag("circle", { cx: px(at[0]), cy: py(at[1]), ...dot });
      }
    }
    legend +=
      kit.tag("line", {
        ...{ x1: x + 2, x2: x + 22, y1: y - 4, y2: y - 4 },
        stroke: on ? colour : c.faint,
        "stroke-width": 4,
      }) +
      kit.text(x + 28, y, name, { "font-weight": 600, fill: on ? c.text : c.muted }) +
      kit.text(x + 116, y, words, { fill: c.muted });
  });
  const label = { "font-size": 12, fill: c.muted };
  const ticks = kit
    .ticks(-2, 2, 4)
    .map(
      (v) =>
        kit.text(px(surface.middle[0] + v), top + size + 16, kit.tick(surface.middle[0] + v), {
          ...label,
          "text-anchor": "middle",
        }) +
        kit.text(left - 6, py(surface.middle[1] + v) + 4, kit.tick(surface.middle[1] + v), {
          ...label,
          "text-anchor": "end",
        }),
    )
    .join("");
  const [startX, startY] = [px(now.start[0]), py(now.start[1])];
  return {
    width,
    height: legendTop + Math.ceil(names.length / columns) * 22 - 10,
    words: `step ${now.step} on the ${now.surface}: ${said.join(", ")}`,
    place: ([x, y]) => [px.invert(x), py.invert(y)],
    rasters: [
      seen.raster,
      {
        x: left,
        y: top,
        width: size,
        height: size,
        columns: fine,
        rows: fine,
        rgb: map,
        smooth: true,
      },
    ],
    spots: [
      kit.turn3d.spot(now.view, box),
      {
        id: "start",
        drag: true,
        circle: [startX, startY, 18],
        label: "the starting point, on the map",
        value: +now.start[0].toFixed(2),
        words: `w1 = ${kit.number(now.start[0], 2)}, w2 = ${kit.number(now.start[1], 2)}`,
      },
    ],
    svg:
      kit.text(0, 15, `L = ${surface.words}`, { "font-size": 14, "font-weight": 600 }) +
      kit.text(
        left,
        15 + (wide ? 0 : top - 28),
        wide ? "from above: w1 →  w2 ↑" : "from above",
        label,
      ) +
      scene.ground(c, seen, { u: "w1", v: "w2", h: "loss" }) +
      on3d +
      kit.tag(
        "clipPath",
        { id: "map" },
        kit.tag("rect", { x: left, y: top, width: size, height: size }),
      ) +
      kit.tag("g", { "clip-path": "url(#map)" }, onMap) +
      kit.tag("circle", {
        ...{ cx: startX, cy: startY, r: 8 },
        fill: "none",
        stroke: c.text,
        "stroke-width": 2,
      }) +
      ticks +
      kit.text(0, legendTop - 24, `loss after ${now.step} steps`, label) +
      legend,
  };
};

/** Two digits of a rate are enough; the slider moves in steps of a logarithm. */
const rateFrom = (position) => Number((10 ** position).toPrecision(2));

const start = (data, main) => {
  const now = state(data);
  const update = () => view.update();
  const hands = kit.turn3d.hands(now.view, update);
  const moveTo = ([x, y]) => {
    const { middle } = kit.surfaces[now.surface];
    now.start = [x, y].map((value, i) => {
      const rounded = Math.round(value * 100) / 100;
      return kit.clamp(rounded, middle[i] - 2, middle[i] + 2);
    });
    update();
  };
  const view = kit.stage({
    label: "optimizers on a loss surface, seen from the side and from above",
    picture: (width, c) => picture(data, now, width, c),
    grab: (id, x, y) => id === "turn" && hands.grab(x, y),
    drag: (id, x, y, shown) => (id === "turn" ? hands.drag(x, y) : moveTo(shown.place([x, y]))),
    arrows: (id, dx, dy) =>
      id === "turn"
        ? hands.arrows(dx, dy)
        : moveTo([now.start[0] + 0.05 * dx, now.start[1] + 0.05 * dy]),
  });
  const player = kit.player({
    label: "step",
    count: data.steps + 1,
    value: now.step,
    seconds: 10,
    change: (step) => ((now.step = step), update()),
  });
  const { input } = player.slider;
  const one = kit.button("+1 step", () => {
    input.value = Number(input.value) >= data.steps ? 0 : Number(input.value) + 1;
    input.dispatchEvent(new Event("input"));
  });
  player.node.insertBefore(one, player.slider.node);

  const rates = {};
  const grid = kit.element("div", {
    style:
      "display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 0 24px; margin-top: 10px",
  });
  for (const name of names) {
    const box = kit.element("input", { type: "checkbox", "aria-label": `${name} takes part` });
    box.checked = now.shown.includes(name);
    box.style.accentColor = colourOf(name, kit.theme);
    box.addEventListener("change", () => {
      now.shown = names.filter((other) =>
        other === name ? box.checked : now.shown.includes(other),
      );
      update();
    });
    rates[name] = kit.slider({
      label: name,
      min: -3,
      max: 0.5,
      step: 0.01,
      value: Math.log10(now.rates[name]),
      format: () => `rate ${now.rates[name]}`,
      change: (position) => {
        now.rates[name] = rateFrom(position);
        rates[name].set(position);
        update();
      },
    });
    rates[name].node.style.gridTemplateColumns = "78px minmax(70px, 1fr) 78px";
    const row = kit.element("div", { style: "display: flex; align-items: center; gap: 8px" });
    row.append(box, rates[name].node);
    grid.append(row);
  }
  const momentum = kit.slider({
    label: "momentum’s µ",
    min: 0,
    max: 0.99,
    step: 0.01,
    value: now.momentum,
    format: (value) => String(value),
    change: (value) => {
      now.momentum = value;
      update();
    },
  });
  momentum.node.style.gridTemplateColumns = "118px minmax(70px, 1fr) 60px";
  grid.append(momentum.node);
  const surfaces = kit.choice({
    label: "surface",
    items: Object.keys(kit.surfaces).map((id) => ({ id, label: id })),
    value: now.surface,
    change: (id) => {
      now.surface = id;
      now.start = [...kit.surfaces[id].start];
      now.rates = { ...kit.surfaces[id].rates };
      for (const name of names) rates[name].set(Math.log10(now.rates[name]));
      update();
    },
  });
  main.append(view.node, player.node, kit.element("div", { class: "row" }, surfaces.node), grid);
};

kit.widget = { state, picture, start, rateFrom };
