// The ground of every touchable figure: numbers, colours, scales and SVG as text.
// Nothing here touches a page, so the same code draws the live figure in the browser and its still picture in Node.

const kit = (globalThis.neuronotes = {});

kit.clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** A number for people: fixed digits, a real minus sign, no "−0.00"; far too large ones as powers of ten. */
kit.number = (value, digits = 3) => {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Math.abs(value) >= 1e6) return value.toExponential(1).replace("e+", "e").replace(/^-/, "−");
  const text = value.toFixed(digits);
  return /^-.*[1-9]/.test(text) ? text.replace("-", "−") : text.replace("-", "");
};

/** A whole number with a thin space between the thousands: 12 000. */
kit.count = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u2009");

// ---- SVG as text. Attributes and words are escaped here, once, so nothing else needs to think of it. ----

kit.escape = (words) => String(words).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

kit.tag = (name, attributes = {}, ...children) => {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    text += ` ${key}="${typeof value === "number" ? +value.toFixed(2) : kit.escape(value)}"`;
  }
  return `${text}>${children.join("")}</${name}>`;
};

kit.text = (x, y, words, attributes = {}) =>
  kit.tag("text", { x, y, "font-size": 13, ...attributes }, kit.escape(words));

/** A polyline through [[x, y], …]; points that are not finite break it. */
kit.path = (points, attributes = {}) => {
  let d = "";
  let pen = "M";
  for (const [x, y] of points) {
    const whole = Number.isFinite(x) && Number.isFinite(y);
    if (whole) d += `${pen}${x.toFixed(1)},${y.toFixed(1)}`;
    pen = whole ? "L" : "M";
  }
  return kit.tag("path", { d, fill: "none", "stroke-linejoin": "round", ...attributes });
};

// ---- Colours: the palette of Okabe and Ito, which colour-blind readers can tell apart. ----

kit.rgb = (colour) => {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour);
  if (hex) return [0, 2, 4].map((i) => parseInt(hex[1].slice(i, i + 2), 16));
  const list = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)/.exec(colour);
  return list ? list.slice(1, 4).map(Number) : undefined;
};

kit.mix = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));
kit.css = (rgb) => `rgb(${rgb.join(",")})`;

/** Colours of a figure on a page whose text and background are given (as CSS colours). */
kit.colours = (text = "#1f2328", background = "#ffffff", dark = false) => {
  const ink = kit.rgb(text) ?? (dark ? [230, 230, 230] : [31, 35, 40]);
  const paper = kit.rgb(background) ?? (dark ? [17, 17, 17] : [255, 255, 255]);
  const bright = (hex) => kit.css(kit.mix(kit.rgb(hex), [255, 255, 255], dark ? 0.3 : 0));
  return {
    dark,
    ink,
    paper,
    text: kit.css(ink),
    background: kit.css(paper),
    muted: kit.css(kit.mix(ink, paper, 0.32)),
    faint: kit.css(kit.mix(ink, paper, 0.84)),
    soft: kit.css(kit.mix(ink, paper, 0.94)),
    blue: bright("#0072B2"),
    orange: bright("#E69F00"),
    green: bright("#009E73"),
    red: bright("#D55E00"),
    classes: [
      "#0072B2",
      "#E69F00",
      "#009E73",
      "#CC79A7",
      "#56B4E9",
      "#D55E00",
      "#F0E442",
      "#8C6BB1",
      "#7F7F7F",
      "#A6761D",
    ],
  };
};

const white = [255, 255, 255];
/** Class 0 blue, undecided white, class 1 orange; value from 0 to 1. */
kit.classColour = (value) => {
  const t = kit.clamp(value, 0, 1) * 2 - 1;
  return kit.mix(white, t < 0 ? [0, 114, 178] : [230, 159, 0], Math.abs(t));
};
/** Negative vermilion, zero white, positive blue; value from −1 to 1. */
kit.signColour = (value) => {
  const t = kit.clamp(value, -1, 1);
  return kit.mix(white, t < 0 ? [213, 94, 0] : [0, 114, 178], Math.abs(t));
};
/** Black or white, whichever is easier to read on this colour. */
kit.readable = ([r, g, b]) => (0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#111111" : "#ffffff");

// ---- Scales, ticks, axes ----

/** A straight-line scale from a domain to a range, with its inverse. */
kit.scale = ([d0, d1], [r0, r1]) => {
  const scale = (value) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
  scale.invert = (place) => d0 + ((place - r0) / (r1 - r0)) * (d1 - d0);
  scale.domain = [d0, d1];
  scale.range = [r0, r1];
  return scale;
};

/** About `count` round numbers between low and high. */
kit.ticks = (low, high, count) => {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((f) => f * power >= raw * 0.999) ?? 10);
  const list = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    list.push(+(i * step).toPrecision(12));
  return list;
};

/** Tick numbers and hairlines of a chart; xLabel under it, yLabel above its left edge. */
kit.axes = (x, y, c, { xLabel = "", yLabel = "", xTicks = 6, yTicks = 4 } = {}) => {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const label = { "font-size": 12, fill: c.muted };
  let out = "";
  for (const v of kit.ticks(y.domain[0], y.domain[1], yTicks)) {
    out += kit.tag("line", { x1: left, x2: right, y1: y(v), y2: y(v), stroke: c.faint });
    out += kit.text(left - 6, y(v) + 4, kit.tick(v), { ...label, "text-anchor": "end" });
  }
  for (const v of kit.ticks(x.domain[0], x.domain[1], xTicks)) {
    out += kit.tag("line", { x1: x(v), x2: x(v), y1: bottom, y2: bottom + 4, stroke: c.muted });
    out += kit.text(x(v), bottom + 17, kit.tick(v), { ...label, "text-anchor": "middle" });
  }
  out += kit.tag("line", { x1: left, x2: right, y1: bottom, y2: bottom, stroke: c.muted });
  if (xLabel) out += kit.text(right, bottom + 32, xLabel, { ...label, "text-anchor": "end" });
  if (yLabel) out += kit.text(left, top - 8, yLabel, label);
  return out;
};

kit.tick = (value) =>
  Math.abs(value) >= 1e4 || (value !== 0 && Math.abs(value) < 1e-4)
    ? value.toExponential(0).replace("e+", "e").replace(/-/g, "−")
    : String(value).replace("-", "−");
