import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkerboard, Dense, Sequential, SGD } from "../../../lib/core";
import { notebook05 } from "../../../lib/notebook/exercises/notebook-05";

async function refuses(name: string, answers: Record<string, unknown>): Promise<void> {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = await notebook05[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

const shares = (z: number[], off: number) => {
  const powers = z.map((value) => Math.exp(value - off));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
};
const stable = (z: number[]) => shares(z, Math.max(...z));

function boardNet(units: number) {
  const net = new Sequential(
    [
      new Dense({ units, activation: "relu" }),
      new Dense({ units, activation: "relu" }),
      new Dense({ units: 3, activation: "softmax" }),
    ],
    { inputs: 2, seed: 1, backend: "plain" },
  );
  const optimizer = new SGD({ learningRate: 0.4, learningRateDecay: 3e-4 });
  return net.compile({ optimizer, loss: "categoricalCrossentropy" });
}

describe("the exercises of notebook 05", () => {
  test("every one says that an empty answer is not answered yet", async () => {
    for (const [name, judge] of Object.entries(notebook05)) {
      assert.equal(await judge(undefined), "unanswered", name);
      if (!name.startsWith("05.5")) assert.equal(await judge(() => undefined), "unanswered", name);
    }
  });

  test("05.1 refuses sine and cosine changed over, radii that shrink evenly, a circle that closes twice", () =>
    refuses("05.1 points on circles", {
      "changed over": (c: number, i: number, n: number, f: number) => {
        const angle = (2 * Math.PI * i) / n;
        return [f ** c * Math.sin(angle), f ** c * Math.cos(angle)];
      },
      "even radii": (c: number, i: number, n: number, f: number) => {
        const angle = (2 * Math.PI * i) / n;
        return [Math.cos(angle), Math.sin(angle)].map((v) => v * (1 - c * (1 - f)));
      },
      "n − 1": (c: number, i: number, n: number, f: number) => {
        const angle = (2 * Math.PI * i) / (n - 1);
        return [f ** c * Math.cos(angle), f ** c * Math.sin(angle)];
      },
    }));

  test("05.2 refuses what overflows, what divides by the plain sum, and what takes too much or too little off", () =>
    refuses("05.2 softmax", {
      "nothing taken off": (z: number[]) => shares(z, 0),
      "plain sum": (z: number[]) => z.map((v) => v / z.reduce((a, b) => a + b)),
      "the mean": (z: number[]) => shares(z, z.reduce((a, b) => a + b) / z.length),
      "a constant": (z: number[]) => shares(z, 700),
      "the first": (z: number[]) => shares(z, z[0]),
      "the last": (z: number[]) => shares(z, z[z.length - 1]),
      "the smallest": (z: number[]) => shares(z, Math.min(...z)),
      "the largest of three": (z: number[]) => shares(z, Math.max(...z.slice(0, 3))),
      "the last as text": (z: number[]) => shares(z, Number([...z].map(String).sort().pop())),
      "not divided": (z: number[]) => z.map((v) => Math.exp(v - Math.max(...z))),
    }));

  test("05.3 refuses a lost 1/n, a turned sign, 1/(n · classes), and logits in place of shares", () => {
    const made = (f: (z: number[], label: number, n: number) => number[]) => {
      return (Z: number[][], labels: number[]) => Z.map((z, i) => f(z, labels[i], Z.length));
    };
    const y = (c: number, label: number) => (c === label ? 1 : 0);
    return refuses("05.3 the gradient of a batch", {
      "lost 1/n": made((z, label) => stable(z).map((p, c) => p - y(c, label))),
      "y − p": made((z, label, n) => stable(z).map((p, c) => (y(c, label) - p) / n)),
      "1/(n · classes)": made((z, label, n) =>
        stable(z).map((p, c) => (p - y(c, label)) / (n * z.length)),
      ),
      "from logits": made((z, label, n) => z.map((v, c) => (v - y(c, label)) / n)),
    });
  });

  test("05.4 refuses a lost 1, the part itself, and the decay of a power", () =>
    refuses("05.4 which decay", {
      "lost 1": (part: number, t: number) => 1 / part / t,
      rounded: (part: number, t: number) => +((1 / part - 1) / t).toFixed(5),
      part: (part: number, t: number) => (1 - part) / t,
      exponential: (part: number, t: number) => -Math.log(part) / t,
    }));

  test("05.5 refuses nets that know nothing, see too few points, or are none", async () => {
    const { X, y } = checkerboard({ classes: 3, samplesPerClass: 30, seed: 1 });
    const few = boardNet(24);
    await few.fit(X, y, { epochs: 300, batchSize: 10 });
    await refuses("05.5 three colours on a board", {
      untrained: boardNet(24),
      "too few points": few,
      "two outputs": new Sequential([new Dense({ units: 2 })], { inputs: 2 }),
      "a function": () => 0,
    });
  });

  test("05.5 can be done with more points", async () => {
    const { X, y } = checkerboard({ classes: 3, samplesPerClass: 1000, seed: 1 });
    const net = boardNet(24);
    await net.fit(X, y, { epochs: 100, batchSize: 10 });
    assert.equal(await notebook05["05.5 three colours on a board"](net), undefined);
  });
});
