import assert from "node:assert/strict";
import { test } from "node:test";
import { palette } from "../../lib/notebook/drawing/palette";
import { classColours, mix, ramp, rgbOf, signColours } from "../../lib/playground/colours";
import { LossHistory } from "../../lib/playground/history";
import {
  edge,
  gridPoints,
  inksOn,
  paintClasses,
  paintUnit,
  spanOf,
  voteAt,
} from "../../lib/playground/pictures";
import { edgeNear, edgePoint, unitAt } from "../../lib/playground/page/net-places";
import { counted, plain } from "../../lib/playground/words";

test("the same things have the same colours as in every figure", () => {
  assert.deepEqual([...classColours], palette.classes.slice(0, classColours.length));
  assert.equal(signColours.positive, palette.positive);
  assert.equal(signColours.negative, palette.negative);
});

test("colours are read from both forms, and nothing else is one", () => {
  assert.deepEqual(rgbOf("#0072B2"), [0, 114, 178]);
  assert.deepEqual(rgbOf("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.equal(rgbOf("url(x)"), undefined);
  assert.deepEqual(mix([0, 0, 0], [200, 100, 50], 0.5), [100, 50, 25]);
  assert.equal(ramp([255, 255, 255], [0, 114, 178])[255], 0xffb27200);
});

test("a grid goes from the upper left to the lower right, over the whole plane", () => {
  const points = gridPoints(4, 2);
  assert.deepEqual(
    Array.from(points.slice(0, 2), (v) => +v.toFixed(6)),
    [-0.9, 0.9],
  );
  assert.deepEqual(
    Array.from(points.slice(-2), (v) => +v.toFixed(6)),
    [0.9, -0.9],
  );
  assert.equal(gridPoints(4, 1).length, 4);
  assert.equal(edge, 1.2);
});

test("a unit is vermilion below 0, paper at 0, blue above, and cut at its span", () => {
  const inks = inksOn([255, 255, 255]);
  const out = new Uint32Array(4);
  paintUnit(out, 2, { data: [-1, 0, 1, 99], cols: 1, column: 0 }, { span: 1, stride: 1, inks });
  const hex = Array.from(out, (pixel) => pixel.toString(16));
  assert.equal(hex[0], "ff005ed5");
  assert.match(hex[1], /^fff[c-f]f[c-f]f[c-f]$|^ffffff/);
  assert.equal(hex[2], "ffb27200");
  assert.equal(hex[3], hex[2]);
  assert.equal(spanOf([1, -7, 2, 3], 2, 1), 7);
});

test("a vote is the largest share; one output is the share of class 1", () => {
  assert.deepEqual(voteAt([0.2, 0.5, 0.3], 3, 0), { best: 1, share: 0.5 });
  assert.deepEqual(voteAt([0.9, 0.2], 1, 0), { best: 1, share: 0.9 });
  assert.deepEqual(voteAt([0.9, 0.25], 1, 1), { best: 0, share: 0.75 });
});

test("a map is deeper where the net is surer, and of one depth where only the vote counts", () => {
  const inks = inksOn([255, 255, 255]);
  const sure = new Uint32Array(2);
  paintClasses(sure, { data: [0.99, 0.55], cols: 1 }, { inks, hard: false });
  assert.ok((sure[0] & 255) !== (sure[1] & 255));
  paintClasses(sure, { data: [0.99, 0.55], cols: 1 }, { inks, hard: true });
  assert.equal(sure[0], sure[1]);
});

test("the history stays below its bound, keeps its first point and the newest", () => {
  const history = new LossHistory(50);
  for (let epoch = 0; epoch < 10_000; epoch++) history.add({ epoch, train: 1, test: 2 });
  assert.ok(history.points.length <= 51 && history.points.length >= 20);
  assert.equal(history.points[0].epoch, 0);
  assert.equal(history.points[history.points.length - 1].epoch, 9999);
  history.clear();
  assert.equal(history.points.length, 0);
});

test("an edge is found near its curve and not far from it", () => {
  const places = { columns: [2, 2], width: 300 };
  const [a, b] = [unitAt(0, 0, places), unitAt(1, 1, places)];
  const edgeOf = { layer: 0, from: 0, to: 1, x1: a.x + 18, y1: a.y, x2: b.x - 18, y2: b.y };
  const middle = edgePoint(edgeOf, 0.5);
  assert.equal(edgeNear([edgeOf], middle.x, middle.y + 3), edgeOf);
  assert.equal(edgeNear([edgeOf], middle.x, middle.y + 20), undefined);
});

test("numbers are written for people", () => {
  assert.deepEqual(
    [plain(-0.5), plain(0), plain(1e-7), plain(123456), plain(NaN), counted(1234567)],
    ["−0.500", "0.000", "1.0e−7", "1.2e5", "not finite", "1\u2009234\u2009567"],
  );
});
