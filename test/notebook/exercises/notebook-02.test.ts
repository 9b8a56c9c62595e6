import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dotMultiply, map, matrix, multiply, transpose } from "mathjs";
import { notebook02 } from "../../../lib/notebook/exercises/notebook-02";

type Rows = number[][];

function accepts(name: string, answer: unknown): void {
  assert.equal(notebook02[name](answer), undefined);
}

function refuses(name: string, answers: Record<string, unknown>): void {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = notebook02[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

/** The product with at most so many terms a sum, each entry passed through `last`. */
const productOf = (A: Rows, B: Rows, last = (v: number) => v, terms = Infinity) =>
  matrix(
    A.map((row) =>
      B[0].map((_, j) => last(row.reduce((sum, v, k) => sum + (k < terms ? v * B[k][j] : 0), 0))),
    ),
  );

const plain = (m: unknown) => (m as { toArray(): Rows }).toArray();
const tanhDelta =
  (slope: (h: number) => number, turn = true) =>
  (delta: Rows, W2: Rows, H: Rows) => {
    const back = multiply(matrix(delta), turn ? transpose(matrix(W2)) : matrix(W2));
    return dotMultiply(
      back,
      map(matrix(H), (h) => slope(h)),
    );
  };

describe("the exercises of notebook 02", () => {
  test("every one says that an empty answer is not answered yet", () => {
    for (const [name, judge] of Object.entries(notebook02)) {
      assert.equal(judge(undefined), "unanswered", name);
      if (!name.startsWith("02.5"))
        assert.equal(
          judge(() => undefined),
          "unanswered",
          name,
        );
    }
  });

  test("the product is row by column, for every shape", () => {
    accepts("02.1 product", (A: Rows, B: Rows) => multiply(matrix(A), matrix(B)));
    accepts("02.1 product", (A: Rows, B: Rows) => plain(multiply(matrix(A), matrix(B))));
    refuses("02.1 product", {
      "the product the other way round": (A: Rows, B: Rows) =>
        A[0].length === B.length && B[0].length === A.length
          ? plain(multiply(matrix(B), matrix(A)))
          : [[0]],
      "row by row": (A: Rows, B: Rows) =>
        A.map((a) => B.map((b) => a.reduce((sum, v, k) => sum + v * (b[k] ?? 0), 0))),
      zeros: (A: Rows, B: Rows) => A.map(() => B[0].map(() => 0)),
      "three terms at most": (A: Rows, B: Rows) => plain(productOf(A, B, (v) => v, 3)),
      "four terms at most": (A: Rows, B: Rows) => plain(productOf(A, B, (v) => v, 4)),
      "two decimals": (A: Rows, B: Rows) =>
        plain(productOf(A, B, (v) => Math.round(v * 100) / 100)),
      "its own argument, changed": (A: Rows, B: Rows) => {
        const C = plain(productOf(A, B));
        A[0][0] = 99;
        return C;
      },
      "a number": 3,
    });
  });

  test("shapes are named one by one", () => {
    const right = (inputs: number, hidden: number, outputs: number, batch: number) => ({
      X: [batch, inputs],
      W1: [inputs, hidden],
      b1: [1, hidden],
      H: [batch, hidden],
      O: [batch, outputs],
      W2T: [outputs, hidden],
    });
    accepts("02.2 shapes", right);
    refuses("02.2 shapes", {
      "weights [to, from]": (i: number, h: number, o: number, n: number) => ({
        ...right(i, h, o, n),
        W1: [h, i],
      }),
      "a bias per trial": (i: number, h: number, o: number, n: number) => ({
        ...right(i, h, o, n),
        b1: [n, h],
      }),
      "W2 itself": (i: number, h: number, o: number, n: number) => ({
        ...right(i, h, o, n),
        W2T: [h, o],
      }),
      "one missing": (i: number, h: number, o: number, n: number) => ({
        ...right(i, h, o, n),
        O: undefined,
      }),
    });
    const verdict = notebook02["02.2 shapes"](() => ({ X: [1, 2] }));
    assert.ok(typeof verdict === "object" && "wrong" in verdict);
  });

  test("the error term of tanh needs the transpose and the slope of tanh", () => {
    accepts(
      "02.3 tanh",
      tanhDelta((h) => 1 - h * h),
    );
    refuses("02.3 tanh", {
      "the sigmoid's slope": tanhDelta((h) => h * (1 - h)),
      "no slope": tanhDelta(() => 1),
      "tanh applied again": tanhDelta((h) => 1 - Math.tanh(h) ** 2),
      "no transpose": tanhDelta((h) => 1 - h * h, false),
    });
  });

  test("a new output is a new column", () => {
    const add = (W2: Rows, b2: Rows, weights: number[], bias: number) => ({
      W2: W2.map((row, i) => [...row, weights[i]]),
      b2: [[...b2[0], bias]],
    });
    accepts("02.4 third output", add);
    refuses("02.4 third output", {
      "a new row": (W2: Rows, b2: Rows, w: number[], b: number) => ({
        W2: [...W2, w],
        b2: [[...b2[0], b]],
      }),
      "no bias": (W2: Rows, b2: Rows, w: number[], b: number) => ({ ...add(W2, b2, w, b), b2 }),
      "its own argument, made longer": (W2: Rows, b2: Rows, w: number[], b: number) => {
        W2.forEach((row, i) => row.push(w[i]));
        b2[0].push(b);
        return { W2, b2 };
      },
      "in front": (W2: Rows, b2: Rows, w: number[], b: number) => ({
        ...add(W2, b2, w, b),
        W2: W2.map((row, i) => [w[i], ...row]),
      }),
    });
  });

  test("settings must work from starts beside the first one, too", () => {
    accepts("02.5 few steps", { learningRate: 24, batchSize: 4, steps: 63 });
    accepts("02.5 few steps", { learningRate: 21, batchSize: 2, steps: 64 });
    refuses("02.5 few steps", {
      "too few steps": { learningRate: 30, batchSize: 4, steps: 20 },
      "a setting that works from one start only": { learningRate: 30, batchSize: 4, steps: 58 },
      "the largest rate that the table of the notebook shows, with room": {
        learningRate: 30,
        batchSize: 4,
        steps: 66,
      },
      "the example of the notebook": { learningRate: 8, batchSize: 4, steps: 200 },
      "many steps": { learningRate: 8, batchSize: 4, steps: 900 },
      "a rate that never learns": { learningRate: 30, batchSize: 1, steps: 150 },
      "a batch of three": { learningRate: 20, batchSize: 3, steps: 100 },
      "half a step": { learningRate: 20, batchSize: 4, steps: 99.5 },
      "a number": 7,
    });
  });
});
