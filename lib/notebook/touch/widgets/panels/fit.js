// A curve and the points that it should go through; hairlines from each point to the curve are what is left over.

const kit = globalThis.neuronotes;

const draw = (panel, moment, own, width, c) => {
  const { names, points, xRange, yRange, target, residuals, xLabel, yLabel } = panel;
  const several = names.length > 1;
  const bottom = Math.round(kit.clamp(width * 0.52, 200, 300));
  const px = kit.scale(xRange, [44, width - 8]);
  const py = kit.scale(yRange, [bottom, 24]);
  const colours = several ? c.classes : [c.orange];
  const steps = 200;
  const net = panel.net ? moment.net : undefined;
  const answers = Array.from({ length: steps + 1 }, (_, k) =>
    net
      ? kit.answer(net, [xRange[0] + ((xRange[1] - xRange[0]) * k) / steps])
      : (moment.values?.subarray(k * names.length, (k + 1) * names.length) ?? []),
  );
  const at = (k) => px(xRange[0] + ((xRange[1] - xRange[0]) * k) / steps);
  const far = (y) => kit.clamp(py(y), -1e4, 1e4);
  const r = points.length > 60 ? 2.5 : 4;
  const between = (x, o) => {
    const place = kit.clamp(((x - xRange[0]) / (xRange[1] - xRange[0])) * steps, 0, steps);
    const k = Math.min(steps - 1, Math.floor(place));
    return answers[k][o] + (answers[k + 1][o] - answers[k][o]) * (place - k);
  };
  const drawn = answers[0].length > 0;
  let [squares, count] = [0, 0];
  const dots = points.map(([x, ...ys]) =>
    ys
      .map((y, o) => {
        const fill = several ? kit.colourOf(o, c) : c.blue;
        let line = "";
        if (drawn) {
          const answer = between(x, o);
          squares += (y - answer) ** 2;
          count++;
          if (residuals)
            line = kit.tag("line", {
              ...{ x1: px(x), x2: px(x), y1: far(y), y2: far(answer) },
              ...{ stroke: c.red, "stroke-opacity": 0.6, "stroke-width": 1 },
            });
        }
        return line + kit.tag("circle", { cx: px(x), cy: far(y), r, fill, "fill-opacity": 0.8 });
      })
      .join(""),
  );
  const lines = drawn
    ? names.map((_, o) =>
        kit.path(
          answers.map((row, k) => [at(k), far(row[o])]),
          { stroke: colours[o % colours.length], "stroke-width": 3 },
        ),
      )
    : [];
  const wanted = target
    ? kit.path(
        target.map((y, k) => [
          px(xRange[0] + ((xRange[1] - xRange[0]) * k) / (target.length - 1)),
          far(y),
        ]),
        { stroke: c.text, "stroke-width": 1.5, "stroke-dasharray": "5 4" },
      )
    : "";
  const clip = `chart-${Math.round(width)}-${bottom}`;
  const error = count
    ? `root mean square of the residuals: ${kit.number(Math.sqrt(squares / count), 4)}`
    : "";
  const key = [
    ...(target ? [["function", c.text, "line"]] : []),
    ...(points.length ? [["examples", several ? c.muted : c.blue, "dot"]] : []),
    ...(drawn ? names.map((name, o) => [name, colours[o % colours.length], "line"]) : []),
  ];
  let x = 44;
  const legend = key.map(([name, colour, kind]) => {
    const from = x;
    x += 38 + name.length * 7;
    return (
      (kind === "dot"
        ? kit.tag("circle", { cx: from + 9, cy: bottom + 46, r: 4, fill: colour })
        : kit.tag("line", {
            ...{ x1: from, x2: from + 18, y1: bottom + 46, y2: bottom + 46, stroke: colour },
            "stroke-width": name === "function" ? 1.5 : 3,
            "stroke-dasharray": name === "function" ? "5 4" : undefined,
          })) + kit.text(from + 24, bottom + 50, name, { "font-size": 12 })
    );
  });
  return {
    height: bottom + (error ? 74 : 56),
    svg:
      kit.axes(px, py, c, { xTicks: width < 480 ? 5 : 8, xLabel, yLabel }) +
      kit.tag(
        "clipPath",
        { id: clip },
        kit.tag("rect", { x: 44, y: 4, width: width - 52, height: bottom - 4 }),
      ) +
      kit.tag("g", { "clip-path": `url(#${clip})` }, wanted, ...dots, ...lines) +
      legend.join("") +
      (error ? kit.text(44, bottom + 70, error, { "font-size": 12, fill: c.muted }) : ""),
    words: error,
  };
};

kit.panel("fit", { draw });
