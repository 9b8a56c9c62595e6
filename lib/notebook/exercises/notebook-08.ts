import { moons } from "../../core/data/moons";
import { describe } from "../../core/errors";
import { Sequential } from "../../core/model/sequential";
import { Random } from "../../core/random";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

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

/** What a recipe gets: the points to learn from, and nothing else. */
interface Points {
  X: number[][];
  y: number[];
}

/** Two half moons in the first two columns, and eight columns that say nothing. */
function crowded(samplesPerClass: number, seed: number): Points {
  const { X, y } = moons({ samplesPerClass, noise: 0.3, seed });
  const random = new Random(seed);
  const rows = X.toArray().map((row) => [
    ...row,
    ...Array.from({ length: 8 }, () => random.normal()),
  ]);
  return { X: rows, y: Array.from(y) };
}

const draws = 8;
const needed = 0.84;

/**
 * Lets the reader's recipe learn from draws that are made here. In every second draw the classes change their names, so
 * points that were learned elsewhere do not help.
 */
const judgeRecipe: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (typeof answer !== "function") {
    return { wrong: `a function was expected but your answer is ${describe(answer)}` };
  }
  return overDraws(answer as (points: Points) => unknown);
};

async function overDraws(recipe: (points: Points) => unknown): Promise<Verdict> {
  const fresh = crowded(2000, 80850);
  const known = new Set<Sequential>();
  let mean = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { X, y } = crowded(100, 80800 + draw);
    const named = (labels: readonly number[]) => labels.map((c) => (draw % 2 ? 1 - c : c));
    const model = await recipe({ X: X, y: named(y) });
    if (model === undefined && draw === 0) return "unanswered";
    if (!(model instanceof Sequential) || model.inputs !== 10 || model.outputs !== 2) {
      return {
        wrong: `your recipe should give a trained model with 10 inputs and 2 outputs but gives ${describe(model)}`,
      };
    }
    if (known.has(model)) {
      return {
        wrong: "your recipe gives the same net twice: make and train a new one at each call",
      };
    }
    known.add(model);
    mean += rightOn(model, fresh.X, named(fresh.y)) / draws;
  }
  if (mean >= needed) return undefined;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return {
    wrong: `in the mean over ${draws} draws it is right on ${percent(mean)} of the fresh points, ${percent(needed)} are asked`,
  };
}

function rightOn(model: Sequential, X: number[][], y: readonly number[]): number {
  const votes = Sequential.prototype.predict.call(model, X); // the library's own, whatever the answer brings
  let right = 0;
  for (let i = 0; i < y.length; i++) {
    const [first, second] = votes.row(i);
    if (second > first === (y[i] === 1) && second !== first) right++;
  }
  return right / y.length;
}

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
    [[4000, 3000, 3500, 3600], 2],
    [[1e9, 1e9, 1e9, 1e9], 2],
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
  "08.5 ten inputs, two that matter": judgeRecipe,
};
