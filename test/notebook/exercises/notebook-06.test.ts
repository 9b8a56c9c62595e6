import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { notebook06 } from "../../../lib/notebook/exercises/notebook-06";

type Table = number[][];

async function refuses(name: string, answers: Record<string, unknown>): Promise<void> {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = await notebook06[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

const mapped = (A: Table, f: (a: number, n: number, j: number) => number) =>
  A.map((row, n) => row.map((a, j) => f(a, n, j)));
const meanOf = (row: number[]) => row.reduce((sum, x) => sum + x, 0) / row.length;
const centred = (X: Table) => X.map((row) => row.map((x) => x - meanOf(row)));

describe("the exercises of notebook 06", () => {
  test("every one says that an empty answer is not answered yet", async () => {
    const empty = () => undefined;
    for (const [name, judge] of Object.entries(notebook06)) {
      assert.equal(await judge(undefined), "unanswered", name);
    }
    assert.equal(notebook06["06.1 a chain with a square"](empty), "unanswered");
    assert.equal(notebook06["06.3 softplus"]({ f: empty, slope: empty }), "unanswered");
    assert.equal(notebook06["06.4 in few epochs"](empty), "unanswered");
  });

  test("06.1 takes the right gradients and refuses a forgotten link, sign or factor", async () => {
    const name = "06.1 a chain with a square";
    const answer = (f: (g: number, x: number, w: number) => object) => {
      return (x: number, w: number, b: number, y: number) => f(w * x * x + b - y, x, w);
    };
    const right = answer((g, x, w) => ({ dx: 2 * g * w * x, dw: g * x * x, db: g }));
    assert.equal(await notebook06[name](right), undefined);
    await refuses(name, {
      "the square's slope forgotten": answer((g, x, w) => ({ dx: g * w, dw: g * x * x, db: g })),
      "x instead of its square": answer((g, x, w) => ({ dx: 2 * g * w * x, dw: g * x, db: g })),
      "the wrong sign": answer((g, x, w) => ({ dx: -2 * g * w * x, dw: -g * x * x, db: -g })),
      "no gradient of x": answer((g, x) => ({ dw: g * x * x, db: g })),
    });
  });

  test("06.2 takes centred gradients and refuses gradients as they came", async () => {
    const name = "06.2 the centre link";
    assert.equal(await notebook06[name]({ forward: centred, backward: centred }), undefined);
    const overAll = (X: Table) => mapped(X, (x) => x - meanOf(X.flat()));
    await refuses(name, {
      "the gradient as it came": { forward: centred, backward: (D: Table) => D },
      "only the direct way": {
        forward: centred,
        backward: (D: Table) => mapped(D, (d, n) => d * (1 - 1 / D[n].length)),
      },
      "the mean of the whole table": { forward: overAll, backward: overAll },
      "half an answer": { forward: centred, backward: () => undefined },
    });
  });

  test("06.3 takes forms that stay finite and refuses those that overflow", async () => {
    const name = "06.3 softplus";
    const f = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    const rise = (z: number) => 1 / (1 + Math.exp(-z));
    assert.equal(await notebook06[name]({ f, slope: rise }), undefined);
    await refuses(name, {
      "as it stands": { f: (z: number) => Math.log(1 + Math.exp(z)), slope: rise },
      "a slope that becomes NaN": { f, slope: (z: number) => Math.exp(z) / (1 + Math.exp(z)) },
      "a ReLU": { f: (z: number) => Math.max(z, 0), slope: rise },
      "cut off at ±3": { f: (z: number) => (z > 3 ? z : z < -3 ? 0 : f(z)), slope: rise },
      "cut off at ±20": { f: (z: number) => (z > 20 ? z : z < -20 ? 0 : f(z)), slope: rise },
      "a slope cut off at ±5": { f, slope: (z: number) => (z > 5 ? 1 : z < -5 ? 0 : rise(z)) },
      "a slope cut off at ±20": { f, slope: (z: number) => (z > 20 ? 1 : z < -20 ? 0 : rise(z)) },
      "log in place of log1p": {
        f: (z: number) => Math.max(z, 0) + Math.log(1 + Math.exp(-Math.abs(z))),
        slope: rise,
      },
    });
  });

  test("06.4 can be done, and refuses nets that are too large or too slow", async () => {
    const name = "06.4 in few epochs";
    const choice = { hidden: 3, activation: "tanh", loss: "binaryCrossentropy" };
    assert.equal(await notebook06[name](() => ({ ...choice, learningRate: 2 })), undefined);
    await refuses(name, {
      "too slow": () => ({ ...choice, learningRate: 0.01 }),
      "a start chosen by luck": () => ({ ...choice, learningRate: 8, activation: "relu", seed: 4 }),
      "sigmoid inside": () => ({ ...choice, activation: "sigmoid", learningRate: 4 }),
      "the quadratic loss at the same rate": () => ({
        ...choice,
        loss: "quadratic",
        learningRate: 2,
      }),
      "too large": () => ({ ...choice, learningRate: 2, hidden: 5 }),
      "no neurons": () => ({ ...choice, learningRate: 2, hidden: 0 }),
      "half a neuron": () => ({ ...choice, learningRate: 2, hidden: 2.5 }),
    });
  });
});
