// Loss surfaces over two parameters, and the rules that walk down on them. Nothing here touches a page.

const kit = globalThis.neuronotes;

const ravine = { f: (x, y) => 0.5 * (x * x + 50 * y * y), slope: (x, y) => [x, 50 * y] };
const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
const fast = {
  SGD: 0.035,
  momentum: 0.01,
  Nesterov: 0.01,
  Adagrad: 0.3,
  RMSProp: 0.04,
  Adam: 0.07,
};

/**
 * f and its two derivatives (slope); middle: of the square that is shown, 4 wide; start; power: heights are drawn as f to
 * this power, so that the floor of a deep valley can be seen; rates: good ones.
 */
kit.surfaces = {
  bowl: {
    words: "½ (w1² + w2²)",
    f: (x, y) => 0.5 * (x * x + y * y),
    slope: (x, y) => [x, y],
    middle: [0, 0],
    start: [-1.7, 1.2],
    power: 0.8,
    rates: { SGD: 0.1, momentum: 0.02, Nesterov: 0.02, Adagrad: 0.3, RMSProp: 0.05, Adam: 0.05 },
  },
  ravine: {
    words: "½ (w1² + 50 w2²)",
    ...ravine,
    middle: [0, 0],
    start: [-1.8, 0.9],
    power: 0.45,
    rates: fast,
  },
  "turned ravine": {
    words: "the ravine, turned by 30°",
    f: (x, y) => ravine.f(cos * x + sin * y, cos * y - sin * x),
    slope: (x, y) => {
      const [p, q] = ravine.slope(cos * x + sin * y, cos * y - sin * x);
      return [cos * p - sin * q, sin * p + cos * q];
    },
    middle: [0, 0],
    start: [-1.8, 0.3],
    power: 0.45,
    rates: fast,
  },
  banana: {
    words: "(1 − w1)² + 10 (w2 − w1²)²",
    f: (x, y) => (1 - x) ** 2 + 10 * (y - x * x) ** 2,
    slope: (x, y) => [-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)],
    middle: [0, 1],
    start: [-1.4, 2.4],
    power: 0.3,
    rates: { SGD: 0.02, momentum: 0.01, Nesterov: 0.01, Adagrad: 0.5, RMSProp: 0.05, Adam: 0.15 },
  },
  saddle: {
    words: "½ w1² + ¼ (w2² − 1)²",
    f: (x, y) => 0.5 * x * x + 0.25 * (y * y - 1) ** 2,
    slope: (x, y) => [x, y * y * y - y],
    middle: [0, 0],
    start: [-1.7, 0.01],
    power: 0.6,
    rates: { SGD: 0.07, momentum: 0.02, Nesterov: 0.02, Adagrad: 0.2, RMSProp: 0.03, Adam: 0.05 },
  },
};

/** One step of one parameter w with gradient g: what it remembers is v (of gradients), s (of squares), t (steps made). */
kit.optimizers = {
  SGD: (w, g, past, rate) => [w - rate * g, past],
  momentum: (w, g, past, rate, mu) => {
    const v = mu * past.v + g;
    return [w - rate * v, { ...past, v }];
  },
  Nesterov: (w, g, past, rate, mu) => {
    const v = mu * past.v + g;
    return [w - rate * (g + mu * v), { ...past, v }];
  },
  Adagrad: (w, g, past, rate) => {
    const s = past.s + g * g;
    return [w - (rate * g) / (Math.sqrt(s) + 1e-10), { ...past, s }];
  },
  RMSProp: (w, g, past, rate) => {
    const s = 0.9 * past.s + 0.1 * g * g;
    return [w - (rate * g) / (Math.sqrt(s) + 1e-8), { ...past, s }];
  },
  Adam: (w, g, past, rate) => {
    const t = past.t + 1;
    const v = 0.9 * past.v + 0.1 * g;
    const s = 0.999 * past.s + 0.001 * g * g;
    const root = Math.sqrt(s / (1 - 0.999 ** t));
    return [w - (rate * (v / (1 - 0.9 ** t))) / (root + 1e-8), { v, s, t }];
  },
};

/** The places [w1, w2] of a walk, the start first; it ends where the numbers leave all measure. */
kit.descend = (surface, rule, start, rate, steps, mu = 0.9) => {
  const { slope } = kit.surfaces[surface];
  const places = [start];
  let past = start.map(() => ({ v: 0, s: 0, t: 0 }));
  for (let n = 0; n < steps; n++) {
    const w = places[n];
    const g = slope(...w);
    const next = w.map((value, i) => kit.optimizers[rule](value, g[i], past[i], rate, mu));
    past = next.map((pair) => pair[1]);
    const place = next.map((pair) => pair[0]);
    if (!place.every((value) => Math.abs(value) < 1e9)) break;
    places.push(place);
  }
  return places;
};
