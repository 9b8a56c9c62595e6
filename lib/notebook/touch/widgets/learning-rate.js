// Gradient descent in one dimension: x ← x − η f′(x), the path drawn on the curve, a slider for η.

const kit = globalThis.neuronotes;

// Each loss with its slope and the part of it that is shown.
const losses = {
  square: { name: "x²", f: (x) => x * x, slope: (x) => 2 * x, most: 4, y: [-0.8, 16] },
  steep: { name: "3x²", f: (x) => 3 * x * x, slope: (x) => 6 * x, most: 4, y: [-2.4, 48] },
  valleys: {
    name: "x⁴/4 − x² + x/3",
    f: (x) => x ** 4 / 4 - x * x + x / 3,
    slope: (x) => x ** 3 - 2 * x + 1 / 3,
    most: 2.6,
    y: [-1.8, 5],
  },
};

const state = ({ loss, x0, rate, steps }) => ({ loss, x0, rate, steps });

/** x₀, x₁, …: as far as the numbers stay finite. */
const walk = ({ loss, x0, rate, steps }) => {
  const path = [x0];
  for (let n = 0; n < steps; n++) {
    const x = path[n] - rate * losses[loss].slope(path[n]);
    if (!(Math.abs(x) < 1e12)) break;
    path.push(x);
  }
  return path;
};

/** What the path does, in words. */
const verdict = ({ loss, steps }, path) => {
  const { f, slope } = losses[loss];
  const [first, last] = [path[0], path[path.length - 1]];
  const moves = path.slice(1).map((x, i) => x - path[i]);
  const turns = moves.filter((move, i) => i > 0 && move * moves[i - 1] < 0).length;
  const arrived = path.findIndex((x) => Math.abs(slope(x)) < 1e-3);
  if (path.length < 2) return "no step yet";
  if (path.length <= steps || f(last) > f(first) * 1.001 + 1e-9)
    return "each step lands higher: it climbs out";
  if (arrived === 0) return "starts on flat ground and stays there";
  if (arrived > 0)
    return `at the bottom after ${arrived} step${arrived > 1 ? "s" : ""}${turns > 1 ? ", hopping" : ""}`;
  if (turns > moves.length / 2)
    return f(last) > f(first) * 0.97
      ? "hops from side to side, no lower"
      : "hops across, a little lower each time";
  return f(first) - f(last) < 0.3 * (f(first) - losses[loss].y[0])
    ? "walks down, in very small steps"
    : "walks down the slope";
};

const picture = (data, now, width, c) => {
  const { f, most, y, name } = losses[now.loss];
  const narrow = width < 480;
  const bottom = narrow ? 250 : 300;
  const px = kit.scale([-most, most], [34, width - 8]);
  const py = kit.scale(y, [bottom, 30]);
  const path = walk(now);
  const at = path.map((x) => [kit.clamp(px(x), -1e4, 1e4), kit.clamp(py(f(x)), -1e4, 1e4)]);

  const curve = [];
  for (let i = 0; i <= 200; i++) curve.push((i / 100 - 1) * most);
  const dots = at.map(([x, yy], i) =>
    kit.tag("circle", {
      cx: x,
      cy: yy,
      r: i === 0 ? 9 : 4.5,
      fill: i === 0 ? c.blue : c.red,
      stroke: c.background,
      "stroke-width": 1.5,
    }),
  );
  const last = path[path.length - 1];
  const shown = path.slice(0, narrow ? 5 : 9).map((x) => kit.number(x, 2));
  const list = shown.join(" → ") + (path.length > shown.length ? " → …" : "");
  const words = verdict(now, path);
  return {
    width,
    height: bottom + 122,
    words: `rate ${kit.number(now.rate, 2)}: ${words}`,
    place: px,
    spots: [
      {
        id: "start",
        drag: true,
        circle: [...at[0], 22],
        label: "starting point",
        value: +now.x0.toFixed(2),
        words: `x = ${kit.number(now.x0, 2)}`,
      },
    ],
    svg:
      kit.tag(
        "clipPath",
        { id: "chart" },
        kit.tag("rect", { x: 34, y: 26, width: width - 42, height: bottom - 26 }),
      ) +
      kit.axes(px, py, c, { xTicks: narrow ? 5 : 9, yLabel: `f(x) = ${name}`, xLabel: "x" }) +
      kit.tag(
        "g",
        { "clip-path": "url(#chart)" },
        kit.path(
          curve.map((x) => [px(x), py(f(x))]),
          { stroke: c.text, "stroke-width": 2.5 },
        ),
        kit.path(at, { stroke: c.red, "stroke-width": 1.5 }),
        ...dots.reverse(),
      ) +
      kit.text(0, bottom + 62, words, { "font-size": narrow ? 13.5 : 17, "font-weight": 600 }) +
      kit.text(0, bottom + 86, list, { fill: c.muted }) +
      kit.text(
        0,
        bottom + 108,
        `after ${path.length - 1} steps: x = ${kit.number(last, 3)}, f(x) = ${kit.number(f(last), 3)}`,
        { fill: c.muted },
      ),
  };
};

const start = (data, main) => {
  const now = state(data);
  const moveTo = (x) => {
    const { most } = losses[now.loss];
    now.x0 = kit.clamp(Math.round(x * 100) / 100, -most, most);
    view.update();
  };
  const view = kit.stage({
    label: "the loss and the path of gradient descent on it",
    picture: (width, c) => picture(data, now, width, c),
    drag: (id, x, y, shown) => moveTo(shown.place.invert(x)),
    arrows: (id, dx, dy) => moveTo(now.x0 + 0.1 * (dx + dy)),
  });
  const slider = (key, options) =>
    kit.slider({ value: now[key], change: (v) => ((now[key] = v), view.update()), ...options })
      .node;
  const rate = slider("rate", {
    label: "learning rate η",
    min: 0.01,
    max: data.most,
    step: 0.01,
    format: (v) => kit.number(v, 2),
  });
  const steps = slider("steps", { label: "steps", min: 0, max: 30, step: 1 });
  main.append(view.node, kit.element("div", { class: "row" }, rate, steps));
};

kit.widget = { state, picture, start, walk, verdict };
