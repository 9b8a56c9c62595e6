import { describe } from "../../core/errors";
import { Random } from "../../core/random";
import { judgeFunction, type Judge, type Verdict } from "./exercise";

function stepOperations(batchSize: number, sizes: number[]): number {
  let operations = 0;
  for (let l = 1; l < sizes.length; l++) {
    operations += (l === 1 ? 2 : 3) * 2 * batchSize * sizes[l - 1] * sizes[l];
  }
  return operations;
}

const linesFetched = (rows: number, columns: number, line: number, byRows: boolean) =>
  byRows || rows === 1 ? rows * Math.ceil(columns / line) : rows * columns;

function bestGigaflops(
  peak: number,
  bandwidth: number,
  batchSize: number,
  inputs: number,
  outputs: number,
): number {
  const operations = 2 * batchSize * inputs * outputs;
  const bytes = 4 * (batchSize * inputs + inputs * outputs + batchSize * outputs);
  return Math.min(peak, bandwidth * (operations / bytes));
}

const speedUp = (part: number, factor: number) => 1 / (1 - part + part / factor);

type Numbers = Float32Array | Float64Array;
type Product = (a: Numbers, b: Numbers, c: Numbers, m: number, k: number, n: number) => unknown;

const byTheBook: Product = (a, b, c, m, k, n) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let t = 0; t < k; t++) sum += a[i * k + t] * b[t * n + j];
      c[i * n + j] = sum;
    }
  }
};

const SHAPES = [
  [1, 1, 1],
  [2, 3, 4],
  [4, 4, 4],
  [3, 7, 5],
  [5, 1, 9],
  [1, 13, 6],
  [7, 6, 1],
  [16, 33, 17],
  [30, 784, 10],
];

/** Lets the reader's product compute many shapes, then says how fast it is. */
const judgeProduct: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (typeof answer !== "function") {
    return { wrong: `a function was expected but your answer is ${describe(answer)}` };
  }
  const product = answer as Product;
  for (const kind of [Float64Array, Float32Array]) {
    for (const [m, k, n] of SHAPES) {
      const verdict = judgeShape(product, kind, m, k, n);
      if (verdict) return verdict;
    }
  }
  console.log(
    `as fast as i-j-k: ${factor(product, 0).toFixed(1)} × on dense numbers, ` +
      `${factor(product, 0.8).toFixed(1)} × on digits`,
  );
  return undefined;
};

type Kind = typeof Float64Array | typeof Float32Array;

/** share: how many of the numbers are 0. */
function numbers(random: Random, kind: Kind, count: number, share: number): Numbers {
  return new kind(count).map(() => (random.uniform(0, 1) < share ? 0 : random.uniform(-1, 1)));
}

function judgeShape(
  product: Product,
  kind: Kind,
  m: number,
  k: number,
  n: number,
): Verdict | undefined {
  const random = new Random(m * k * n);
  const [a, b] = [numbers(random, kind, m * k, 0.3), numbers(random, kind, k * n, 0)];
  const [givenA, givenB] = [a.slice(), b.slice()];
  const c = new kind(m * n).fill(7); // what an earlier product may have left there
  const expected = new Float64Array(m * n);
  byTheBook(a, b, expected, m, k, n);
  const shapes = `[${m}, ${k}] · [${k}, ${n}] in ${kind.name}`;
  const returned = product(givenA, givenB, c, m, k, n);
  if (returned === undefined && c.every((value) => value === 7)) {
    return { wrong: `for ${shapes} your function writes nothing into c` };
  }
  if (givenA.some((value, i) => value !== a[i]) || givenB.some((value, i) => value !== b[i])) {
    return { wrong: `for ${shapes} your function changes a or b` };
  }
  const tolerance = (kind === Float64Array ? 1e-12 : 1e-5) * (1 + k / 10);
  const at = expected.findIndex((value, i) => !(Math.abs(c[i] - value) <= tolerance));
  if (at < 0) return undefined;
  const place = `row ${Math.floor(at / n)}, column ${at % n}`;
  return { wrong: `for ${shapes} the entry in ${place} is not right: ${c[at]}` };
}

/** How many times as fast as by the book, on [64, 784] · [784, 128]. */
function factor(product: Product, share: number): number {
  const random = new Random(1);
  const [m, k, n] = [64, 784, 128];
  const a = numbers(random, Float32Array, m * k, share);
  const b = numbers(random, Float32Array, k * n, 0);
  const c = new Float32Array(m * n);
  const seconds = (run: Product) => {
    let best = Infinity;
    for (let round = 0; round < 12; round++) {
      const began = performance.now();
      run(a, b, c, m, k, n);
      best = Math.min(best, performance.now() - began);
    }
    return best;
  };
  return seconds(byTheBook) / seconds(product);
}

/** The exercises of notebook 11. */
export const notebook11: Readonly<Record<string, Judge>> = {
  "11.1 the operations of a step": judgeFunction(stepOperations, [
    [128, [784, 128, 10]],
    [1, [784, 30, 10]],
    [10, [2, 2]],
    [3, [2, 5, 7, 11]],
    [256, [784, 1024, 1024, 10]],
  ]),
  "11.2 lines fetched": judgeFunction(linesFetched, [
    [4, 8, 4, true],
    [4, 8, 4, false],
    [5, 10, 8, true],
    [5, 10, 8, false],
    [1, 9, 8, true],
    [1, 9, 8, false],
    [7, 1, 16, true],
    [7, 1, 16, false],
    [3, 16, 16, true],
    [1, 1, 1, false],
  ]),
  "11.3 under the roof": judgeFunction(bestGigaflops, [
    [50, 40, 1, 4096, 4096],
    [50, 40, 128, 784, 128],
    [60, 10, 10, 784, 30],
    [1000, 20, 64, 1024, 1024],
    [50, 40, 1, 1, 1],
    [20, 5, 16, 100, 300],
  ]),
  "11.4 Amdahl's law": judgeFunction(speedUp, [
    [0.95, 50],
    [0.5, 2],
    [0, 10],
    [1, 8],
    [0.9, Infinity],
    [0.25, 4],
  ]),
  "11.5 a product of your own": judgeProduct,
};
