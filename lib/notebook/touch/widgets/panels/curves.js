// Curves over the epochs, drawn by Observable Plot in the kernel; here only the mark of the moment is added.

const kit = globalThis.neuronotes;

/** One chart, with a line and dots at the moment where there are several. */
const charted = ({ svg, x, y, lines }, moment, c) => {
  if (moment.steps.length < 2) return svg;
  const px = kit.scale(x.domain, x.range);
  const py = kit.scale(y.domain, y.range);
  const at = px(kit.clamp(moment.step, ...x.domain));
  const rule = { x1: at, x2: at, y1: y.range[1], y2: y.range[0] };
  const dots = lines.map(({ points, colour }) => {
    const value = kit.valueAt(points, moment.step);
    if (value === undefined) return "";
    const place = { cx: at, cy: py(y.log ? Math.log10(value) : value), r: 4.5 };
    return kit.tag("circle", { ...place, fill: colour, stroke: c.background, "stroke-width": 1.5 });
  });
  return (
    svg + kit.tag("line", { ...rule, stroke: c.text, "stroke-dasharray": "3 3" }) + dots.join("")
  );
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

/** The values at the moment, in words, each with its line's look. */
const said = ({ lines }, { step }) =>
  lines
    .map((line) => ({ ...line, value: kit.valueAt(line.points, step) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value, ...line }) => ({
      ...line,
      words: `${name} ${kit.number(value, Math.abs(value) < 0.01 ? 5 : 3)}`,
    }));

/** Those values below their chart, as many in a row as fit. */
const key = (lines, left, top, width) => {
  let [x, y, svg] = [0, top, ""];
  for (const { words, colour, dashed } of lines) {
    const needed = 24 + words.length * 7;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 18];
    svg +=
      kit.tag("line", {
        ...{ x1: left + x, x2: left + x + 18, y1: y - 4, y2: y - 4, stroke: colour },
        "stroke-width": 3,
        "stroke-dasharray": dashed ? "5 3" : undefined,
      }) + kit.text(left + x + 23, y, words, { "font-size": 12, "font-weight": 600 });
    x += needed + 12;
  }
  return { svg, bottom: y + 8 };
};

/** The charts below each other, or in rows of two where there is room; a single one has a wide form for that. */
const draw = ({ charts }, moment, own, width, c) => {
  const alone = charts.length === 1 && charts[0].wide;
  const columns = width >= 600 && !alone ? 2 : 1;
  const column = (width - 24 * (columns - 1)) / columns;
  let [svg, top, bottom] = ["", 0, 0];
  charts.forEach(({ wide, ...narrow }, k) => {
    const chart = wide && column >= 600 ? wide : narrow;
    const share = Math.min(1, column / chart.width);
    const left = (k % columns) * (column + 24);
    if (k % columns === 0 && k > 0) top = bottom + 6;
    const move = `translate(${left}, ${top}) scale(${share.toFixed(4)})`;
    const below = key(said(chart, moment), left, top + chart.height * share + 12, column);
    svg += kit.tag("g", { transform: move }, charted(chart, moment, c)) + below.svg;
    bottom = Math.max(bottom, below.bottom);
  });
  const words = charts.flatMap((chart) => said(chart, moment)).map((line) => line.words);
  return { height: bottom, svg, words: words.join(", ") };
};

kit.panel("curves", { draw });
