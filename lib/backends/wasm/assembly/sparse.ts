// Products with an input matrix that is mostly zeros, as pictures of digits are (four of five pixels of MNIST).
//
// Each row of X is kept as a list of (column, value) of what is not zero; for the gradient, which needs the columns of
// X, each column as a list of (row, value). A zero adds nothing to a sum of finite numbers, so the results are those of
// the full products. Sparse rows do a fifth of the work at about half of the speed.
import { scratchStart } from "./blocked";
import { rowAt } from "./gather";
import { scaledRows, sparseRow } from "./rows";

/**
 * Lists what is not zero in rows [from, to) of X [rows, cols]: counts[i] entries, of which row i has room for
 * cols in index and value.
 */
export function compress(
  from: i32, to: i32, x: usize, cols: i32, counts: usize, index: usize, value: usize,
): void {
  const blocks = cols & ~15;
  const zero = f32x4.splat(0);
  for (let i = from; i < to; i++) {
    const row = x + ((i * cols) << 2);
    const indexRow = index + ((i * cols) << 2);
    const valueRow = value + ((i * cols) << 2);
    let n = 0;
    let j = 0;
    for (; j < blocks; j += 16) {
      const p = row + (j << 2);
      const any = v128.or(
        v128.or(f32x4.ne(v128.load(p), zero), f32x4.ne(v128.load(p, 16), zero)),
        v128.or(f32x4.ne(v128.load(p, 32), zero), f32x4.ne(v128.load(p, 48), zero)),
      );
      if (!v128.any_true(any)) continue;
      // Written always and counted only where it is not zero: no branch to guess wrongly.
      for (let t = j; t < j + 16; t++) {
        const v = load<f32>(row + (t << 2));
        store<u32>(indexRow + (n << 2), t);
        store<f32>(valueRow + (n << 2), v);
        n += <i32>(v != 0);
      }
    }
    for (; j < cols; j++) {
      const v = load<f32>(row + (j << 2));
      if (v == 0) continue;
      store<u32>(indexRow + (n << 2), j);
      store<f32>(valueRow + (n << 2), v);
      n++;
    }
    store<u32>(counts + (i << 2), n);
  }
}

/** The same from bytes, gathered as gatherBytes does, without the zeros ever being written. */
export function gatherLists(
  from: i32, to: i32, data: usize, order: usize, start: i32, cols: i32, scale: f32,
  counts: usize, index: usize, value: usize,
): void {
  const blocks = cols & ~15;
  for (let i = from; i < to; i++) {
    const row = data + rowAt(order, start + i) * cols;
    const indexRow = index + ((i * cols) << 2);
    const valueRow = value + ((i * cols) << 2);
    // All lines of the row are asked for at once: it rarely lies in a cache, and the loop below would wait for each.
    let any = f32x4.splat(0);
    for (let j = 0; j < blocks; j += 64) any = v128.or(any, v128.load(row + j));
    let n = <i32>v128.any_true(any) & 0;
    for (let j = 0; j < cols; j += 16) {
      if (j < blocks && !v128.any_true(v128.load(row + j))) continue;
      const end = min(j + 16, cols);
      for (let t = j; t < end; t++) {
        const byte = load<u8>(row + t);
        store<u32>(indexRow + (n << 2), t);
        store<f32>(valueRow + (n << 2), <f32>byte * scale);
        n += <i32>(byte != 0);
      }
    }
    store<u32>(counts + (i << 2), n);
  }
}

/** Rows [from, to) of Z = X W + b for compressed X. */
export function sparseAffine(
  from: i32, to: i32, counts: usize, index: usize, value: usize, w: usize, b: usize, z: usize, inputs: i32, outputs: i32,
): void {
  const packed = to - from >= 16 && outputs > 32;
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const width = min(32, outputs - start);
    let panel = w + (start << 2);
    let step = <usize>(outputs << 2);
    if (packed) {
      // The strip of W that all rows read, copied so that it lies together in the second cache.
      panel = scratchStart();
      step = 128;
      copyStrip(w + (start << 2), outputs << 2, inputs, width, panel);
    }
    for (let i = from; i < to; i++) {
      sparseRow(
        width, load<u32>(counts + (i << 2)), index + ((i * inputs) << 2), value + ((i * inputs) << 2),
        panel, step, z + ((i * outputs + start) << 2), b + (start << 2),
      );
    }
  }
}

/** n zeros: faster than memory.fill for a few vectors. */
// @ts-ignore: decorator
@inline
function zeroRow(row: usize, n: i32): void {
  if (n < 4) {
    for (let j = 0; j < n; j++) store<f32>(row + (j << 2), 0);
    return;
  }
  const last = row + ((n - 4) << 2);
  for (; row < last; row += 16) v128.store(row, f32x4.splat(0));
  v128.store(last, f32x4.splat(0));
}

function copyStrip(from: usize, fromStep: usize, rows: i32, width: i32, to: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < width; t += 4) {
      const offset = <usize>(min(t, width - 4) << 2);
      v128.store(to + offset, v128.load(from + offset));
    }
    from += fromStep;
    to += 128;
  }
}

/**
 * Rows [from, to) of dW = Xᵀ dZ for compressed X. columnCounts, columnIndex and columnValue are room for the columns of
 * X as lists, `capacity` entries for each column. Rows of dW whose column of X is all zeros are zero; they are written
 * only when they were not zero before. active lists the others, from active[from] on; activeCount[from] tells how many.
 */
export function sparseWeightGradient(
  from: i32, to: i32, counts: usize, index: usize, value: usize, dz: usize, dw: usize, inputs: i32, outputs: i32, rows: i32,
  columnCounts: usize, columnIndex: usize, columnValue: usize, capacity: i32, active: usize, activeCount: usize,
): void {
  const list = active + (from << 2);
  const before = <i32>load<u32>(activeCount + (from << 2));
  memory.fill(columnCounts + (from << 2), 0, (to - from) << 2);
  for (let i = 0; i < rows; i++) {
    let p = index + ((i * inputs) << 2);
    let v = value + ((i * inputs) << 2);
    const end = p + (load<u32>(counts + (i << 2)) << 2);
    while (p < end && <i32>load<u32>(p) < from) {
      p += 4;
      v += 4;
    }
    for (; p < end; p += 4) {
      const k = <i32>load<u32>(p);
      if (k >= to) break;
      const n = load<u32>(columnCounts + (k << 2));
      const at = ((k * capacity) + n) << 2;
      store<u32>(columnIndex + at, i);
      store<f32>(columnValue + at, load<f32>(v));
      store<u32>(columnCounts + (k << 2), n + 1);
      v += 4;
    }
  }
  for (let t = 0; t < before; t++) {
    const k = load<u32>(list + (t << 2));
    if (load<u32>(columnCounts + (k << 2)) == 0) zeroRow(dw + ((k * outputs) << 2), outputs);
  }
  let found = 0;
  for (let k = from; k < to; k++) {
    store<u32>(list + (found << 2), k);
    found += <i32>(load<u32>(columnCounts + (k << 2)) != 0);
  }
  store<u32>(activeCount + (from << 2), found);

  const packed = rows >= 16 && outputs > 32;
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const width = min(32, outputs - start);
    let panel = dz + (start << 2);
    let step = <usize>(outputs << 2);
    if (packed) {
      panel = scratchStart();
      step = 128;
      copyStrip(dz + (start << 2), outputs << 2, rows, width, panel);
    }
    for (let t = 0; t < found; t++) {
      const k = load<u32>(list + (t << 2));
      const at = (k * capacity) << 2;
      sparseRow(
        width, load<u32>(columnCounts + (k << 2)), columnIndex + at, columnValue + at,
        panel, step, dw + ((k * outputs + start) << 2), 0,
      );
    }
  }
}

/** sparseWeightGradient for a batch of one, where row k of dW is the k-th input times dZ, and the lists are at hand. */
export function sparseOuterProduct(
  from: i32, to: i32, counts: usize, index: usize, value: usize, dz: usize, dw: usize, outputs: i32,
  active: usize, activeCount: usize,
): void {
  const list = active + (from << 2);
  // To write all old rows takes less time than to find out which of them will be written anyway.
  const before = <i32>load<u32>(activeCount + (from << 2));
  for (let t = 0; t < before; t++) zeroRow(dw + ((load<u32>(list + (t << 2)) * outputs) << 2), outputs);
  const count = <i32>load<u32>(counts);
  let first = 0;
  while (first < count && <i32>load<u32>(index + (first << 2)) < from) first++;
  let end = count;
  while (end > first && <i32>load<u32>(index + ((end - 1) << 2)) >= to) end--;
  for (let t = first; t < end; t++) store<u32>(list + ((t - first) << 2), load<u32>(index + (t << 2)));
  store<u32>(activeCount + (from << 2), end - first);
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const width = min(32, outputs - start);
    const column = start << 2;
    scaledRows(width, end - first, index + (first << 2), value + (first << 2), dz + column, dw + column, outputs << 2);
  }
}
