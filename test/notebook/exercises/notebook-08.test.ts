import assert from "node:assert/strict";
import { test } from "node:test";
import { moons } from "../../../lib/core/data/moons";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { l1, l2, type Regularizer } from "../../../lib/core/layers/regularizers";
import { Sequential } from "../../../lib/core/model/sequential";
import { Adam } from "../../../lib/core/optimizers/adam";
import { cosineDecay } from "../../../lib/core/optimizers/schedules";
import { notebook08 } from "../../../lib/notebook/exercises/notebook-08";

const wrong = async (name: string, answer: unknown) =>
  typeof (await notebook08[name](answer)) === "object";

test("a stop that counts from 0, waits one epoch more or less, or takes an equal loss for better is refused", async () => {
  const name = "08.1 where training stops";
  const walk =
    (
      better: (a: number, b: number) => boolean,
      late: (past: number, patience: number) => boolean,
    ) =>
    (losses: number[], patience: number) => {
      let best = 1;
      for (let epoch = 2; epoch <= losses.length; epoch++) {
        if (better(losses[epoch - 1], losses[best - 1])) best = epoch;
        else if (late(epoch - best, patience)) return [best, epoch];
      }
      return [best, losses.length];
    };
  const below = (a: number, b: number) => a < b;
  const patient = (past: number, patience: number) => past >= patience;
  const right = walk(below, patient);
  assert.equal(await notebook08[name](right), undefined);
  for (const answer of [
    walk((a, b) => a <= b, patient),
    walk(below, (past, patience) => past > patience),
    walk(below, (past, patience) => past >= patience - 1),
    walk(below, () => false),
    (losses: number[], patience: number) => right(losses, patience).map((epoch) => epoch - 1),
    (losses: number[], patience: number) => right(losses, patience).reverse(),
    (losses: number[]) => [losses.indexOf(Math.min(...losses)) + 1, losses.length],
    // the best loss begins at 100, and no epoch may be below it
    (losses: number[], patience: number) => {
      let [best, at] = [100, 0];
      for (let epoch = 1; epoch <= losses.length; epoch++) {
        if (losses[epoch - 1] < best) [best, at] = [losses[epoch - 1], epoch];
        else if (epoch - at >= patience) return [at, epoch];
      }
      return [at, losses.length];
    },
    // since the last improvement on the epoch before, not on the best
    (losses: number[], patience: number) => {
      let worse = 0;
      for (let i = 1; i < losses.length; i++) {
        worse = losses[i] < losses[i - 1] ? 0 : worse + 1;
        if (worse >= patience) return [i + 1 - worse, i + 1];
      }
      return [losses.indexOf(Math.min(...losses)) + 1, losses.length];
    },
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a half-life without the factor 2, rounded otherwise or not whole is refused; loop and logarithm pass", async () => {
  const name = "08.2 the half-life of a weight";
  const exact = (rate: number, lambda: number) => Math.log(0.5) / Math.log(1 - 2 * rate * lambda);
  const loop = (rate: number, lambda: number) => {
    let [w, n] = [1, 0];
    for (; w > 0.5; n++) w -= rate * 2 * lambda * w;
    return n;
  };
  assert.equal(await notebook08[name](loop), undefined);
  assert.equal(await notebook08[name]((a: number, b: number) => Math.ceil(exact(a, b))), undefined);
  for (const answer of [
    exact,
    (a: number, b: number) => Math.floor(exact(a, b)),
    (a: number, b: number) => Math.round(exact(a, b)),
    (a: number, b: number) => Math.ceil(exact(a, b / 2)),
    (a: number, b: number) => Math.ceil(Math.LN2 / (2 * a * b)),
    (a: number, b: number) => Math.ceil(1 / (4 * a * b)),
    () => 347,
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("the lowest point of the square alone, of L2, or of one sign only is refused", async () => {
  const name = "08.3 the lowest point with L1";
  for (const answer of [
    (a: number) => a,
    () => 0,
    (a: number, lambda: number) => a / (1 + 2 * lambda),
    (a: number, lambda: number) => a - lambda,
    (a: number, lambda: number) => Math.max(a - lambda, 0),
    (a: number, lambda: number) => (Math.abs(a) > lambda ? a : 0),
    (a: number, lambda: number) => a - lambda * Math.sign(a),
    (a: number, lambda: number) => Math.max(Math.abs(a) - lambda, 0),
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("dropout with one kind only, the wrong factor, or a mask that works in prediction is refused", async () => {
  const name = "08.4 two kinds of dropout";
  type Of = (x: number[], s: boolean[], r: number, t: boolean, k: string) => number[];
  const make =
    (training: [number, number], predicting: [number, number], masked = false): Of =>
    (x, stays, rate, isTraining, kind) => {
      const power = (isTraining ? training : predicting)[kind === "inverted" ? 0 : 1];
      return x.map((v, i) => (!stays[i] && (isTraining || masked) ? 0 : v * (1 - rate) ** power));
    };
  assert.equal(await notebook08[name](make([-1, 0], [0, 1])), undefined);
  for (const answer of [
    make([-1, -1], [0, 0]),
    make([0, 0], [1, 1]),
    make([-1, 0], [0, 0]),
    make([-1, 0], [1, 0]),
    make([1, 0], [0, 1]),
    make([-1, 0], [0, 1], true),
    ((x, stays, rate, isTraining, kind) =>
      x.map((v, i) =>
        isTraining
          ? Number(stays[i]) * (kind === "inverted" ? v / rate : v)
          : kind === "inverted"
            ? v
            : v * rate,
      )) as Of,
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a recipe: a net that finds the two inputs passes; the notebook's own settings, an untrained net and one that learned elsewhere are refused", async () => {
  const name = "08.5 ten inputs, two that matter";
  interface Points {
    X: number[][];
    y: number[];
  }
  const make = (units: number[], price?: Regularizer, rate = 0) => {
    const layers = units.flatMap((width) => [
      new Dense({ units: width, activation: "relu", weightRegularizer: price }),
      ...(rate > 0 ? [new Dropout(rate)] : []),
    ]);
    const output = new Dense({ units: 2, activation: "softmax", weightRegularizer: price });
    const model = new Sequential([...layers, output], { inputs: 10, seed: 1 });
    const learningRate = cosineDecay({ learningRate: 0.02, decaySteps: 250 });
    model.compile({
      optimizer: new Adam({ learningRate: learningRate }),
      loss: "categoricalCrossentropy",
    });
    return model;
  };
  const recipe =
    (...settings: Parameters<typeof make>) =>
    async ({ X, y }: Points) => {
      const model = make(...settings);
      await model.fit(X, y, { epochs: 250, batchSize: 200 });
      return model;
    };
  assert.equal(await notebook08[name](undefined), "unanswered");
  assert.equal(await notebook08[name](() => Promise.resolve(undefined)), "unanswered");
  assert.equal(await notebook08[name](recipe([32], l1(0.03))), undefined);
  const { X, y } = moons({ samplesPerClass: 500, noise: 0.3, seed: 5 });
  const wide = X.toArray().map((row) => [...row, 0, 0, 0, 0, 0, 0, 0, 0]);
  const elsewhere = async () => {
    const model = make([16]);
    await model.fit(wide, y, { epochs: 20, batchSize: 100 });
    return model;
  };
  const once = await elsewhere();
  for (const answer of [
    recipe([32, 32], l2(0.01)),
    recipe([32, 32], l1(0.005)),
    recipe([32, 32], undefined, 0.5),
    () => make([32], l1(0.03)),
    () => once,
    elsewhere,
    () => "0.9",
    () => new Sequential([new Dense({ units: 2 })], { inputs: 2 }),
    "0.9",
    once,
    () => {
      const liar = make([32], l1(0.03));
      liar.predict = () => X;
      return liar;
    },
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});
