// A training to scrub through, as a surface over the plane: how sure the net is there, and of which class.

const kit = globalThis.neuronotes;

const state = ({ start, height, turn, tilt }) => ({
  index: start,
  height,
  view: { turn, tilt },
});

const sides = 81;
const colourOf = (label, c) => kit.rgb(c.classes[label % c.classes.length]);
const argmax = (row) => row.reduce((best, value, k) => (value > row[best] ? k : best), 0);

/** Of a row of probabilities: 0 where all classes are alike, 1 where one is certain. */
const sureness = (row) => kit.clamp((row[argmax(row)] * row.length - 1) / (row.length - 1), 0, 1);

/** How high the surface stands over a row of probabilities: "vote", or the number of a class. */
const heightOf = (row, height) =>
  height === "vote" ? sureness(row) : kit.clamp(row[height], 0, 1);

/** The net's answers at sides × sides places, the first row where x2 is least. */
const answers = (data, index) => {
  const layers = kit.netAt(data, index);
  const x = kit.scale([0, sides - 1], data.xRange);
  return Array.from({ length: sides * sides }, (_, k) =>
    kit.answer(layers, [x(k % sides), x(Math.floor(k / sides))]),
  );
};

const field = (rows, height, c) => {
  const pale = c.dark ? [150, 155, 162] : [232, 234, 236];
  const colours = new Uint8ClampedArray(3 * rows.length);
  const heights = Float32Array.from(rows, (row, k) => {
    const h = heightOf(row, height);
    const [own, share] =
      height === "vote" ? [argmax(row), 0.25 + 0.75 * h] : [height, h < 0.5 ? h : 0.5 + h / 2];
    colours.set(kit.mix(pale, colourOf(own, c), share), 3 * k);
    return h;
  });
  return { columns: sides, rows: sides, heights, colours, paper: c.paper };
};

/** What takes longest is kept until the net, the view or the theme changes. */
const keeper = () => {
  const kept = new Map();
  return (name, key, make) => {
    if (kept.get(name)?.key !== key) kept.set(name, { key, value: make() });
    return kept.get(name).value;
  };
};
const keepers = new WeakMap();

/** The points on the surface that it does not hide: wrong ones with a dark ring. */
const pointsOn = ({ points, labels, xRange }, votes, heights, scene, seen, c) => {
  const ground = kit.scale(xRange, [-1, 1]);
  const r = points.length > 200 ? 2.6 : 4.5;
  return points
    .map(([x, y], i) => {
      const place = [ground(x), ground(y), heights[i] + 0.012];
      if (Math.max(Math.abs(place[0]), Math.abs(place[1])) > 1 || seen.hides(place)) return "";
      const [cx, cy] = scene.place(place);
      const right = votes[i] === labels[i];
      return kit.tag("circle", {
        ...{ cx, cy, r, fill: kit.css(colourOf(labels[i], c)) },
        stroke: right ? "#ffffff" : "#111111",
        "stroke-width": right ? 0.7 : 1.6,
      });
    })
    .join("");
};

const picture = (data, { index, height, view }, width, c) => {
  if (!keepers.has(data)) keepers.set(data, keeper());
  const keep = keepers.get(data);
  const box = { x: 0, y: 48, width, height: Math.round(Math.min(420, width * 0.85)) };
  const rows = keep("answers", index, () => answers(data, index));
  const net = `${index} ${height} ${c.text} ${c.background}`;
  const shown = keep("field", net, () => field(rows, height, c));
  const scene = kit.turn3d.scene(view, box);
  const seen = keep("surface", `${net} ${view.turn} ${view.tilt} ${width}`, () =>
    scene.surface(shown),
  );
  const here = keep("points", index, () => {
    const layers = kit.netAt(data, index);
    return data.points.map((point) => kit.answer(layers, point));
  });
  const votes = here.map(argmax);
  const right = votes.filter((vote, i) => vote === data.labels[i]).length;
  const heights = here.map((row) => heightOf(row, height));
  const { outputNames, unit } = data;
  const count = data.points.length;
  const words = `${right} of ${count} points right`;
  const step = width / outputNames.length;
  const key = outputNames.map((name, k) => {
    const x = width < 480 ? k * step : k * 96;
    return (
      kit.tag("circle", { cx: x + 6, cy: 36, r: 5.5, fill: kit.css(colourOf(k, c)) }) +
      kit.text(x + 17, 40, name)
    );
  });
  const bottom = box.y + box.height;
  return {
    width,
    height: bottom + 152,
    rasters: [seen.raster],
    spots: [kit.turn3d.spot(view, box)],
    words: `${unit} ${data.steps[index]}, loss ${data.losses[index]}${count ? `, ${words}` : ""}`,
    svg:
      scene.ground(c, seen, { u: "x1", v: "x2", h: height === "vote" ? "sure" : "1" }) +
      pointsOn(data, votes, heights, scene, seen, c) +
      kit.text(
        0,
        16,
        height === "vote"
          ? "height: how sure of the likeliest class"
          : `height: probability of ${outputNames[height]}`,
        { "font-weight": 600 },
      ) +
      (count
        ? kit.text(width, width < 480 ? 60 : 16, words, {
            "text-anchor": "end",
            "font-weight": 600,
          })
        : "") +
      key.join("") +
      kit.lossCurve(data, index, bottom + 32, width, c),
  };
};

const start = (data, main) => {
  const now = state(data);
  const update = () => view.update();
  const hands = kit.turn3d.hands(now.view, update);
  const view = kit.stage({
    label: `the net's answers as a surface, at this ${data.unit}`,
    picture: (width, c) => picture(data, now, width, c),
    grab: (id, x, y) => hands.grab(x, y),
    drag: (id, x, y) => hands.drag(x, y),
    arrows: (id, dx, dy) => hands.arrows(dx, dy),
  });
  const player = kit.player({
    label: data.unit,
    count: data.steps.length,
    value: now.index,
    format: (i) => kit.count(data.steps[i]),
    change: (i) => ((now.index = i), update()),
  });
  const height = kit.choice({
    label: "height of the surface",
    items: [
      { id: "vote", label: "the vote" },
      ...data.outputNames.map((label, id) => ({ id, label })),
    ],
    value: now.height,
    change: (id) => ((now.height = id), update()),
  });
  main.append(view.node, player.node, kit.element("div", { class: "row" }, height.node));
};

kit.widget = { state, picture, start, sureness, heightOf };
