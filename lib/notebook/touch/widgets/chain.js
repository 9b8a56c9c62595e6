// The numbers of a chain x → times w → plus b → sigmoid → loss: both passes, and each link's products in words.

const kit = globalThis.neuronotes;

/** Both losses of one output: value and derivative by a. A log of 0 is never asked: |z| stays below 30. */
const losses = {
  quadratic: {
    label: "quadratic",
    formula: "½ (a − y)²",
    local: "(a − y)",
    value: (a, y) => (a - y) ** 2 / 2,
    slope: (a, y) => a - y,
  },
  binaryCrossentropy: {
    label: "cross-entropy",
    formula: "−(y log a + (1 − y) log(1 − a))",
    local: "(a − y) / (a (1 − a))",
    value: (a, y, z) => Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z))),
    slope: (a, y) => (a - y) / (a * (1 - a)),
  },
};

/** All values of the forward pass and all gradients of the backward pass. */
const passes = ({ x, w, b, y, loss }) => {
  const u = w * x;
  const z = u + b;
  const a = 1 / (1 + Math.exp(-z));
  const [L, slope] = [losses[loss].value(a, y, z), losses[loss].slope(a, y)];
  const local = a * (1 - a);
  const dz = slope * local;
  return {
    u,
    z,
    a,
    L,
    slope,
    local,
    dL: 1,
    da: slope,
    dz,
    du: dz,
    db: dz,
    dx: dz * w,
    dw: dz * x,
  };
};

const digits = (value) =>
  value !== 0 && Math.abs(value) < 0.001
    ? value.toExponential(1).replace(/-/g, "−")
    : kit.number(value, 4);
/** Five digits that count, also of very small and very large numbers, so that a product can be checked by hand. */
const exact = (value) => {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.1 && size < 1e5)) return kit.number(value, 4);
  const text = size < 0.001 || size >= 1e5 ? value.toExponential(4) : value.toPrecision(5);
  return text.replace(/-/g, "−").replace("+", "");
};
const factor = (value) => (value < 0 ? `(${exact(value)})` : exact(value));

/** What lies between the links, in order: the value forward, the gradient back, and when each is first seen. */
const wires = (now, n) => [
  { name: "x", value: now.x, from: 0, gradient: n.dx, back: 9 },
  { name: "u", value: n.u, from: 1, gradient: n.du, back: 8 },
  { name: "z", value: n.z, from: 2, gradient: n.dz, back: 7 },
  { name: "a", value: n.a, from: 3, gradient: n.da, back: 6 },
  { name: "L", value: n.L, from: 4, gradient: n.dL, back: 5 },
];

/** The links: what each does, its local derivatives, what enters from outside, and its products in words. */
const links = (now, n) => {
  const { x, w, b, y } = now;
  const loss = losses[now.loss];
  return [
    {
      title: "times w",
      local: [`by x: ${digits(w)}`, `by w: ${digits(x)}`],
      side: { name: "w", value: w, gradient: n.dw, back: 9 },
      lines: [
        [1, `u = w x = ${exact(w)} · ${factor(x)} = ${exact(n.u)}`],
        [9, `dL/dx = dL/du · w = ${exact(n.du)} · ${factor(w)} = ${exact(n.dx)}`],
        [9, `dL/dw = dL/du · x = ${exact(n.du)} · ${factor(x)} = ${exact(n.dw)}`],
      ],
    },
    {
      title: "plus b",
      local: ["by u: 1", "by b: 1"],
      side: { name: "b", value: b, gradient: n.db, back: 8 },
      lines: [
        [2, `z = u + b = ${exact(n.u)} + ${factor(b)} = ${exact(n.z)}`],
        [8, `dL/du = dL/dz · 1 = ${exact(n.du)}`],
        [8, `dL/db = dL/dz · 1 = ${exact(n.db)}`],
      ],
    },
    {
      title: "sigmoid",
      local: ["a (1 − a):", digits(n.local)],
      when: 3,
      lines: [
        [3, `a = σ(z) = σ(${exact(n.z)}) = ${exact(n.a)}`],
        [7, `dL/dz = dL/da · a (1 − a) = ${exact(n.da)} · ${factor(n.local)} = ${exact(n.dz)}`],
      ],
    },
    {
      title: "loss",
      local: ["by a:", digits(n.slope)],
      when: 3,
      side: { name: "y", value: y },
      lines: [
        [4, `L = ${loss.formula} = ${exact(n.L)}`],
        [6, `dL/da = dL/dL · ${loss.local} = 1 · ${factor(n.slope)} = ${exact(n.da)}`],
      ],
    },
  ];
};

kit.chain = { losses, passes, digits, wires, links };
