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
  [8, 8, 8],
  [16, 33, 17],
  [30, 784, 10],
  [65, 50, 131],
  [129, 3, 67],
  [2, 200, 515],
];

/** What the speed is measured on: one layer of 128 units for 64 pictures. */
const TIMED = [64, 784, 128] as const;

/** Lets the reader's product compute many shapes, then says how fast it is. */
const judgeProduct: Judge = (answer) => {
  if (answer === undefined) return "unanswered";
  if (typeof answer !== "function") {
    return { wrong: `a function was expected but your answer is ${describe(answer)}` };
  }
  const product = answer as Product;
  for (const kind of [Float64Array, Float32Array]) {
    for (const [m, k, n] of [...SHAPES, TIMED]) {
      const verdict =
        judgeShape(product, kind, [m, k, n], dense) ?? judgeShape(product, kind, [m, k, n], inked);
      if (verdict) return verdict;
    }
  }
  const special = judgeInfinity(product);
  if (special) return special;
  const full = factor(product, dense);
  const digits = factor(product, inked);
  if (typeof full !== "number") return full;
  if (typeof digits !== "number") return digits;
  console.log(
    `as fast as i-j-k: ${full.toFixed(1)} × on dense numbers, ${digits.toFixed(1)} × on digits` +
      (Math.max(full, digits) < 1.2 ? ": right, but not faster yet" : ""),
  );
  return undefined;
};

type Kind = typeof Float64Array | typeof Float32Array;
type Fill = (random: Random, out: Numbers, columns: number) => Numbers;

/** Numbers between -1 and 1, none of them 0. */
const dense: Fill = (random, out) => out.map(() => random.uniform(-1, 1) || 0.5);

/** Rows as of pictures: ink in a few strokes side by side, at most a quarter of the row, and 0 everywhere else. */
const inked: Fill = (random, out, columns) => {
  for (let row = 0; row < out.length; row += columns) {
    for (let at = random.integer(8); at < columns; at += 20 + random.integer(16)) {
      const length = 3 + random.integer(6);
      for (let j = at; j < Math.min(columns, at + length); j++) {
        out[row + j] = random.uniform(0, 1);
      }
    }
  }
  return out;
};

type Shape = readonly [m: number, k: number, n: number];

function judgeShape(
  product: Product,
  kind: Kind,
  [m, k, n]: Shape,
  fill: Fill,
): Verdict | undefined {
  const random = new Random(m * k * n);
  const a = fill(random, new kind(m * k), k);
  const b = dense(random, new kind(k * n), n);
  const [givenA, givenB] = [a.slice(), b.slice()];
  const c = new kind(m * n).fill(7); // what an earlier product may have left there
  const shapes = `[${m}, ${k}] · [${k}, ${n}] in ${kind.name}`;
  const returned = product(givenA, givenB, c, m, k, n);
  if (returned === undefined && c.every((value) => value === 7)) {
    return { wrong: `for ${shapes} your function writes nothing into c` };
  }
  if (givenA.some((value, i) => value !== a[i]) || givenB.some((value, i) => value !== b[i])) {
    return { wrong: `for ${shapes} your function changes a or b` };
  }
  return judgeEntries(shapes, a, b, c, [m, k, n]);
}

/** Compares c with the product by the book. */
function judgeEntries(
  shapes: string,
  a: Numbers,
  b: Numbers,
  c: Numbers,
  [m, k, n]: Shape,
): Verdict | undefined {
  const expected = new Float64Array(m * n);
  byTheBook(a, b, expected, m, k, n);
  const tolerance = (c instanceof Float64Array ? 1e-12 : 1e-5) * (1 + k / 10);
  const at = expected.findIndex((value, i) => !(Math.abs(c[i] - value) <= tolerance));
  if (at < 0) return undefined;
  const place = `row ${Math.floor(at / n)}, column ${at % n}`;
  return { wrong: `for ${shapes} the entry in ${place} is not right: ${c[at]}` };
}

/** 0 times an infinite number is NaN, and must be so where zeros are skipped, too. */
function judgeInfinity(product: Product): Verdict | undefined {
  for (const special of [Infinity, NaN]) {
    const [m, k, n] = [3, 6, 9];
    const a = new Float64Array(m * k).fill(1);
    a[k + 2] = 0;
    const b = new Float64Array(k * n).fill(1);
    b[2 * n + 5] = special;
    const [c, expected] = [new Float64Array(m * n).fill(7), new Float64Array(m * n)];
    byTheBook(a, b, expected, m, k, n);
    product(a, b, c, m, k, n);
    const at = expected.findIndex((value, i) => !Object.is(value, c[i]));
    if (at < 0) continue;
    return {
      wrong: `where b holds ${special}, i-j-k gives ${expected[at]} in one place of c and your function ${c[at]}`,
    };
  }
  return undefined;
}

/** How many times as fast as by the book, in rounds by turns; every result that is timed is compared as well. */
function factor(product: Product, fill: Fill): number | Verdict {
  const random = new Random(1);
  const [m, k, n] = TIMED;
  const a = fill(random, new Float32Array(m * k), k);
  const b = dense(random, new Float32Array(k * n), n);
  const c = new Float32Array(m * n);
  const seconds = (run: Product) => {
    const began = performance.now();
    run(a, b, c, m, k, n);
    return performance.now() - began;
  };
  let [book, yours] = [Infinity, Infinity];
  for (let round = 0; round < 15; round++) {
    book = Math.min(book, seconds(byTheBook));
    c.fill(7);
    yours = Math.min(yours, seconds(product));
    const wrong = judgeEntries(`[${m}, ${k}] · [${k}, ${n}], timed,`, a, b, c, TIMED);
    if (wrong) return wrong;
  }
  return book / yours;
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
    [2, 9, 4, true],
    [2, 9, 4, false],
    [2, 2, 8, false],
    [2, 1, 2, false],
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
