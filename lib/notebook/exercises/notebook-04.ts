import { describe } from "../../core/errors";
import { Sequential } from "../../core/model/sequential";
import { loadMnist } from "../../io/mnist";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

const oneHotRow = (label: number, classes: number) =>
  Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0));

const accuracyOf = (outputs: number[][], labels: number[]) =>
  outputs.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]).length / labels.length;

function mostConfused(counts: number[][]): [number, number] {
  let best: [number, number] = [0, 1];
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      if (i !== j && count > counts[best[0]][best[1]]) best = [i, j];
    }),
  );
  return best;
}

function batchesOf(examples: number, batchSize: number): [number, number][] {
  return Array.from({ length: Math.ceil(examples / batchSize) }, (_, k) => [
    k * batchSize,
    Math.min(batchSize, examples - k * batchSize),
  ]);
}

/** Lets the reader's net read all test digits. */
const judgeReader: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (!(answer instanceof Sequential) || answer.inputs !== 784 || answer.outputs !== 10) {
    return {
      wrong: `a net with 784 inputs and 10 outputs was expected but your answer is ${describe(answer)}`,
    };
  }
  return readsWell(answer);
};

async function readsWell(net: Sequential): Promise<Verdict> {
  const { evaluate } = Sequential.prototype; // the library's own, whatever the answer brings
  const { train, test } = await loadMnist({ say: () => {} });
  const needed = train.labels.length === 60_000 ? 0.97 : 0.93;
  const { accuracy = 0 } = evaluate.call(net, test.images, test.labels);
  if (accuracy >= needed) {
    const { accuracy: seen = 1 } = evaluate.call(net, train.images, train.labels);
    return accuracy - seen < 0.015
      ? undefined
      : {
          wrong:
            "it reads the test digits far better than the training digits: did it learn from them?",
        };
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return {
    wrong: `it reads ${percent(accuracy)} of the test digits, ${percent(needed)} are asked`,
  };
}

/** The exercises of notebook 04. */
export const notebook04: Readonly<Record<string, Judge>> = {
  "04.1 a one-hot row": judgeFunction(oneHotRow, [
    [3, 10],
    [0, 10],
    [9, 10],
    [0, 1],
    [1, 2],
    [4, 5],
  ]),
  "04.3 accuracy": judgeFunction(accuracyOf, [
    [[[0.1, 0.9]], [1]],
    [[[0.1, 0.9]], [0]],
    [
      [
        [0.2, 0.7, 0.1],
        [0.4, 0.3, 0.35],
        [0.1, 0.2, 0.05],
      ],
      [1, 0, 2],
    ],
    [
      [
        [0.01, 0.02],
        [0.9, 0.95],
        [0.6, 0.4],
        [0.3, 0.2],
      ],
      [1, 1, 0, 1],
    ],
    [
      [
        [-0.5, -0.2],
        [-0.1, -0.9],
      ],
      [1, 1],
    ],
  ]),
  "04.4 the most frequent mistake": judgeFunction(mostConfused, [
    [
      [
        [50, 2, 1],
        [0, 40, 7],
        [3, 4, 45],
      ],
    ],
    [
      [
        [5, 0],
        [9, 5],
      ],
    ],
    [
      [
        [90, 1, 2, 3],
        [1, 80, 2, 0],
        [4, 8, 70, 9],
        [11, 0, 1, 60],
      ],
    ],
    [
      [
        [0, 3],
        [2, 0],
      ],
    ],
    [
      [
        [90, 5, 0],
        [5, 90, 7],
        [0, 0, 90],
      ],
    ],
    [Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => i * 12 + j))],
  ]),
  "04.2 cut into batches": judgeFunction(batchesOf, [
    [100, 10],
    [10, 3],
    [3, 10],
    [1, 1],
    [25, 8],
    [7, 7],
    [0, 4],
  ]),
  "04.5 a better reader": judgeReader,
};
