import assert from "node:assert/strict";
import { test } from "node:test";
import { plainBackend } from "../../../lib/core/engine/backend";
import { Dense, Dropout, Flatten, Input } from "../../../lib/core/index";
import { LayerStack } from "../../../lib/core/model/layer-stack";

const make = (features?: number) => new LayerStack(plainBackend, "float64", 1, features);

test("layers get their places as soon as somebody says what goes in", () => {
  const stack = make();
  const [first, second] = [new Dense({ units: 3 }), new Dense({ units: 2 })];
  stack.append([first]);
  assert.deepEqual([first.name, first.isPlaced, stack.shape], ["dense", false, undefined]);
  assert.equal(stack.outputsFor(7), 3);
  assert.equal(first.isPlaced, false, "asking changes nothing");
  stack.append([second]);
  const net = stack.ready("predict", 7);
  assert.deepEqual([first.name, second.name, stack.shape], ["dense_1", "dense_2", [7]]);
  assert.deepEqual([first.inputs, second.inputs, net.outputs], [7, 3, 2]);
  assert.equal(stack.ready("predict", 7), net, "made once");
});

test("an Input or a Dense that was told says what goes in", () => {
  const pictures = make();
  pictures.append([new Input({ shape: [4, 5] }), new Flatten(), new Dense({ units: 2 })]);
  assert.deepEqual(pictures.shape, [4, 5]);
  assert.equal(pictures.built("parameters").parameters[0].value.rows, 20);
  const rows = make();
  rows.append([new Dense({ units: 2, inputs: 6 })]);
  assert.deepEqual(rows.shape, [6]);
});

test("the last layer that works is behind no Flatten and no Input", () => {
  const stack = make();
  const dense = new Dense({ units: 2 });
  stack.append([new Input({ shape: 3 }), dense, new Flatten()]);
  assert.equal(stack.lastWorking, dense);
  assert.equal(make().lastWorking, undefined);
});

test("a layer that does not fit is not added, and none of those that came with it", () => {
  const stack = make();
  stack.setShape([3]);
  const good = new Dropout({ rate: 0.1 });
  assert.throws(() => stack.append([good, new Dense({ units: 2, inputs: 4 })]), {
    name: "RangeError",
    message: /^dense_1 expects 4 inputs a row but what lies before it gives 3/,
  });
  assert.deepEqual([stack.layers.length, good.isPlaced], [0, false]);
  assert.throws(() => stack.append(["dense" as unknown as Dense]), {
    name: "TypeError",
    message: /expects layers, such as new Dense.* but got "dense"/,
  });
});

test("without layers or a shape there is no net, and a scaler's columns have to be those of the data", () => {
  assert.throws(() => make().built("summary"), /^Error: summary needs layers/);
  const stack = make();
  stack.append([new Dense({ units: 2 })]);
  assert.throws(
    () => stack.built("parameters"),
    /^Error: parameters needs to know how many numbers/,
  );
  assert.throws(() => make(3).setShape([2]), {
    name: "RangeError",
    message: /a scaler for 2 columns, as many as go in, but it was fitted to 3/,
  });
});
