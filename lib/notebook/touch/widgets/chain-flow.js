// A chain of links under the fingers: values flow forward (blue), gradients flow back (orange), and each link holds
// the one thing that it has to know: its local derivative.

const kit = globalThis.neuronotes;

const { losses, passes, digits, wires, links } = kit.chain;
const centred = { "text-anchor": "middle" };

const LAST = 9;
// shown: how many numbers of the two passes can be seen; link: whose products are written out
const state = (data) => ({ ...data.start, loss: data.losses[0], shown: LAST, link: 2 });

const arrow = (x1, y1, x2, y2, colour, faint) => {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - 8 * ux, y2 - 8 * uy];
  const opacity = faint ? 0.3 : 1;
  return (
    kit.tag("line", { x1, y1, x2: bx, y2: by, stroke: colour, "stroke-width": 2, opacity }) +
    kit.tag("path", {
      d: `M${x2},${y2}L${bx - 4.5 * uy},${by + 4.5 * ux}L${bx + 4.5 * uy},${by - 4.5 * ux}Z`,
      ...{ fill: colour, opacity },
    })
  );
};

/** The figure's dimensions: links side by side, or one below the other on a phone. */
const frameOf = (width) => {
  const wide = width >= 600;
  const box = wide ? { width: 94, height: 92 } : { width: 112, height: 66 };
  const gap = wide ? (width - 4 * box.width) / 5 : 56;
  const middle = wide ? 142 : width / 2;
  const along = (k) => gap + k * (gap + (wide ? box.width : box.height));
  const bottom = wide ? 244 : 5 * gap + 4 * box.height + 8;
  return { wide, box, gap, middle, along, bottom };
};

const drawWire = (wire, k, frame, now, ink, c) => {
  const { wide, gap, middle, along, box } = frame;
  const from = along(k) - gap;
  const [seen, back] = [now.shown >= wire.from, now.shown >= wire.back];
  const [value, gradient] = [seen ? digits(wire.value) : "?", back ? digits(wire.gradient) : "?"];
  const [blue, orange] = [
    { fill: c.blue, "font-weight": 600 },
    { fill: ink, "font-weight": 600 },
  ];
  const name = `d${wire.name}`;
  if (!wide) {
    const y = from + gap / 2 + 4.5;
    const label = { "font-size": 13.5 };
    return (
      arrow(middle - 12, from + 5, middle - 12, from + gap - 5, c.blue, !seen) +
      arrow(middle + 12, from + gap - 5, middle + 12, from + 5, c.orange, !back) +
      kit.text(middle - 24, y, `${wire.name} = ${value}`, {
        ...label,
        ...blue,
        "text-anchor": "end",
      }) +
      kit.text(middle + 24, y - 9, `dL/${name}`, { ...orange, "font-size": 12 }) +
      kit.text(middle + 24, y + 9, gradient, { ...label, ...orange })
    );
  }
  const x = from + gap / 2;
  const [up, down] = [middle - box.height / 2 + 26, middle + box.height / 2 - 18];
  const size = gap < 60 ? 12 : 13.5;
  return (
    kit.text(x, up - 27, wire.name, { ...centred, fill: c.muted }) +
    kit.text(x, up - 9, value, { ...centred, ...blue, "font-size": size }) +
    arrow(from + 6, up, from + gap - 6, up, c.blue, !seen) +
    arrow(from + gap - 6, down, from + 6, down, c.orange, !back) +
    kit.text(x, down + 20, gradient, { ...centred, ...orange, "font-size": size }) +
    kit.text(x, down + 37, `dL/${name}`, { ...centred, fill: c.muted, "font-size": 12 })
  );
};

const drawLink = (link, k, frame, now, ink, c, spots) => {
  const { wide, box, middle, along } = frame;
  const [x, y] = wide ? [along(k), middle - box.height / 2] : [middle - box.width / 2, along(k)];
  const [cx, chosen, seen] = [x + box.width / 2, now.link === k, now.shown >= (link.when ?? 0)];
  const small = { ...centred, "font-size": 12.5, fill: c.muted };
  const first = wide ? 48 : 38;
  spots.push({
    id: String(k),
    rect: [x, y, box.width, box.height],
    label: `link ${link.title}: show its products`,
    pressed: chosen,
  });
  let svg =
    kit.tag("rect", {
      ...{ x, y, width: box.width, height: box.height, rx: 9 },
      fill: c.soft,
      stroke: chosen ? c.green : c.muted,
      "stroke-width": chosen ? 3 : 1.2,
    }) +
    kit.text(cx, y + (wide ? 23 : 19), link.title, { ...centred, "font-weight": 700 }) +
    kit.text(cx, y + first, link.local[0], small) +
    kit.text(cx, y + first + 18, seen ? link.local[1] : "?", small);
  const { side } = link;
  if (!side) return svg;
  const back = side.gradient !== undefined && now.shown >= side.back;
  const value = `${side.name} = ${kit.number(side.value, 2)}`;
  const gradient = `dL/d${side.name} = ${back ? digits(side.gradient) : "?"}`;
  const [blue, orange] = [
    { fill: c.blue, "font-weight": 600 },
    { fill: ink, "font-weight": 600 },
  ];
  if (!wide) {
    const row = y + box.height / 2 + 5;
    svg +=
      kit.text(x - 30, row, value, { ...blue, "text-anchor": "end" }) +
      arrow(x - 26, row - 5, x - 4, row - 5, c.blue);
    return side.gradient === undefined
      ? svg
      : svg +
          arrow(x + box.width + 4, row - 5, x + box.width + 26, row - 5, c.orange, !back) +
          kit.text(x + box.width + 30, row - 9, `dL/d${side.name}`, {
            ...orange,
            "font-size": 12,
          }) +
          kit.text(x + box.width + 30, row + 9, back ? digits(side.gradient) : "?", orange);
  }
  const two = side.gradient !== undefined;
  svg +=
    kit.text(cx, two ? 20 : 38, value, { ...centred, ...blue }) +
    arrow(cx - (two ? 9 : 0), 46, cx - (two ? 9 : 0), y - 4, c.blue);
  return two
    ? svg +
        arrow(cx + 9, y - 4, cx + 9, 46, c.orange, !back) +
        kit.text(cx, 38, gradient, { ...centred, ...orange, "font-size": 12.5 })
    : svg;
};

const picture = (data, now, width, c) => {
  const spots = [];
  const n = passes(now);
  const ink = c.dark ? c.orange : "#8a5f00";
  const frame = frameOf(width);
  const all = links(now, n);
  const { bottom, wide } = frame;
  let svg =
    wires(now, n)
      .map((wire, k) => drawWire(wire, k, frame, now, ink, c))
      .join("") + all.map((link, k) => drawLink(link, k, frame, now, ink, c, spots)).join("");
  const size = { "font-size": wide ? 14 : width < 360 ? 10.5 : 12 };
  const lines = all[now.link].lines.map(([when, words]) =>
    now.shown >= when ? words : `${words.split(" = ")[0]} = ?`,
  );
  svg += kit.text(0, bottom + 14, `The link “${all[now.link].title}”`, {
    ...size,
    fill: c.green,
    "font-weight": 700,
  });
  lines.forEach((line, i) => {
    svg += kit.text(0, bottom + 36 + i * 21, line, { ...size, fill: i === 0 ? c.blue : ink });
  });
  return {
    width,
    height: bottom + 36 + 3 * 21 - 8,
    svg,
    spots,
    words: `loss ${digits(n.L)}. ${lines.join(". ")}`,
  };
};

/** What the slider through the passes says beside it. */
const moments = [
  "what is given",
  "forward: u = w x",
  "forward: z",
  "forward: a",
  "forward: L",
  "back: dL/dL = 1",
  "back: dL/da",
  "back: dL/dz",
  "back: dL/db",
  "back: dL/dw",
];

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "a chain of four links with values forward and gradients back",
    picture: (width, c) => picture(data, now, width, c),
    press: (id) => ((now.link = Number(id)), view.update()),
  });
  const player = kit.player({
    label: "passes",
    count: LAST + 1,
    value: LAST,
    seconds: 10,
    format: (k) => moments[k],
    change: (k) => {
      now.shown = k;
      // the link that has just made a number
      now.link = [0, 0, 1, 2, 3, 3, 3, 2, 1, 0][k];
      view.update();
    },
  });
  const slider = (name) => {
    const [min, max] = data.ranges[name];
    const change = (v) => ((now[name] = v), view.update());
    const format = (v) => kit.number(v, 2);
    return kit.slider({ label: name, min, max, step: 0.01, value: now[name], format, change });
  };
  main.append(
    view.node,
    player.node,
    kit.element("div", { class: "row" }, slider("x").node, slider("w").node),
    kit.element("div", { class: "row" }, slider("b").node, slider("y").node),
  );
  if (data.losses.length < 2) return;
  const choice = kit.choice({
    label: "loss",
    items: data.losses.map((id) => ({ id, label: losses[id].label })),
    value: now.loss,
    change: (id) => ((now.loss = id), view.update()),
  });
  const words = kit.element("span", { class: "muted" }, "loss:");
  main.append(kit.element("div", { class: "row" }, words, choice.node));
};

kit.widget = { state, picture, start };
