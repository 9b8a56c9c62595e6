// Curves over the epochs, drawn by Observable Plot in the kernel; here only the mark of the moment is added.

const kit = globalThis.neuronotes;

const charted = ({ svg, x, y, lines }, moment, own, top, c) => {
  const px = kit.scale(x.domain, x.range);
  const py = kit.scale(...[y.domain, y.range]);
  const at = kit.clamp(moment.step, ...x.domain);
  const marks = lines.map(({ points, colour }) => {
    const value = kit.valueAt(points, moment.step);
    if (value === undefined) return "";
    const place = { cx: px(at), cy: py(y.log ? Math.log10(value) : value), r: 4.5 };
    return kit.tag("circle", { ...place, fill: colour, stroke: c.background, "stroke-width": 1.5 });
  });
  const rule = { x1: px(at), x2: px(at), y1: y.range[1], y2: y.range[0] };
  const mark =
    moment.steps.length > 1
      ? kit.tag("line", { ...rule, stroke: c.text, "stroke-dasharray": "3 3" }) + marks.join("")
      : "";
  return kit.tag("g", { transform: `translate(0, ${top})` }, svg, mark);
};

/** The last value at or before this moment; undefined before the first. */
kit.valueAt = (points, step) => {
  let found;
  for (const [x, value] of points) {
    if (x > step + 1e-9) break;
    found = value;
  }
  return found;
};

const draw = (panel, moment, own, width, c) => {
  let top = 0;
  let svg = "";
  const words = [];
  for (const { wide, ...narrow } of panel.charts) {
    const chart = wide && width >= 600 ? wide : narrow;
    const share = Math.min(1, width / chart.width);
    svg += kit.tag(
      "g",
      { transform: `scale(${share.toFixed(4)})` },
      charted(chart, moment, own, top / share, c),
    );
    top += chart.height * share;
    const said = chart.lines
      .map((line) => ({ ...line, value: kit.valueAt(line.points, moment.step) }))
      .filter(({ value }) => value !== undefined)
      .map(({ name, value, ...line }) => ({
        ...line,
        words: `${name} ${kit.number(value, Math.abs(value) < 0.01 ? 5 : 3)}`,
      }));
    words.push(...said.map((line) => line.words));
    let x = 0;
    for (const line of said) {
      const needed = 24 + line.words.length * 7;
      if (x > 0 && x + needed > width) [x, top] = [0, top + 18];
      svg +=
        kit.tag("line", {
          ...{ x1: x, x2: x + 18, y1: top + 8, y2: top + 8, stroke: line.colour },
          "stroke-width": 3,
          "stroke-dasharray": line.dashed ? "5 3" : undefined,
        }) + kit.text(x + 23, top + 12, line.words, { "font-size": 12, "font-weight": 600 });
      x += needed + 12;
    }
    if (said.length) top += 24;
  }
  return { height: top, svg, words: words.join(", ") };
};

kit.panel("curves", { draw });
