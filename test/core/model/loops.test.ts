import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Network, Random, Sequential, SGD } from "../../../lib/core/index";
import { toBeClose } from "../../helpers/close";

const random = new Random(3);
const X = Array.from({ length: 12 }, () => [random.normal(), random.normal(), random.normal()]);
const y = X.map(([a, b, c]) => [Math.sin(a), b * c]);
const RATE = 0.2;

interface Net {
  W: number[][][];
  b: number[][];
}

function netOf(model: Sequential): Net {
  const arrays = model.parameters().map(({ value }) => value.toArray());
  return {
    W: arrays.filter((_, i) => i % 2 === 0),
    b: arrays.filter((_, i) => i % 2 === 1).map(([row]) => row),
  };
}

/**
 * One step by loops over examples, layers and neurons, as one writes them with a pencil: tanh in the first layer, none in the
 * second, and ½ Σ (a − y)² averaged over these examples. Returns the loss before the step.
 */
function step({ W, b }: Net, rows: number[][], targets: number[][]): number {
  const dW = W.map((w) => w.map((row) => row.map(() => 0)));
  const db = b.map((row) => row.map(() => 0));
  let loss = 0;
  rows.forEach((x, r) => {
    const hidden = b[0].map((bias, j) =>
      Math.tanh(x.reduce((sum, value, i) => sum + value * W[0][i][j], bias)),
    );
    const out = b[1].map((bias, k) => hidden.reduce((sum, h, j) => sum + h * W[1][j][k], bias));
    const error = out.map((a, k) => a - targets[r][k]);
    loss += error.reduce((sum, e) => sum + (e * e) / 2, 0) / rows.length;
    error.forEach((e, k) => {
      db[1][k] += e / rows.length;
      hidden.forEach((h, j) => (dW[1][j][k] += (h * e) / rows.length));
    });
    hidden.forEach((h, j) => {
      const back = error.reduce((sum, e, k) => sum + e * W[1][j][k], 0) * (1 - h * h);
      db[0][j] += back / rows.length;
      x.forEach((value, i) => (dW[0][i][j] += (value * back) / rows.length));
    });
  });
  W.forEach((w, l) => w.forEach((row, i) => row.forEach((_, j) => (row[j] -= RATE * dW[l][i][j]))));
  b.forEach((row, l) => row.forEach((_, j) => (row[j] -= RATE * db[l][j])));
  return loss;
}

const make = () =>
  new Sequential([new Dense({ units: 5, activation: "tanh" }), new Dense({ units: 2 })], {
    inputs: 3,
    seed: 1,
    dtype: "float64",
  }).compile({ optimizer: new SGD({ learningRate: RATE }), loss: "quadratic" });

for (const [name, batchSize] of [
  ["one trial at a time", 1],
  ["mini-batches, the last one smaller", 5],
  ["the full batch", 12],
  ["a batch larger than the data", 100],
] as const) {
  test(`${name}: fit does what loops written by hand do`, async () => {
    const model = make();
    const net = netOf(model);
    const losses: number[] = [];
    for (let epoch = 0; epoch < 4; epoch++) {
      let sum = 0;
      for (let i = 0; i < X.length; i += batchSize) {
        const rows = X.slice(i, i + batchSize);
        sum += step(net, rows, y.slice(i, i + batchSize)) * rows.length;
      }
      losses.push(sum / X.length);
    }
    const history = await model.fit(X, y, { epochs: 4, batchSize, shuffle: false });
    toBeClose(history.loss, losses, 1e-13);
    const ours = netOf(model);
    ours.W.forEach((w, l) => toBeClose(w, net.W[l], 1e-13, `W ${l}`));
    toBeClose(ours.b.flat(), net.b.flat(), 1e-13, "b");
  });
}

test("shuffling visits every example once in each epoch, in an order that the seed and the epoch say", async () => {
  const many = Array.from({ length: 30 }, (_, i) => [i]);
  const visits = async (seed: number) => {
    const net = new Network([1, 1], { activation: "linear", dtype: "float64", seed });
    net.compile({ loss: "meanSquaredError", optimizer: new SGD({ learningRate: 1e-300 }) });
    for (const { value } of net.parameters()) value.data.fill(0);
    // With a = 0 the loss of one example is the square of its target.
    const seen: number[] = [];
    const onBatch = ({ loss }: { loss: number }) => void seen.push(Math.round(Math.sqrt(loss)));
    const targets = many.map(([i]) => i);
    await net.fit(many, targets, { epochs: 2, batchSize: 1, onBatch });
    return [seen.slice(0, 30), seen.slice(30)];
  };
  const [first, second] = await visits(1);
  const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
  const all = many.map(([i]) => i);
  assert.deepEqual([sorted(first), sorted(second)], [all, all]);
  assert.notDeepEqual(first, all);
  assert.notDeepEqual(first, second);
  assert.deepEqual(await visits(1), [first, second]);
  assert.notDeepEqual((await visits(2))[0], first);
});
