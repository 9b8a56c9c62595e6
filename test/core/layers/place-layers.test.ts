import assert from "node:assert/strict";
import { test } from "node:test";
import { Activation } from "../../../lib/core/layers/activation";
import { BatchNormalization } from "../../../lib/core/layers/batch-normalization";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { Flatten } from "../../../lib/core/layers/flatten";
import { Input } from "../../../lib/core/layers/input";
import { placeLayers, shapeBehind, shapeSaidBy } from "../../../lib/core/layers/place-layers";

const dense = (units = 2) => new Dense({ units });

test("each kind is counted by itself, and shapes go from layer to layer", () => {
  const layers = [
    new Flatten(),
    dense(5),
    new BatchNormalization(),
    new Activation("relu"),
    new Dropout(0.1),
    dense(3),
    new BatchNormalization(),
  ];
  placeLayers(layers, [2, 4]);
  assert.deepEqual(
    layers.map(({ name, shape, outputShape }) => [name, shape, outputShape]),
    [
      ["flatten_1", [2, 4], [8]],
      ["dense_1", [8], [5]],
      ["batch_normalization_1", [5], [5]],
      ["activation_1", [5], [5]],
      ["dropout_1", [5], [5]],
      ["dense_2", [5], [3]],
      ["batch_normalization_2", [3], [3]],
    ],
  );
});

test("layers behind others go on counting and take their shape", () => {
  const before = [dense(4), new BatchNormalization(), dense(3)];
  placeLayers(before, [2]);
  const more = [new BatchNormalization(), dense(1), new Dropout(0.5)];
  placeLayers(more, [99], before);
  assert.deepEqual(
    more.map(({ name, shape }) => [name, shape]),
    [
      ["batch_normalization_2", [3]],
      ["dense_3", [3]],
      ["dropout_1", [1]],
    ],
  );
});

test("where one does not fit, none has changed: the name and both shapes are said", () => {
  const layers = [dense(5), new Dense({ units: 2, inputs: 4 })];
  assert.throws(() => placeLayers(layers, [3]), {
    name: "RangeError",
    message:
      "dense_2 expects 4 inputs a row but what lies before it gives 5: its weights [4, 2] do not fit [rows, 5]. Is a layer missing?",
  });
  assert.deepEqual(
    layers.map(({ name, isPlaced }) => [name, isPlaced]),
    [
      ["dense", false],
      ["dense", false],
    ],
  );
  placeLayers([layers[0]], [3]);
});

test("a layer that stands twice, and one that has a place, are refused, and none has changed", () => {
  const [first, twice, placed] = [dense(), dense(), new Dropout(0.5)];
  assert.throws(() => placeLayers([first, twice, twice], [1]), /dense stands twice in this model/);
  placeLayers([placed], [7]);
  assert.throws(
    () => placeLayers([first, placed], [1]),
    /^Error: dropout_1 is already part of a model.*: make a new Dropout for each place/,
  );
  assert.deepEqual([first.isPlaced, twice.isPlaced, placed.shape], [false, false, [7]]);
});

test("shapeBehind tells what comes out, and places nothing", () => {
  const layers = [new Flatten(), dense(5), new Dropout(0.1)];
  assert.deepEqual(shapeBehind(layers, [3, 3]), [5]);
  assert.deepEqual(shapeBehind([], [3, 3]), [3, 3]);
  assert.ok(layers.every(({ isPlaced }) => !isPlaced));
  const wrong = () => shapeBehind([dense(5), new Dense({ units: 1, inputs: 2 })], [3]);
  assert.throws(wrong, { name: "RangeError", message: /^dense expects 2 inputs a row/ });
});

test("an Input says its shape, a Dense its inputs if it was told, others nothing", () => {
  assert.deepEqual(shapeSaidBy(new Input({ shape: [2, 3] })), [2, 3]);
  assert.deepEqual(shapeSaidBy(new Input({ shape: 4 })), [4]);
  assert.deepEqual(shapeSaidBy(new Dense({ units: 1, inputs: 7 })), [7]);
  for (const layer of [dense(), new Flatten(), new Dropout(0), undefined]) {
    assert.equal(shapeSaidBy(layer), undefined);
  }
});
