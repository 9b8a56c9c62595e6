import { Network } from "../../core/model/network";
import { firstNet, stateFromTwelve, type TwelveParameters } from "../../core/first-net";
import { Random } from "../../core/random";
import { describe } from "../../core/errors";
import { judgeFunction, type Judge } from "./exercise";

type Rows = number[][];

/** A judge that also takes matrices of mathjs (or anything else with toArray) as results. */
function judgeRows<Args extends readonly unknown[]>(
  solution: (...args: Args) => unknown,
  cases: readonly Args[],
): Judge {
  const judge = judgeFunction(solution, cases);
  return (answer) => {
    if (typeof answer !== "function") return judge(answer);
    const plain = (value: unknown) =>
      typeof (value as { toArray?: unknown })?.toArray === "function"
        ? (value as { toArray(): Rows }).toArray()
        : value;
    return judge((...args: Args) => plain((answer as (...args: Args) => unknown)(...args)));
  };
}

const product = (A: Rows, B: Rows): Rows =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, value, k) => sum + value * B[k][j], 0)));

const transposed = (A: Rows): Rows => A[0].map((_, j) => A.map((row) => row[j]));

const deltaOfTanh = (deltaOut: Rows, W2: Rows, H: Rows): Rows =>
  product(deltaOut, transposed(W2)).map((row, t) => row.map((e, i) => e * (1 - H[t][i] ** 2)));

/** Names the first shape that is not right, so that the others can be trusted. */
const judgeShapes: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (typeof answer !== "function") {
    return { wrong: `a function was expected but your answer is ${describe(answer)}` };
  }
  for (const [inputs, hidden, outputs, batch] of [
    [2, 2, 2, 1],
    [784, 30, 10, 16],
    [3, 5, 4, 7],
    [1, 6, 2, 1],
  ]) {
    const given = answer(inputs, hidden, outputs, batch) as Record<string, unknown> | undefined;
    if (given === undefined) return "unanswered";
    const right: Record<string, number[]> = {
      X: [batch, inputs],
      W1: [inputs, hidden],
      b1: [1, hidden],
      H: [batch, hidden],
      O: [batch, outputs],
      W2T: [outputs, hidden],
    };
    for (const [name, shape] of Object.entries(right)) {
      const where = `with inputs ${inputs}, hidden ${hidden}, outputs ${outputs} and batch ${batch}`;
      if (given[name] === undefined) return { wrong: `the shape of ${name} is missing` };
      if (JSON.stringify(given[name]) !== JSON.stringify(shape)) {
        return { wrong: `${where} the shape of ${name} is not ${JSON.stringify(given[name])}` };
      }
    }
  }
  return undefined;
};

const addOutput = (W2: Rows, b2: Rows, weights: number[], bias: number) => ({
  W2: W2.map((row, i) => [...row, weights[i]]),
  b2: [[...b2[0], bias]],
});

/** Trains the first net with the reader's settings, from starts close to each other, and looks how far each came. */
const judgeSettings: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  const { learningRate, batchSize, steps } = (answer ?? {}) as Record<string, number>;
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    return { wrong: "learningRate should be a number above 0" };
  }
  if (![1, 2, 4].includes(batchSize)) return { wrong: "batchSize should be 1, 2 or 4" };
  if (!Number.isInteger(steps) || steps < 1 || steps > 5000) {
    return { wrong: "steps should be a whole number from 1 to 5000" };
  }
  const rows = (table: readonly (readonly number[])[]) => table.map((row) => [...row]);
  const [X, Y] = [rows(firstNet.inputs), rows(firstNet.targets)];
  for (const [i, start] of startsBesideTheFirst().entries()) {
    const net = new Network([2, 2, 2], { learningRate, dtype: "float64" });
    net.setState(stateFromTwelve(start));
    for (let step = 0; step < steps; step++) {
      const from = (step * batchSize) % 4;
      net.trainOnBatch(X.slice(from, from + batchSize), Y.slice(from, from + batchSize));
    }
    const { loss } = net.evaluate(X, Y);
    if (!(loss < 0.01)) {
      const where = i === 0 ? "" : ", from a start beside notebook 01's,";
      return {
        wrong: `after ${steps} steps${where} the loss is ${loss.toPrecision(4)}, not below 0.01`,
      };
    }
  }
  return steps <= 64 ? undefined : { wrong: `it learns, but ${steps} steps are more than 64` };
};

/** Notebook 01's start and 20 that differ from it by up to 0.01 in each parameter. */
function startsBesideTheFirst(): TwelveParameters[] {
  const random = new Random(2);
  const names = Object.keys(firstNet.start) as (keyof TwelveParameters)[];
  return Array.from({ length: 21 }, (_, i) => {
    const start: TwelveParameters = { ...firstNet.start };
    if (i > 0) for (const name of names) start[name] += random.uniform(-0.01, 0.01);
    return start;
  });
}

/** The exercises of notebook 02. */
export const notebook02: Readonly<Record<string, Judge>> = {
  "02.1 product": judgeRows(product, [
    [[[2]], [[-3]]],
    [[[1, 2]], [[3], [4]]],
    [[[3], [4]], [[1, 2]]],
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 1],
        [5, -2],
      ],
    ],
    [
      [
        [1, 0, 2],
        [3, 1, -1],
      ],
      [
        [2, 1],
        [0, 4],
        [1, -2],
      ],
    ],
    [[[0.5, -1.5, 2, 0]], [[1], [2], [-0.25], [7]]],
    [
      [
        [0.5, -1.25, 2, 0.375, -3],
        [1.125, 4, -0.5, 2, 0.0625],
      ],
      [
        [1, -0.3],
        [2.5, 0.7],
        [-0.25, 1],
        [7, 0.111],
        [-0.125, 3],
      ],
    ],
    [
      [
        [1, 2],
        [0, 0],
        [-1, 4],
      ],
      [
        [1, 0, -1, 2],
        [3, 5, 0, -2],
      ],
    ],
  ]),
  "02.2 shapes": judgeShapes,
  "02.3 tanh": judgeRows(deltaOfTanh, [
    [
      [[0.2, -0.1]],
      [
        [0.5, 1.5],
        [-2, 0.3],
      ],
      [[0.4, -0.8]],
    ],
    [[[0.3]], [[1], [-2], [0.5]], [[0.1, 0.9, -0.4]]],
    [
      [
        [0.2, -0.1, 0.05],
        [0, 0.4, -0.3],
        [-0.7, 0.1, 0],
      ],
      [
        [1, 2, 3],
        [-1, 0.5, 4],
      ],
      [
        [0, 0.5],
        [-0.9, 0.99],
        [0.2, -0.3],
      ],
    ],
    [
      [
        [0.25, -0.5],
        [0.1, 0.3],
      ],
      [
        [1, -4],
        [2, 3],
      ],
      [
        [-0.6, 0.6],
        [0.25, 0],
      ],
    ],
  ]),
  "02.4 third output": judgeFunction(addOutput, [
    [
      [
        [0.2, -0.9],
        [1, -0.1],
      ],
      [[-0.8, -0.3]],
      [0.5, -0.5],
      0.1,
    ],
    [[[1], [2], [3]], [[4]], [7, 8, 9], -6],
    [[[1, 2, 3]], [[0, 0, 1]], [4], 5],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      [[1, 2, 3]],
      [-1, 0, 1],
      0,
    ],
  ]),
  "02.5 few steps": judgeSettings,
};
