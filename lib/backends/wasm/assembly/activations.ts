// Activations and their derivatives, four entries at a time. Buffers end at a multiple of four entries, so the last
// step may reach past `to`, into padding or into rows that are not in use.
import { expOfNegative } from "./exp";

export function linearForward(from: i32, to: i32, z: usize, a: usize): void {
  memory.copy(a + (from << 2), z + (from << 2), (to - from) << 2);
}

export function linearBackward(from: i32, to: i32, a: usize, da: usize, dz: usize): void {
  memory.copy(dz + (from << 2), da + (from << 2), (to - from) << 2);
}

export function sigmoidForward(from: i32, to: i32, z: usize, a: usize): void {
  const one = f32x4.splat(1);
  for (let i = from; i < to; i += 4) {
    const x = v128.load(z + (i << 2));
    const e = expOfNegative(f32x4.neg(f32x4.abs(x)));
    const positive = f32x4.div(one, f32x4.add(one, e));
    const negative = f32x4.mul(e, positive);
    v128.store(a + (i << 2), v128.bitselect(negative, positive, f32x4.lt(x, f32x4.splat(0))));
  }
}

export function sigmoidBackward(from: i32, to: i32, a: usize, da: usize, dz: usize): void {
  const one = f32x4.splat(1);
  for (let i = from; i < to; i += 4) {
    const s = v128.load(a + (i << 2));
    const slope = f32x4.mul(s, f32x4.sub(one, s));
    v128.store(dz + (i << 2), f32x4.mul(v128.load(da + (i << 2)), slope));
  }
}

export function tanhForward(from: i32, to: i32, z: usize, a: usize): void {
  const one = f32x4.splat(1);
  const signBit = i32x4.splat(0x80000000);
  for (let i = from; i < to; i += 4) {
    const x = v128.load(z + (i << 2));
    const size = f32x4.abs(x);
    const e = expOfNegative(f32x4.mul(size, f32x4.splat(-2)));
    const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
    // Near zero 1 − e would lose digits: there the Taylor series, of which the next term is below 1e-7 of the sum.
    const xx = f32x4.mul(x, x);
    let near = f32x4.splat(<f32>(62.0 / 2835));
    near = f32x4.add(f32x4.mul(near, xx), f32x4.splat(<f32>(-17.0 / 315)));
    near = f32x4.add(f32x4.mul(near, xx), f32x4.splat(<f32>(2.0 / 15)));
    near = f32x4.add(f32x4.mul(near, xx), f32x4.splat(<f32>(-1.0 / 3)));
    near = f32x4.add(f32x4.mul(f32x4.mul(near, xx), x), x);
    const signed = v128.or(far, v128.and(x, signBit));
    v128.store(a + (i << 2), v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.3))));
  }
}

export function tanhBackward(from: i32, to: i32, a: usize, da: usize, dz: usize): void {
  const one = f32x4.splat(1);
  for (let i = from; i < to; i += 4) {
    const t = v128.load(a + (i << 2));
    const slope = f32x4.sub(one, f32x4.mul(t, t));
    v128.store(dz + (i << 2), f32x4.mul(v128.load(da + (i << 2)), slope));
  }
}

export function reluForward(from: i32, to: i32, z: usize, a: usize): void {
  const zero = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const x = v128.load(z + (i << 2));
    v128.store(a + (i << 2), v128.andnot(x, f32x4.le(x, zero)));
  }
}

export function reluBackward(from: i32, to: i32, a: usize, da: usize, dz: usize): void {
  const zero = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const positive = f32x4.gt(v128.load(a + (i << 2)), zero);
    v128.store(dz + (i << 2), v128.and(v128.load(da + (i << 2)), positive));
  }
}

/** How steep leakyRelu is below 0, as in core/activations.ts. */
const LEAKY_SLOPE: f32 = 0.01;

export function leakyReluForward(from: i32, to: i32, z: usize, a: usize): void {
  const zero = f32x4.splat(0);
  const slope = f32x4.splat(LEAKY_SLOPE);
  for (let i = from; i < to; i += 4) {
    const x = v128.load(z + (i << 2));
    v128.store(a + (i << 2), v128.bitselect(x, f32x4.mul(x, slope), f32x4.gt(x, zero)));
  }
}

export function leakyReluBackward(from: i32, to: i32, a: usize, da: usize, dz: usize): void {
  const zero = f32x4.splat(0);
  const slope = f32x4.splat(LEAKY_SLOPE);
  for (let i = from; i < to; i += 4) {
    const positive = f32x4.gt(v128.load(a + (i << 2)), zero);
    const d = v128.load(da + (i << 2));
    v128.store(dz + (i << 2), v128.bitselect(d, f32x4.mul(d, slope), positive));
  }
}

/** Rows [from, to): a = e^(z − max) / Σ e^(z − max). */
export function softmaxForward(from: i32, to: i32, z: usize, a: usize, cols: i32): void {
  for (let i = from; i < to; i++) {
    const zRow = z + ((i * cols) << 2);
    const aRow = a + ((i * cols) << 2);
    let largest = load<f32>(zRow);
    for (let j = 1; j < cols; j++) largest = max(largest, load<f32>(zRow + (j << 2)));
    exponentials(zRow, aRow, cols, largest);
    let sum: f32 = 0;
    for (let j = 0; j < cols; j++) sum += load<f32>(aRow + (j << 2));
    for (let j = 0; j < cols; j++) store<f32>(aRow + (j << 2), load<f32>(aRow + (j << 2)) / sum);
  }
}

/** out = e^(x − largest) for n numbers. */
export function exponentials(x: usize, out: usize, n: i32, largest: f32): void {
  const shift = f32x4.splat(largest);
  if (n < 4) {
    for (let j = 0; j < n; j++) {
      const e = expOfNegative(f32x4.sub(f32x4.splat(load<f32>(x + (j << 2))), shift));
      store<f32>(out + (j << 2), f32x4.extract_lane(e, 0));
    }
    return;
  }
  for (let j = 0; j < n; j += 4) {
    const offset = <usize>(min(j, n - 4) << 2);
    v128.store(out + offset, expOfNegative(f32x4.sub(v128.load(x + offset), shift)));
  }
}

/** Rows [from, to): dz = a (da − Σ over the row of da · a). */
export function softmaxBackward(
  from: i32,
  to: i32,
  a: usize,
  da: usize,
  dz: usize,
  cols: i32,
): void {
  for (let i = from; i < to; i++) {
    const row = <usize>((i * cols) << 2);
    let dot: f32 = 0;
    for (let j = 0; j < cols; j++) {
      dot += load<f32>(da + row + (j << 2)) * load<f32>(a + row + (j << 2));
    }
    for (let j = 0; j < cols; j++) {
      const at = row + (j << 2);
      store<f32>(dz + at, load<f32>(a + at) * (load<f32>(da + at) - dot));
    }
  }
}
