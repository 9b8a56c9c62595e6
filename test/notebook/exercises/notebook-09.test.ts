import assert from "node:assert/strict";
import { test } from "node:test";
import { Activation, Dense, Network, Sequential, SGD } from "../../../lib/core";
import { notebook09 } from "../../../lib/notebook/exercises/notebook-09";

const refused = async (name: string, answers: unknown[]) => {
  for (const answer of answers) {
    assert.equal(typeof (await notebook09[name](answer)), "object", String(answer));
  }
};

test("a batch grown like the error itself, its root, or the wrong way round is refused", async () => {
  await refused("09.1 how large a batch", [
    (noise: number, batch: number, wanted: number) => (batch * noise) / wanted,
    (noise: number, batch: number, wanted: number) => batch * Math.sqrt(noise / wanted),
    (noise: number, batch: number, wanted: number) => batch * (wanted / noise) ** 2,
    (noise: number, batch: number, wanted: number) => Math.ceil(batch * (noise / wanted) ** 2),
    () => 400,
  ]);
});

test("a count that starts at 0, stops at equality or is no whole number is refused", async () => {
  await refused("09.2 layers until it is lost", [
    (factor: number, share: number) => Math.log(share) / Math.log(factor),
    (factor: number, share: number) => Math.ceil(Math.log(share) / Math.log(factor)),
    (factor: number, share: number) => {
      let layers = 0;
      for (let left = 1; left > share; left *= factor) layers++;
      return layers;
    },
    (factor: number, share: number) => Math.ceil(share / factor),
  ]);
});

test("a moving average with old and new exchanged, without a start, or as a plain mean is refused", async () => {
  await refused("09.3 a moving average", [
    (values: number[], m: number, start: number) =>
      values.reduce((a, v) => (1 - m) * a + m * v, start),
    (values: number[], m: number) => values.reduce((a, v) => m * a + (1 - m) * v, 0),
    (values: number[], m: number, start: number) => values.reduce((a, v) => m * a + v, start),
    (values: number[]) => values.reduce((a, v) => a + v, 0) / values.length,
    (values: number[], m: number, start: number) =>
      m * start + (1 - m) * (values[values.length - 1] ?? 0),
  ]);
});

test("folding that forgets ε, the root, the bias, γ or β is refused", async () => {
  interface Norm {
    mean: number;
    variance: number;
    gamma: number;
    beta: number;
    epsilon: number;
  }
  const fold =
    (factor: (n: Norm) => number, rest: (f: number, b: number, n: Norm) => number) =>
    (weights: number[], bias: number, n: Norm) => {
      const f = factor(n);
      return { weights: weights.map((w) => f * w), bias: rest(f, bias, n) };
    };
  const right = (n: Norm) => n.gamma / Math.sqrt(n.variance + n.epsilon);
  const rest = (f: number, b: number, n: Norm) => f * (b - n.mean) + n.beta;
  const name = "09.4 fold it into the weights";
  assert.equal(await notebook09[name](fold(right, rest)), undefined);
  await refused(name, [
    fold((n) => n.gamma / Math.sqrt(n.variance), rest),
    fold((n) => n.gamma / (n.variance + n.epsilon), rest),
    fold((n) => 1 / Math.sqrt(n.variance + n.epsilon), rest),
    fold((n) => n.gamma / (Math.sqrt(n.variance) + n.epsilon), rest),
    fold(right, (f, b, n) => b - f * n.mean + n.beta),
    fold(right, (f, b, n) => f * (b - n.mean)),
    fold(right, (f, b, n) => f * (b + n.mean) + n.beta),
  ]);
});

test("a net of another shape, with too few or linear layers, or that reads badly is refused", async () => {
  const name = "09.5 twelve layers deep";
  const deep = (hidden: number, activation: "linear" | "tanh") =>
    new Sequential(
      [
        ...Array.from({ length: hidden }, () => [
          new Dense({ units: 4 }),
          new Activation(activation),
        ]).flat(),
        new Dense({ units: 10, activation: "softmax" }),
      ],
      { inputs: 784, seed: 1 },
    ).compile({ optimizer: new SGD(), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const verdict = async (answer: unknown) =>
    ((await notebook09[name](answer)) as { wrong: string }).wrong;
  assert.equal(await notebook09[name](undefined), "unanswered");
  assert.match(await verdict(new Network([2, 2])), /784 inputs and 10 outputs/);
  assert.match(await verdict(new Network([784, 10])), /has 0 hidden layers/);
  assert.match(await verdict(deep(11, "tanh")), /has 11 hidden layers/);
  assert.match(await verdict(deep(12, "linear")), /has 0 hidden layers/);
  assert.match(await verdict(deep(12, "tanh")), /% of the 8,000 test digits, 85 % are asked/);
});
