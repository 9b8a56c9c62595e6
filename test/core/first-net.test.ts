import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstNet,
  stateFromTwelve,
  twelveFromState,
  type TwelveParameters,
} from "../../lib/core/first-net";
import { Matrix } from "../../lib/core/matrix";
import { Network } from "../../lib/core/model/network";
import { toBeClose } from "../helpers/close";

const sigma = (z: number) => 1 / (1 + Math.exp(-z));

/** Loss and all twelve derivatives, each written out by the chain rule. */
function byHand(p: TwelveParameters, x1: number, x2: number, y1: number, y2: number) {
  const h1 = sigma(p.w1 * x1 + p.w2 * x2 + p.b1);
  const h2 = sigma(p.w3 * x1 + p.w4 * x2 + p.b2);
  const or = sigma(p.w5 * h1 + p.w6 * h2 + p.b3);
  const xor = sigma(p.w7 * h1 + p.w8 * h2 + p.b4);
  const fromOr = (or - y1) * or * (1 - or);
  const fromXor = (xor - y2) * xor * (1 - xor);
  const derivatives: TwelveParameters = {
    w1: (fromOr * p.w5 + fromXor * p.w7) * h1 * (1 - h1) * x1,
    w2: (fromOr * p.w5 + fromXor * p.w7) * h1 * (1 - h1) * x2,
    w3: (fromOr * p.w6 + fromXor * p.w8) * h2 * (1 - h2) * x1,
    w4: (fromOr * p.w6 + fromXor * p.w8) * h2 * (1 - h2) * x2,
    w5: fromOr * h1,
    w6: fromOr * h2,
    w7: fromXor * h1,
    w8: fromXor * h2,
    b1: (fromOr * p.w5 + fromXor * p.w7) * h1 * (1 - h1),
    b2: (fromOr * p.w6 + fromXor * p.w8) * h2 * (1 - h2),
    b3: fromOr,
    b4: fromXor,
  };
  return { loss: ((or - y1) ** 2 + (xor - y2) ** 2) / 2, derivatives };
}

function network(start: TwelveParameters): Network {
  const net = new Network([2, 2, 2], { learningRate: firstNet.learningRate, dtype: "float64" });
  net.setState(stateFromTwelve(start));
  return net;
}

const gradients = (net: Network): TwelveParameters =>
  twelveFromState(Object.fromEntries(net.parameters().map((p) => [p.name, p.gradient])));

function toBeTwelve(actual: TwelveParameters, expected: TwelveParameters, tolerance: number) {
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const key of Object.keys(expected) as (keyof TwelveParameters)[]) {
    toBeClose(actual[key], expected[key], tolerance, key);
  }
}

/** Every sum is 0 in this net at the trial (1, 1), so that every neuron gives ½ and every slope is ¼. */
const halves: TwelveParameters = {
  ...{ w1: 0, w2: 0, w3: 0, w4: 0, b1: 0, b2: 0 },
  ...{ w5: 1, w6: 0, w7: 0, w8: 2, b3: -0.5, b4: -1 },
};

// OR is ½ too low: −½ · ¼ = −1/8. XOR is ½ too high: 1/8. Into h1 comes −1/8 · 1 · ¼, into h2 comes 1/8 · 2 · ¼.
test("where every neuron gives a half, the twelve derivatives are fractions one can work out", () => {
  const expected: TwelveParameters = {
    ...{ w1: -1 / 32, w2: -1 / 32, b1: -1 / 32, w3: 1 / 16, w4: 1 / 16, b2: 1 / 16 },
    ...{ w5: -1 / 16, w6: -1 / 16, b3: -1 / 8, w7: 1 / 16, w8: 1 / 16, b4: 1 / 8 },
  };
  const net = network(halves);
  assert.equal(net.computeGradients([[1, 1]], [[1, 0]]), 1 / 4);
  toBeTwelve(gradients(net), expected, 0);
  toBeTwelve(byHand(halves, 1, 1, 1, 0).derivatives, expected, 0);
});

test("on every trial the library's gradients are the twelve derivatives written out by hand", () => {
  for (const start of [firstNet.start, firstNet.stuckStart]) {
    firstNet.inputs.forEach(([x1, x2], i) => {
      const [y1, y2] = firstNet.targets[i];
      const { loss, derivatives } = byHand(start, x1, x2, y1, y2);
      const net = network(start);
      toBeClose(net.computeGradients([[x1, x2]], [[y1, y2]]), loss, 1e-15);
      toBeTwelve(gradients(net), derivatives, 1e-15);
    });
  }
});

test("the gradient over all four trials is the mean of their gradients", () => {
  const net = network(firstNet.start);
  const loss = net.computeGradients(
    firstNet.inputs.map((row) => [...row]),
    firstNet.targets.map((row) => [...row]),
  );
  const single = firstNet.inputs.map(([x1, x2], i) => {
    const [y1, y2] = firstNet.targets[i];
    return byHand(firstNet.start, x1, x2, y1, y2);
  });
  const mean = (f: (trial: (typeof single)[0]) => number) =>
    single.reduce((sum, trial) => sum + f(trial), 0) / 4;
  toBeClose(
    loss,
    mean((trial) => trial.loss),
    1e-15,
  );
  const expected = Object.fromEntries(
    Object.keys(firstNet.start).map((key) => [
      key,
      mean((trial) => trial.derivatives[key as keyof TwelveParameters]),
    ]),
  ) as unknown as TwelveParameters;
  toBeTwelve(gradients(net), expected, 1e-15);
});

test("after 1,000 steps by hand and by the library the twelve parameters are equal", async () => {
  const p: TwelveParameters = { ...firstNet.start };
  const net = network(firstNet.start);
  for (let step = 0; step < firstNet.steps; step++) {
    const [x1, x2] = firstNet.inputs[step % 4];
    const [y1, y2] = firstNet.targets[step % 4];
    const { derivatives } = byHand(p, x1, x2, y1, y2);
    for (const key of Object.keys(p) as (keyof TwelveParameters)[]) {
      p[key] -= firstNet.learningRate * derivatives[key];
    }
    net.trainOnBatch([[x1, x2]], [[y1, y2]]);
  }
  toBeTwelve(twelveFromState(net.state()), p, 1e-12);

  const fitted = network(firstNet.start);
  await fitted.fit(
    firstNet.inputs.map((row) => [...row]),
    firstNet.targets.map((row) => [...row]),
    { epochs: firstNet.steps / 4, batchSize: 1, shuffle: false },
  );
  toBeTwelve(twelveFromState(fitted.state()), p, 1e-12);
});

async function trained(start: TwelveParameters): Promise<number[][]> {
  const net = network(start);
  const X = firstNet.inputs.map((row) => [...row]);
  const y = firstNet.targets.map((row) => [...row]);
  await net.fit(X, y, { epochs: 10_000, batchSize: 1, shuffle: false });
  return net.predict(X).toArray();
}

test("from the start all four trials are learned, OR and XOR", async () => {
  const outputs = await trained(firstNet.start);
  firstNet.targets.forEach((row, i) => toBeClose(outputs[i], row, 0.1, `trial ${i}`));
});

test("from the stuck start OR is learned and XOR is not", async () => {
  const outputs = await trained(firstNet.stuckStart);
  const wrong = firstNet.targets.map((row, i) =>
    row.map((y, j) => y !== Math.round(outputs[i][j])),
  );
  assert.deepEqual(
    wrong.map((row) => row[0]),
    [false, false, false, false],
  );
  assert.ok(wrong.some((row) => row[1]));
});

test("the targets are OR and XOR of the inputs", () => {
  firstNet.inputs.forEach(([x1, x2], i) => {
    assert.deepEqual(firstNet.targets[i], [x1 | x2, x1 ^ x2]);
  });
});

test("names lead to the right places of the matrices, and back", () => {
  const numbered = Object.fromEntries(
    ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "b1", "b2", "b3", "b4"].map((key, i) => [
      key,
      i + 1,
    ]),
  ) as unknown as TwelveParameters;
  const state = stateFromTwelve(numbered);
  assert.deepEqual(state["dense_1/weights"].toArray(), [
    [1, 3],
    [2, 4],
  ]);
  assert.deepEqual(state["dense_1/bias"].toArray(), [[9, 10]]);
  assert.deepEqual(state["dense_2/weights"].toArray(), [
    [5, 7],
    [6, 8],
  ]);
  assert.deepEqual(state["dense_2/bias"].toArray(), [[11, 12]]);
  assert.deepEqual(twelveFromState(state), numbered);
});

test("a state that lacks a matrix is refused with what there is", () => {
  const rest = stateFromTwelve(firstNet.start);
  delete rest["dense_2/bias"];
  assert.throws(() => twelveFromState(rest), {
    name: "RangeError",
    message: /expects dense_2\/bias but got dense_1\/weights, dense_1\/bias, dense_2\/weights/,
  });
  assert.throws(() => twelveFromState({} as Record<string, Matrix>), /but got nothing/);
});
