// The truth table of a small net: every trial, its outputs beside the targets, and the loss over all of them.

const kit = globalThis.neuronotes;
const centred = { "text-anchor": "middle" };

const layersOf = (data, now) => kit.layers(data.sizes, data.activations, now.parameters);

const outputsFor = (data, now, input) => {
  const rows = kit.forward(layersOf(data, now), input);
  return rows[rows.length - 1];
};

/** ½ Σ over the outputs of (a − y)², averaged over the trials. */
const loss = (data, now) => {
  let sum = 0;
  data.inputs.forEach((input, k) =>
    outputsFor(data, now, input).forEach((a, o) => (sum += 0.5 * (a - data.targets[k][o]) ** 2)),
  );
  return sum / data.inputs.length;
};

/** Every trial with its outputs, the targets beside them, and the loss. */
const drawTable = (data, now, left, top, width, c, spots) => {
  const inputs = data.sizes[0];
  const columns = data.sizes[data.sizes.length - 1];
  const names = data.names.neurons;
  const outs = names[names.length - 1];
  const inputWidth = 34;
  const first = left + 10 + inputs * inputWidth;
  const step = (width - 10 - inputs * inputWidth) / columns;
  const head = { "font-size": 12, fill: c.muted, ...centred };
  const x = (i) => left + 10 + (i + 0.5) * inputWidth;
  let svg = names[0].map((name, i) => kit.text(x(i), top + 14, name, head)).join("");
  svg += outs
    .map((name, o) => kit.text(first + (o + 0.5) * step, top + 14, `${name} → target`, head))
    .join("");
  data.inputs.forEach((input, k) => {
    const y = top + 24 + k * 32;
    const here = input.every((v, i) => v === now.inputs[i]);
    const outputs = outputsFor(data, now, input);
    svg += kit.tag("rect", {
      x: left,
      y,
      width,
      height: 29,
      rx: 6,
      fill: c.text,
      "fill-opacity": here ? 0.1 : 0.03,
    });
    svg += input.map((v, i) => kit.text(x(i), y + 19, kit.tick(v), { ...centred })).join("");
    outs.forEach((_, o) => {
      const middle = first + (o + 0.5) * step;
      const [value, target] = [outputs[o], data.targets[k][o]];
      const right = Math.abs(value - target) < 0.5;
      svg +=
        kit.text(middle - 4, y + 19, kit.number(value, 2), {
          "text-anchor": "end",
          "font-weight": 600,
        }) +
        kit.text(middle + 6, y + 19, `→ ${kit.tick(target)}`, { fill: c.muted }) +
        kit.text(middle + 36, y + 19, right ? "✓" : "✗", {
          fill: right ? c.green : c.red,
          "font-weight": 700,
        });
    });
    spots.push({
      id: `t/${k}`,
      rect: [left, y, width, 29],
      label: `trial ${input.join(", ")}`,
      pressed: here,
    });
  });
  const bottom = top + 24 + data.inputs.length * 32;
  svg += kit.text(left, bottom + 26, "loss, averaged over the trials", { fill: c.muted });
  svg += kit.text(left + width, bottom + 29, kit.number(loss(data, now), 4), {
    "text-anchor": "end",
    "font-size": 22,
    "font-weight": 600,
    fill: c.red,
  });
  return svg;
};

kit.trials = { layersOf, loss, drawTable };
