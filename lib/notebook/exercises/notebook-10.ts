import { trainTestSplit } from "../../core/data/split";
import { describe } from "../../core/errors";
import { Sequential } from "../../core/model/sequential";
import { Random } from "../../core/random";
import { loadFashionMnist } from "../../io/fashion-mnist";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

const standardError = (accuracy: number, pictures: number) =>
  Math.sqrt((accuracy * (1 - accuracy)) / pictures);

function precisionAndRecall(counts: number[][], k: number): [number, number] {
  const taken = counts.reduce((sum, row) => sum + row[k], 0);
  const there = counts[k].reduce((sum, count) => sum + count, 0);
  return [counts[k][k] / taken, counts[k][k] / there];
}

/** The pixels of the outermost ring of a square picture. */
function ring(pixels: readonly number[]): number[] {
  const side = Math.sqrt(pixels.length);
  return pixels.filter((_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    return row === 0 || column === 0 || row === side - 1 || column === side - 1;
  });
}

function darkBackground(pixels: number[]): number[] {
  const edge = ring(pixels);
  const mean = edge.reduce((sum, value) => sum + value, 0) / edge.length;
  return mean > 127.5 ? pixels.map((value) => 255 - value) : [...pixels];
}

/** Square pictures: a background and a thing, each with some noise; the thing covers most of some. */
function picture(side: number, background: number, thing: number, margin: number): number[] {
  const random = new Random(side * 1000 + background + thing + margin);
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    const inside =
      Math.min(row, column) >= margin && Math.max(row, column) < side - margin && side > 2;
    const grey = (inside ? thing : background) + random.integer(21) - 10;
    return Math.min(255, Math.max(0, grey));
  });
}

/** A light ring of which the thing covers two sides: its mean stays above the middle, its corner does not. */
function touching(side: number, background: number, thing: number): number[] {
  return Array.from({ length: side * side }, (_, i) =>
    Math.floor(i / side) === 0 || i % side < side / 3 ? thing : background,
  );
}

/** A picture whose ring, of one grey for each kind of its pixels, lies on another side of the middle than parts of it. */
function framed(side: number, greys: { corners: number; ends: number; sides: number }): number[] {
  const last = side - 1;
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    const [end, flank] = [row === 0 || row === last, column === 0 || column === last];
    if (end && flank) return greys.corners;
    if (end) return greys.ends;
    return flank ? greys.sides : 100;
  });
}

/** A new list: who gives back the very one that was asked about has not made a copy. */
const judgeCopy: Judge = (answer) => {
  if (typeof answer !== "function") return undefined;
  for (const background of [20, 240]) {
    const pixels = picture(8, background, 120, 2);
    if ((answer as (pixels: number[]) => unknown)(pixels) === pixels) {
      return { wrong: "your function gives back the list that it got: a copy was asked for" };
    }
  }
  return undefined;
};

const judgeBackground: Judge = judgeFunction(darkBackground, [
  [picture(28, 240, 60, 4)],
  [picture(28, 15, 200, 4)],
  [picture(28, 230, 20, 1)],
  [picture(28, 20, 230, 1)],
  [picture(28, 235, 245, 9)],
  [picture(28, 30, 10, 6)],
  [picture(16, 200, 90, 3)],
  [picture(5, 250, 0, 1)],
  [picture(1, 200, 200, 0)],
  [touching(28, 250, 40)],
  [touching(12, 255, 0)],
  [touching(20, 250, 30).reverse()],
  [[255, 255, 0, 0]],
  [[255, 255, 1, 0]],
  [framed(28, { corners: 250, ends: 10, sides: 20 })], // the corners alone are light
  [framed(28, { corners: 5, ends: 240, sides: 230 })],
  [framed(28, { corners: 120, ends: 180, sides: 30 })], // top and bottom are light, the ring is not
  [framed(28, { corners: 200, ends: 60, sides: 220 })], // the other way round
  [framed(12, { corners: 100, ends: 40, sides: 230 })],
  [framed(4, { corners: 240, ends: 70, sides: 70 })], // corners counted twice: above the middle
  [framed(4, { corners: 10, ends: 180, sides: 180 })],
]);

function folded(
  w: number,
  b: number,
  gamma: number,
  beta: number,
  mean: number,
  variance: number,
): [number, number] {
  const factor = gamma / Math.sqrt(variance + 1e-5);
  return [w * factor, (b - mean) * factor + beta];
}

const MOST_PARAMETERS = 30_000;
const LEAST = 0.875;

/** Lets the reader's small net read the notebook's validation pictures. */
const judgeSmall: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (!(answer instanceof Sequential) || answer.inputs !== 784 || answer.outputs !== 10) {
    return {
      wrong: `a Sequential with 784 inputs and 10 outputs was expected but your answer is ${describe(answer)}`,
    };
  }
  const parameters = Sequential.prototype.parameters
    .call(answer)
    .reduce((sum, { value }) => sum + value.data.length, 0);
  if (parameters > MOST_PARAMETERS) {
    return { wrong: `it has ${parameters} parameters, at most ${MOST_PARAMETERS} are allowed` };
  }
  return readsWell(answer);
};

async function readsWell(model: Sequential): Promise<Verdict> {
  const fashion = await loadFashionMnist({ say: () => {} });
  const { train, test: validation } = trainTestSplit(fashion.train.images, fashion.train.labels, {
    testSize: 10_000,
    stratified: true,
    seed: 1,
  });
  const { evaluate } = Sequential.prototype; // the library's own, whatever the answer brings
  const { accuracy } = evaluate.call(model, validation.X, validation.y);
  if (accuracy === undefined) {
    return { wrong: `it counts no accuracy: compile it with metrics: ["accuracy"]` };
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  if (accuracy < LEAST) {
    return {
      wrong: `it is right on ${percent(accuracy)} of the validation pictures, ${percent(LEAST)} are asked`,
    };
  }
  // A net that has never seen them reads them less well than those that it learned from.
  const { accuracy: seen = 0 } = evaluate.call(model, train.X, train.y);
  return accuracy < seen
    ? undefined
    : {
        wrong:
          "it reads the validation pictures better than the training pictures: did it learn from them?",
      };
}

/** The exercises of notebook 10. */
export const notebook10: Readonly<Record<string, Judge>> = {
  "10.1 the standard error": judgeFunction(standardError, [
    [0.5, 100],
    [0.9, 10_000],
    [0.9, 100],
    [0.88, 1000],
    [0.25, 48],
    [1, 500],
    [0, 20],
    [0.1, 1],
  ]),
  "10.2 precision and recall": judgeFunction(precisionAndRecall, [
    [
      [
        [5, 1],
        [3, 7],
      ],
      0,
    ],
    [
      [
        [5, 1],
        [3, 7],
      ],
      1,
    ],
    [
      [
        [50, 2, 1],
        [0, 40, 7],
        [3, 4, 45],
      ],
      2,
    ],
    [
      [
        [8, 0, 0, 2],
        [1, 6, 5, 0],
        [0, 9, 3, 1],
        [4, 0, 2, 1],
      ],
      1,
    ],
    [
      [
        [8, 0, 0, 2],
        [1, 6, 5, 0],
        [0, 9, 3, 1],
        [4, 0, 2, 1],
      ],
      3,
    ],
    [
      [
        [0, 4],
        [1, 5],
      ],
      0,
    ],
  ]),
  "10.3 fold a normalization": judgeFunction(
    folded,
    [
      [1, 0, 1, 0, 0, 1],
      [2, 1, 3, 0.5, -1, 4],
      [-0.3, 0.2, 1.7, -0.4, 0.9, 0.25],
      [0, 5, -2, 1, 5, 9],
      [4, -1, 0, 2, 3, 1],
      [0.5, 0, 1, 0, 2, 0],
    ],
    1e-6,
  ),
  "10.4 light into dark": (answer) => {
    const verdict = judgeBackground(answer);
    return verdict === undefined ? judgeCopy(answer) : verdict;
  },
  "10.5 a small net": judgeSmall,
};
