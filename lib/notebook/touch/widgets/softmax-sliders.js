// Softmax under the fingers: logits as sliders, their shares as bars, the loss of the true class.

const kit = globalThis.neuronotes;

const state = ({ logits, truth }) => ({ logits: [...logits], truth });

/** p_i = e^(z_i − top) / Σ e^(z_j − top). */
const softmax = (z) => {
  const top = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
};

const limit = 10;

/** −log p of one class, from the logits: finite when p is tiny, and above 0 when p is nearly 1. */
const lossOf = (z, truth) => {
  const top = z.indexOf(Math.max(...z));
  const others = z.reduce((sum, v, k) => (k === top ? sum : sum + Math.exp(v - z[top])), 0);
  return z[top] - z[truth] + Math.log1p(others);
};

/** e^z in a few digits. */
const power = (z) =>
  z < -4 ? Math.exp(z).toExponential(1) : kit.number(Math.exp(z), z > 4 ? 0 : 2);

/** Three digits after the point; what would look like 0 as 4.1e-9. */
const small = (value) =>
  value > 0 && value < 5e-4 ? value.toExponential(1) : kit.number(value, 3);

/** A logit with as many digits as it has after some halving, three at most. */
const logit = (z) =>
  kit.number(z, [1, 2].find((digits) => Math.abs(z - Number(z.toFixed(digits))) < 1e-9) ?? 3);

const picture = ({ names }, { logits, truth }, width, c) => {
  const narrow = width < 480;
  const p = softmax(logits);
  const loss = lossOf(logits, truth);
  const row = 46;
  const top = 34;
  const columns = narrow
    ? { z: 92, power: 144, bar: 154, barEnd: width - 116, share: width - 62, push: width }
    : { z: 120, power: 210, bar: 234, barEnd: width - 170, share: width - 110, push: width };
  const bar = kit.scale([0, 1], [columns.bar, columns.barEnd]);
  const head = { "font-size": 12, fill: c.muted, "text-anchor": "end" };
  let svg =
    kit.text(columns.z, 16, "logit z", head) +
    kit.text(columns.power, 16, "e^z", head) +
    kit.text(columns.bar, 16, narrow ? "share p" : "share p = e^z / sum", {
      ...head,
      "text-anchor": "start",
    }) +
    kit.text(columns.push, 16, "p − y", head);
  names.forEach((name, k) => {
    const y = top + k * row;
    const middle = y + 21;
    const colour = c.classes[k % c.classes.length];
    svg +=
      kit.text(0, middle, k === truth ? `${name} ✓` : name, {
        "font-weight": k === truth ? 700 : 400,
      }) +
      kit.text(columns.z, middle, logit(logits[k]), { "text-anchor": "end" }) +
      kit.text(columns.power, middle, power(logits[k]), {
        "text-anchor": "end",
      }) +
      kit.tag("rect", { x: bar(0), y, width: bar(1) - bar(0), height: 30, fill: c.faint }) +
      kit.tag("rect", { x: bar(0), y, width: bar(p[k]) - bar(0), height: 30, fill: colour }) +
      kit.text(columns.share, middle, small(p[k]), {
        "text-anchor": "end",
        "font-weight": 600,
      }) +
      kit.text(columns.push, middle, kit.number(p[k] - (k === truth ? 1 : 0), 3), {
        "text-anchor": "end",
        fill: k === truth ? c.blue : c.red,
      });
  });
  const below = top + names.length * row + 22;
  const words = `loss −log(${small(p[truth])}) = ${small(loss)}`;
  const even = Math.log(names.length);
  const verdict =
    Math.abs(loss - even) < 5e-3
      ? `what knowing nothing costs: log ${names.length} = ${kit.number(even, 3)}`
      : loss > even
        ? `worse than knowing nothing (${kit.number(even, 3)})`
        : `better than knowing nothing (${kit.number(even, 3)})`;
  svg +=
    kit.text(0, below, words, { "font-size": 17, "font-weight": 600, fill: c.red }) +
    kit.text(0, below + 24, verdict, { fill: c.muted });
  return {
    width,
    height: below + 34,
    svg,
    words: `shares ${p.map((share) => kit.number(share, 3)).join(", ")}; ${words}`,
  };
};

const start = (data, main) => {
  const now = state(data);
  const view = kit.stage({
    label: "logits, their shares by softmax, and the loss",
    picture: (width, c) => picture(data, now, width, c),
  });
  const sliders = data.names.map((name, k) =>
    kit.slider({
      label: `logit of ${name}`,
      min: -limit,
      max: limit,
      step: 0.1,
      value: now.logits[k],
      // the thumb stands at tenths; what a button halved is told in full
      format: (v) => logit(Math.abs(now.logits[k] - v) < 0.06 ? now.logits[k] : v),
      change: (v) => ((now.logits[k] = v), ends(), view.update()),
    }),
  );
  const fits = (change) => now.logits.every((z) => Math.abs(change(z)) <= limit);
  const buttons = Object.entries({
    "− 1": (z) => z - 1,
    "+ 1": (z) => z + 1,
    halve: (z) => z / 2,
    double: (z) => z * 2,
  }).map(([label, change]) => {
    const press = () => {
      now.logits = now.logits.map(change);
      sliders.forEach((slider, k) => slider.set(now.logits[k]));
      ends();
      view.update();
    };
    return { node: kit.button(label, press), change };
  });
  /** Greys the buttons that would lead beyond a slider's end. */
  const ends = () =>
    buttons.forEach(({ node, change }) => {
      node.disabled = !fits(change);
      node.style.opacity = node.disabled ? 0.45 : 1;
    });
  ends();
  const truth = kit.choice({
    label: "the true class",
    items: data.names.map((name, k) => ({ id: k, label: name })),
    value: now.truth,
    change: (k) => ((now.truth = k), view.update()),
  });
  main.append(
    view.node,
    ...sliders.map(({ node }) => kit.element("div", { class: "row" }, node)),
    kit.element("div", { class: "row" }, "true class", truth.node),
    kit.element("div", { class: "row" }, "all logits", ...buttons.map(({ node }) => node)),
  );
};

kit.widget = { state, picture, start, softmax, lossOf };
