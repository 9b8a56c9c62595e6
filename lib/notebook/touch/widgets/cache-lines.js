// Which lines of memory a matrix product touches, number by number, and which of them a small cache still holds.

const kit = globalThis.neuronotes;

const state = ({ order, lines, step }) => ({ order, lines, step });

/** The three numbers that each multiplication touches, in the order of the loops: { A, B, C } as [row, column]. */
const touches = ({ rows, inner, columns }, order) => {
  const size = { i: rows, j: columns, k: inner };
  const [first, second, third] = order.split("-");
  const list = [];
  const at = {};
  for (at[first] = 0; at[first] < size[first]; at[first]++)
    for (at[second] = 0; at[second] < size[second]; at[second]++)
      for (at[third] = 0; at[third] < size[third]; at[third]++)
        list.push({ A: [at.i, at.k], B: [at.k, at.j], C: [at.i, at.j] });
  return list;
};

/** The line that a number lies in, as a name: matrices lie row by row, each row begins a line. */
const lineOf = ({ line }, matrix, [row, column]) => `${matrix}/${row}/${Math.floor(column / line)}`;

/**
 * The cache after so many steps: its lines from the longest unused to the latest, what the last step had to fetch,
 * and how many lines were fetched after each step.
 */
const run = (data, { order, lines }, steps) => {
  const held = [];
  const fetched = [0];
  let latest = [];
  let touched;
  for (touched of touches(data, order).slice(0, steps)) {
    latest = [];
    for (const matrix of ["A", "B", "C"]) {
      const name = lineOf(data, matrix, touched[matrix]);
      const place = held.indexOf(name);
      if (place >= 0) held.splice(place, 1);
      else {
        latest.push(name);
        if (held.length >= lines) held.shift();
      }
      held.push(name);
    }
    fetched.push(fetched[fetched.length - 1] + latest.length);
  }
  return { held, fetched, latest, touched };
};

const picture = (data, now, width, c) => {
  const { rows, inner, columns, line, names, orders } = data;
  const gap = 30;
  const cell = Math.min(25, Math.floor((width - gap - 12) / (inner + columns)));
  const [left, top] = [4, 24];
  const [middle, fold] = [left + inner * cell + gap, top + inner * cell + gap];
  const { held, fetched, latest, touched } = run(data, now, now.step);

  const draw = (matrix, name, x, y, height, across) => {
    let out = kit.text(x, y - 8, name, { fill: c.muted, "font-size": 13 });
    for (let i = 0; i < height; i++) {
      for (let from = 0; from < across; from += line) {
        const id = lineOf(data, matrix, [i, from]);
        const fresh = latest.includes(id);
        out += kit.tag("rect", {
          x: x + from * cell + 1.5,
          y: y + i * cell + 1.5,
          width: Math.min(line, across - from) * cell - 3,
          height: cell - 3,
          rx: 5,
          fill: fresh ? c.red : held.includes(id) ? c.blue : "none",
          "fill-opacity": fresh ? 0.5 : c.dark ? 0.45 : 0.3,
          stroke: fresh ? c.red : c.faint,
          "stroke-width": 1.5,
        });
      }
      for (let j = 0; j < across; j++) {
        const here = touched && touched[matrix][0] === i && touched[matrix][1] === j;
        out += kit.tag("circle", {
          cx: x + (j + 0.5) * cell,
          cy: y + (i + 0.5) * cell,
          r: here ? cell * 0.27 : 1.6,
          fill: here ? c.text : c.muted,
        });
      }
    }
    return out;
  };

  // below: lines fetched so far, for every order of the loops
  const total = rows * inner * columns;
  const chartTop = fold + rows * cell + 106;
  const chartBottom = chartTop + 104;
  const runs = orders.map((order) => run(data, { ...now, order }, total).fetched);
  const most = Math.max(...runs.map((list) => list[total]));
  const px = kit.scale([0, total], [40, width - 62]);
  const py = kit.scale([0, most], [chartBottom, chartTop]);
  const colours = [c.red, c.blue, c.green];
  const ends = runs
    .map((list, i) => ({ i, y: py(list[total]) }))
    .sort((a, b) => a.y - b.y)
    .map((end, i, all) => (i > 0 && (end.y = Math.max(end.y, all[i - 1].y + 14)), end));
  const curves = runs
    .map((list, i) =>
      kit.path(
        list.map((value, step) => [px(step), py(value)]),
        { stroke: colours[i], "stroke-width": orders[i] === now.order ? 3 : 1.5 },
      ),
    )
    .join("");
  const label = ({ i, y }) =>
    kit.text(width - 56, y + 4, orders[i], {
      fill: colours[i],
      "font-size": 12.5,
      "font-weight": orders[i] === now.order ? 700 : 400,
    });

  const count = fetched[now.step];
  const share = now.step === 0 ? 0 : Math.round((100 * count) / (3 * now.step));
  const words =
    now.step === 0
      ? "nothing touched yet"
      : `${kit.count(3 * now.step)} numbers touched, ${kit.count(count)} lines fetched (${share} %)`;
  return {
    width,
    height: chartBottom + 40,
    words: `order ${now.order}: ${words}`,
    svg:
      draw("A", names[0], left, fold, rows, inner) +
      draw("B", names[1], middle, top, inner, columns) +
      draw("C", names[2], middle, fold, rows, columns) +
      kit.text(left, fold + rows * cell + 32, words, { "font-size": 16, "font-weight": 600 }) +
      kit.text(
        left,
        fold + rows * cell + 54,
        "dot: touched now · orange: fetched for it · blue: still in the cache",
        { "font-size": width < 480 ? 10.5 : 13, fill: c.muted },
      ) +
      kit.axes(px, py, c, { xLabel: "multiplications", yLabel: "lines fetched", yTicks: 3 }) +
      curves +
      ends.map(label).join("") +
      kit.tag("circle", {
        cx: px(now.step),
        cy: py(fetched[now.step]),
        r: 5,
        fill: c.text,
      }),
  };
};

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "the lines of memory that a matrix product touches",
    picture: (width, c) => picture(data, now, width, c),
  });
  const order = kit.choice({
    label: "order of the loops",
    items: data.orders.map((id) => ({ id, label: id })),
    value: now.order,
    change: (id) => ((now.order = id), view.update()),
  });
  const player = kit.player({
    label: "multiplications",
    count: data.rows * data.inner * data.columns + 1,
    value: now.step,
    seconds: 20,
    format: String,
    change: (step) => ((now.step = step), view.update()),
  });
  const lines = kit.slider({
    label: "lines in the cache",
    min: 3,
    max: 32,
    step: 1,
    value: now.lines,
    change: (v) => ((now.lines = v), view.update()),
  });
  const row = kit.element("div", { class: "row" }, order.node, lines.node);
  main.append(view.node, row, player.node);
};

kit.widget = { state, picture, start, touches, run };
