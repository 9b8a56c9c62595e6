// What a net says everywhere on a plane: one map for each output, or one in the colours of the classes.

const kit = globalThis.neuronotes;

const margin = 34;

/** One map an output, blue near 0, orange near 1, a line at the threshold. Points in the colour of their target. */
const outputs = (panel, moment, width, c) => {
  const { names, points, targets, threshold, n } = panel;
  const count = names.length;
  const gap = 14;
  const beside = Math.max(1, Math.min(count, Math.floor((width + gap) / (margin + 150 + gap))));
  const size = Math.min(300, Math.floor((width - gap * (beside - 1)) / beside) - margin);
  const rows = kit.planeAnswers(panel, moment);
  const rasters = [];
  let [svg, bottom] = ["", 0];
  names.forEach((name, o) => {
    const left = margin + (o % beside) * (size + margin + gap);
    const top = 38 + Math.floor(o / beside) * (size + 84);
    const rgb = new Uint8ClampedArray(n * n * 3);
    const field = Float32Array.from(rows, (row) => row[o]);
    field.forEach((value, k) => rgb.set(kit.classColour(value), 3 * k));
    const box = { x: left, y: top, width: size, height: size };
    rasters.push({ ...box, columns: n, rows: n, rgb, smooth: true });
    const frame = kit.planeFrame(panel, left, top, size, c);
    const line = { fill: "none", stroke: "#111111", "stroke-width": 2, "stroke-linecap": "round" };
    const d = kit.planePath(kit.contour(field, n, threshold), n, left, top, size);
    svg +=
      kit.text(left - 4, 14, name, { y: top - 22, "font-size": 14, "font-weight": 600 }) +
      frame.svg +
      kit.tag("path", { d, ...line }) +
      points.map(([x, y], i) => dot(frame.x(x), frame.y(y), targets?.[i]?.[o], points)).join("");
    bottom = frame.bottom;
  });
  return { height: bottom, svg, rasters };
};

/** Few points carry their target as a number, many are small. */
const dot = (cx, cy, target, { length }) => {
  const fill = target === undefined ? "#ffffff" : kit.css(kit.classColour(target));
  if (length > 12)
    return kit.tag("circle", { cx, cy, r: 3.2, fill, stroke: "#111111", "stroke-width": 0.7 });
  return (
    kit.tag("circle", { cx, cy, r: 11, fill, stroke: "#ffffff", "stroke-width": 2 }) +
    kit.tag("circle", { cx, cy, r: 12, fill: "none", stroke: "#111111", "stroke-width": 0.7 }) +
    (target === undefined
      ? ""
      : kit.text(cx, cy + 4.5, kit.tick(target), {
          "text-anchor": "middle",
          "font-weight": 700,
          fill: kit.readable(kit.classColour(target)),
        }))
  );
};

/** The likeliest class of each place, its colour deeper where it is surer; the black line is where the vote changes. */
const classes = (panel, moment, width, c) => {
  const { names, points, labels, n } = panel;
  const count = names.length;
  const aside = width >= 560;
  const size = Math.min(aside ? 400 : 360, width - margin - (aside ? 24 + 186 : 0));
  const [left, top] = [margin, 18];
  const rows = kit.planeAnswers(panel, moment);
  const leads = names.map(() => new Float32Array(n * n));
  const rgb = new Uint8ClampedArray(n * n * 3);
  const colours = names.map((_, k) => kit.rgb(kit.colourOf(k, c)));
  rows.forEach((row, at) => {
    const best = kit.argmax(row);
    const sure = kit.clamp((row[best] - 1 / count) / (1 - 1 / count), 0, 1);
    rgb.set(kit.mix([255, 255, 255], colours[best], 0.06 + 0.56 * sure), 3 * at);
    for (let k = 0; k < count; k++) {
      let other = -Infinity;
      for (let o = 0; o < count; o++) if (o !== k && row[o] > other) other = row[o];
      leads[k][at] = row[k] - other;
    }
  });
  const frame = kit.planeFrame(panel, left, top, size, c);
  // the border of the last class is drawn by the others
  const borders = leads.slice(0, -1).flatMap((lead) => kit.contour(lead, n, 0));
  const votes = kit.pointVotes(panel, moment) ?? panel.votes;
  const right = votes?.filter((vote, i) => vote === labels?.[i]).length;
  const r = points.length > 60 ? 2.6 : 6;
  const marks = points.map(([x, y], i) => {
    const wrong = votes && labels && votes[i] !== labels[i];
    return kit.tag("circle", {
      ...{ cx: frame.x(x), cy: frame.y(y), r },
      fill: labels ? kit.colourOf(labels[i], c) : "#ffffff",
      stroke: wrong || !labels ? "#111111" : "#ffffff",
      "stroke-width": wrong ? 1.5 : 0.7,
    });
  });
  const score = votes && labels && points.length ? `${right} of ${points.length} points right` : "";
  const key = legend(
    panel,
    score,
    aside ? left + size + 24 : 0,
    aside ? 40 : frame.bottom + 14,
    width,
    c,
  );
  return {
    height: aside ? frame.bottom : key.bottom,
    svg:
      frame.svg +
      kit.tag("path", {
        ...{ d: kit.planePath(borders, n, left, top, size), fill: "none" },
        ...{ stroke: "#111111", "stroke-width": 1.4 },
      }) +
      marks.join("") +
      key.svg,
    rasters: [
      { x: left, y: top, width: size, height: size, columns: n, rows: n, rgb, smooth: true },
    ],
    words: score,
  };
};

/** Names of the classes beside their colours, and how many points are right: below the map or beside it. */
const legend = ({ names }, score, left, top, width, c) => {
  const quiet = { "font-size": 12, fill: c.muted };
  let [x, y] = [left, top];
  let svg = "";
  if (score) {
    svg += kit.text(x, y, score, { "font-weight": 600 });
    y += 24;
  }
  for (const [k, name] of names.entries()) {
    const wide = 34 + name.length * 7.2;
    if (x > left && x + wide > width) [x, y] = [left, y + 20];
    svg +=
      kit.tag("circle", { cx: x + 6, cy: y - 4, r: 5.5, fill: kit.colourOf(k, c) }) +
      kit.text(x + 16, y, name);
    x += wide;
  }
  const notes = ["deep: sure, pale: in doubt", "black line: the vote changes"];
  if (score) notes.push("dark ring: a wrong point");
  if (left > 0) for (const words of notes) svg += kit.text(left, (y += 22), words, quiet);
  return { svg, bottom: y + 6 };
};

kit.panel("regions", {
  draw: (panel, moment, own, width, c) =>
    (panel.mode === "classes" ? classes : outputs)(panel, moment, width, c),
});
