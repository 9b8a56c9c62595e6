import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/core";
import { eigen, principalPlane } from "../../../lib/notebook/panels/principal-plane";

const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a}, ${b}`);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, k) => value * b[k]).reduce((sum, value) => sum + value, 0);

test("a matrix worked out by hand has its eigenvalues and eigenvectors", () => {
  const { values, vectors } = eigen([[2, 1], [1, 2]]); // prettier-ignore
  near(values[0], 3);
  near(values[1], 1);
  near(Math.abs(vectors[0][0]), Math.SQRT1_2);
  near(vectors[0][0], vectors[0][1]);
  near(vectors[1][0], -vectors[1][1]);
});

test("of a random symmetric matrix A v = λ v, and the vectors stand at right angles", () => {
  const random = new Random(1);
  const half = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => random.normal()));
  const A = half.map((row, i) => row.map((value, j) => value + half[j][i]));
  const { values, vectors } = eigen(A);
  values.forEach((value, k) => {
    assert.ok(k === 0 || value <= values[k - 1], "largest first");
    A.forEach((row, i) => near(dot(row, vectors[k]), value * vectors[k][i]));
    vectors.forEach((other, l) => near(dot(vectors[k], other), Number(k === l)));
  });
});

test("a path in a plane of a large space is found with its lengths, and comes from the negative side", () => {
  // steps of (3, 0), then (0, 1), along two directions of 1000 parameters
  const u = Float64Array.from({ length: 1000 }, (_, k) => (k < 500 ? 1 : 0) / Math.sqrt(500));
  const v = Float64Array.from({ length: 1000 }, (_, k) => (k < 500 ? 0 : 1) / Math.sqrt(500));
  const at = ([a, b]: number[]) => u.map((value, k) => 7 + a * value + b * v[k]);
  const corners = [[-3, -1], [3, -1], [-3, 1], [3, 1]]; // prettier-ignore
  const plane = principalPlane(corners.map(at));
  assert.ok(plane);
  // variances 9 and 1
  near(plane.shares[0], 0.9);
  near(plane.shares[1], 0.1);
  near(Math.abs(dot(plane.directions[0], u)), 1);
  near(Math.abs(dot(plane.directions[1], v)), 1);
  [[-6, -2], [0, -2], [-6, 0], [0, 0]].forEach(([a, b], k) => {
    near(plane.places[k][0], a);
    near(plane.places[k][1], b);
  }); // prettier-ignore
});

test("of a straight path the second direction is made up, at right angles and with share 0", () => {
  const plane = principalPlane([0, 1, 2].map((k) => [k, 2 * k, -k, 5]));
  assert.ok(plane);
  near(plane.shares[0], 1);
  near(plane.shares[1], 0);
  near(dot(plane.directions[0], plane.directions[1]), 0);
  near(dot(plane.directions[1], plane.directions[1]), 1);
  near(plane.places[0][0], -2 * Math.sqrt(6));
});

test("of more than 60 moments all have their places", () => {
  const path = Array.from({ length: 200 }, (_, k) => [k, Math.sin(k / 20), 0]);
  assert.equal(principalPlane(path)?.places.length, 200);
  assert.deepEqual(principalPlane(path)?.places[199], [0, 0]);
});

test("a path that has not moved has no plane", () => {
  assert.equal(principalPlane([]), undefined);
  assert.equal(principalPlane([[1, 2]]), undefined);
  assert.equal(principalPlane([[1, 2], [1, 2]]), undefined); // prettier-ignore
});
