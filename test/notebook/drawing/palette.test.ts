import assert from "node:assert/strict";
import { test } from "node:test";
import {
  classColour,
  divergingColour,
  outputColour,
  palette,
} from "../../../lib/notebook/drawing/palette";

test("class 0 is always the same blue, class 1 the same orange, and for class 10 there is no colour", () => {
  assert.deepEqual([classColour(0), classColour(1)], ["#0072B2", "#E69F00"]);
  assert.throws(() => classColour(10), /from 0 to 9, for which there are colours, but got 10/);
  assert.throws(() => classColour(-1), /got -1/);
  assert.throws(() => classColour(0.5), RangeError);
});

test("the ten class colours differ", () => {
  assert.equal(new Set(palette.classes).size, 10);
});

test("an output of 0 is blue, ½ white, 1 orange", () => {
  assert.deepEqual(outputColour(0), [0, 114, 178]);
  assert.deepEqual(outputColour(0.5), [255, 255, 255]);
  assert.deepEqual(outputColour(1), [230, 159, 0]);
});

test("weights beyond the scale are cut at its ends", () => {
  assert.deepEqual(divergingColour(5), [0, 114, 178]);
  assert.deepEqual(divergingColour(-5), [213, 94, 0]);
  assert.deepEqual(divergingColour(0), [255, 255, 255]);
});
