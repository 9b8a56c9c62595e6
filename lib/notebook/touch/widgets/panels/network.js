// A net as a drawing: a circle a neuron, a line a weight; weights as width and colour, activations as fill.

const kit = globalThis.neuronotes;

const own = (panel) => ({ shown: panel.shown ?? 0, chosen: undefined });

/** Signs of a name above a circle, and how much wider it is than a small one. */
const longest = 16;
const bold = 1.2;

const small = { "font-size": 11.5 };
const centred = { "text-anchor": "middle" };
const line = 17;

/** At most four signs, which fit into a circle. */
const brief = (value) => {
  const digits =
    value <= -99.5 || value >= 999.5 ? 0 : Math.abs(value) >= 9.95 || value < 0 ? 1 : 2;
  return Math.abs(value) >= 9999.5 ? `${value < 0 ? "−" : ""}10⁴+` : kit.number(value, digits);
};

/** Sizes, and where each neuron stands. */
const layout = (panel, layers, width, top) => {
  const weights = layers.reduce((sum, { size }, l) => sum + (l ? size * layers[l - 1].size : 0), 0);
  const numbers = panel.numbers ?? weights <= 12;
  const rows = Math.max(...layers.map(({ neurons }) => neurons[neurons.length - 1].row)) + 1;
  const last = layers.length - 1;
  const wide = (l, most) => {
    const names = layers[l].neurons.map(({ neuron }) => kit.neuronName(panel, layers, l, neuron));
    return Math.max(...names.map((name) => Math.min(name.length, most))) * 6.6 + 8;
  };
  const signs = width < 480 ? 9 : 18;
  const radius = numbers ? (width < 480 ? 22 : 25) : rows > 6 ? 15 : 17;
  const step = numbers ? (rows > 3 ? 104 : width < 480 ? 142 : 130) : rows > 6 ? 36 : 46;
  const half = (l) => Math.max(40, radius + 4, (wide(l, longest) * bold) / 2);
  const sides = numbers
    ? [half(0), half(last)]
    : [wide(0, signs) + radius, wide(last, signs) + radius];
  const gap = Math.min((width - sides[0] - sides[1]) / last, numbers ? 240 : 210);
  const left = (width - sides[0] - sides[1] - gap * last) / 2 + sides[0];
  const r = Math.max(4, Math.min(radius, gap / 2 - 4));
  const above = numbers && longNames(panel, layers, r) ? 16 : 0;
  const from = top + r + 4 + above;
  const place = (l, row) => {
    const { neurons } = layers[l];
    const free = rows - 1 - neurons[neurons.length - 1].row;
    return { x: left + l * gap, y: from + (row + free / 2) * step };
  };
  const bottom = from + (rows - 1) * step + r + (numbers ? 22 : 6);
  return { numbers, radius: r, size: width < 480 ? 12 : 13, step, place, bottom, signs };
};

/** Whether a name is wider than its circle. */
const isLong = (name, radius) => name.length * 7.4 > 2 * radius - 4;
const longNames = (panel, layers, radius) =>
  layers.some(({ neurons }, l) =>
    neurons.some(({ neuron }) => isLong(kit.neuronName(panel, layers, l, neuron), radius)),
  );

/** All drawn weights as edges with their ids. */
const edgesOf = (layers, look) =>
  layers.map(({ neurons }, l) =>
    neurons.flatMap(({ weights, row }, k) =>
      weights.map((value, i) => {
        const from = look.place(l - 1, layers[l - 1].neurons[i].row);
        const to = look.place(l, row);
        return {
          ...{ id: `w/${l}/${k}/${i}`, value, l, k, i },
          ...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y },
        };
      }),
    ),
  );

/** Whether this edge is chosen, or leads to a chosen neuron; of a chosen input, whether it leads away from it. */
const isLit = (edge, chosen) => {
  if (!chosen) return false;
  const [kind, l, k] = chosen.split("/");
  if (kind === "w") return chosen === edge.id;
  return l === "0" ? edge.l === 1 && edge.i === Number(k) : edge.l === +l && edge.k === Number(k);
};

const drawnEdge = (edge, largest, look, chosen, words, c) => {
  const strength = Math.min(1, Math.abs(edge.value) / largest);
  const lit = isLit(edge, chosen);
  const most = look.numbers ? 5.5 : 4;
  return kit.tag(
    "line",
    {
      ...{ x1: edge.x1, y1: edge.y1, x2: edge.x2, y2: edge.y2 },
      stroke: edge.value < 0 ? c.red : c.blue,
      "stroke-width": 0.6 + most * strength + (lit ? 0.8 : 0),
      "stroke-opacity": lit ? 1 : (0.22 + 0.68 * strength) * (chosen ? 0.4 : 1),
    },
    words ? kit.tag("title", {}, kit.escape(words)) : "",
  );
};

/** Words on the background's colour, the middle given. */
const boxed = ({ x, y }, words, c, size = 13) => {
  const width = words.length * size * 0.56 + 6;
  const height = size + 7;
  return (
    kit.tag("rect", {
      ...{ x: x - width / 2, y: y - height / 2, width, height, rx: 4, fill: c.background },
    }) + kit.text(x, y + size * 0.35, words, { ...centred, "font-size": size })
  );
};

/** The colour of an activation: white at 0, blue above, orange-red below, full at the layer's largest size or at 1. */
const fillOf = ({ activation, neurons }, value) => {
  const bounded = ["sigmoid", "softmax", "tanh"].includes(activation);
  const sizes = neurons.map((neuron) => Math.abs(neuron.value));
  return kit.signColour((0.9 * value) / (bounded ? 1 : Math.max(1e-9, ...sizes)));
};

const drawnNeuron = (panel, layers, look, l, k, chosen, words, c) => {
  const { neuron, row, value } = layers[l].neurons[k];
  const { x, y } = look.place(l, row);
  const { radius, numbers, signs } = look;
  const name = kit.neuronName(panel, layers, l, neuron);
  const known = !Number.isNaN(value);
  const fill = known ? fillOf(layers[l], value) : undefined;
  const lit = chosen === `n/${l}/${k}`;
  const ink = fill ? kit.readable(fill) : c.text;
  const inside = numbers && !isLong(name, radius);
  let words2 = "";
  if (inside)
    words2 += kit.text(x, y + (known ? -2 : 4.5), name, {
      ...{ ...centred, "font-weight": 700, fill: ink },
    });
  else if (numbers) {
    words2 += kit.text(x, y - radius - 6, kit.shortened(name, longest), {
      ...{ ...centred, "font-weight": 700 },
    });
  } else if (l === 0) {
    words2 += kit.text(x - radius - 5, y + 4, kit.shortened(name, signs), {
      ...{ ...small, "text-anchor": "end" },
    });
  } else if (l === layers.length - 1)
    words2 += kit.text(x + radius + 5, y + 4, kit.shortened(name, signs), small);
  if (known && radius >= 14)
    words2 += kit.text(x, y + (inside ? 13 : 4), brief(value), {
      ...{ ...centred, "font-size": inside ? 12.5 : 11.5, fill: ink },
    });
  return (
    kit.tag(
      "circle",
      {
        ...{ cx: x, cy: y, r: radius, fill: fill ? kit.css(fill) : c.background },
        stroke: lit ? c.text : c.muted,
        "stroke-width": lit ? 3 : 1.5,
      },
      words ? kit.tag("title", {}, kit.escape(words)) : "",
    ) + words2
  );
};

/** Numbers on the lines of a small net, and the biases below the circles. */
const writtenNumbers = (panel, layers, edges, look, c) => {
  const names = kit.parameterNames(layers);
  const { radius, size } = look;
  const obstacles = layers.flatMap(({ neurons }, l) =>
    neurons.flatMap(({ row, neuron }) => {
      const at = look.place(l, row);
      const circle = { ...at, width: 2 * radius + 6, height: 2 * radius + 6 };
      const bias = { x: at.x, y: at.y + radius + 12, width: 92, height: 20 };
      const name = { x: at.x, y: at.y - radius - 11, width: 110, height: 18 };
      const long = isLong(kit.neuronName(panel, layers, l, neuron), radius);
      return [circle, ...(l ? [bias] : []), ...(long ? [name] : [])];
    }),
  );
  let svg = "";
  layers.forEach(({ neurons }, l) => {
    if (l === 0) return;
    const labels = edges[l].map(({ k, i, value }) => {
      const sender = layers[l - 1].neurons[i].neuron;
      return `${names.weight(l, neurons[k].neuron, sender)} = ${kit.number(value, 2)}`;
    });
    const wide = Math.max(...labels.map((words) => words.length)) * size * 0.56 + 6;
    const boxes = kit.placeLabels(edges[l], wide, size + 7, obstacles);
    boxes.forEach((box, at) => (svg += boxed(box, labels[at], c, size)));
    for (const { neuron, row, bias } of neurons) {
      const { x, y } = look.place(l, row);
      const words = `${names.bias(l, neuron)} = ${kit.number(bias, 2)}`;
      svg += boxed({ x, y: y + radius + 12 }, words, c, size);
    }
  });
  return svg;
};

/** Where no numbers are written, those of the chosen neuron's lines: near their other ends, where they lie apart. */
const litNumbers = (edges, look, chosen, c) =>
  edges
    .flat()
    .filter((edge) => isLit(edge, chosen))
    .map((edge) => {
      const away = (look.radius + 25) / (edge.x2 - edge.x1);
      const t = chosen.startsWith("n/0/") ? 1 - away : chosen.startsWith("w") ? 0.5 : away;
      const x = edge.x1 + (edge.x2 - edge.x1) * t;
      const y = edge.y1 + (edge.y2 - edge.y1) * t;
      return boxed({ x, y }, kit.number(edge.value, 2), c, 11.5);
    })
    .join("");

const draw = (panel, moment, now, width, c) => {
  const example = panel.examples[now.shown];
  const quiet = { "font-size": 12, fill: c.muted };
  let svg = "";
  let top = 0;
  if (example?.words) {
    const told = kit.wrapped(example.words, width, 13);
    told.forEach((words, k) => (svg += kit.text(0, 13 + line * k, words)));
    top = told.length * line + 6;
  }
  const layers = kit.drawnNet(panel, moment, now.shown);
  const look = layout(panel, layers, width, top);
  const edges = edgesOf(layers, look);
  const largest = kit.largestWeight(panel, moment);
  const { chosen } = now;
  const said = (id) => kit.partWords(panel, layers, id);
  // where nothing can be touched, the browser's own hints say the numbers
  const hint = (id) => (panel.touch ? "" : said(id));
  const flat = edges.flat();
  // what is chosen lies on top
  const order = [...flat].sort((a, b) => isLit(a, chosen) - isLit(b, chosen));
  for (const edge of order) svg += drawnEdge(edge, largest, look, chosen, hint(edge.id), c);
  const spots = [];
  if (flat.length <= 40)
    for (const edge of flat) {
      const part = (t) => [edge.x1 + (edge.x2 - edge.x1) * t, edge.y1 + (edge.y2 - edge.y1) * t];
      spots.push({ id: edge.id, line: [...part(0.15), ...part(0.85)], label: said(edge.id) });
    }
  layers.forEach(({ neurons, size }, l) => {
    neurons.forEach(({ row }, k) => {
      const id = `n/${l}/${k}`;
      svg += drawnNeuron(panel, layers, look, l, k, chosen, hint(id), c);
      const { x, y } = look.place(l, row);
      spots.push({ id, circle: [x, y, look.radius + 2], label: said(id) });
    });
    if (size > neurons.length) {
      const before = look.place(l, neurons[neurons.length - 2].row + 1);
      svg += kit.text(before.x, before.y + 6, "⋮", { ...centred, "font-size": 20 });
    }
  });
  if (look.numbers) svg += writtenNumbers(panel, layers, edges, look, c);
  else if (chosen) svg += litNumbers(edges, look, chosen, c);

  let y = look.bottom + 8;
  const write = (words, attributes) => {
    for (const part of kit.wrapped(words, width, attributes["font-size"]))
      svg += kit.text(0, (y += line) - 4, part, attributes);
  };
  if (panel.touch) {
    const from = y;
    const asked = "Point at a part, or press Tab, for its numbers.";
    write(chosen ? said(chosen) : asked, { "font-size": 13, fill: chosen ? c.text : c.muted });
    y = from + line * (width < 560 ? 2 : 1) + 4; // so that nothing below moves
  }
  const key = ["Blue: above zero, orange-red: below.", "Thicker or deeper: larger."];
  for (const words of width < 480 ? key : [key.join(" ")]) write(words, quiet);
  const cut = layers.filter(({ size, neurons }) => size > neurons.length).map(({ size }) => size);
  if (cut.length) {
    const sizes =
      kit.count(cut[0]) +
      cut
        .slice(1)
        .map((size) => ` and ${kit.count(size)}`)
        .join("");
    write(`Of ${sizes} neurons the first eight and the last are drawn.`, quiet);
  }
  const outputs = layers[layers.length - 1].neurons
    .filter(({ value }) => !Number.isNaN(value))
    .map(({ neuron, value }) => {
      const name = kit.neuronName(panel, layers, layers.length - 1, neuron);
      return `${name} ${kit.number(value, 2)}`;
    });
  return { height: y + 4, svg, spots, words: chosen ? said(chosen) : outputs.join(", ") };
};

const choose = (panel, now, id) => (now.chosen = id);

const controls = ({ examples }, now, update) =>
  kit.exampleChoice(examples, now.shown, (k) => ((now.shown = k), update()));

kit.panel("network", { own, draw, controls, hover: choose, press: choose });
