// A canvas to write a digit on, and what the net makes of it while one writes.

const kit = globalThis.neuronotes;
const side = 280; // pixels of the canvas, whatever its size on the page
const brush = 22;

const state = () => ({ seen: undefined });

const unpacked = new WeakMap();
const layersOf = (data) => {
  if (!unpacked.has(data))
    unpacked.set(
      data,
      data.layers.map(({ weights, bias }, l) => ({
        inputs: data.sizes[l],
        units: data.sizes[l + 1],
        weights: kit.dequantize(weights),
        bias,
        activation: data.activations[l],
      })),
    );
  return unpacked.get(data);
};

const guess = (outputs) => outputs.indexOf(Math.max(...outputs));

/** 28 × 28 numbers as pixels, from paper to ink. */
const inked = (seen, c) => {
  const rgb = new Uint8ClampedArray(784 * 3);
  const paper = kit.rgb(c.soft);
  for (let i = 0; i < 784; i++) rgb.set(kit.mix(paper, c.ink, seen ? seen[i] : 0), 3 * i);
  return rgb;
};

/** One square a neuron: the stronger it answers, the fuller the square. */
const squares = (values, x, y, width, c) => {
  const columns = Math.ceil(Math.sqrt(values.length * 1.2));
  const cell = width / columns;
  const most = Math.max(1, ...values);
  const svg = Array.from(values, (value, k) =>
    kit.tag("rect", {
      x: x + (k % columns) * cell + 1,
      y: y + Math.floor(k / columns) * cell + 1,
      width: cell - 2,
      height: cell - 2,
      rx: 2,
      fill: kit.css(kit.mix(kit.rgb(c.soft), kit.rgb(c.green), kit.clamp(value / most, 0, 1))),
    }),
  ).join("");
  return { svg, height: Math.ceil(values.length / columns) * cell };
};

const picture = (data, { seen }, width, c) => {
  const rows = kit.forward(layersOf(data), seen ?? new Float32Array(784));
  const outputs = Array.from(rows[rows.length - 1]);
  const best = guess(outputs);
  const label = { "font-size": 12, fill: c.muted };
  const column = 112;

  let svg = kit.text(0, 12, "what the net sees", label);
  const rasters = [
    { x: 0, y: 20, width: column, height: column, columns: 28, rows: 28, rgb: inked(seen, c) },
  ];
  let y = 20 + column + 24;
  rows.slice(1, -1).forEach((values, l) => {
    svg += kit.text(0, y, rows.length > 3 ? `hidden layer ${l + 1}` : "hidden neurons", label);
    const grid = squares(seen ? values : values.map(() => 0), 0, y + 7, column, c);
    svg += grid.svg;
    y += grid.height + 28;
  });

  // the guess, large, and a bar for every output
  const left = column + 28;
  const sure = seen && outputs[best] >= 0.5;
  const second = outputs.map((v, i) => (i === best ? -Infinity : v));
  svg += seen
    ? kit.text(left, 50, best, {
        "font-size": 56,
        "font-weight": 700,
        fill: sure ? c.blue : c.muted,
      }) +
      kit.text(left + 48, 30, sure ? "the net's guess" : "not sure", { "font-weight": 600 }) +
      kit.text(
        left + 48,
        48,
        `next: ${guess(second)} at ${kit.number(Math.max(...second), 2)}`,
        label,
      )
    : kit.text(left, 42, "draw a digit", { "font-size": 22, "font-weight": 600, fill: c.muted });
  const bars = kit.scale([0, 1], [left + 20, width - 46]);
  outputs.forEach((raw, k) => {
    const value = seen ? kit.clamp(raw, 0, 1) : 0;
    const top = 68 + k * 23;
    const first = seen && k === best;
    svg +=
      kit.text(left, top + 14, k, { "font-weight": first ? 700 : 400 }) +
      kit.tag("rect", {
        x: bars(0),
        y: top + 2,
        width: bars(1) - bars(0),
        height: 15,
        rx: 4,
        fill: c.soft,
      }) +
      kit.tag("rect", {
        x: bars(0),
        y: top + 2,
        width: Math.max(0, bars(value) - bars(0)),
        height: 15,
        rx: 4,
        fill: c.blue,
        "fill-opacity": first ? 1 : 0.45,
      }) +
      kit.text(width - 2, top + 14, seen ? kit.number(raw, 2) : "–", {
        "text-anchor": "end",
        fill: first ? c.text : c.muted,
        "font-weight": first ? 700 : 400,
      });
  });
  const words = seen
    ? `the net reads ${best}, output ${kit.number(outputs[best], 2)}`
    : "the canvas is empty";
  return { width, height: Math.max(304, y - 16), svg, rasters, words };
};

/** The still picture: the first sample on the canvas, if there is one. */
const still = (data, now, width, c) => {
  const [sample] = data.samples;
  const seen = sample && Float32Array.from(kit.bytes(sample.pixels), (v) => v / 255);
  const right = picture(data, { seen }, width - side - 28, c);
  const move = `translate(${side + 28}, 0)`;
  const canvas = {
    x: 0,
    y: 0,
    width: side,
    height: side,
    columns: 28,
    rows: 28,
    rgb: inked(seen, c),
    smooth: true,
  };
  const rasters = [
    canvas,
    ...right.rasters.map((raster) => ({ ...raster, x: raster.x + side + 28 })),
  ];
  return {
    width,
    height: right.height,
    rasters,
    svg: kit.tag("g", { transform: move }, right.svg),
  };
};

const start = (data, main) => {
  const now = state();
  const view = kit.stage({
    label: "what the net reads",
    picture: (width, c) => picture(data, now, width, c),
  });
  const pad = kit.drawingPad({
    side,
    brush,
    change: (grey) => ((now.seen = grey && kit.digits.fit(grey, side, side)), view.update()),
  });
  const show = (pixels) => {
    const bytes = kit.bytes(pixels);
    pad.show(bytes, 28);
    now.seen = Float32Array.from(bytes, (v) => v / 255);
    view.update();
  };
  const clear = kit.button("Clear", () => pad.clear());
  const left = kit.element(
    "div",
    { style: "flex: 0 1 280px; min-width: 240px" },
    pad.node,
    kit.element("div", { class: "row" }, clear),
  );
  view.node.style.cssText = "flex: 1 1 320px; min-width: 300px";
  main.append(
    kit.element(
      "div",
      { class: "row", style: "align-items: flex-start; gap: 16px 28px; margin-top: 0" },
      left,
      view.node,
    ),
  );
  if (data.samples.length) {
    const buttons = data.samples.map(({ label, pixels }) => kit.button(label, () => show(pixels)));
    const words = kit.element("span", { class: "muted" }, "real digits:");
    main.append(kit.element("div", { class: "row", style: "gap: 6px" }, words, ...buttons));
  }
};

kit.widget = { state, picture, still, start, layersOf };
