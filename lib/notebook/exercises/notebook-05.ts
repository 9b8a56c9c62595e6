import { describe } from "../../core/errors";
import { checkerboard } from "../../core/data/checkerboard";
import { Sequential } from "../../core/model/sequential";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

/** The solutions; the judges compare with them. */
const onCircle = (c: number, i: number, n: number, factor: number): number[] => {
  const angle = (2 * Math.PI * i) / n;
  return [factor ** c * Math.cos(angle), factor ** c * Math.sin(angle)];
};

function softmax(z: number[]): number[] {
  const largest = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

const batchGradient = (Z: number[][], labels: number[]): number[][] =>
  Z.map((z, n) => softmax(z).map((p, c) => (p - (c === labels[n] ? 1 : 0)) / Z.length));

const decayFor = (part: number, t: number): number => (1 / part - 1) / t;

const needed = 0.95;

/** Shows the reader's net points that nobody has seen. */
const judgeBoard: Judge = (answer): Verdict => {
  if (answer === undefined) return "unanswered";
  if (!(answer instanceof Sequential) || answer.inputs !== 2 || answer.outputs !== 3) {
    return {
      wrong: `a trained net with 2 inputs and 3 outputs was expected but your answer is ${describe(answer)}`,
    };
  }
  const { X, y } = checkerboard({ classes: 3, samplesPerClass: 1000, seed: 20_263 });
  const { predict } = Sequential.prototype; // the library's own, whatever the answer brings
  const says = predict.call(answer, X);
  let right = 0;
  for (let i = 0; i < y.length; i++) {
    const row = says.row(i);
    if (row.every(Number.isFinite) && row.indexOf(Math.max(...row)) === y[i]) right++;
  }
  const reached = `right on ${((100 * right) / y.length).toFixed(1)} % of ${y.length} fresh points`;
  if (right < needed * y.length) return { wrong: `${reached}, ${100 * needed} % are asked` };
  console.log(reached);
  return undefined;
};

/** The exercises of notebook 05. */
export const notebook05: Readonly<Record<string, Judge>> = {
  "05.1 points on circles": judgeFunction(onCircle, [
    [0, 0, 10, 0.8],
    [1, 0, 10, 0.8],
    [0, 1, 4, 0.5],
    [2, 3, 7, 0.6],
    [3, 6, 9, 0.9],
    [1, 99, 100, 0.3],
    [2, 5, 5, 0.5],
  ]),
  "05.2 softmax": judgeFunction(
    softmax,
    [
      [[0, 0]],
      [[1, 2, 3]],
      [[-1, -2, 0.5, 4]],
      [[1000, 0, -1000]],
      [[1000, 1000]],
      [[-1000, -1001]],
      [[0, 1000]],
      [[-900, 3, 900, -2]],
      [[-5000, -5000, -5000, -5000]],
      [[709, 710, 708]],
      [[9, 1000, 0]],
      [[1, 2, 3, 1000, -1000]],
      [[3]],
    ],
    1e-12,
  ),
  "05.3 the gradient of a batch": judgeFunction(
    batchGradient,
    [
      [[[0, 0, 0]], [1]],
      [[[1, -2]], [0]],
      [
        [
          [0.3, -1.2, 2.5],
          [4, 1, 0],
        ],
        [1, 0],
      ],
      [
        [
          [1, 2],
          [0, 0],
          [-3, 5],
          [2, 2.5],
        ],
        [0, 1, 1, 0],
      ],
      [[[900, 0, -900, 1]], [2]],
    ],
    1e-12,
  ),
  "05.4 which decay": judgeFunction(
    decayFor,
    [
      [0.1, 12_000],
      [0.5, 100],
      [0.25, 1],
      [1, 50],
      [0.01, 9_900],
      [0.8, 40],
      [0.3, 70],
      [0.7, 1234],
    ],
    1e-12,
  ),
  "05.5 three colours on a board": judgeBoard,
};
