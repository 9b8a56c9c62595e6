// Losses over predictions and targets [rows, outputs], and the count of right answers.
import { exponentials } from "./activations";
import { scratchStart } from "./blocked";

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
