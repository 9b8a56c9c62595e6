// One straight line against four points: OR can be separated, XOR cannot.

const kit = globalThis.neuronotes;
const [low, high] = [-0.45, 1.45];

const state = ({ tables, line }) => ({
  // one line a table, given by its two handles, and the best count found so far
  lines: tables.map(() => line.map((end) => [...end])),
  best: tables.map(() => 0),
});

/** On which side of the line a point lies: positive left of the way from the first handle to the second. */
const side = ([[ax, ay], [bx, by]], [x, y]) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);

/** How many points are on their right side, whichever side is called 1; and which side that is (1 or −1). */
const count = (line, points, labels) => {
  const right = (sign) =>
    points.filter((point, i) => side(line, point) * sign * (labels[i] ? 1 : -1) > 1e-12).length;
  return right(1) >= right(-1) ? { right: right(1), sign: 1 } : { right: right(-1), sign: -1 };
};

/** The corners of the part of the panel that lies on one side of the line. */
const half = (line, sign) => {
  const corners = [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const out = [];
  corners.forEach((p, i) => {
    const q = corners[(i + 1) % 4];
    const [sp, sq] = [side(line, p) * sign, side(line, q) * sign];
    if (sp >= 0) out.push(p);
    if (sp * sq < 0) out.push([0, 1].map((k) => p[k] + ((q[k] - p[k]) * sp) / (sp - sq)));
  });
  return out;
};

const panel = (data, now, t, left, size, c) => {
  const { name, labels } = data.tables[t];
  const line = now.lines[t];
  const { right, sign } = count(line, data.points, labels);
  now.best[t] = Math.max(now.best[t], right);
  const top = 58;
  const x = kit.scale([low, high], [left, left + size]);
  const y = kit.scale([low, high], [top + size, top]);
  const tint = (s, colour) =>
    kit.tag("polygon", {
      points: half(line, s)
        .map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`)
        .join(" "),
      fill: colour,
      "fill-opacity": c.dark ? 0.35 : 0.2,
    });
  const [[ax, ay], [bx, by]] = line;
  const long = 4 / Math.max(1e-6, Math.hypot(bx - ax, by - ay));
  const ends = [-long, long].map((f) => [x(ax + (bx - ax) * f), y(ay + (by - ay) * f)]);

  const dots = data.points.map((point, i) => {
    const wrong = side(line, point) * sign * (labels[i] ? 1 : -1) <= 1e-12;
    const [cx, cy] = [x(point[0]), y(point[1])];
    const r = size < 220 ? 11 : 14;
    const fill = c.classes[labels[i] ? 1 : 0];
    return (
      (wrong
        ? kit.tag("circle", {
            cx,
            cy,
            r: r + 5,
            fill: "none",
            stroke: c.text,
            "stroke-width": 2,
            "stroke-dasharray": "4 3",
          })
        : "") +
      kit.tag("circle", { cx, cy, r, fill, stroke: "#ffffff", "stroke-width": 1.5 }) +
      kit.text(cx, cy + 5, labels[i], {
        "text-anchor": "middle",
        "font-weight": 700,
        fill: labels[i] ? "#111111" : "#ffffff",
      })
    );
  });
  const all = data.points.length;
  const clip = `panel-${t}`;
  return (
    kit.tag(
      "clipPath",
      { id: clip },
      kit.tag("rect", { x: left, y: top, width: size, height: size, rx: 8 }),
    ) +
    kit.text(left, 20, name, { "font-size": 17, "font-weight": 600 }) +
    kit.text(left, 44, `${right} of ${all} right`, {
      "font-size": 15,
      "font-weight": 600,
      fill: right === all ? c.green : c.text,
    }) +
    kit.text(left + size, 20, `best so far: ${now.best[t]}`, {
      "text-anchor": "end",
      fill: c.muted,
    }) +
    kit.tag(
      "g",
      { "clip-path": `url(#${clip})` },
      tint(sign, c.classes[1]),
      tint(-sign, c.classes[0]),
      kit.path(ends, { stroke: c.text, "stroke-width": 2 }),
    ) +
    dots.join("") +
    line
      .map(([a, b]) =>
        kit.tag("circle", {
          cx: x(a),
          cy: y(b),
          r: 8,
          fill: c.background,
          stroke: c.text,
          "stroke-width": 2.5,
        }),
      )
      .join("")
  );
};

const picture = (data, now, width, c) => {
  const gap = width < 480 ? 12 : 28;
  const tables = data.tables.length;
  const size = Math.min(340, Math.floor((width - gap * (tables - 1)) / tables));
  const lefts = data.tables.map((_, t) => t * (size + gap));
  const spots = now.lines.flatMap((line, t) =>
    line.map(([a, b], end) => ({
      id: `${t}/${end}`,
      drag: true,
      circle: [
        lefts[t] + ((a - low) / (high - low)) * size,
        58 + ((high - b) / (high - low)) * size,
        size < 220 ? 17 : 22,
      ],
      label: `${data.tables[t].name}: ${end ? "second" : "first"} handle of the line`,
      value: +a.toFixed(2),
      words: `x1 ${kit.number(a, 2)}, x2 ${kit.number(b, 2)}`,
    })),
  );
  const svg = lefts.map((left, t) => panel(data, now, t, left, size, c)).join("");
  const words = data.tables
    .map(
      (table, t) =>
        `${table.name}: ${count(now.lines[t], data.points, table.labels).right} of ${data.points.length} right`,
    )
    .join(", ");
  const foot = kit.text(
    0,
    size + 82,
    width < 480
      ? "Drag both ends of the lines."
      : "Drag both ends of each line. Dashed rings: points on the wrong side.",
    { fill: c.muted },
  );
  return { width, height: size + 92, svg: svg + foot, spots, words, lefts, size };
};

const start = (data, main) => {
  const now = state(data);
  const put = (id, [a, b]) => {
    const [t, end] = id.split("/").map(Number);
    now.lines[t][end] = [a, b].map((v) => Math.round(kit.clamp(v, low, high) * 1000) / 1000);
    view.update();
  };
  const view = kit.stage({
    label: "the points and the lines",
    picture: (width, c) => picture(data, now, width, c),
    drag: (id, x, y, { lefts, size }) => {
      const left = lefts[Number(id.split("/")[0])];
      put(id, [low + ((x - left) / size) * (high - low), high - ((y - 58) / size) * (high - low)]);
    },
    arrows: (id, dx, dy) => {
      const [t, end] = id.split("/").map(Number);
      const [a, b] = now.lines[t][end];
      put(id, [a + 0.02 * dx, b + 0.02 * dy]);
    },
  });
  main.append(view.node);
};

kit.widget = { state, picture, start, count };
