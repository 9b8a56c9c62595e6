import { describe } from "../../core/errors";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

/** What a rule remembers of one parameter; a rule gives the new parameter and the new memory. */
interface Past {
  m: number;
  s: number;
  t: number;
}
type Rule = (w: number, g: number, past: Past, rate: number) => [number, Past] | undefined;

const nothing: Past = { m: 0, s: 0, t: 0 };

/** The solutions; the judges compare with them. */
const limitRate = (a: number, b: number) => 2 / Math.max(a, b);
const bestRate = (a: number, b: number) => 2 / (a + b);
const velocityAfter = (n: number, mu: number, g: number) => (g * (1 - mu ** n)) / (1 - mu);
const warmUp = (t: number, top: number, warmup: number, total: number) =>
  t < warmup
    ? (top * (t + 1)) / warmup
    : (top / 2) * (1 + Math.cos((Math.PI * (t - warmup)) / (total - warmup)));

const curvatures: [number, number][] = [
  [1, 50],
  [50, 1],
  [3, 3],
  [0.2, 7],
  [1000, 0.5],
];

const velocities: [number, number, number][] = [
  [1, 0.9, 2],
  [2, 0.9, 2],
  [3, 0.5, -4],
  [10, 0.8, 0.7],
  [5, 0, 3],
  [400, 0.95, -1],
];

const warmUps: [number, number, number, number][] = [0, 1, 4, 9, 10, 11, 37, 50, 99].map((t) => [
  t,
  0.3,
  10,
  100,
]);

/** Two parameters that take turns under one rule, with gradients of both signs and sizes. */
const twoByTwo = [
  [2, -5],
  [-1, 0.01],
  [0.001, 40],
  [300, -3],
  [-7, 0],
  [0, 6],
];

/** Walks two parameters with the answer's rule, at several rates, and looks at each parameter and its memory after each step. */
const judgeRMSProp: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (typeof answer !== "function") return { wrong: "a function of ρ was expected" };
  for (const [rho, rate] of [
    [0.9, 0.1],
    [0.5, 0.02],
    [0.99, 3],
  ]) {
    const rule = (answer as (rho: number) => unknown)(rho);
    if (rule === undefined) return "unanswered";
    if (typeof rule !== "function") return { wrong: "for each ρ a rule was expected, a function" };
    const walkers = [0, 1].map((k) => ({ w: 0.5 - k, s: 0, past: { m: 4 + k, s: 0, t: 7 - k } }));
    for (const [step, gradients] of twoByTwo.entries()) {
      for (const [k, walker] of walkers.entries()) {
        const g = gradients[k];
        const { m, t } = walker.past;
        const given = (rule as Rule)(walker.w, g, Object.freeze({ ...walker.past }), rate);
        if (given === undefined) return "unanswered";
        walker.s = rho * walker.s + (1 - rho) * g * g;
        const right = walker.w - (rate * g) / (Math.sqrt(walker.s) + 1e-8);
        const [newW, newPast] = Array.isArray(given) ? given : [];
        const after = `with ρ = ${rho} and rate ${rate}, parameter ${k + 1} of 2 after ${step + 1} step${step > 0 ? "s" : ""}`;
        if (!(Math.abs(Number(newPast?.s) - walker.s) <= 1e-9 * (1 + walker.s))) {
          return { wrong: `${after}: past.s is ${show(newPast?.s)}, which is not right` };
        }
        if (!(Math.abs(Number(newW) - right) <= 1e-9)) {
          return { wrong: `${after}: w is ${show(newW)}, which is not right` };
        }
        if (newPast?.m !== m || newPast.t !== t) {
          return { wrong: `${after}: m and t are not RMSProp's; hand them on: { ...past, s }` };
        }
        walker.w = right;
        walker.past = newPast;
      }
    }
  }
  return undefined;
};

const show = (value: unknown) =>
  typeof value === "number" ? String(Number(value.toPrecision(8))) : describe(value);

const cup = { steps: 500, below: 0.001, most: 100 };
const cupStarts = [
  [-1.4, 2.4],
  [-1.2, 0.2],
  [-0.4, 2],
];

/** Where a banana lies: from its own coordinates to those that the rule sees, and back. */
interface Place {
  name: string;
  seen(own: number[]): number[];
  own(seen: number[]): number[];
  /** How its own gradient looks from outside. */
  turn(gradient: number[]): number[];
}

const places: Place[] = [
  { name: "", seen: (w) => w, own: (w) => w, turn: (g) => g },
  {
    name: " on the copy",
    seen: ([x, y]) => [3 - y, x - 2],
    own: ([u, v]) => [v + 2, 3 - u],
    turn: ([x, y]) => [-y, x],
  },
];

/** Steps until the banana's loss is below the limit for good, from one start. */
function stepsOnBanana(
  rule: Rule,
  rate: number,
  start: number[],
  { name, seen, own, turn }: Place,
): number | { wrong: string } {
  let w = seen(start);
  let pasts: Past[] = w.map(() => ({ ...nothing }));
  let arrived: number | undefined;
  for (let step = 1; step <= cup.steps; step++) {
    const [x, y] = own(w);
    const gradient = turn([-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)]);
    const next = w.map((value, i) => rule(value, gradient[i], pasts[i], rate));
    if (!next.every((pair) => Array.isArray(pair) && typeof pair[0] === "number")) {
      return { wrong: "a rule should return the new w and the new memory: [w, past]" };
    }
    w = next.map((pair) => (pair as [number, Past])[0]);
    pasts = next.map((pair) => (pair as [number, Past])[1]);
    const [u, v] = own(w);
    const loss = (1 - u) ** 2 + 10 * (v - u * u) ** 2;
    if (!(loss < cup.below)) arrived = undefined;
    else arrived ??= step;
  }
  if (arrived !== undefined) return arrived;
  const from = `from (${start.join(", ")})${name}`;
  return { wrong: `${from}: after ${cup.steps} steps the loss is not below ${cup.below}` };
}

const judgeCup: Judge = (answer): Verdict => {
  let most = 0;
  for (const place of places) {
    for (const start of cupStarts) {
      const entry = (typeof answer === "function" ? answer() : answer) as
        { rule?: Rule; rate?: number } | undefined;
      if (entry === undefined) return "unanswered";
      const { rule, rate } = entry;
      if (typeof rule !== "function") return { wrong: "rule should be a function, a Rule" };
      if (!(Number(rate) > 0 && Number.isFinite(rate))) {
        return { wrong: `rate should be a number above 0 but is ${describe(rate)}` };
      }
      const steps = stepsOnBanana(rule, Number(rate), start, place);
      if (typeof steps !== "number") return steps;
      most = Math.max(most, steps);
    }
  }
  if (most > cup.most) {
    return { wrong: `${most} steps from the slowest start: more than ${cup.most}` };
  }
  console.log(`${most} step${most === 1 ? "" : "s"} from the slowest start`);
  return undefined;
};

/** The exercises of notebook 07. */
export const notebook07: Readonly<Record<string, Judge>> = {
  "07.1 the limit": judgeFunction(limitRate, curvatures),
  "07.1 the best rate": judgeFunction(bestRate, curvatures),
  "07.2 velocity after n steps": judgeFunction(velocityAfter, velocities),
  "07.3 RMSProp": judgeRMSProp,
  "07.4 warm-up": judgeFunction(warmUp, [
    ...warmUps,
    [0, 2, 1, 5],
    [3, 2, 1, 5],
    [7, 0.01, 20, 21],
    [20, 0.01, 20, 21],
  ]),
  "07.5 the banana cup": judgeCup,
};
