import type { ActivationName } from "../../core/activations";
import { firstNet } from "../../core/first-net";
import type { LossName } from "../../core/losses";
import { Network } from "../../core/model/network";
import { judgeFunction, judgeParts, type Judge, type Verdict } from "./exercise";

type Table = number[][];

/** The solutions; the judges compare with them. */
const chainWithSquare = (x: number, w: number, b: number, y: number) => {
  const g = w * x * x + b - y;
  return { dx: g * w * 2 * x, dw: g * x * x, db: g };
};

const centred = (X: Table): Table =>
  X.map((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
    return row.map((x) => x - mean);
  });

const errors = (A: Table, Y: Table) => A.map((row, n) => row.map((a, j) => a - Y[n][j]));

const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const tables: [Table][] = [
  [[[1, 2, 6]]],
  [[[5]]],
  [[[0, 0]]],
  [
    [
      [1, -3],
      [0.5, 0.25],
      [-7, 7],
    ],
  ],
  [
    [
      [2, 0, 0, 0],
      [-1, 4, 0.5, 9],
    ],
  ],
];

const zs: [number][] = [
  ...[0, 0.5, -0.5, 2, -2, 3, -3, 3.5, -3.5, 4, -4, 5.5, -5.5, 8, -8, 12, -12, 15, -15, 20, -20],
  ...[40, -40, 200, -200, 1000, -1000],
].map((z) => [z]);

/** Far to the left both numbers are tiny: there the digits are compared, not the distance. */
const judgeTail = (solution: (z: number) => number): Judge => {
  const everywhere = judgeFunction(solution, zs);
  return (answer) => {
    const verdict = everywhere(answer) as Verdict;
    if (verdict !== undefined) return verdict;
    for (const z of [-8, -15, -20, -30, -40]) {
      const given = Number((answer as (z: number) => unknown)(z));
      if (!(Math.abs(given / solution(z) - 1) < 1e-6)) {
        return {
          wrong: `for ${z} your function gives ${given}: that is tiny, as it should be, but its digits are not right`,
        };
      }
    }
    return undefined;
  };
};

interface QuickNet {
  hidden: number;
  activation: ActivationName;
  loss: LossName;
  learningRate: number;
}

const quick = { hidden: 4, starts: 9, epochs: 30, patience: 100, near: 0.1 };

/** Trains the net that the answer describes from nine starts and looks at the middle one. */
const judgeQuickNet: Judge = (answer) => {
  const chosen = (typeof answer === "function" ? answer() : answer) as QuickNet | undefined;
  return chosen === undefined ? "unanswered" : trainQuickNets(chosen);
};

function trainQuickNets(chosen: QuickNet): Verdict {
  const { hidden } = chosen;
  if (!Number.isInteger(hidden) || hidden < 1 || hidden > quick.hidden) {
    return {
      wrong: `hidden should be a whole number from 1 to ${quick.hidden}, but is ${hidden}`,
    };
  }
  const seeds = Array.from({ length: quick.starts }, (_, k) => k + 1);
  const epochs = seeds.map((seed) => epochsOf(chosen, seed)).sort((a, b) => a - b);
  const middle = epochs[(quick.starts - 1) / 2];
  const words = epochs.map((n) => (n === Infinity ? `over ${quick.patience}` : n)).join(", ");
  if (middle > quick.epochs) {
    return { wrong: `the nine starts need ${words} epochs: the middle is above ${quick.epochs}` };
  }
  console.log(`the nine starts need ${words} epochs: the middle is ${middle}`);
  return undefined;
}

/** After how many epochs all eight answers of OR and XOR are near their targets. */
function epochsOf({ hidden, activation, loss, learningRate }: QuickNet, seed: number): number {
  const net = new Network([2, hidden, 2], {
    ...{ loss, learningRate, seed, dtype: "float64" },
    activation: [activation, "sigmoid"],
  });
  const inputs = firstNet.inputs.map((row) => [...row]);
  const targets = firstNet.targets.map((row) => [...row]);
  for (let epoch = 1; epoch <= quick.patience; epoch++) {
    for (let t = 0; t < inputs.length; t++) net.trainOnBatch([inputs[t]], [targets[t]]);
    const gaps = errors(net.predict(inputs).toArray(), targets).flat().map(Math.abs);
    if (Math.max(...gaps) < quick.near) return epoch;
  }
  return Infinity;
}

/** The exercises of notebook 06. */
export const notebook06: Readonly<Record<string, Judge>> = {
  "06.1 a chain with a square": judgeFunction(chainWithSquare, [
    [1, 1, 0, 0],
    [2, -0.5, 1, 3],
    [-1.5, 0.7, 0.2, -1],
    [0, 3, -2, 1],
    [0.3, 0, 1, 0],
    [-2, -2, -2, -2],
  ]),
  "06.2 the centre link": judgeParts({
    forward: judgeFunction(centred, tables),
    backward: judgeFunction(centred, tables),
  }),
  "06.3 softplus": judgeParts({
    f: judgeTail(softplus),
    slope: judgeTail(sigmoid),
  }),
  "06.4 in few epochs": judgeQuickNet,
};
