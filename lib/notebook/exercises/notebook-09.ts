import { describe } from "../../core/errors";
import { Dense } from "../../core/layers/dense";
import { Sequential } from "../../core/model/sequential";
import { loadMnist } from "../../io/mnist";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

const batchFor = (noise: number, batch: number, wanted: number) => batch * (noise / wanted) ** 2;

function layersUntil(factor: number, share: number): number {
  let layers = 1;
  for (let left = factor; left >= share; left *= factor) layers++;
  return layers;
}

const movingAverage = (values: number[], momentum: number, start: number) =>
  values.reduce((moving, value) => momentum * moving + (1 - momentum) * value, start);

interface Norm {
  mean: number;
  variance: number;
  gamma: number;
  beta: number;
  epsilon: number;
}

function folded(weights: number[], bias: number, { mean, variance, gamma, beta, epsilon }: Norm) {
  const factor = gamma / Math.sqrt(variance + epsilon);
  return { weights: weights.map((w) => factor * w), bias: factor * (bias - mean) + beta };
}

const HIDDEN = 12;
const NEEDED = 0.85;

/** How many hidden layers end in an activation that bends. */
function bentLayers({ layers }: Sequential): number {
  const starts = [...layers.keys()].filter((k) => layers[k] instanceof Dense);
  return starts
    .slice(0, -1)
    .filter((start, l) =>
      layers
        .slice(start, starts[l + 1])
        .some(({ activationName = "linear" }) => activationName !== "linear"),
    ).length;
}

/** Counts the layers of the reader's net and lets it read digits that are new to it. */
const judgeDeepest: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (!(answer instanceof Sequential) || answer.inputs !== 784 || answer.outputs !== 10) {
    return {
      wrong: `a net with 784 inputs and 10 outputs was expected but your answer is ${describe(answer)}`,
    };
  }
  const hidden = bentLayers(answer);
  if (hidden < HIDDEN) {
    return {
      wrong: `it has ${hidden} hidden layers with an activation, at least ${HIDDEN} are asked`,
    };
  }
  return readsWell(answer);
};

/** As many digits at the beginning of the test set are `test` in the notebook; the net may have seen them. */
const SEEN = 2000;

async function readsWell(net: Sequential): Promise<Verdict> {
  const { evaluate } = Sequential.prototype; // the library's own, whatever the answer brings
  const { train, test } = await loadMnist({ say: () => {} });
  const { accuracy = 0 } = evaluate.call(
    net,
    { ...test.images, data: test.images.data.subarray(784 * SEEN), shape: [10000 - SEEN, 28, 28] },
    test.labels.subarray(SEEN),
  );
  if (!(accuracy >= NEEDED)) {
    const percent = (100 * accuracy).toFixed(2);
    return { wrong: `it reads ${percent} % of the 8,000 test digits, ${100 * NEEDED} % are asked` };
  }
  const { accuracy: seen = 1 } = evaluate.call(net, train.images, train.labels);
  return accuracy - seen < 0.03
    ? undefined
    : {
        wrong:
          "it reads the test digits far better than the training digits: did it learn from them?",
      };
}

/** The exercises of notebook 09. */
export const notebook09: Readonly<Record<string, Judge>> = {
  "09.1 how large a batch": judgeFunction(batchFor, [
    [0.2, 100, 0.1],
    [0.1, 100, 0.2],
    [4.7, 1, 0.47],
    [3, 16, 3],
    [0.5, 64, 0.3],
    [1.2, 7, 0.9],
  ]),
  "09.2 layers until it is lost": judgeFunction(layersUntil, [
    [0.25, 0.001],
    [0.25, 0.3],
    [0.25, 0.25],
    [0.5, 0.25],
    [0.5, 0.001],
    [0.9, 0.1],
    [0.99, 0.5],
    [0.1, 1],
  ]),
  "09.3 a moving average": judgeFunction(movingAverage, [
    [[4], 0.9, 0],
    [[4, 2, -1], 0.9, 1],
    [[1, 2, 3, 4, 5], 0.5, 0],
    [[3, -7, 2], 0, 5],
    [[], 0.9, 2.5],
    [[10, 10, 10, 10], 0.99, 1],
  ]),
  "09.4 fold it into the weights": judgeFunction(
    folded,
    [
      [[1, 2], 0, { mean: 0, variance: 1, gamma: 1, beta: 0, epsilon: 0 }],
      [[1, -2, 0.5], 0.3, { mean: 2, variance: 4, gamma: 1, beta: 0, epsilon: 1e-5 }],
      [[0.7], -1, { mean: -0.5, variance: 0.09, gamma: 1.5, beta: 0.2, epsilon: 1e-3 }],
      [[-3, 0, 2, 1], 2, { mean: 1, variance: 9, gamma: -2, beta: -1, epsilon: 0.25 }],
      [[0.1, 0.2], 0.5, { mean: 0.4, variance: 0, gamma: 0.8, beta: 3, epsilon: 1e-2 }],
    ],
    1e-9,
  ),
  "09.5 twelve layers deep": judgeDeepest,
};
