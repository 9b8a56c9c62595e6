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

/** The values at the moment, in words. */
const said = ({ lines }, { step }) =>
  lines
    .map(({ name, points }) => [name, kit.valueAt(points, step)])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${kit.number(value, Math.abs(value) < 0.01 ? 5 : 3)}`);

/** The charts below each other, or in rows of two where there is room. */
const draw = ({ charts }, moment, own, width, c) => {
  const columns = width >= 600 ? 2 : 1;
  const column = (width - 24 * (columns - 1)) / columns;
  let [svg, bottom] = ["", 0];
  charts.forEach((chart, k) => {
    const share = Math.min(1, column / chart.width);
    const high = chart.height * share;
    const left = (k % columns) * (column + 24);
    const top = Math.floor(k / columns) * (high + 26);
    const move = `translate(${left}, ${top}) scale(${share.toFixed(4)})`;
    const words = said(chart, moment).join(" · ");
    svg +=
      kit.tag("g", { transform: move }, charted(chart, moment, c)) +
      kit.text(left, top + high + 12, words, { "font-size": 12, "font-weight": 600 });
    bottom = top + high + 20;
  });
  return {
    height: bottom,
    svg,
    words: charts.flatMap((chart) => said(chart, moment)).join(", "),
  };
};

kit.panel("curves", { draw });
