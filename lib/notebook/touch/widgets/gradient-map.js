// The derivatives of a small net: each one an activation (blue) times an error term (orange), in the net and in matrices.
// The neuron that a parameter leads to is outlined only: its own activation is not a factor, its δ is.

const kit = globalThis.neuronotes;
const centred = { "text-anchor": "middle" };
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// chosen: layer, row (a neuron of the layer before, or one more for the bias), column (a neuron of the layer)
const state = (data) => ({ trial: data.trial, layer: 1, row: 0, column: 1 });

/** Activations of all layers and error terms of the last two, for one trial. */
const passes = ({ weights, biases, inputs, targets }, trial) => {
  const a = [inputs[trial]];
  weights.forEach((W, l) =>
    a.push(biases[l].map((b, j) => sigmoid(a[l].reduce((z, x, i) => z + x * W[i][j], b)))),
  );
  const slope = (v) => v * (1 - v);
  const out = a[2].map((v, k) => (v - targets[trial][k]) * slope(v));
  const hidden = a[1].map(
    (v, i) => out.reduce((sum, d, k) => sum + d * weights[1][i][k], 0) * slope(v),
  );
  return { a, delta: [hidden, out] };
};

/** w1, w2, … and b1, b2, … neuron by neuron, as notebook 01 names them. */
const nameOf = (data, layer, row, column) => {
  const before = data.biases.slice(0, layer);
  if (row === data.weights[layer].length) {
    return `b${before.reduce((sum, b) => sum + b.length, 0) + column + 1}`;
  }
  const weightsBefore = before.reduce((sum, b, l) => sum + b.length * data.weights[l].length, 0);
  return `w${weightsBefore + column * data.weights[layer].length + row + 1}`;
};

const id = (layer, row, column) => `${layer}/${row}/${column}`;
const digits = (value) => kit.number(value, 4);
const factor = (value) => (value < 0 ? `(${digits(value)})` : digits(value));

const drawNet = (data, now, { a, delta }, width, height, c, spots) => {
  const [radius, margin] = [23, 42];
  const sizes = a.map((list) => list.length);
  const place = (l, i) => [
    margin + (l * (width - 2 * margin)) / 2,
    height / 2 - 4 + (i - (sizes[l] - 1) / 2) * Math.min(150, (height - 60) / Math.max(...sizes)),
  ];
  let [edges, labels, neurons] = ["", "", ""];
  data.weights.forEach((W, l) =>
    W.forEach((list, i) =>
      list.forEach((_, j) => {
        const [[x1, y1], [x2, y2]] = [place(l, i), place(l + 1, j)];
        const lit = now.layer === l && now.row === i && now.column === j;
        const part = i === j ? 0.5 : 0.38;
        const [x, y] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
        edges += kit.tag("line", {
          ...{ x1, y1, x2, y2 },
          stroke: lit ? c.green : c.muted,
          "stroke-width": lit ? 4 : 1.2,
        });
        labels +=
          kit.tag("rect", {
            x: x - 14,
            y: y - 10,
            width: 28,
            height: 19,
            rx: 5,
            fill: c.background,
          }) +
          kit.text(x, y + 4, nameOf(data, l, i, j), {
            ...centred,
            fill: lit ? c.green : c.text,
            "font-weight": lit ? 700 : 400,
          });
        spots.push({
          id: id(l, i, j),
          line: [0.16, 0.84].flatMap((t) => [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t]),
          label: `weight ${nameOf(data, l, i, j)}`,
          pressed: lit,
        });
      }),
    ),
  );
  sizes.forEach((size, l) => {
    for (let i = 0; i < size; i++) {
      const [x, y] = place(l, i);
      const from = now.layer === l && now.row === i;
      const to = now.layer === l - 1 && now.column === i;
      const bias = to && now.row === data.weights[l - 1].length;
      neurons +=
        kit.tag("circle", {
          ...{ cx: x, cy: y, r: radius },
          fill: from ? c.blue : c.background,
          stroke: from ? c.blue : to ? c.orange : c.muted,
          "stroke-width": from || to ? 3 : 1.5,
        }) +
        kit.text(x, y + 4.5, kit.number(a[l][i], 2), {
          ...centred,
          "font-weight": 600,
          fill: from ? (c.dark ? "#111111" : "#ffffff") : c.text,
        }) +
        kit.text(x, y - radius - 7, data.names[l][i], { ...centred, "font-weight": 600 });
      if (l === 0) continue;
      neurons +=
        kit.tag("rect", {
          ...{ x: x - 37, y: y + radius + 5, width: 74, height: 34, rx: 5 },
          fill: c.background,
        }) +
        (to
          ? kit.tag("rect", {
              ...{ x: x - 36, y: y + radius + 4, width: 72, height: 18, rx: 5 },
              fill: c.orange,
            })
          : "") +
        kit.text(x, y + radius + 17, `δ ${kit.number(delta[l - 1][i], 3)}`, {
          ...centred,
          "font-weight": to ? 700 : 400,
          fill: to ? "#111111" : c.muted,
        }) +
        kit.text(x, y + radius + 35, nameOf(data, l - 1, data.weights[l - 1].length, i), {
          ...centred,
          fill: bias ? c.green : c.text,
          "font-weight": bias ? 700 : 400,
        });
      spots.push({
        id: id(l - 1, data.weights[l - 1].length, i),
        circle: [x, y, radius + 2],
        label: `bias ${nameOf(data, l - 1, data.weights[l - 1].length, i)} of ${data.names[l][i]}`,
        pressed: bias,
      });
    }
  });
  return edges + labels + neurons;
};

/** One layer's derivatives: a row for each activation, the last one for the bias, whose activation is 1. */
const drawMatrix = (data, now, { a, delta }, layer, left, top, width, c, spots) => {
  const rows = [...a[layer], 1];
  const side = 74;
  const cell = Math.min(104, (width - side) / delta[layer].length);
  const tall = 36;
  const head = { "font-size": 12.5 };
  const dark = c.dark ? c.orange : "#8a5f00";
  let svg = kit.text(left, top + 12, `dW${layer + 1}, db${layer + 1}`, { "font-weight": 700 });
  delta[layer].forEach((d, j) => {
    const lit = now.layer === layer && now.column === j;
    const x = left + side + (j + 0.5) * cell;
    svg +=
      kit.text(x, top + 12, `δ(${data.names[layer + 1][j]})`, {
        ...head,
        ...centred,
        fill: lit ? dark : c.muted,
        "font-weight": lit ? 700 : 400,
      }) +
      kit.text(x, top + 28, digits(d), {
        ...head,
        ...centred,
        fill: lit ? dark : c.muted,
        "font-weight": lit ? 700 : 400,
      });
  });
  rows.forEach((value, i) => {
    const gap = i === rows.length - 1 ? 8 : 0;
    const y = top + 36 + i * tall + gap;
    const lit = now.layer === layer && now.row === i;
    const name = gap ? "1" : `${data.names[layer][i]} = ${kit.number(value, 2)}`;
    svg += kit.text(left, y + 22, name, {
      ...head,
      fill: lit ? c.blue : c.muted,
      "font-weight": lit ? 700 : 400,
    });
    delta[layer].forEach((d, j) => {
      const here = lit && now.column === j;
      const x = left + side + j * cell;
      svg +=
        kit.tag("rect", {
          ...{ x: x + 2, y: y + 1, width: cell - 4, height: tall - 3, rx: 5 },
          fill: here ? c.green : c.text,
          "fill-opacity": here ? (c.dark ? 0.45 : 0.25) : 0.04,
        }) +
        kit.text(x + 8, y + 14, nameOf(data, layer, i, j), { "font-size": 10.5, fill: c.muted }) +
        kit.text(x + cell - 10, y + 26, digits(value * d), {
          "text-anchor": "end",
          "font-weight": here ? 700 : 400,
        });
      spots.push({
        id: `m/${id(layer, i, j)}`,
        rect: [x + 2, y + 1, cell - 4, tall - 3],
        label: `derivative by ${nameOf(data, layer, i, j)}: ${digits(value * d)}`,
        pressed: here,
      });
    });
  });
  return { svg, height: 36 + rows.length * tall + 8 };
};

const picture = (data, now, width, c) => {
  const spots = [];
  const numbers = passes(data, now.trial);
  const beside = width >= 600;
  const netWidth = beside ? Math.round(width * 0.5) : width;
  const [left, matrixWidth] = beside ? [netWidth + 30, width - netWidth - 30] : [4, width - 8];
  const netHeight = 340;
  const draw = (layer, top) =>
    drawMatrix(data, now, numbers, layer, left, top, matrixWidth, c, spots);
  const first = draw(0, beside ? 8 : netHeight + 12);
  const secondTop = (beside ? 8 : netHeight + 12) + first.height + 22;
  const second = draw(1, secondTop);
  const bottom = Math.max(netHeight, secondTop + second.height) + 28;
  const { layer, row, column } = now;
  const bias = row === data.weights[layer].length;
  const [value, d] = [bias ? 1 : numbers.a[layer][row], numbers.delta[layer][column]];
  const words = [
    `∂L/∂${nameOf(data, layer, row, column)} = `,
    bias ? "1" : data.names[layer][row],
    " · ",
    `δ(${data.names[layer + 1][column]})`,
    width < 460 ? " = " : ` = ${digits(value)} · ${factor(d)} = `,
    digits(value * d),
  ];
  const fill = [undefined, c.blue, undefined, c.dark ? c.orange : "#8a5f00", undefined, c.green];
  const parts = words.map((word, i) =>
    kit.tag("tspan", { fill: fill[i], "font-weight": fill[i] ? 700 : 400 }, kit.escape(word)),
  );
  return {
    width,
    height: bottom + 12,
    svg:
      drawNet(data, now, numbers, netWidth, netHeight, c, spots) +
      first.svg +
      second.svg +
      kit.tag("text", { x: 4, y: bottom, "font-size": 16, "xml:space": "preserve" }, ...parts),
    spots,
    words: words.join(""),
  };
};

const start = (data, main) => {
  const now = state(data);
  const choose = (spot) => {
    [now.layer, now.row, now.column] = spot.replace("m/", "").split("/").map(Number);
    view.update();
  };
  const view = kit.stage({
    label: "a net and its derivatives",
    picture: (width, c) => picture(data, now, width, c),
    press: choose,
    hover: choose,
  });
  const items = data.inputs.map((input, k) => ({ id: String(k), label: input.join(", ") }));
  const trials = kit.choice({
    label: "trial",
    items,
    value: String(now.trial),
    change: (k) => ((now.trial = Number(k)), view.update()),
  });
  main.append(
    view.node,
    kit.element(
      "div",
      { class: "row" },
      kit.element("span", { class: "muted" }, "trial:"),
      trials.node,
    ),
  );
};

kit.widget = { state, picture, start };
