// Batch normalization of one column: points on a line, normalized, then stretched by γ and moved by β.

const kit = globalThis.neuronotes;
const epsilon = 1e-5;
const [least, most] = [-6, 10];

const state = ({ x, gamma, beta }) => ({ x: [...x], gamma, beta });

/** Mean and variance (divided by n), x̂ = (x − mean) / √(variance + ε), a = γ x̂ + β. */
const normalize = ({ x, gamma, beta }) => {
  const mean = x.reduce((a, b) => a + b) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const normalized = x.map((value) => (value - mean) / Math.sqrt(variance + epsilon));
  return { mean, variance, normalized, a: normalized.map((value) => gamma * value + beta) };
};

const picture = (data, now, width, c) => {
  const { x, gamma, beta } = now;
  const { mean, variance, normalized, a } = normalize(now);
  const narrow = width < 480;
  const sd = Math.sqrt(variance);
  const scale = kit.scale([least - 0.5, most + 0.5], [8, width - 8]);
  const lines = [
    { y: 56, values: x, title: "x: the batch as it comes" },
    {
      y: 156,
      values: normalized,
      title: `x̂ = (x − mean) / √(variance + ε)${narrow ? "" : `: mean 0, variance ${kit.number(variance / (variance + epsilon), 2)}`}`,
    },
    {
      y: 256,
      values: a,
      title: `a = γ x̂ + β = ${kit.number(gamma, 1)} x̂ ${beta < 0 ? "−" : "+"} ${kit.number(Math.abs(beta), 1)}`,
    },
  ];
  const colour = (i) => c.classes[i % c.classes.length];
  let svg =
    kit.tag("rect", {
      x: scale(kit.clamp(mean - sd, least - 0.5, most + 0.5)),
      y: 44,
      width: scale(Math.min(mean + sd, most + 0.5)) - scale(Math.max(mean - sd, least - 0.5)),
      height: 24,
      fill: c.faint,
    }) +
    kit.tag("line", {
      x1: scale(mean),
      x2: scale(mean),
      y1: 40,
      y2: 72,
      stroke: c.red,
      "stroke-width": 2,
    });
  for (let row = 0; row < 2; row++) {
    x.forEach((_, i) => {
      svg += kit.tag("line", {
        x1: scale(lines[row].values[i]),
        y1: lines[row].y,
        x2: scale(lines[row + 1].values[i]),
        y2: lines[row + 1].y,
        stroke: colour(i),
        "stroke-opacity": 0.35,
        "stroke-width": 1.5,
      });
    });
  }
  lines.forEach(({ y, values, title }, row) => {
    svg +=
      kit.tag("line", { x1: 8, x2: width - 8, y1: y, y2: y, stroke: c.muted }) +
      kit
        .ticks(least, most, narrow ? 4 : 8)
        .map(
          (v) =>
            kit.tag("line", { x1: scale(v), x2: scale(v), y1: y - 4, y2: y + 4, stroke: c.muted }) +
            kit.text(scale(v), y + 26, kit.tick(v), {
              "font-size": 11.5,
              fill: c.muted,
              "text-anchor": "middle",
            }),
        )
        .join("") +
      kit.tag("rect", {
        x: 0,
        y: y - 34,
        width: title.length * 7.2,
        height: 18,
        fill: c.background,
        "fill-opacity": row ? 0.8 : 0,
      }) +
      kit.text(8, y - 20, title, { "font-weight": 600 }) +
      values
        .map((value, i) =>
          kit.tag("circle", {
            cx: scale(value),
            cy: y,
            r: row === 0 ? 9 : 7,
            fill: colour(i),
            stroke: c.background,
            "stroke-width": 2,
          }),
        )
        .join("");
  });
  const words = `mean ${kit.number(mean, 2)}, variance ${kit.number(variance, 2)}`;
  svg += kit.text(width - 8, narrow ? 14 : 30, words, {
    fill: c.red,
    "text-anchor": "end",
    "font-weight": 600,
  });
  return {
    width,
    height: 290,
    svg,
    spots: x.map((value, i) => ({
      id: String(i),
      drag: true,
      circle: [scale(value), 56, 18],
      label: `number ${i + 1} of the batch`,
      value: +value.toFixed(2),
      words: kit.number(value, 2),
    })),
    place: scale,
    words: `${words}; normalized ${normalized.map((v) => kit.number(v, 2)).join(", ")}; a ${a.map((v) => kit.number(v, 2)).join(", ")}`,
  };
};

const start = (data, main) => {
  const now = state(data);
  const moveTo = (i, value) => {
    now.x[i] = kit.clamp(Math.round(value * 10) / 10, least, most);
    view.update();
  };
  const view = kit.stage({
    label: "a batch of numbers, normalized, stretched and moved",
    picture: (width, c) => picture(data, now, width, c),
    drag: (id, x, y, shown) => moveTo(+id, shown.place.invert(x)),
    arrows: (id, dx, dy) => moveTo(+id, now.x[+id] + 0.1 * (dx + dy)),
  });
  const slider = (label, name, limit) =>
    kit.slider({
      label,
      min: -limit,
      max: limit,
      step: 0.1,
      value: now[name],
      format: (v) => kit.number(v, 1),
      change: (v) => ((now[name] = v), view.update()),
    });
  main.append(
    view.node,
    kit.element("div", { class: "row" }, slider("γ", "gamma", 3).node),
    kit.element("div", { class: "row" }, slider("β", "beta", 4).node),
  );
};

kit.widget = { state, picture, start, normalize };
