import { sigmoid } from "../../core/activations";
import { firstNet, type TwelveParameters } from "../../core/first-net";
import { Random } from "../../core/random";
import { judgeFunction, type Judge } from "./exercise";

interface Trial {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

const trials: Trial[] = firstNet.inputs.map(([x1, x2], i) => ({
  x1,
  x2,
  y1: firstNet.targets[i][0],
  y2: firstNet.targets[i][1],
}));

const names = Object.keys(firstNet.start) as (keyof TwelveParameters)[];

function randomNet(random: Random): TwelveParameters {
  return Object.fromEntries(
    names.map((name) => [name, random.uniform(-2, 2)]),
  ) as unknown as TwelveParameters;
}

function forward(net: TwelveParameters, { x1, x2 }: Trial) {
  const h1 = sigmoid(net.w1 * x1 + net.w2 * x2 + net.b1);
  const h2 = sigmoid(net.w3 * x1 + net.w4 * x2 + net.b2);
  const o1 = sigmoid(net.w5 * h1 + net.w6 * h2 + net.b3);
  const o2 = sigmoid(net.w7 * h1 + net.w8 * h2 + net.b4);
  return { h2, o1, o2 };
}

function newW3(net: TwelveParameters, trial: Trial, learningRate: number): number {
  const { h2, o1, o2 } = forward(net, trial);
  const deltaO1 = (o1 - trial.y1) * o1 * (1 - o1);
  const deltaO2 = (o2 - trial.y2) * o2 * (1 - o2);
  const deltaH2 = (deltaO1 * net.w6 + deltaO2 * net.w8) * h2 * (1 - h2);
  return net.w3 - learningRate * deltaH2 * trial.x1;
}

const random = new Random(11);
/** The four trials and some with inputs and targets that are no zeros and ones, each with a net of its own. */
const stepCases = [...trials, ...trials].map((trial, i): [TwelveParameters, Trial, number] => [
  randomNet(random),
  i < 4 ? trial : { x1: -1.5 + i / 4, x2: 2 - i / 3, y1: 0.2, y2: 0.7 },
  [0.5, 0.1, 1, 3][i % 4],
]);

/** Twelve numbers that solve both truth tables to within 0.05. */
const solvesBoth: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  const given = (answer ?? {}) as Record<string, unknown>;
  const missing = names.filter((name) => !Number.isFinite(given[name]));
  if (missing.length > 0) {
    return { wrong: `it should hold twelve numbers; there is none for ${missing.join(", ")}` };
  }
  const distances = trials.flatMap((trial) => {
    const { o1, o2 } = forward(given as unknown as TwelveParameters, trial);
    const place = `${trial.x1}${trial.x2}`;
    return [
      { words: `OR of ${place} is ${o1.toFixed(3)}`, distance: Math.abs(o1 - trial.y1) },
      { words: `XOR of ${place} is ${o2.toFixed(3)}`, distance: Math.abs(o2 - trial.y2) },
    ];
  });
  const good = distances.filter(({ distance }) => distance <= 0.05).length;
  if (good === distances.length) return undefined;
  const worst = distances.reduce((a, b) => (b.distance > a.distance ? b : a));
  return {
    wrong: `${good} of 8 answers are within 0.05 of their targets; the furthest: ${worst.words}`,
  };
};

/** The exercises of notebook 01. */
export const notebook01: Readonly<Record<string, Judge>> = {
  "01.1 a chain of two links": judgeFunction(
    (a: number, c: number, x: number) => 2 * (a * x + c) * a,
    [
      [3, 1, 2],
      [1, 0, 5],
      [-4, 1, 0],
      [0, 7, 3],
      [2, -3, -1.5],
      [0.5, 0.25, 4],
    ],
  ),
  "01.2 the slope of tanh": judgeFunction(
    (z: number) => 1 - Math.tanh(z) ** 2,
    [[0], [1], [-1], [0.3], [-2.5], [4]],
  ),
  "01.3 another loss": judgeFunction(
    (h1: number, o2: number, y2: number) => (o2 - y2) ** 3 * o2 * (1 - o2) * h1,
    [
      [0.6, 0.3, 1],
      [0.6, 0.3, 0],
      [1, 0.5, 0],
      [0, 0.8, 1],
      [-2, 0.9, 0.2],
      [0.25, 0.75, 1],
    ],
  ),
  "01.4 one weight by yourself": judgeFunction(newW3, stepCases),
  "01.5 twelve numbers by hand": solvesBoth,
};
