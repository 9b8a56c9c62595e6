// What happens to gradients between the way back and the step: prices on parameters, and limits. The sums are float64.

/** Σ |x| over n entries. */
export function sumOfAbsolutes(x: usize, n: i32): f64 {
  let sums = f64x2.splat(0);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) sums = f64x2.add(sums, f64x2.abs(pairAt(x + (i << 2))));
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (pairs < n) sum += abs(<f64>load<f32>(x + (pairs << 2)));
  return sum;
}

/** Σ x² over n entries. */
export function sumOfSquares(x: usize, n: i32): f64 {
  let sums = f64x2.splat(0);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) {
    const two = pairAt(x + (i << 2));
    sums = f64x2.add(sums, f64x2.mul(two, two));
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (pairs < n) {
    const last = <f64>load<f32>(x + (pairs << 2));
    sum += last * last;
  }
  return sum;
}

/** Two numbers that lie side by side, as float64. */
// @ts-ignore: decorator
@inline
export function pairAt(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** g ← g + l1 sign(p) + 2 l2 p over entries [from, to). numbers: l1, 2 l2. */
export function addPenaltyGradient(from: i32, to: i32, p: usize, g: usize, numbers: usize): void {
  const first = v128.load32_splat(numbers);
  const second = v128.load32_splat(numbers, 4);
  const signBit = i32x4.splat(0x80000000);
  const zero = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const x = v128.load(p + (i << 2));
    const signed = v128.or(first, v128.and(x, signBit));
    const slope = f32x4.add(v128.and(signed, f32x4.ne(x, zero)), f32x4.mul(second, x));
    v128.store(g + (i << 2), f32x4.add(v128.load(g + (i << 2)), slope));
  }
}

/** x ← x · a · b over entries [from, to). numbers: a, b, two factors, so that a very small product loses no digits. */
export function scale(from: i32, to: i32, x: usize, numbers: usize): void {
  const a = v128.load32_splat(numbers);
  const b = v128.load32_splat(numbers, 4);
  for (let i = from; i < to; i += 4) {
    v128.store(x + (i << 2), f32x4.mul(f32x4.mul(v128.load(x + (i << 2)), a), b));
  }
}

/** Brings entries [from, to) into −limit … limit; NaN stays NaN. numbers: limit. */
export function clip(from: i32, to: i32, x: usize, numbers: usize): void {
  const most = v128.load32_splat(numbers);
  const least = f32x4.neg(most);
  for (let i = from; i < to; i += 4) {
    v128.store(x + (i << 2), f32x4.max(f32x4.min(v128.load(x + (i << 2)), most), least));
  }
}
