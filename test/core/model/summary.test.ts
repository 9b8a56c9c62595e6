import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense, Dropout, Flatten, Sequential } from "../../../lib/core/index";
import { allLayers } from "../../helpers/models";

test("a line for each layer: name, kind, shape and number of parameters, and their sum", () => {
  const lines = new Sequential(allLayers()).summary().split("\n");
  const expected = [
    /^input_1 +Input +\[4, 4\] +0$/,
    /^flatten_1 +Flatten +\[4, 4\] +0$/,
    /^dense_1 +Dense, linear +\[4, 6\] +30$/,
    /^batch_normalization_1 +BatchNormalization +\[6, 6\] +12$/,
    /^activation_1 +Activation, leakyRelu +\[6, 6\] +0$/,
    /^dropout_1 +Dropout, 0\.3 +\[6, 6\] +0$/,
    /^dense_2 +Dense, softmax +\[6, 3\] +21$/,
    /^parameters +63$/,
  ];
  assert.equal(lines.length, expected.length);
  lines.forEach((line, i) => assert.match(line, expected[i]));
  assert.equal(new Set(lines.map((line) => line.length)).size, 1, "the numbers end in one column");
});

test("what no data have said yet is a question mark", () => {
  const text = new Sequential([new Flatten(), new Dense({ units: 3 }), new Dropout(0.5)]).summary();
  assert.match(text, /^flatten +Flatten +\[\?, \?\] +0$/m);
  assert.match(text, /^dense +Dense, linear +\[\?, 3\] +0$/m);
  assert.match(text, /^parameters +0$/m);
});

test("a model without layers has a summary as well", () => {
  assert.match(new Sequential().summary(), /^parameters +0$/);
});
