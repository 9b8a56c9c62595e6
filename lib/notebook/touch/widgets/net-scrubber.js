// A training to scrub through: each snapshot's net is evaluated here, in the page.

const kit = globalThis.neuronotes;

const state = ({ start }) => ({ index: start });

const regions = (data, layers, width, c) => {
  const { outputNames, points, targets, xRange, threshold } = data;
  const outputs = outputNames.length;
  const gap = width < 480 ? 12 : 28;
  const size = Math.min(300, Math.floor((width - gap * (outputs - 1)) / outputs));
  const top = 28;
  const n = 64;
  // values at the middles of n × n cells, first row at the top
  const at = (k) => xRange[0] + ((k + 0.5) / n) * (xRange[1] - xRange[0]);
  const fields = outputNames.map(() => new Float32Array(n * n));
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      kit
        .answer(layers, [at(i), at(n - 1 - j)])
        .forEach((value, o) => (fields[o][j * n + i] = value));
    }
  }
  const rasters = [];
  let svg = "";
  fields.forEach((field, o) => {
    const left = o * (size + gap);
    const rgb = new Uint8ClampedArray(n * n * 3);
    field.forEach((value, k) => rgb.set(kit.classColour(value), 3 * k));
    rasters.push({
      x: left,
      y: top,
      width: size,
      height: size,
      columns: n,
      rows: n,
      rgb,
      smooth: true,
    });
    const px = kit.scale(xRange, [left, left + size]);
    const py = kit.scale(xRange, [top + size, top]);
    const cell = size / n;
    const d = kit
      .contour(field, n, threshold)
      .map(
        ([[a, b], [e, f]]) =>
          `M${(left + (a + 0.5) * cell).toFixed(1)},${(top + (b + 0.5) * cell).toFixed(1)}L${(left + (e + 0.5) * cell).toFixed(1)},${(top + (f + 0.5) * cell).toFixed(1)}`,
      )
      .join("");
    const few = points.length <= 12;
    const tick = { "font-size": 12, fill: c.muted, "text-anchor": "middle" };
    svg +=
      kit.text(left, 17, outputNames[o], { "font-size": 15, "font-weight": 600 }) +
      kit.tag("rect", {
        x: left,
        y: top,
        width: size,
        height: size,
        fill: "none",
        stroke: c.faint,
      }) +
      kit.tag("path", {
        d,
        fill: "none",
        stroke: "#111111",
        "stroke-width": 2,
        "stroke-linecap": "round",
      }) +
      kit
        .ticks(xRange[0], xRange[1], 4)
        .map((v) => kit.text(px(v), top + size + 17, kit.tick(v), tick))
        .join("") +
      (size < 250
        ? ""
        : kit.text(left + size, 17, "x1 →  x2 ↑", { ...tick, "text-anchor": "end" })) +
      points
        .map(([x, y], i) => {
          const target = targets[i][o];
          const fill = kit.css(kit.classColour(target));
          return (
            kit.tag("circle", {
              cx: px(x),
              cy: py(y),
              r: few ? 11 : 4,
              fill,
              stroke: "#ffffff",
              "stroke-width": few ? 2 : 1,
            }) +
            (few
              ? kit.tag("circle", {
                  cx: px(x),
                  cy: py(y),
                  r: 12,
                  fill: "none",
                  stroke: "#111111",
                  "stroke-width": 0.7,
                }) +
                kit.text(px(x), py(y) + 4.5, kit.tick(target), {
                  "text-anchor": "middle",
                  "font-weight": 700,
                  fill: kit.readable(kit.classColour(target)),
                })
              : "")
          );
        })
        .join("");
  });
  return { svg, rasters, bottom: top + size + 28 };
};

const curve = (data, layers, width, c) => {
  const { outputNames, points, targets, xRange, yRange } = data;
  const bottom = width < 480 ? 250 : 316;
  const px = kit.scale(xRange, [38, width - 8]);
  const py = kit.scale(yRange, [bottom, 26]);
  const colours = [c.red, c.blue, c.green, c.orange];
  const lines = outputNames.map(() => []);
  for (let i = 0; i <= 200; i++) {
    const x = xRange[0] + ((xRange[1] - xRange[0]) * i) / 200;
    kit
      .answer(layers, [x])
      .forEach((value, o) => lines[o].push([px(x), kit.clamp(py(value), -1e4, 1e4)]));
  }
  const r = points.length > 60 ? 2.5 : 4;
  const svg =
    kit.axes(px, py, c, { xTicks: width < 480 ? 5 : 8, xLabel: "x" }) +
    kit.tag(
      "clipPath",
      { id: "chart" },
      kit.tag("rect", { x: 38, y: 8, width: width - 46, height: bottom - 8 }),
    ) +
    kit.tag(
      "g",
      { "clip-path": "url(#chart)" },
      ...points.flatMap(([x], i) =>
        targets[i].map((y, o) =>
          kit.tag("circle", {
            cx: px(x),
            cy: py(y),
            r,
            fill: outputNames.length > 1 ? colours[o % 4] : c.muted,
            "fill-opacity": 0.75,
          }),
        ),
      ),
      ...lines.map((line, o) => kit.path(line, { stroke: colours[o % 4], "stroke-width": 3 })),
    ) +
    kit.text(
      38,
      16,
      outputNames.length > 1 ? outputNames.join(", ") : "the net's curve and the target points",
      { "font-size": 12, fill: c.muted },
    );
  return { svg, rasters: [], bottom: bottom + 40 };
};

const picture = (data, { index }, width, c) => {
  const layers = kit.netAt(data, index);
  const view = { curve, regions, classes: kit.classMap }[data.view];
  const { svg, rasters, bottom, words = "" } = view(data, layers, width, c);
  return {
    width,
    height: bottom + 142,
    svg: svg + kit.lossCurve(data, index, bottom + 24, width, c),
    rasters,
    words: `${data.unit} ${data.steps[index]}, loss ${data.losses[index]}${words}`,
  };
};

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: `the net at this ${data.unit}`,
    picture: (width, c) => picture(data, now, width, c),
  });
  const player = kit.player({
    label: data.unit,
    count: data.steps.length,
    value: now.index,
    format: (i) => kit.count(data.steps[i]),
    change: (i) => ((now.index = i), view.update()),
  });
  main.append(view.node, player.node);
};

kit.widget = { state, picture, start, netAt: kit.netAt, run: kit.answer };
