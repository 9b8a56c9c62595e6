// Dropout: which entries are kept follows from two keys and the entry's place, as in core/layers/dropout-mask.ts, so
// that every backend and every thread leaves out the same ones.

/** 32 bits in each lane in which every bit of x counts. Source: Chris Wellons, "Prospecting for hash functions", 2018. */
// @ts-ignore: decorator
@inline
function mixed(x: v128): v128 {
  let bits = v128.xor(x, i32x4.shr_u(x, 16));
  bits = i32x4.mul(bits, i32x4.splat(0x7feb352d));
  bits = v128.xor(bits, i32x4.shr_u(bits, 15));
  bits = i32x4.mul(bits, i32x4.splat(0x846ca68b));
  return v128.xor(bits, i32x4.shr_u(bits, 16));
}

/** out = x · scale over entries [from, to) that are kept, 0 for the others. numbers: scale. */
export function dropout(
  from: i32, to: i32, x: usize, out: usize, layerKey: i32, stepKey: i32, threshold: i32, numbers: usize,
): void {
  const factor = v128.load32_splat(numbers);
  const key = i32x4.splat(stepKey);
  const least = i32x4.splat(threshold);
  let place = i32x4.add(i32x4.splat(from + layerKey), i32x4(0, 1, 2, 3));
  for (let i = from; i < to; i += 4) {
    const kept = i32x4.ge_u(mixed(v128.xor(mixed(place), key)), least);
    v128.store(out + (i << 2), v128.and(f32x4.mul(v128.load(x + (i << 2)), factor), kept));
    place = i32x4.add(place, i32x4.splat(4));
  }
}
