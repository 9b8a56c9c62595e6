import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Flatten } from "../../../lib/core/layers/flatten";
import { Input } from "../../../lib/core/layers/input";
import { Sequential } from "../../../lib/core/model/sequential";

test("examples of any shape become rows, the numbers stay as they are", () => {
  const layer = new Flatten();
  layer.place("flatten_1", [2, 3, 4]);
  assert.deepEqual([layer.outputShape, layer.inputs, layer.outputs], [[24], 24, 24]);
  const free = new Flatten();
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  assert.deepEqual(free.forward(rows).toArray(), rows);
  assert.deepEqual(free.backward(rows).toArray(), rows);
  assert.deepEqual([free.parameters, free.passesThrough], [[], true]);
});

test("what forward gives is the caller's own", () => {
  const layer = new Flatten();
  const first = layer.forward([[1, 2]]);
  layer.forward([[8, 9]]);
  assert.deepEqual(first.toArray(), [[1, 2]]);
});

test("pictures with a shape go through Flatten into Dense, with the numbers of rows", () => {
  const dense = () => new Dense({ units: 2, activation: "tanh" });
  const options = { seed: 5, dtype: "float64" } as const;
  const pictures = new Sequential([new Flatten(), dense()], { ...options, inputs: [2, 3] });
  const rows = new Sequential([dense()], { ...options, inputs: 6 });
  for (const model of [pictures, rows]) model.compile({ loss: "quadratic" });
  const X = { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), shape: [2, 2, 3] };
  const parameters = (model: Sequential) => Object.values(model.state());
  assert.deepEqual(parameters(pictures), parameters(rows));
  for (const model of [pictures, rows]) model.trainOnBatch(X, [0, 1]);
  assert.deepEqual(parameters(pictures), parameters(rows));
  assert.deepEqual(pictures.predict(X), rows.predict(X));
  assert.deepEqual(pictures.config().inputs, [2, 3]);
});

test("without a Flatten the layer is named, with both shapes and the cure", () => {
  const stack = () => new Sequential([new Input({ shape: [28, 28] }), new Dense({ units: 30 })]);
  assert.throws(stack, {
    name: "RangeError",
    message:
      "dense_1 expects examples that are rows of numbers but the layer before it gives [28, 28] for each: put a Flatten between them",
  });
});

test("it takes no options", () => {
  assert.deepEqual(new Flatten().config(), { class: "Flatten" });
  assert.throws(() => new Flatten({ order: "F" }), { name: "TypeError", message: /"order"/ });
});
