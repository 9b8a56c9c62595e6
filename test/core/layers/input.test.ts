import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Flatten } from "../../../lib/core/layers/flatten";
import { Input } from "../../../lib/core/layers/input";
import { Sequential } from "../../../lib/core/model/sequential";

test("an Input as the first layer stands for the option inputs, bit by bit", () => {
  const dense = () => new Dense({ units: 3, activation: "tanh" });
  const said = new Sequential([new Input({ shape: 4 }), dense()], { seed: 2 });
  const told = new Sequential([dense()], { inputs: 4, seed: 2 });
  assert.deepEqual(said.state(), told.state());
  assert.deepEqual([said.inputs, said.outputs], [4, 3]);
  const X = [[1, 2, 3, 4]];
  assert.deepEqual(said.predict(X), told.predict(X));
});

test("an Input says a shape, which what lies behind it is fitted to", () => {
  const model = new Sequential([
    new Input({ shape: [2, 3] }),
    new Flatten(),
    new Dense({ units: 1 }),
  ]);
  assert.deepEqual([model.inputs, model.config().inputs], [6, [2, 3]]);
  assert.deepEqual(model.layers[0].outputShape, [2, 3]);
  assert.deepEqual(new Input({ shape: 7 }).outputShape, [7]);
  assert.deepEqual(new Input({ shape: [2, 3] }).config(), { class: "Input", shape: [2, 3] });
});

test("numbers come out as they went in, forward and backward", () => {
  const layer = new Input({ shape: 2 });
  assert.deepEqual(layer.forward([[1, 2]]).toArray(), [[1, 2]]);
  assert.deepEqual(layer.backward([[3, 4]]).toArray(), [[3, 4]]);
});

test("an Input that does not fit what lies before it names both shapes", () => {
  const expected = {
    name: "RangeError",
    message:
      /^input_1 expects \[3\] for each example but got \[2\] from what lies before it: an Input/,
  };
  assert.throws(() => new Sequential([new Input({ shape: 3 })], { inputs: 2 }), expected);
  assert.throws(
    () => new Sequential([new Dense({ units: 2 }), new Input({ shape: 3 })], { inputs: 1 }),
    expected,
  );
});

test("a shape that is no whole numbers above 0 is refused", () => {
  for (const shape of [0, -1, 1.5, NaN, "4", [], [2, 0], [2, "3"], undefined, null]) {
    assert.throws(() => new Input({ shape: shape as number }), {
      name: "RangeError",
      message:
        /^Input expects the shape of one example as whole numbers above 0, such as 784 or \[28, 28\], but got/,
    });
  }
});
