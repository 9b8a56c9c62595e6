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

const zs: [number][] = [0, 0.5, -0.5, 3, -3, 40, -40, 1000, -1000].map((z) => [z]);

interface QuickNet {
  hidden: number;
  activation: ActivationName;
  loss: LossName;
  learningRate: number;
  seed: number;
}

const quick = { hidden: 4, epochs: 35, near: 0.1 };

/** Trains the net that the answer describes on OR and XOR and counts the epochs. */
const judgeQuickNet: Judge = (answer) => {
  const chosen = (typeof answer === "function" ? answer() : answer) as QuickNet | undefined;
  return chosen === undefined ? "unanswered" : trainQuickNet(chosen);
};

function trainQuickNet({ hidden, activation, loss, learningRate, seed }: QuickNet): Verdict {
  if (!Number.isInteger(hidden) || hidden < 1 || hidden > quick.hidden) {
    return {
      wrong: `hidden should be a whole number from 1 to ${quick.hidden}, but is ${hidden}`,
    };
  }
  const net = new Network([2, hidden, 2], {
    ...{ loss, learningRate, seed, dtype: "float64" },
    activation: [activation, "sigmoid"],
  });
  const inputs = firstNet.inputs.map((row) => [...row]);
  const targets = firstNet.targets.map((row) => [...row]);
  let worst = Infinity;
  for (let epoch = 1; epoch <= quick.epochs; epoch++) {
    for (let t = 0; t < inputs.length; t++) net.trainOnBatch([inputs[t]], [targets[t]]);
    worst = Math.max(...errors(net.predict(inputs).toArray(), targets).flat().map(Math.abs));
    if (worst < quick.near) {
      console.log(`${epoch} epochs with ${hidden} hidden neurons`);
      return undefined;
    }
  }
  return {
    wrong: `after ${quick.epochs} epochs the worst of the eight answers is still off by ${worst.toFixed(3)}`,
  };
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
    f: judgeFunction(softplus, zs),
    slope: judgeFunction(sigmoid, zs),
  }),
  "06.4 in few epochs": judgeQuickNet,
};
