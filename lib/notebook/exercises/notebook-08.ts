import { moons } from "../../core/data/moons";
import { describe } from "../../core/errors";
import { Sequential } from "../../core/model/sequential";
import { judgeFunction, type Judge } from "./exercise";

function stopAt(losses: number[], patience: number): [number, number] {
  let bestEpoch = 1;
  for (let epoch = 2; epoch <= losses.length; epoch++) {
    if (losses[epoch - 1] < losses[bestEpoch - 1]) bestEpoch = epoch;
    else if (epoch - bestEpoch >= patience) return [bestEpoch, epoch];
  }
  return [bestEpoch, losses.length];
}

function halfLife(learningRate: number, lambda: number): number {
  let [part, steps] = [1, 0];
  while (part > 0.5) {
    part *= 1 - 2 * learningRate * lambda;
    steps++;
  }
  return steps;
}

const lowest = (a: number, lambda: number) => Math.sign(a) * Math.max(Math.abs(a) - lambda, 0);

function layerOutput(
  x: number[],
  stays: boolean[],
  rate: number,
  isTraining: boolean,
  kind: "inverted" | "classic",
): number[] {
  const inverted = kind === "inverted";
  if (!isTraining) return x.map((value) => (inverted ? value : value * (1 - rate)));
  return x.map((value, i) => (stays[i] ? (inverted ? value / (1 - rate) : value) : 0));
}

const needed = 0.83;

/** Lets the reader's net vote on points that are made here. */
const judgeFresh: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (!(answer instanceof Sequential) || answer.inputs !== 2 || answer.outputs !== 2) {
    return {
      wrong: `a trained model with 2 inputs and 2 outputs was expected but your answer is ${describe(answer)}`,
    };
  }
  const { X, y } = moons({ samplesPerClass: 5000, noise: 0.4, seed: 80850 });
  const votes = Sequential.prototype.predict.call(answer, X); // the library's own, whatever the answer brings
  let right = 0;
  for (let i = 0; i < y.length; i++) {
    const [first, second] = votes.row(i);
    if (second > first === (y[i] === 1) && second !== first) right++;
  }
  const accuracy = right / y.length;
  if (accuracy >= needed) return undefined;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return {
    wrong: `it is right on ${percent(accuracy)} of the fresh points, ${percent(needed)} are asked`,
  };
};

const four = [0.5, -2, 3, 1.5];
const mask = [true, false, true, false];

/** The exercises of notebook 08. */
export const notebook08: Readonly<Record<string, Judge>> = {
  "08.1 where training stops": judgeFunction(stopAt, [
    [[3, 2, 1, 2, 3, 4, 5], 2],
    [[3, 2, 1, 2, 3, 4, 5], 1],
    [[3, 2, 1, 2, 3, 4, 5], 10],
    [[1, 2, 3, 4], 3],
    [[1, 2, 3, 4], 4],
    [[5, 4, 4, 4, 3], 3],
    [[5, 4, 4, 4, 3], 2],
    [[2, 1, 1.5, 0.9, 1.2, 1.1, 0.8, 2, 2, 2], 3],
    [[2, 1, 1.5, 0.9, 1.2, 1.1, 1.3, 0.8], 3],
    [[7], 1],
    [[3, 3, 3], 2],
    [[6, 5, 4, 3, 2], 1],
    [[-1, -2, -1.5, -3, 0], 1],
  ]),
  "08.2 the half-life of a weight": judgeFunction(halfLife, [
    [0.1, 0.01],
    [0.1, 0.03],
    [1, 0.25],
    [0.5, 0.4],
    [0.01, 0.01],
    [2, 0.2],
    [0.3, 0.7],
    [1, 0.001],
  ]),
  "08.3 the lowest point with L1": judgeFunction(lowest, [
    [0.1, 0.2],
    [1, 0.2],
    [-1, 0.2],
    [-0.1, 0.2],
    [0, 0.2],
    [0.7, 0],
    [-0.7, 0],
    [0.5, 0.5],
    [-0.5, 0.5],
    [3, 2.5],
    [-3, 2.5],
    [0, 0],
  ]),
  "08.4 two kinds of dropout": judgeFunction(layerOutput, [
    [four, mask, 0.5, true, "inverted"],
    [four, mask, 0.5, false, "inverted"],
    [four, mask, 0.5, true, "classic"],
    [four, mask, 0.5, false, "classic"],
    [four, mask, 0.2, true, "inverted"],
    [four, mask, 0.2, false, "classic"],
    [[1, -1], [false, false], 0.9, true, "inverted"],
    [[1, -1], [false, false], 0.9, true, "classic"],
    [[1, -1], [false, false], 0.9, false, "inverted"],
    [[1, -1], [true, true], 0.75, false, "classic"],
    [[2], [true], 0, true, "inverted"],
  ]),
  "08.5 right on fresh points": judgeFresh,
};
