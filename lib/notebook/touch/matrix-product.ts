import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/**
 * A matrix product to point at: on an entry of C = A B the row of A and the column of B light up, and the sum
 * Σₖ A[i, k] B[k, j] is written out.
 * a: [rows, inner], b: [inner, columns]; at most 8 rows and 12 columns side by side. names: of A, B and the product.
 * inner: a name for each column of A, which is that of the row of B it meets.
 * Throws RangeError where the shapes do not fit or are too large to show.
 */
export function matrixProduct(options: {
  a: number[][];
  b: number[][];
  names?: [string, string, string];
  inner?: string[];
}): Figure {
  const { a, b, names = ["A", "B", "C"], inner = [] } = options;
  const shape = (m: number[][]) => `[${m.length}, ${m[0]?.length ?? 0}]`;
  const full = (m: number[][]) =>
    m.length > 0 && m[0].length > 0 && m.every((row) => row.length === m[0].length);
  if (!full(a) || !full(b) || a[0].length !== b.length) {
    throw new RangeError(
      `matrixProduct expects a [rows, inner] and b [inner, columns] but got ${shape(a)} and ${shape(b)}: ` +
        "a must have as many columns as b has rows",
    );
  }
  if (inner.length > 0 && inner.length !== b.length) {
    throw new RangeError(
      `matrixProduct expects an inner name for each of the ${b.length} rows of b but got ${inner.length}`,
    );
  }
  if (a.length > 8 || b.length > 8 || a[0].length + b[0].length > 12) {
    throw new RangeError(
      `matrixProduct shows at most 8 rows and 12 columns side by side but got ${shape(a)} and ${shape(b)}`,
    );
  }
  const product = a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)),
  );
  const cell = Math.min(68, Math.floor((760 - 46) / (a[0].length + b[0].length)));
  const lines = Math.ceil(((a[0].length * 15 + 22) * 8.3) / 760);
  return widgetFigure("matrix-product", {
    data: { a, b, product, names, inner },
    height: 26 + (b.length + a.length) * Math.min(42, cell) + 34 + 54 + lines * 24 + 8,
    alt:
      `${names[0]} ${shape(a)} times ${names[1]} ${shape(b)} is ${names[2]} ${shape(product)}. ` +
      "Pointing at an entry of the product lights up its row and column and writes out the sum.",
  });
}
