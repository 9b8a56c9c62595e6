// The plane of two inputs: asking a net, or kept answers, at n × n places of it.

const kit = globalThis.neuronotes;

/**
 * Answers at the middles of n × n cells, first row at the top: row after row of outputs. From the net, at plane.at with two
 * of its inputs replaced; or, where the panel has no net, the kept numbers of the moment, n × n × outputs in the same order.
 */
kit.planeAnswers = ({ plane, names, n }, moment) => {
  const outputs = names.length;
  if (!plane.net) {
    const { values } = moment;
    return Array.from({ length: n * n }, (_, k) => values.subarray(k * outputs, (k + 1) * outputs));
  }
  const layers = moment.net;
  const [x, y] = [plane.xRange, plane.yRange].map(
    ([low, high]) =>
      (k) =>
        low + ((k + 0.5) / n) * (high - low),
  );
  return Array.from({ length: n * n }, (_, k) =>
    kit.answer(layers, kit.placed(plane, x(k % n), y(n - 1 - Math.floor(k / n)))),
  );
};

/** A row of inputs: plane.at, with its two free ones set. */
kit.placed = ({ inputs: [i, j], at }, x, y) => {
  const row = new Float64Array(at);
  row[i] = x;
  row[j] = y;
  return row;
};

/** What the net says of the panel's points, where it can be asked; else the votes that were kept with the figure. */
kit.pointVotes = ({ plane, points }, moment) =>
  plane.net
    ? points.map(([x, y]) => kit.argmax(kit.answer(moment.net, kit.placed(plane, x, y))))
    : undefined;

/** A square over the plane: its scales, edge, ticks and names of the axes. */
kit.planeFrame = ({ plane, xLabel, yLabel }, left, top, size, c) => {
  const x = kit.scale(plane.xRange, [left, left + size]);
  const y = kit.scale(plane.yRange, [top + size, top]);
  const tick = { "font-size": 12, fill: c.muted };
  const few = size < 200 ? 3 : 4;
  const svg =
    kit.tag("rect", { x: left, y: top, width: size, height: size, fill: "none", stroke: c.faint }) +
    kit
      .ticks(...plane.xRange, few)
      .map((v) =>
        kit.text(x(v), top + size + 16, kit.tick(v), { ...tick, "text-anchor": "middle" }),
      )
      .join("") +
    kit
      .ticks(...plane.yRange, few)
      .map((v) => kit.text(left - 5, y(v) + 4, kit.tick(v), { ...tick, "text-anchor": "end" }))
      .join("") +
    kit.text(left + size, top + size + 31, `${xLabel} →`, { ...tick, "text-anchor": "end" }) +
    kit.text(left - 5, top - 5, `${yLabel} ↑`, { ...tick, "text-anchor": "start" });
  return { x, y, svg, bottom: top + size + 34 };
};

/** Pieces of kit.contour as one path over that square. */
kit.planePath = (pieces, n, left, top, size) => {
  const cell = size / n;
  const at = ([a, b]) =>
    `${(left + (a + 0.5) * cell).toFixed(1)},${(top + (b + 0.5) * cell).toFixed(1)}`;
  return pieces.map(([from, to]) => `M${at(from)}L${at(to)}`).join("");
};
