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
  const [left, right] = plane.xRange;
  const [low, high] = plane.yRange;
  return onPlane(plane, moment.net, n * n, (k) => [
    left + (((k % n) + 0.5) / n) * (right - left),
    low + ((n - Math.floor(k / n) - 0.5) / n) * (high - low),
  ]);
};

/** The net's answers at places of the plane: plane.at, with its two free inputs set. */
const onPlane = ({ inputs: [i, j], at }, layers, count, place) =>
  kit.answers(layers, count, (k, row) => {
    row.set(at);
    [row[i], row[j]] = place(k);
  });

/** What the net says at the panel's points. */
kit.pointAnswers = ({ plane, points }, moment) =>
  onPlane(plane, moment.net, points.length, (k) => points[k]);

/** Which class it says at each of them, where the net can be asked. */
kit.pointVotes = (panel, moment) =>
  panel.plane.net ? kit.pointAnswers(panel, moment).map(kit.argmax) : undefined;

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
