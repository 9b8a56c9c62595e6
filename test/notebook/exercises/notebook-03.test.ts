import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { notebook03 } from "../../../lib/notebook/exercises/notebook-03";

type Rows = number[][];

async function refuses(name: string, answers: Record<string, unknown>): Promise<void> {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = await notebook03[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const layer = (f: (z: number) => number, weight: (W: Rows, i: number, j: number) => number) => {
  return (A: Rows, W: Rows, b: number[]) =>
    A.map((row) => b.map((bias, j) => f(row.reduce((z, a, i) => z + a * weight(W, i, j), bias))));
};
const errors = (A: Rows, Y: Rows) => A.flatMap((row, n) => row.map((a, j) => (a - Y[n][j]) ** 2));
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const slope = (factor: (n: number, m: number) => number) => (A: Rows, Y: Rows) =>
  A.map((row, n) => row.map((a, j) => factor(A.length, row.length) * (a - Y[n][j])));
const mean = (A: Rows, Y: Rows) => total(errors(A, Y)) / (A.length * A[0].length);

describe("the exercises of notebook 03", () => {
  test("every one says that an empty answer is not answered yet", async () => {
    for (const [name, judge] of Object.entries(notebook03)) {
      assert.equal(await judge(undefined), "unanswered", name);
    }
    const empty = () => undefined;
    assert.equal(notebook03["03.5 as small as possible"](empty), "unanswered");
    assert.equal(notebook03["03.3 tanh and its slope"]({ f: empty, slope: empty }), "unanswered");
  });

  test("03.1 refuses counts that forget biases or hold for one hidden layer only", () =>
    refuses("03.1 how many parameters", {
      "weights only": (s: number[]) => total(s.slice(1).map((n, l) => s[l] * n)),
      "a bias for the inputs": (s: number[]) =>
        s[0] + total(s.slice(1).map((n, l) => (s[l] + 1) * n)),
      "one hidden layer": (s: number[]) => (s[0] + 1) * s[1] + (s[1] + 1) * s[2],
    }));

  test("03.2 refuses a layer without sigmoid, without bias, or with the weights turned over", () =>
    refuses("03.2 one layer forward", {
      "no sigmoid": layer(
        (z) => z,
        (W, i, j) => W[i][j],
      ),
      "turned over": layer(sigmoid, (W, i, j) => W[j]?.[i] ?? 0),
      "no bias": (A: Rows, W: Rows, b: number[]) =>
        layer(sigmoid, (M, i, j) => M[i][j])(
          A,
          W,
          b.map(() => 0),
        ),
    }));

  test("03.3 refuses a slope from z, one without the square, and half an answer", () =>
    refuses("03.3 tanh and its slope", {
      "from z": { f: Math.tanh, slope: (z: number) => 1 - Math.tanh(z) ** 2 },
      "no square": { f: Math.tanh, slope: (a: number) => 1 - a },
      "the sigmoid's": { f: Math.tanh, slope: (a: number) => a * (1 - a) },
      "f only": { f: Math.tanh, slope: () => undefined },
    }));

  test("03.4 refuses a mean over the examples only, a lost factor 2, the rate turned over", async () => {
    await refuses("03.4 mean squared error", {
      "mean over examples": {
        value: (A: Rows, Y: Rows) => total(errors(A, Y)) / A.length,
        slope: slope((n) => 2 / n),
      },
      "lost 2": { value: mean, slope: slope((n, m) => 1 / (n * m)) },
      "value only": { value: mean, slope: () => undefined },
    });
    await refuses("03.4 the same steps", {
      "turned over": (rate: number, m: number) => (rate * m) / 2,
      same: (rate: number) => rate,
    });
  });

  test("03.5 refuses nets that are too large, too bad, trained too long, or no nets", async () => {
    const choice = { sizes: [1, 5, 1], learningRate: 2, epochs: 10, seed: 1 };
    await refuses("03.5 as small as possible", {
      "too bad": () => choice,
      "too large": () => ({ ...choice, sizes: [1, 9, 1] }),
      "too long": () => ({ ...choice, epochs: 3001 }),
      "no number of epochs": () => ({ ...choice, epochs: NaN }),
      "two inputs": () => ({ ...choice, sizes: [2, 5, 1] }),
      "no choice": () => ({}),
    });
  });

  test("03.5 can be done with ten parameters", async () => {
    const answer = { sizes: [1, 3, 1], learningRate: 0.02, epochs: 3000, seed: 53 };
    const activation = ["tanh", "linear"];
    const judge = notebook03["03.5 as small as possible"];
    assert.equal(await judge({ ...answer, activation }), undefined);
  });
});
