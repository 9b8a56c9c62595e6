import assert from "node:assert/strict";
import { test } from "node:test";
import { RunningCurve } from "../../../lib/notebook/live/running-curve";

test("few values are kept as they are", () => {
  const curve = new RunningCurve(10);
  curve.add(1, 5);
  curve.add(2, 7);
  assert.deepEqual(curve.points, [
    [1, 5],
    [2, 7],
  ]);
});

test("when the places are full, neighbours are joined to their mean", () => {
  const curve = new RunningCurve(4);
  [1, 2, 3, 4].forEach((x) => curve.add(x, 10 * x));
  assert.deepEqual(curve.points, [
    [2, 15],
    [4, 35],
  ]);
  curve.add(5, 0);
  assert.equal(curve.points.length, 2); // a place now takes two values
  curve.add(6, 2);
  assert.deepEqual(curve.points[2], [6, 1]);
});

test("a million values need no more places, and their mean stays", () => {
  const curve = new RunningCurve(200);
  for (let i = 0; i < 1e6; i++) curve.add(i, i % 2);
  assert.ok(curve.points.length <= 200 && curve.points.length > 90);
  for (const [, mean] of curve.points) assert.equal(mean, 0.5);
});

test("values that are not finite are left out", () => {
  const curve = new RunningCurve();
  curve.add(1, NaN);
  assert.deepEqual(curve.points, []);
});
