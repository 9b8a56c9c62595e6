// What a net says over a plane, as a surface: how sure it is and of which class, or the value of an output.

const kit = globalThis.neuronotes;

const own = ({ height, turn, tilt }) => ({ height, view: { turn, tilt } });

/** Of a row of probabilities: 0 where all classes are alike, 1 where one is certain. */
const sureness = (row) =>
  kit.clamp((row[kit.argmax(row)] * row.length - 1) / (row.length - 1), 0, 1);

/** How high the surface stands over a row of outputs: "vote", or the number of an output within its range. */
const heightOf = (row, height, [low, high]) =>
  height === "vote" ? sureness(row) : kit.clamp((row[height] - low) / (high - low), 0, 1);

const field = ({ n, mode, range }, rows, height, c) => {
  const pale = c.dark ? [150, 155, 162] : [232, 234, 236];
  const colours = new Uint8ClampedArray(3 * rows.length);
  const heights = new Float32Array(rows.length);
  rows.forEach((row, at) => {
    // the surface's first row is where x2 is least, the plane's where it is most
    const k = (n - 1 - Math.floor(at / n)) * n + (at % n);
    const h = heightOf(row, height, range);
    heights[k] = h;
    if (mode === "classes") {
      const [label, share] =
        height === "vote"
          ? [kit.argmax(row), 0.25 + 0.75 * h]
          : [height, h < 0.5 ? h : 0.5 + h / 2];
      colours.set(kit.mix(pale, kit.rgb(kit.colourOf(label, c)), share), 3 * k);
    } else {
      const side = kit.classColour(h < 0.5 ? 0 : 1);
      colours.set(kit.mix(pale, side, Math.abs(2 * h - 1)), 3 * k);
    }
  });
  return { columns: n, rows: n, heights, colours, levels: mode === "classes" ? 0 : 10 };
};

/** The points on the surface that it does not hide: wrong ones with a dark ring. */
const pointsOn = (
  { plane, points, labels, targets, range, mode },
  rows,
  height,
  scene,
  seen,
  c,
) => {
  const [gx, gy] = [kit.scale(plane.xRange, [-1, 1]), kit.scale(plane.yRange, [-1, 1])];
  const r = points.length > 200 ? 2.4 : 4.2;
  return points
    .map(([x, y], i) => {
      const h =
        mode === "classes"
          ? heightOf(rows[i], height, range)
          : (targets[i] - range[0]) / (range[1] - range[0]);
      const place = [gx(x), gy(y), h + 0.012];
      if (Math.max(Math.abs(place[0]), Math.abs(place[1])) > 1 || seen.hides(place)) return "";
      const [cx, cy] = scene.place(place);
      const right = mode !== "classes" || kit.argmax(rows[i]) === labels[i];
      const fill = mode === "classes" ? kit.colourOf(labels[i], c) : c.background;
      const stroke = right && mode === "classes" ? "#ffffff" : "#111111";
      return kit.tag("circle", { cx, cy, r, fill, stroke, "stroke-width": right ? 0.7 : 1.6 });
    })
    .join("");
};

const draw = (panel, moment, now, width, c) => {
  const { names, mode, plane, xLabel, yLabel } = panel;
  const { height, view } = now;
  const top = mode === "classes" ? 50 : 26;
  const box = { x: 0, y: top, width, height: Math.round(Math.min(400, width * 0.8)) };
  const rows = kit.keep(panel, "answers", moment.index, () => kit.planeAnswers(panel, moment));
  const theme = `${moment.index} ${height} ${c.text} ${c.background} ${kit.fine}`;
  const shown = kit.keep(panel, "field", theme, () => field(panel, rows, height, c));
  const scene = kit.turn3d.scene(view, box);
  const seen = kit.keep(panel, "surface", `${theme} ${view.turn} ${view.tilt} ${width}`, () =>
    scene.surface(shown),
  );
  const here = kit.keep(panel, "points", moment.index, () =>
    plane.net ? kit.pointAnswers(panel, moment) : panel.pointAnswers,
  );
  const over = here.length > 0 && (panel.labels || panel.targets);
  const right = here.filter((row, i) => panel.labels && kit.argmax(row) === panel.labels[i]).length;
  const score = over && panel.labels ? `${right} of ${here.length} points right` : "";
  const said =
    mode !== "classes"
      ? `height: ${names[height]}`
      : height === "vote"
        ? "height: how sure of the likeliest class"
        : `height: probability of ${names[height]}`;
  let x = 0;
  const key =
    mode === "classes"
      ? names.map((name, k) => {
          const from = x;
          x += 30 + name.length * 7.2;
          return (
            kit.tag("circle", { cx: from + 6, cy: 34, r: 5.5, fill: kit.colourOf(k, c) }) +
            kit.text(from + 16, 38, name)
          );
        })
      : [];
  return {
    height: top + box.height + 6,
    rasters: [seen.raster],
    spots: [kit.turn3d.spot(view, box)],
    words: score,
    svg:
      scene.ground(c, seen, {
        u: xLabel,
        v: yLabel,
        h: height === "vote" ? "sure" : kit.tick(panel.range[1]),
      }) +
      (over ? pointsOn(panel, here, height, scene, seen, c) : "") +
      kit.text(0, 14, said, { "font-size": 12, fill: c.muted }) +
      (score && width >= 480
        ? kit.text(width, 14, score, { "text-anchor": "end", "font-weight": 600 })
        : "") +
      key.join(""),
  };
};

const hands = (now) => kit.turn3d.hands(now.view, () => {});
const held = new WeakMap();
const handsOf = (now) => {
  if (!held.has(now)) held.set(now, hands(now));
  return held.get(now);
};

const controls = ({ mode, names }, now, update) => {
  if (names.length < 2) return [];
  const items = names.map((label, id) => ({ id, label }));
  const choice = kit.choice({
    label: "height of the surface",
    items: mode === "classes" ? [{ id: "vote", label: "the vote" }, ...items] : items,
    value: now.height,
    change: (id) => ((now.height = id), update()),
  });
  return [choice.node];
};

kit.panel("surface", {
  ...{ own, draw, controls, sureness, heightOf },
  grab: (panel, now, id, x, y) => handsOf(now).grab(x, y),
  drag: (panel, now, id, x, y) => handsOf(now).drag(x, y),
  arrows: (panel, now, id, dx, dy) => handsOf(now).arrows(dx, dy),
});
