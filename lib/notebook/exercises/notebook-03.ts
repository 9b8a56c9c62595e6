import type { ActivationName } from "../../core/activations";
import { sampleFunction } from "../../core/functions";
import { Network } from "../../core/model/network";
import { judgeFunction, judgeParts, type Judge, type Verdict } from "./exercise";
import { parameterCount } from "../touch/net-snapshots";

type Table = number[][];

/** The solutions; the judges compare with them. */
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const oneLayer = (A: Table, W: Table, b: number[]): Table =>
  A.map((row) => b.map((bias, j) => sigmoid(row.reduce((z, a, i) => z + a * W[i][j], bias))));

const meanSquaredError = {
  value: (A: Table, Y: Table): number => {
    const errors = A.flatMap((row, n) => row.map((a, j) => (a - Y[n][j]) ** 2));
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  },
  slope: (A: Table, Y: Table): Table =>
    A.map((row, n) => row.map((a, j) => (2 * (a - Y[n][j])) / (A.length * row.length))),
};

/** Outputs and targets: one and several examples, one and several outputs, errors of both signs. */
const predictions: [Table, Table][] = [
  [[[0.3]], [[1]]],
  [[[0.9, 0.2]], [[0, 1]]],
  [
    [[0.5], [0.25], [-2]],
    [[0.5], [1], [1]],
  ],
  [
    [
      [0.1, 0.7, 1.5],
      [0, -0.4, 0.6],
    ],
    [
      [0, 1, 1],
      [0.5, 0, 0],
    ],
  ],
];

interface SmallNet {
  sizes: number[];
  learningRate: number;
  epochs: number;
  seed: number;
  activation?: ActivationName[];
}

const small = { loss: 0.0005, parameters: 25, epochs: 3000 };
const twoWaves = (x: number) => 0.5 + 0.4 * Math.sin(2 * x);

/** Trains the net that the answer describes and looks whether it is small and good enough. */
const judgeSmallNet: Judge = (answer) => {
  const chosen = (typeof answer === "function" ? answer() : answer) as SmallNet | undefined;
  return chosen === undefined ? "unanswered" : trainSmallNet(chosen);
};

async function trainSmallNet(chosen: SmallNet): Promise<Verdict> {
  const { sizes, learningRate, epochs, seed, activation } = chosen;
  if (!Array.isArray(sizes) || sizes[0] !== 1 || sizes[sizes.length - 1] !== 1) {
    return { wrong: "sizes should begin and end with 1: one number x goes in, one comes out" };
  }
  const net = new Network(sizes, { learningRate, seed, activation, dtype: "float64" });
  const count = parameterCount(sizes);
  if (count > small.parameters) {
    return {
      wrong: `[${sizes.join(", ")}] has ${count} parameters, more than ${small.parameters}`,
    };
  }
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > small.epochs) {
    return {
      wrong: `epochs should be a whole number from 1 to ${small.epochs}, but is ${epochs}`,
    };
  }
  const shown = sampleFunction(twoWaves);
  await net.fit(shown.X, shown.y, { epochs, batchSize: 1 });
  const fine = sampleFunction(twoWaves, { samples: 301 });
  const { loss } = net.evaluate(fine.X, fine.y);
  const reached = `${count} parameters, loss ${loss.toFixed(6)}`;
  if (!(loss < small.loss)) return { wrong: `${reached}: not below ${small.loss}` };
  console.log(reached);
  return undefined;
}

/** The exercises of notebook 03. */
export const notebook03: Readonly<Record<string, Judge>> = {
  "03.1 how many parameters": judgeFunction(parameterCount, [
    [[2, 2, 2]],
    [[1, 8, 1]],
    [[3, 5, 4, 2]],
    [[784, 30, 10]],
    [[5, 1]],
    [[1, 1, 1, 1, 1, 7]],
    [[2, 3, 4, 5, 6, 7]],
  ]),
  "03.2 one layer forward": judgeFunction(oneLayer, [
    [[[2]], [[0.5]], [-1]],
    [
      [[1, 0]],
      [
        [0.8, 0.1],
        [0.7, 0.5],
      ],
      [-0.4, -0.5],
    ],
    [
      [
        [1, -2, 0.5],
        [0, 3, -1],
      ],
      [
        [0.2, -0.3],
        [1, 0.4],
        [-0.6, 2],
      ],
      [0.1, -0.7],
    ],
    [[[1], [2], [-3]], [[0.5, -1, 0, 0.25]], [0, 1, -1, 0.5]],
  ]),
  "03.3 tanh and its slope": judgeParts({
    f: judgeFunction(Math.tanh, [[0], [0.5], [-0.5], [2], [-3]]),
    slope: judgeFunction((a: number) => 1 - a * a, [[0], [0.5], [-0.5], [0.9], [-0.96]]),
  }),
  "03.4 mean squared error": judgeParts({
    value: judgeFunction(meanSquaredError.value, predictions),
    slope: judgeFunction(meanSquaredError.slope, predictions),
  }),
  "03.4 the same steps": judgeFunction(
    (rate: number, outputs: number) => (2 * rate) / outputs,
    [
      [0.5, 2],
      [3, 10],
      [1, 1],
      [0.2, 5],
    ],
  ),
  "03.5 as small as possible": judgeSmallNet,
};
