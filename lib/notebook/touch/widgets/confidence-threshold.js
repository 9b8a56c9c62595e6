// How sure must a classifier be to answer? Share of examples answered against share of right answers.

const kit = globalThis.neuronotes;

const state = ({ start }) => ({ threshold: start });

const unpacked = new WeakMap();
/** Confidences, surest first, and how many of the first k answers are right: rights[k]. */
const answersOf = (data) => {
  if (!unpacked.has(data)) {
    const signed = new Int16Array(kit.bytes(data.answers).buffer);
    const rights = [0];
    for (const value of signed) rights.push(rights[rights.length - 1] + (value > 0 ? 1 : 0));
    unpacked.set(data, { sure: Float64Array.from(signed, (v) => Math.abs(v) / 32767), rights });
  }
  return unpacked.get(data);
};

/** What a threshold does: { count, answered, right }. */
const outcome = (data, threshold) => {
  const { sure, rights } = answersOf(data);
  let [low, high] = [0, sure.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sure[middle] >= threshold - 0.5 / 32767) low = middle + 1;
    else high = middle;
  }
  return { count: sure.length, answered: low, right: rights[low] };
};

const percent = (share) => `${kit.number(100 * share, 1)} %`;

const picture = (data, { threshold }, width, c) => {
  const { rights, sure } = answersOf(data);
  const { count, answered, right } = outcome(data, threshold);
  const small = { "font-size": 12, fill: c.muted };
  const wrong = answered - right;
  const strong = { "font-size": 17, "font-weight": 600 };
  let svg =
    kit.text(0, 18, `answers ${percent(answered / count)} of the pictures`, strong) +
    kit.text(
      0,
      40,
      answered ? `and ${percent(right / answered)} of its answers are right` : "and says nothing",
      { ...strong, fill: c.blue },
    );
  // one bar for all pictures
  const bar = kit.scale([0, count], [0, width]);
  [
    [0, right, c.blue],
    [right, answered, c.red],
    [answered, count, c.faint],
  ].forEach(([from, to, fill]) => {
    if (to > from)
      svg += kit.tag("rect", { x: bar(from), y: 54, width: bar(to) - bar(from), height: 26, fill });
  });
  const said = `${kit.count(right)} right, ${kit.count(wrong)} wrong, ${kit.count(count - answered)} left to a person`;
  svg += kit.text(0, 98, said, { ...small, fill: c.text });

  // the curve: each threshold is a point
  const [top, bottom, left] = [144, 304, 46];
  const least = rights[count] / count;
  const floor = Math.floor(Math.min(least, 0.98) * 20) / 20;
  const x = kit.scale([0, 1], [left, width - 22]);
  const y = kit.scale([floor, 1], [bottom, top]);
  for (const tick of kit.ticks(floor, 1, 4))
    svg +=
      kit.path(
        [
          [left, y(tick)],
          [width - 22, y(tick)],
        ],
        { stroke: c.faint },
      ) +
      kit.text(left - 6, y(tick) + 4, `${kit.number(100 * tick, 0)} %`, {
        ...small,
        "text-anchor": "end",
      });
  for (const tick of [0, 0.25, 0.5, 0.75, 1])
    svg += kit.text(x(tick), bottom + 18, `${100 * tick} %`, { ...small, "text-anchor": "middle" });
  svg +=
    kit.text(0, top - 12, "right among the answers", small) +
    kit.text(width - 22, bottom + 36, "answered", { ...small, "text-anchor": "end" });
  const points = [];
  const step = Math.max(1, Math.floor(count / 300));
  for (let k = Math.max(step, 20); k <= count; k += step)
    if (k === count || sure[k - 1] !== sure[k]) points.push([x(k / count), y(rights[k] / k)]);
  svg += kit.path(points, { stroke: c.blue, "stroke-width": 2 });
  if (answered)
    svg += kit.tag("circle", {
      cx: x(answered / count),
      cy: y(kit.clamp(right / answered, floor, 1)),
      r: 6,
      fill: c.orange,
      stroke: c.background,
    });
  return {
    width,
    height: bottom + 42,
    svg,
    words: `threshold ${percent(threshold)}: answers ${percent(answered / count)}, of these ${answered ? percent(right / answered) : "none"} right`,
  };
};

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "answers and right answers at this threshold",
    picture: (width, c) => picture(data, now, width, c),
  });
  const slider = kit.slider({
    label: "answer only when at least so sure",
    min: 0,
    max: 0.995,
    step: 0.005,
    value: now.threshold,
    format: percent,
    change: (value) => ((now.threshold = value), view.update()),
  });
  main.append(view.node, kit.element("div", { class: "row" }, slider.node));
};

kit.widget = { state, picture, start, outcome };
