// Losses over predictions and targets [rows, outputs], and the count of right answers.
import { exponentials } from "./activations";
import { scratchStart } from "./blocked";
import { expOfNegative } from "./exp";

/** Σ (a − y)² over n entries. */
export function squaredError(a: usize, y: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    const error = <f64>load<f32>(a + (i << 2)) - <f64>load<f32>(y + (i << 2));
    sum += error * error;
  }
  return sum;
}

/** out = (a − y) · scale over entries [from, to). numbers: scale (see optimizers.ts). */
export function scaledDifference(from: i32, to: i32, a: usize, y: usize, out: usize, numbers: usize): void {
  const factor = v128.load32_splat(numbers);
  for (let i = from; i < to; i += 4) {
    const difference = f32x4.sub(v128.load(a + (i << 2)), v128.load(y + (i << 2)));
    v128.store(out + (i << 2), f32x4.mul(difference, factor));
  }
}

/** Σ over the rows of −Σ y (z − log Σ eᶻ), from the logits z. */
export function crossEntropyOfLogits(z: usize, y: usize, rows: i32, outputs: i32): f64 {
  const powers = scratchStart();
  let total: f64 = 0;
  for (let i = 0; i < rows; i++) {
    let largest = load<f32>(z);
    for (let j = 1; j < outputs; j++) largest = max(largest, load<f32>(z + (j << 2)));
    exponentials(z, powers, outputs, largest);
    let sum: f32 = 0;
    for (let j = 0; j < outputs; j++) sum += load<f32>(powers + (j << 2));
    const logSum = <f64>largest + <f64>Mathf.log(sum);
    for (let j = 0; j < outputs; j++) {
      const target = <f64>load<f32>(y + (j << 2));
      if (target != 0) total += target * (logSum - <f64>load<f32>(z + (j << 2)));
    }
    z += outputs << 2;
    y += outputs << 2;
  }
  return total;
}

/** Σ over n entries of max(z, 0) − z y + log(1 + e^−|z|), from the logits z. */
export function binaryCrossEntropyOfLogits(z: usize, y: usize, n: i32): f64 {
  const powers = scratchStart();
  let total: f64 = 0;
  for (let i = 0; i < n; i += 4) {
    v128.store(powers, expOfNegative(f32x4.neg(f32x4.abs(v128.load(z + (i << 2))))));
    for (let j = i; j < min(i + 4, n); j++) {
      const sum = <f64>load<f32>(z + (j << 2));
      const target = <f64>load<f32>(y + (j << 2));
      total += max(sum, 0) - sum * target + <f64>logOf1Plus(load<f32>(powers + ((j - i) << 2)));
    }
  }
  return total;
}

/** As in PyTorch and core/losses: no logarithm is below −100, and p (1 − p) counts as at least 1e-12. */
const LEAST_LOG: f32 = -100;
const LEAST_PRODUCT: f32 = 1e-12;

/** −Σ over n entries of y log p + (1 − y) log(1 − p). */
export function binaryCrossEntropy(p: usize, y: usize, n: i32): f64 {
  let total: f64 = 0;
  for (let i = 0; i < n; i++) {
    const probability = load<f32>(p + (i << 2));
    const target = <f64>load<f32>(y + (i << 2));
    const yes = <f64>max(Mathf.log(probability), LEAST_LOG);
    const no = <f64>max(logOf1Plus(-probability), LEAST_LOG);
    total -= target * yes + (1 - target) * no;
  }
  return total;
}

/** out = (p − y) / max(p (1 − p), 1e-12) · scale over entries [from, to). numbers: scale. */
export function probabilityDifference(from: i32, to: i32, p: usize, y: usize, out: usize, numbers: usize): void {
  const factor = v128.load32_splat(numbers);
  const one = f32x4.splat(1);
  const least = f32x4.splat(LEAST_PRODUCT);
  for (let i = from; i < to; i += 4) {
    const a = v128.load(p + (i << 2));
    const below = f32x4.max(f32x4.mul(a, f32x4.sub(one, a)), least);
    const difference = f32x4.sub(a, v128.load(y + (i << 2)));
    v128.store(out + (i << 2), f32x4.mul(f32x4.div(difference, below), factor));
  }
}

/**
 * log(1 + x) for x ≥ −1, right for small x as well: what 1 + x loses by rounding is lost by u − 1 too.
 * Source: Kahan's remark in Goldberg, "What every computer scientist should know about floating-point arithmetic", 1991.
 */
function logOf1Plus(x: f32): f32 {
  const u: f32 = 1 + x;
  if (u == 1) return x;
  return u > 0 ? (Mathf.log(u) * x) / (u - 1) : Mathf.log(u);
}

/** Rows whose largest output stands where the largest target stands; the first of equals counts. */
export function correctClasses(a: usize, y: usize, rows: i32, outputs: i32): i32 {
  let correct = 0;
  for (let i = 0; i < rows; i++) {
    const row = <usize>((i * outputs) << 2);
    correct += <i32>(largestOf(a + row, outputs) == largestOf(y + row, outputs));
  }
  return correct;
}

// @ts-ignore: decorator
@inline
function largestOf(row: usize, n: i32): i32 {
  let best = 0;
  let largest = load<f32>(row);
  for (let j = 1; j < n; j++) {
    const x = load<f32>(row + (j << 2));
    if (x > largest) {
      largest = x;
      best = j;
    }
  }
  return best;
}

/** Rows of which every output is on its target's side of ½. */
export function correctSides(a: usize, y: usize, rows: i32, outputs: i32): i32 {
  let correct = 0;
  for (let i = 0; i < rows; i++) {
    let right = 1;
    for (let j = 0; j < outputs; j++) {
      const at = <usize>((i * outputs + j) << 2);
      if (load<f32>(a + at) >= 0.5 != load<f32>(y + at) >= 0.5) right = 0;
    }
    correct += right;
  }
  return correct;
}

/** Of n values, those that are nearer to their targets than the tolerance. */
export function correctValues(a: usize, y: usize, n: i32, tolerance: f64): i32 {
  let correct = 0;
  for (let i = 0; i < n; i++) {
    const error = abs(<f64>load<f32>(a + (i << 2)) - <f64>load<f32>(y + (i << 2)));
    correct += <i32>(error < tolerance);
  }
  return correct;
}
