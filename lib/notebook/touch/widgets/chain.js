// The numbers of a chain x → times w → plus b → sigmoid → loss: both passes, and each link's products in words.

const kit = globalThis.neuronotes;

/** Both losses of one output: value and derivative by a. A log of 0 is never asked: |z| stays below 30. */
const losses = {
  quadratic: {
    label: "quadratic",
    formula: "½ (a − y)²",
    local: "a − y",
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
const factor = (value) => (value < 0 ? `(${digits(value)})` : digits(value));

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
        [1, `u = w x = ${digits(w)} · ${factor(x)} = ${digits(n.u)}`],
        [9, `dL/dx = dL/du · w = ${digits(n.du)} · ${factor(w)} = ${digits(n.dx)}`],
        [9, `dL/dw = dL/du · x = ${digits(n.du)} · ${factor(x)} = ${digits(n.dw)}`],
      ],
    },
    {
      title: "plus b",
      local: ["by u: 1", "by b: 1"],
      side: { name: "b", value: b, gradient: n.db, back: 8 },
      lines: [
        [2, `z = u + b = ${digits(n.u)} + ${factor(b)} = ${digits(n.z)}`],
        [8, `dL/du = dL/dz · 1 = ${digits(n.du)}`],
        [8, `dL/db = dL/dz · 1 = ${digits(n.db)}`],
      ],
    },
    {
      title: "sigmoid",
      local: ["a (1 − a):", n.local < 0.001 ? digits(n.local) : kit.number(n.local, 4)],
      when: 3,
      lines: [
        [3, `a = σ(z) = σ(${digits(n.z)}) = ${digits(n.a)}`],
        [7, `dL/dz = dL/da · a (1 − a) = ${digits(n.da)} · ${factor(n.local)} = ${digits(n.dz)}`],
      ],
    },
    {
      title: "loss",
      local: ["by a:", digits(n.slope)],
      when: 3,
      side: { name: "y", value: y },
      lines: [
        [4, `L = ${loss.formula} = ${digits(n.L)}`],
        [6, `dL/da = dL/dL · ${loss.local} = 1 · ${factor(n.slope)} = ${digits(n.da)}`],
      ],
    },
  ];
};

kit.chain = { losses, passes, digits, wires, links };
