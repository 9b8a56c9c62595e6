// A small net under the fingers: inputs, weights and biases to change, activations and a truth table that follow.

const kit = globalThis.neuronotes;

const { layersOf, loss, drawTable } = kit.trials;
const centred = { "text-anchor": "middle" };

const state = (data) => ({
  parameters: Float64Array.from(data.sets[0].parameters),
  set: 0,
  inputs: [...data.inputs[data.inputs.length - 1]],
  // number of the chosen parameter in the row of all
  chosen: 0,
});

/** Where the parameters of layer l begin, and how many weights it has. */
const offset = ({ sizes }, l) => {
  let at = 0;
  for (let k = 0; k < l; k++) at += (sizes[k] + 1) * sizes[k + 1];
  return at;
};
const weightAt = (data, l, i, j) => offset(data, l) + i * data.sizes[l + 1] + j;
const biasAt = (data, l, j) => offset(data, l) + data.sizes[l] * data.sizes[l + 1] + j;

/** The net: edges below, then the numbers on them, then the neurons. */
const drawNet = (data, now, width, height, c, spots) => {
  const { sizes, names } = data;
  const rows = kit.forward(layersOf(data, now), now.inputs);
  const r = width < 400 ? 21 : 25;
  const margin = width < 400 ? 34 : 46;
  const place = (l, j) => [
    margin + (l * (width - 2 * margin)) / (sizes.length - 1),
    height / 2 + (j - (sizes[l] - 1) / 2) * Math.min(132, (height - 30) / Math.max(...sizes)) - 6,
  ];
  const { short } = names;
  const half = short ? 34 : 24;
  let [edges, numbers, neurons] = ["", "", ""];
  for (let l = 0; l + 1 < sizes.length; l++) {
    for (let i = 0; i < sizes[l]; i++) {
      for (let j = 0; j < sizes[l + 1]; j++) {
        const at = weightAt(data, l, i, j);
        const w = now.parameters[at];
        const [[x1, y1], [x2, y2]] = [place(l, i), place(l + 1, j)];
        const colour = w < 0 ? c.red : c.blue;
        const part = i === j ? 0.5 : short ? (width < 400 ? 0.42 : 0.4) : 0.36; // crossing edges carry their numbers at different places
        const [nx, ny] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
        const chosen = at === now.chosen;
        edges += kit.tag("line", {
          x1,
          y1,
          x2,
          y2,
          stroke: colour,
          "stroke-width": 1 + Math.min(7, Math.abs(w)) * 0.8,
          "stroke-opacity": chosen ? 1 : 0.65,
        });
        numbers +=
          kit.tag("rect", {
            x: nx - half,
            y: ny - 11,
            width: 2 * half,
            height: 21,
            rx: 6,
            fill: c.background,
            stroke: chosen ? c.text : c.faint,
            "stroke-width": chosen ? 2 : 1,
          }) +
          kit.text(nx, ny + 4.5, short ? `${short[at]} ${kit.number(w, 2)}` : kit.number(w, 2), {
            ...centred,
            "font-size": 12,
            fill: colour,
            "font-weight": chosen ? 700 : 500,
          });
        spots.push({
          id: `p/${at}`,
          line: [
            x1 + (x2 - x1) * 0.14,
            y1 + (y2 - y1) * 0.14,
            x1 + (x2 - x1) * 0.86,
            y1 + (y2 - y1) * 0.86,
          ],
          label: `${names.parameters[at]}: ${kit.number(w, 2)}`,
          pressed: chosen,
        });
      }
    }
  }
  sizes.forEach((size, l) => {
    for (let j = 0; j < size; j++) {
      const [x, y] = place(l, j);
      const value = rows[l][j];
      const fill = kit.classColour(value);
      const at = l > 0 ? biasAt(data, l - 1, j) : -1;
      const chosen = at === now.chosen;
      neurons +=
        kit.tag("circle", {
          cx: x,
          cy: y,
          r,
          fill: kit.css(fill),
          stroke: chosen ? c.text : c.muted,
          "stroke-width": chosen ? 3 : 1.5,
        }) +
        kit.text(x, y + 5, kit.number(value, 2), {
          ...centred,
          "font-size": 13.5,
          "font-weight": 600,
          fill: kit.readable(fill),
        }) +
        kit.text(x, y - r - 7, names.neurons[l][j], {
          ...centred,
          "font-weight": 600,
        }) +
        (l > 0
          ? kit.text(
              x,
              y + r + 14,
              `${short ? short[at] : "b"} ${kit.number(now.parameters[at], 2)}`,
              {
                ...centred,
                "font-size": 12,
                fill: chosen ? c.text : c.muted,
                "font-weight": chosen ? 700 : 400,
              },
            )
          : "");
      spots.push(
        l === 0
          ? {
              id: `x/${j}`,
              circle: [x, y, r + 2],
              label: `input ${names.neurons[l][j]}: ${kit.number(value, 2)}, switch between 0 and 1`,
            }
          : {
              id: `p/${at}`,
              // the neuron, and the number of its bias below it
              rect: [x - r - 2, y - r - 2, 2 * r + 4, 2 * r + 24],
              label: `${names.parameters[at]}: ${kit.number(now.parameters[at], 2)}; activation ${kit.number(value, 2)}`,
              pressed: chosen,
            },
      );
    }
  });
  return edges + numbers + neurons;
};

const picture = (data, now, width, c) => {
  const spots = [];
  const beside = width >= 600;
  const netWidth = beside ? Math.min(440, width * 0.55) : width;
  const netHeight = Math.max(...data.sizes) * 134 + 12;
  const tableHeight = data.inputs.length * 32 + 76;
  const [left, top] = beside
    ? [netWidth + 24, Math.max(10, (netHeight - tableHeight) / 2)]
    : [0, netHeight + 8];
  const svg =
    drawNet(data, now, netWidth, netHeight, c, spots) +
    drawTable(data, now, left, top, beside ? width - left : width, c, spots);
  const height = beside ? Math.max(netHeight, tableHeight + 20) : top + tableHeight;
  return { width, height, svg, spots, words: `loss ${kit.number(loss(data, now), 4)}` };
};

const start = (data, main) => {
  const now = state(data);
  const { names, sizes, range } = data;
  const choose = (at) => {
    now.chosen = at;
    chosen.set(now.parameters[at], names.parameters[at]);
    view.update();
  };
  const setInputs = (list) => {
    list.forEach((v, i) => {
      now.inputs[i] = v;
      sliders[i].set(v);
    });
    view.update();
  };
  const view = kit.stage({
    label: `a net of ${sizes.join(", ")} neurons and its table of trials`,
    picture: (width, c) => picture(data, now, width, c),
    press: (id) => {
      const [kind, k] = id.split("/");
      if (kind === "p") choose(+k);
      if (kind === "t") setInputs(data.inputs[k]);
      if (kind === "x") setInputs(now.inputs.map((v, i) => (i === +k ? +(v < 0.5) : v)));
    },
    arrows: (id, dx, dy) => {
      if (!id.startsWith("p/")) return;
      const at = +id.slice(2);
      now.parameters[at] = kit.clamp(
        Math.round((now.parameters[at] + 0.1 * (dx + dy)) * 100) / 100,
        -range,
        range,
      );
      choose(at);
    },
  });
  const number = (v) => kit.number(v, 2);
  const chosen = kit.slider({
    label: names.parameters[0],
    min: -range,
    max: range,
    step: 0.01,
    value: now.parameters[0],
    format: number,
    change: (v) => ((now.parameters[now.chosen] = v), view.update()),
  });
  const sliders = names.neurons[0].map((name, i) =>
    kit.slider({
      label: name,
      min: 0,
      max: 1,
      step: 0.01,
      value: now.inputs[i],
      format: number,
      change: (v) => ((now.inputs[i] = v), view.update()),
    }),
  );
  main.append(
    view.node,
    kit.element("div", { class: "row" }, chosen.node),
    kit.element("div", { class: "row" }, ...sliders.map((s) => s.node)),
  );
  if (data.sets.length > 1) {
    const buttons = data.sets.map((set) =>
      kit.button(set.name, () => (now.parameters.set(set.parameters), choose(now.chosen))),
    );
    main.append(
      kit.element(
        "div",
        { class: "row" },
        kit.element("span", { class: "muted" }, "parameters:"),
        ...buttons,
      ),
    );
  }
};

kit.widget = { state, picture, start, loss };
