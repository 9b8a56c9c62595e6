import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeCanvas, parseColour } from "../../../lib/notebook/drawing/canvas";
import { readPng } from "../../helpers/figure-bits";

const unpack = (address: string) =>
  readPng(Buffer.from(address.replace("data:image/png;base64,", ""), "base64"));

test("what is filled is what the data address holds", () => {
  const canvas = new FakeCanvas();
  canvas.width = 2;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  context.fillStyle = "#0072B2";
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = "rgb(230, 159, 0)";
  context.fillRect(1, 0, 1, 1);
  const png = unpack(canvas.toDataURL());
  assert.deepEqual([...png.palette], [0, 114, 178, 230, 159, 0]);
});

test("an image is put where it should be, and what lies outside is cut", () => {
  const canvas = new FakeCanvas();
  canvas.width = canvas.height = 2;
  const context = canvas.getContext("2d");
  const image = context.createImageData(2, 1);
  image.data.set([1, 2, 3, 255, 4, 5, 6, 255]);
  context.putImageData(image, 1, 1);
  const png = unpack(canvas.toDataURL());
  assert.deepEqual([...png.rows.subarray(9)], [2, 0, 0, 0, 0, 1, 2, 3, 255]); // row 1 less row 0, which is empty
});

test("colours are read in three forms, and others are refused", () => {
  assert.deepEqual(parseColour("#abc"), [170, 187, 204, 255]);
  assert.deepEqual(parseColour("rgba(1, 2, 3, 0.5)"), [1, 2, 3, 127.5]);
  assert.throws(() => parseColour("blue-ish"), /"blue-ish"/);
});

test("only drawing in two dimensions is offered", () => {
  assert.throws(() => new FakeCanvas().getContext("webgl"), TypeError);
});
