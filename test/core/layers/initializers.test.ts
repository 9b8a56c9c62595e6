import assert from "node:assert/strict";
import { test } from "node:test";
import {
  initializerNamed,
  initializers,
  type InitializerName,
} from "../../../lib/core/layers/initializers";
import { Matrix } from "../../../lib/core/matrix";
import { Random } from "../../../lib/core/random";

function filled(name: InitializerName, rows: number, cols: number, seed = 1): number[] {
  const matrix = Matrix.zeros(rows, cols);
  matrix.data.fill(9);
  initializers[name](matrix, new Random(seed), rows, cols);
  return Array.from(matrix.data);
}

const meanSquare = (values: number[]) => values.reduce((sum, x) => sum + x * x, 0) / values.length;

test("glorot fills ±√(6 / (inputs + outputs)) evenly: ±0.2 for 100 and 50", () => {
  const values = filled("glorot", 100, 50);
  assert.ok(values.every((x) => Math.abs(x) <= 0.2));
  assert.ok(Math.max(...values) > 0.199 && Math.min(...values) < -0.199);
  assert.ok(Math.abs(meanSquare(values) / (0.04 / 3) - 1) < 0.05, "variance = limit² / 3");
});

test("the limit of glorot follows the layer's size, not the matrix's", () => {
  const bias = Matrix.zeros(1, 1000);
  initializers.glorot(bias, new Random(1), 2, 4);
  assert.ok(Math.max(...bias.data) > 0.98 && Math.max(...bias.data) <= 1);
});

test("normal fills N(0, 1)", () => {
  const values = filled("normal", 100, 50);
  assert.ok(Math.abs(meanSquare(values) - 1) < 0.08);
  assert.ok(values.some((x) => Math.abs(x) > 3));
});

test("zeros fills 0", () => assert.ok(filled("zeros", 3, 2).every((x) => x === 0)));

test("the same seed gives the same start, another seed another", () => {
  for (const name of ["glorot", "normal"] as const) {
    assert.deepEqual(filled(name, 4, 3, 1), filled(name, 4, 3, 1));
    assert.notDeepEqual(filled(name, 4, 3, 1), filled(name, 4, 3, 2));
  }
});

test("an unknown initializer is refused with the names there are", () => {
  assert.equal(initializerNamed("Dense", "zeros"), initializers.zeros);
  assert.throws(() => initializerNamed("Dense", "he"), {
    name: "RangeError",
    message: 'Dense knows no initializer "he": try one of glorot, normal, zeros',
  });
});
