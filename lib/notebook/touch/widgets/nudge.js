// The derivative as a nudge: move x a little (by h), see how much f moves, and divide.

const kit = globalThis.neuronotes;
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

// Each function with its slope and the part of it that is shown: x may be dragged from −most to most.
const functions = {
  square: { name: "x²", f: (x) => x * x, slope: (x) => 2 * x, most: 3, y: [-3, 17] },
  cubic: { name: "x³", f: (x) => x ** 3, slope: (x) => 3 * x * x, most: 2, y: [-9, 28] },
  sine: { name: "sin x", f: Math.sin, slope: Math.cos, most: 5, y: [-1.6, 1.6] },
  sigmoid: {
    name: "σ(x)",
    f: sigmoid,
    slope: (x) => sigmoid(x) * (1 - sigmoid(x)),
    most: 5,
    y: [-0.3, 1.3],
  },
};

const state = (data) => ({ which: data.functions[0], x: data.x, h: data.h });

const picture = (data, { which, x, h }, width, c) => {
  const { f, slope, most, y: yDomain, name } = functions[which];
  const narrow = width < 480;
  const bottom = narrow ? 250 : 300;
  const px = kit.scale([-most - most * 0.12, most + 1.2], [34, width - 8]);
  const py = kit.scale(yDomain, [bottom, 26]);
  const [from, to] = px.domain;
  const [fx, fh] = [f(x), f(x + h)];
  const ratio = (fh - fx) / h;

  const curve = [];
  for (let i = 0; i <= 200; i++) curve.push([from + ((to - from) * i) / 200]);
  const line = (through, m) => [from, to].map((t) => [px(t), py(through + m * (t - x))]);
  const leg = { stroke: c.red, "stroke-width": 1.5, "stroke-dasharray": "3 3" };
  const legs =
    h > 0.02
      ? kit.path(
          [
            [px(x), py(fx)],
            [px(x + h), py(fx)],
            [px(x + h), py(fh)],
          ],
          leg,
        )
      : "";
  const legWords =
    px(x + h) - px(x) > 18
      ? kit.text((px(x) + px(x + h)) / 2, py(fx) + (fh >= fx ? 16 : -8), "h", {
          "text-anchor": "middle",
          fill: c.red,
          "font-style": "italic",
        })
      : "";
  const chart = kit.tag(
    "g",
    { "clip-path": "url(#chart)" },
    kit.path(line(fx, slope(x)), {
      stroke: c.green,
      "stroke-width": 1.5,
      "stroke-dasharray": "6 5",
    }),
    kit.path(line(fx, ratio), { stroke: c.red, "stroke-width": 1.5 }),
    kit.path(
      curve.map(([t]) => [px(t), py(f(t))]),
      { stroke: c.text, "stroke-width": 2.5 },
    ),
    legs,
  );
  const dot = (at, r, fill) =>
    kit.tag("circle", {
      cx: px(at),
      cy: py(f(at)),
      r,
      fill,
      stroke: c.background,
      "stroke-width": 2,
    });

  // The two slopes, written out: side by side, or one below the other on a phone.
  const digits = h < 0.005 ? 6 : h < 0.05 ? 4 : 3;
  const top = bottom + (narrow ? 62 : 66);
  const second = narrow ? [0, top + 72] : [width * 0.56, top];
  const block = (x0, y0, label, sum, value, colour) =>
    kit.text(x0, y0, label, { fill: c.muted }) +
    kit.text(x0, y0 + 30, kit.number(value, digits === 6 ? 4 : 3), {
      "font-size": narrow ? 23 : 25,
      "font-weight": 600,
      fill: colour,
    }) +
    kit.text(x0 + (narrow ? 116 : 138), y0 + 29, sum, {
      "font-size": narrow ? 11 : 12,
      fill: c.muted,
    });
  const less = fx < 0 ? `(${kit.number(fx, digits)})` : kit.number(fx, digits);
  const sum = `= (${kit.number(fh, digits)} − ${less}) / ${kit.number(h, 3)}`;
  const readout =
    block(0, top, "slope of the line: (f(x + h) − f(x)) / h", sum, ratio, c.red) +
    block(
      ...second,
      "the derivative: f′(x)",
      `differs by ${kit.number(Math.abs(ratio - slope(x)), digits === 6 ? 4 : 3)}`,
      slope(x),
      c.green,
    );

  return {
    width,
    height: second[1] + 40,
    svg:
      kit.tag(
        "clipPath",
        { id: "chart" },
        kit.tag("rect", { x: 34, y: 26, width: width - 42, height: bottom - 26 }),
      ) +
      kit.axes(px, py, c, { xTicks: narrow ? 5 : 9, yLabel: `f(x) = ${name}` }) +
      kit.text(
        width < 480 ? 110 : 150,
        18,
        narrow ? "drag the point" : "drag the blue point, then make h small",
        { "font-size": 12, fill: c.muted },
      ) +
      chart +
      legWords +
      dot(x + h, 6, c.red) +
      dot(x, 9, c.blue) +
      kit.text(px(x), bottom + 33, `x = ${kit.number(x, 2)}`, {
        "text-anchor": "middle",
        fill: c.blue,
        "font-weight": 600,
      }) +
      readout,
    spots: [
      {
        id: "x",
        drag: true,
        circle: [px(x), py(fx), 22],
        label: "point x on the curve",
        value: +x.toFixed(2),
        words: `x = ${kit.number(x, 2)}`,
      },
    ],
    place: px,
    words: `h is ${kit.number(h)}, the ratio ${kit.number(ratio, 4)}, the derivative ${kit.number(slope(x), 4)}`,
  };
};

const start = (data, main) => {
  const now = state(data);
  const moveTo = (x) => {
    const { most } = functions[now.which];
    now.x = kit.clamp(Math.round(x * 100) / 100, -most, most);
    view.update();
  };
  const view = kit.stage({
    label: "curve, point and line",
    picture: (width, c) => picture(data, now, width, c),
    drag: (id, x, y, shown) => moveTo(shown.place.invert(x)),
    arrows: (id, dx, dy) => moveTo(now.x + 0.05 * (dx + dy)),
  });
  const h = kit.slider({
    label: "nudge h",
    min: 0,
    max: 300,
    step: 1,
    value: -100 * Math.log10(now.h),
    format: (v) => kit.number(10 ** (-v / 100), 3),
    change: (v) => ((now.h = 10 ** (-v / 100)), view.update()),
  });
  const choice = kit.choice({
    label: "function",
    items: data.functions.map((id) => ({ id, label: functions[id].name })),
    value: now.which,
    change: (id) => ((now.which = id), moveTo(now.x)),
  });
  const row = kit.element("div", { class: "row" }, h.node);
  if (data.functions.length > 1) main.append(choice.node);
  main.append(view.node, row);
};

kit.widget = { state, picture, start };
