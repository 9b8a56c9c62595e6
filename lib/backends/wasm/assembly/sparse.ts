// Built in notebook 11-faster: products with an input matrix that is mostly zeros.
//
// Pictures of digits are such (four of five pixels of MNIST).
// Each row of X is a list of entries (column, value), 8 bytes each, of what is not zero; for the gradient, which needs
// the columns of X, each column becomes a list of (row, value). A zero adds nothing to a sum of finite numbers, so the
// results are those of the full products. On MNIST's pictures (19 % are not zero), 128 × 784 × 128, a sparse product does
// a fifth of the work at seven tenths of the speed, and so takes a quarter of the full one's time.
// spans has for each row of the batch the number of its first entry and how many there are.
import { scratchStart } from "./blocked";
import { rowAt } from "./gather";
import { scaledRows, sparseRow } from "./rows";

/**
 * Appends what is not zero in `rows` rows of bytes, times scale, to the lists of rows first, first + 1, … of the data:
 * starts holds for each row the number of its first entry. Returns the number of entries so far.
 */
export function listBytes(
  data: usize, rows: i32, cols: i32, scale: f32, starts: usize, first: i32, entries: usize,
): i32 {
  const blocks = cols & ~15;
  starts += first << 2;
  let entry = entries + (<usize>load<u32>(starts) << 3);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < blocks; j += 16) {
      // One bit for each of 16 bytes that is not zero; the lowest one is looked up and taken away until none is left.
      let bits = i8x16.bitmask(i8x16.ne(v128.load(data + j), i8x16.splat(0)));
      for (; bits != 0; bits &= bits - 1) {
        const t = j + <i32>ctz(bits);
        store<u32>(entry, t);
        store<f32>(entry, <f32>load<u8>(data + t) * scale, 4);
        entry += 8;
      }
    }
    for (let t = blocks; t < cols; t++) {
      const byte = load<u8>(data + t);
      store<u32>(entry, t);
      store<f32>(entry, <f32>byte * scale, 4);
      entry += <usize>(byte != 0) << 3;
    }
    data += cols;
    starts += 4;
    store<u32>(starts, <u32>((entry - entries) >> 3));
  }
  return <i32>((entry - entries) >> 3);
}

/** The same for rows of float32. */
export function listFloats(data: usize, rows: i32, cols: i32, starts: usize, first: i32, entries: usize): i32 {
  starts += first << 2;
  let entry = entries + (<usize>load<u32>(starts) << 3);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const v = load<f32>(data + (j << 2));
      store<u32>(entry, j);
      store<f32>(entry, v, 4);
      entry += <usize>(v != 0) << 3;
    }
    data += cols << 2;
    starts += 4;
    store<u32>(starts, <u32>((entry - entries) >> 3));
  }
  return <i32>((entry - entries) >> 3);
}

/**
 * The spans of rows [from, to) of a batch: row i is row order[start + i] of the data. One number of each line of their
 * entries is read on the way: the rows lie anywhere in the data, and asked for at once their lines arrive together,
 * where the products would wait for one after the other. The sum of these numbers has no meaning.
 */
export function gatherSpans(
  from: i32, to: i32, starts: usize, order: usize, start: i32, entries: usize, spans: usize,
): i32 {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const at = starts + (rowAt(order, start + i) << 2);
    const first = load<u32>(at);
    const count = load<u32>(at, 4) - first;
    store<u32>(spans + (i << 3), first);
    store<u32>(spans + (i << 3), count, 4);
    const row = entries + (<usize>first << 3);
    for (let offset: usize = 0; offset < <usize>count << 3; offset += 64) sum += load<i32>(row + offset);
  }
  return sum;
}

/** Rows [from, to) of X [rows, cols] as they are, zeros included. */
export function expandSpans(from: i32, to: i32, spans: usize, entries: usize, cols: i32, x: usize): void {
  for (let i = from; i < to; i++) {
    const row = x + ((i * cols) << 2);
    memory.fill(row, 0, cols << 2);
    let entry = entries + (<usize>load<u32>(spans + (i << 3)) << 3);
    const end = entry + (<usize>load<u32>(spans + (i << 3), 4) << 3);
    for (; entry < end; entry += 8) store<f32>(row + (load<u32>(entry) << 2), load<f32>(entry, 4));
  }
}

/** Rows [from, to) of Z = X W + b. */
export function sparseAffine(
  from: i32, to: i32, spans: usize, entries: usize, w: usize, b: usize, z: usize, inputs: i32, outputs: i32,
): void {
  const packed = to - from >= 16 && outputs > 32;
  const rowBytes = <usize>(outputs << 2);
  const step = packed ? STRIP_BYTES : rowBytes;
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const width = min(32, outputs - start);
    // The strip of W that all rows read, copied so that it lies together in the second cache.
    const strip = w + (start << 2);
    const panel = packed ? copiedStrip(strip, rowBytes, inputs, width) : strip;
    for (let i = from; i < to; i++) {
      const first = entries + (<usize>load<u32>(spans + (i << 3)) << 3);
      const count = load<u32>(spans + (i << 3), 4);
      sparseRow(width, count, first, panel, step, z + ((i * outputs + start) << 2), b + (start << 2));
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

/** Bytes of a row of a copied strip: 32 columns. */
const STRIP_BYTES: usize = 128;

/** The first `width` columns of rows that lie fromStep bytes apart, copied into scratch memory; where they lie there. */
function copiedStrip(from: usize, fromStep: usize, rows: i32, width: i32): usize {
  let to = scratchStart();
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < width; t += 4) {
      const offset = <usize>(min(t, width - 4) << 2);
      v128.store(to + offset, v128.load(from + offset));
    }
    from += fromStep;
    to += STRIP_BYTES;
  }
  return scratchStart();
}

/**
 * Rows [from, to) of dW = Xᵀ dZ. columnCounts and columnEntries are room for the columns of X as lists, `capacity`
 * entries for each. Rows of dW whose column of X is all zeros are zero; they are written only when they were not zero
 * before. active lists the others, from active[from] on; activeCount[from] tells how many.
 */
export function sparseWeightGradient(
  from: i32, to: i32, spans: usize, entries: usize, dz: usize, dw: usize, outputs: i32, rows: i32,
  columnCounts: usize, columnEntries: usize, capacity: i32, active: usize, activeCount: usize,
): void {
  const list = active + (from << 2);
  const before = <i32>load<u32>(activeCount + (from << 2));
  memory.fill(columnCounts + (from << 2), 0, (to - from) << 2);
  for (let i = 0; i < rows; i++) {
    let entry = entries + (<usize>load<u32>(spans + (i << 3)) << 3);
    const end = entry + (<usize>load<u32>(spans + (i << 3), 4) << 3);
    while (entry < end && <i32>load<u32>(entry) < from) entry += 8;
    for (; entry < end; entry += 8) {
      const k = <i32>load<u32>(entry);
      if (k >= to) break;
      const n = load<u32>(columnCounts + (k << 2));
      const at = columnEntries + (<usize>(k * capacity + n) << 3);
      store<u32>(at, i);
      store<f32>(at, load<f32>(entry, 4), 4);
      store<u32>(columnCounts + (k << 2), n + 1);
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
  const rowBytes = <usize>(outputs << 2);
  const step = packed ? STRIP_BYTES : rowBytes;
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const width = min(32, outputs - start);
    const strip = dz + (start << 2);
    const panel = packed ? copiedStrip(strip, rowBytes, rows, width) : strip;
    for (let t = 0; t < found; t++) {
      const k = load<u32>(list + (t << 2));
      const first = columnEntries + (<usize>(k * capacity) << 3);
      sparseRow(width, load<u32>(columnCounts + (k << 2)), first, panel, step, dw + ((k * outputs + start) << 2), 0);
    }
  }
}

/** Xᵀ dZ for a batch of one, where row k is the k-th input times dZ, into dW full of zeros. */
export function sparseOuterProduct(spans: usize, entries: usize, dz: usize, dw: usize, outputs: i32): void {
  const first = entries + (<usize>load<u32>(spans) << 3);
  for (let j = 0; j < outputs; j += 32) {
    const start = max(0, min(j, outputs - 4));
    const column = start << 2;
    scaledRows(min(32, outputs - start), load<u32>(spans, 4), first, dz + column, dw + column, outputs << 2);
  }
}
