import assert from "node:assert/strict";
import { test } from "node:test";
import "../../lib/backends/index";
import { dataSets, type GeneratedName } from "../../lib/playground/data-sets";
import { featureRows } from "../../lib/playground/features";
import { readFields } from "../../lib/playground/state";
import { dataOf, Trainer } from "../../lib/playground/trainer";

for (const data of Object.keys(dataSets) as GeneratedName[]) {
  test(`${data}: points lie in the plane, all classes in both parts, the same seed gives the same`, () => {
    for (const classes of [2, dataSets[data].mostClasses]) {
      const state = readFields({ data, classes: Math.max(2, classes), noise: 0, points: 300 });
      const { train, test: held } = dataOf(state);
      assert.equal(train.points.rows + held.points.rows, 300);
      for (const { points, y } of [train, held]) {
        assert.ok(points.data.every((v) => Math.abs(v) <= 1.2));
        if (y instanceof Uint8Array) assert.equal(new Set(y).size, Math.max(2, classes));
        else assert.ok(y.data.every((v) => Math.abs(v) <= 1.1));
      }
      assert.deepEqual(dataOf(state).train.points.data, train.points.data);
    }
  });
}

test("features are computed point by point", () => {
  const { data, shape } = featureRows([0.5, -1], 2, ["x1", "x2x2", "x1x2", "sinx1"]);
  assert.deepEqual(shape, [1, 4]);
  assert.deepEqual(Array.from(data), [0.5, 1, -0.5, 1]);
  assert.deepEqual(Array.from(featureRows([2, 3], 1, ["x1", "x1x1"]).data), [2, 4, 3, 9]);
});

test("slices of training give the numbers of one long run", async () => {
  const state = readFields({ data: "moons" });
  const [sliced, whole] = [new Trainer(state), new Trainer(state)];
  for (const epochs of [1, 3, 6]) await sliced.train(epochs);
  await whole.train(10);
  assert.equal(sliced.epochs, 10);
  assert.deepEqual(sliced.now.weights, whole.now.weights);
  assert.deepEqual(sliced.measure(), whole.measure());
});

test("what the units say is what the model predicts", async () => {
  const trainer = new Trainer(readFields({ data: "spiral", classes: 3, layers: [8, 5] }));
  await trainer.train(3);
  const { X } = trainer.data.test;
  const said = trainer.activations(X);
  assert.deepEqual(
    said.map(({ cols }) => cols),
    [8, 5, 3],
  );
  assert.deepEqual(said[2].data, trainer.model.predict(X).data);
});

test("a weight by hand changes the net, and is where a new count begins", async () => {
  const trainer = new Trainer(readFields({ layers: [3] }));
  await trainer.train(5);
  const before = trainer.measure().train.loss;
  trainer.setWeight(0, 1, 2, 4.5);
  trainer.setWeight(1, -1, 0, -2);
  assert.equal(trainer.weight(0, 1, 2), 4.5);
  assert.equal(trainer.weight(1, -1, 0), -2);
  assert.notEqual(trainer.measure().train.loss, before);
  const { state, epochsSince } = trainer.start;
  assert.equal(epochsSince, 0);
  assert.equal(state.weights?.[3 + 2], 4.5, "row of x2, unit 2");
  await trainer.train(2);
  assert.deepEqual([trainer.epochs, trainer.start.epochsSince], [7, 2]);
  const again = new Trainer(readFields(state));
  await again.train(2);
  assert.deepEqual(again.now.weights, trainer.now.weights);
});

test("the seed's own start brings no weights, a state with weights begins with them", async () => {
  const trainer = new Trainer(readFields({}));
  await trainer.train(1);
  assert.equal(trainer.start.state.weights, undefined);
  const weights = Array.from({ length: 25 }, (_, i) => i / 8 - 1.5);
  assert.deepEqual(new Trainer(readFields({ weights })).now.weights, weights);
});

test("too large steps are an error with words, and finite weights stay", async () => {
  const trainer = new Trainer(
    readFields({
      data: "hills",
      activation: "relu",
      optimizer: "sgd",
      learningRate: 10,
      layers: [8, 8],
    }),
  );
  await assert.rejects(trainer.train(50), /too large/);
  assert.ok(trainer.now.weights?.every(Number.isFinite));
});

test("circles and both spirals are learned far above 95 %", async () => {
  for (const given of [
    { data: "circles", layers: [4, 2] },
    { data: "spiral", classes: 2, layers: [8, 8], points: 1000, noise: 0.05 },
  ] as const) {
    const trainer = new Trainer(readFields({ ...given, layers: [...given.layers] }));
    await trainer.train(600);
    assert.ok((trainer.measure().test.accuracy ?? 0) > 0.97, given.data);
  }
});
