// The rows of a batch, brought together: row i of the batch is row order[start + i] of the data (start + i where order
// is 0). Pictures stay bytes in memory and become numbers here.

// @ts-ignore: decorator
@inline
export function rowAt(order: usize, i: i32): usize {
  return <usize>(order ? <i32>load<u32>(order + (i << 2)) : i);
}

/** Rows [from, to) of out [rows, cols] = bytes · scale. */
export function gatherBytes(
  from: i32, to: i32, data: usize, order: usize, start: i32, cols: i32, scale: f32, out: usize,
): void {
  const factor = f32x4.splat(scale);
  const blocks = cols & ~15;
  for (let i = from; i < to; i++) {
    const row = data + rowAt(order, start + i) * cols;
    let o = out + ((i * cols) << 2);
    let j = 0;
    for (; j < blocks; j += 16) {
      const bytes = v128.load(row + j);
      const low = i16x8.extend_low_i8x16_u(bytes);
      const high = i16x8.extend_high_i8x16_u(bytes);
      v128.store(o, scaled(i32x4.extend_low_i16x8_u(low), factor));
      v128.store(o, scaled(i32x4.extend_high_i16x8_u(low), factor), 16);
      v128.store(o, scaled(i32x4.extend_low_i16x8_u(high), factor), 32);
      v128.store(o, scaled(i32x4.extend_high_i16x8_u(high), factor), 48);
      o += 64;
    }
    for (; j < cols; j++) {
      store<f32>(o, <f32>load<u8>(row + j) * scale);
      o += 4;
    }
  }
}

// @ts-ignore: decorator
@inline
function scaled(whole: v128, factor: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(whole), factor);
}

/** Rows [from, to) of out [rows, cols] = float32 rows. */
export function gatherFloats(
  from: i32, to: i32, data: usize, order: usize, start: i32, cols: i32, out: usize,
): void {
  const bytes = <usize>(cols << 2);
  for (let i = from; i < to; i++) {
    memory.copy(out + <usize>i * bytes, data + rowAt(order, start + i) * bytes, bytes);
  }
}

/** Rows [from, to) of out [rows, classes]: 1 in the column that the label (a byte or, where wide is 1, 32 bits) names. */
export function gatherClasses(
  from: i32, to: i32, labels: usize, wide: i32, order: usize, start: i32, classes: i32, out: usize,
): void {
  memory.fill(out + ((from * classes) << 2), 0, ((to - from) * classes) << 2);
  for (let i = from; i < to; i++) {
    const row = rowAt(order, start + i);
    const label = wide ? <i32>load<u32>(labels + (row << 2)) : <i32>load<u8>(labels + row);
    store<f32>(out + ((i * classes + label) << 2), 1);
  }
}
