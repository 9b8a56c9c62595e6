import assert from "node:assert/strict";
import { test } from "node:test";
import type { Net } from "../../../lib/core/engine/backend";
import { Chain } from "../../../lib/core/model/chain";
import { Dense } from "../../../lib/core/layers/dense";
import { placeLayers } from "../../../lib/core/layers/place-layers";
import { toExamples } from "../../../lib/core/examples";
import type { Feed } from "../../../lib/core/engine/kernels";
import { losses } from "../../../lib/core/losses";
import type { DType } from "../../../lib/core/matrix";
import { measureAll, measureFeed, predictAll } from "../../../lib/core/model/passes";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Random } from "../../../lib/core/random";
import { toTargets } from "../../../lib/core/targets";
import { toBeClose } from "../../helpers/close";

function chainOf(units: number[], inputs: number, dtype: DType = "float64"): Chain {
  const layers = units.map((n) => new Dense({ units: n, activation: "tanh" }));
  placeLayers(layers, [inputs]);
  const plan = { layers, shape: [inputs], dtype, random: new Random(1) };
  return new Chain(plan, new PlainKernels(dtype));
}

const normalRows = (random: Random, rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()));

test("more rows than one chunk of 256 are predicted and measured like each row by itself", () => {
  const chain = chainOf([4, 3], 2);
  const rows = normalRows(new Random(5), 600, 2);
  const labels = rows.map((_, i) => i % 3);
  const X = toExamples("test", rows);
  const y = toTargets("test", labels, 3, 600);
  const together = predictAll(chain, X, "float64");
  assert.deepEqual(together.shape, [600, 3]);
  let loss = 0;
  let correct = 0;
  for (const i of rows.keys()) {
    const one = toExamples("test", [rows[i]]);
    toBeClose(predictAll(chain, one, "float64"), [together.row(i)], 0, `row ${i}`);
    const target = toTargets("test", [labels[i]], 3, 1);
    const measured = measureAll(chain, losses.quadratic, one, target);
    loss += measured.loss / 600;
    correct += measured.accuracy ?? NaN;
  }
  const measured = measureAll(chain, losses.quadratic, X, y);
  toBeClose(measured.loss, loss, 1e-13);
  assert.equal(measured.accuracy, correct / 600);
});

test("data of exactly one chunk, and of one row more or less, lose no row", () => {
  const chain = chainOf([2], 2);
  for (const count of [1, 255, 256, 257, 512]) {
    const rows = normalRows(new Random(7), count, 2);
    const predicted = predictAll(chain, toExamples("test", rows), "float64");
    assert.equal(predicted.rows, count);
    const last = predictAll(chain, toExamples("test", rows.slice(-1)), "float64");
    assert.deepEqual(predicted.row(count - 1), last.row(0));
  }
});

test("accuracy is missing where targets are values", () => {
  const chain = chainOf([2], 1);
  const y = toTargets("test", [[0.3, 0.2]], 2, 1);
  const measured = measureAll(chain, losses.quadratic, toExamples("test", [[1]]), y);
  assert.deepEqual(Object.keys(measured), ["loss"]);
});

test("data that are ready are measured in their order, over all rows", () => {
  const chain = chainOf([3, 2], 2);
  const rows = normalRows(new Random(3), 300, 2);
  const labels = rows.map((_, i) => i % 2);
  const [X, y] = [toExamples("test", rows), toTargets("test", labels, 2, 300)];
  const feed = chain.feed(X, y);
  const asTheyCome = measureFeed(chain, losses.quadratic, feed);
  assert.deepEqual(asTheyCome, measureAll(chain, losses.quadratic, X, y));
  feed.setOrder(new Random(9).shuffle(Uint32Array.from(rows, (_, i) => i)));
  const shuffled = measureFeed(chain, losses.quadratic, feed);
  toBeClose(shuffled.loss, asTheyCome.loss, 1e-14);
  assert.equal(shuffled.accuracy, asTheyCome.accuracy);
});

test("predictions are of the kind asked for, and the caller's own", () => {
  const chain = chainOf([2], 1, "float32");
  const X = toExamples("test", [[1], [2]]);
  const first = predictAll(chain, X, "float32");
  assert.equal(first.dtype, "float32");
  const before = first.toArray();
  predictAll(chain, toExamples("test", [[7], [9]]), "float32");
  assert.deepEqual(first.toArray(), before);
});

test("a parameter that is NaN shows in the outputs, also where the inputs are zero", () => {
  for (const bad of [NaN, Infinity]) {
    const chain = chainOf([2], 2);
    const X = toExamples("test", [
      [0, 0],
      [0, 1],
    ]);
    predictAll(chain, X, "float64");
    chain.parameters[0].value.set(0, 1, bad);
    const broken = predictAll(chain, X, "float64");
    for (const i of [0, 1]) {
      assert.ok(Number.isFinite(broken.get(i, 0)), "the other neuron is whole");
      assert.ok(Number.isNaN(broken.get(i, 1)));
    }
    const y = toTargets("test", [0, 1], 2, 2);
    assert.ok(Number.isNaN(measureAll(chain, losses.quadratic, X, y).loss));
    chain.parameters[0].value.set(0, 1, 1);
    assert.ok(predictAll(chain, X, "float64").data.every(Number.isFinite), "and is whole again");
  }
});

test("what was made ready is released, however the pass ends", () => {
  const chain = chainOf([2], 1);
  const X = toExamples("test", [[1]]);
  const y = toTargets("test", [0], 2, 1);
  let [made, released, begun] = [0, 0, 0];
  const watched = (fails: boolean): Net => ({
    parameters: chain.parameters,
    buffers: chain.buffers,
    steps: 0,
    outputs: 2,
    batchLoss: 1,
    batchCorrect: 1,
    begin: () => begun++,
    feed(): Feed {
      made++;
      return Object.assign(chain.feed(X, y), { release: () => void released++ });
    },
    forward(feed, start, count) {
      if (fails) throw new Error("mine");
      return chain.forward(feed, start, count);
    },
    evaluate() {
      if (fails) throw new Error("mine");
    },
    backward() {},
    penalty: () => 0,
    prepare() {},
    update() {},
  });
  predictAll(watched(false), X, "float64");
  measureAll(watched(false), losses.quadratic, X, y);
  assert.throws(() => predictAll(watched(true), X, "float64"), /mine/);
  assert.throws(() => measureAll(watched(true), losses.quadratic, X, y), /mine/);
  assert.deepEqual([made, released, begun], [4, 4, 4]);
});
