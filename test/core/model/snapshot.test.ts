import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../../lib/core/matrix";
import { Snapshot } from "../../../lib/core/model/snapshot";

test("restore brings back the values of the last copy", () => {
  const p = Matrix.from([[1, 2]]);
  const kept = new Snapshot([p]);
  p.set(0, 0, 5);
  kept.keep();
  p.set(0, 0, 9);
  p.set(0, 1, 9);
  kept.restore();
  assert.deepEqual(p.toArray(), [[5, 2]]);
});

test("a new snapshot holds the values of its beginning", () => {
  const p = Matrix.from([[1, 2]]);
  const kept = new Snapshot([p]);
  p.data.fill(NaN);
  kept.restore();
  assert.deepEqual(p.toArray(), [[1, 2]]);
});

test("the copy before the last one is there as well", () => {
  const p = Matrix.from([[1]]);
  const kept = new Snapshot([p]);
  for (const value of [2, 3, 4]) {
    p.set(0, 0, value);
    kept.keep();
  }
  kept.restore("previous");
  assert.equal(p.get(0, 0), 3);
  kept.restore("last");
  assert.equal(p.get(0, 0), 4);
});

test("before the first copy both are the values of the beginning", () => {
  const p = Matrix.from([[1]]);
  const kept = new Snapshot([p]);
  p.set(0, 0, 2);
  kept.restore("previous");
  assert.equal(p.get(0, 0), 1);
});
