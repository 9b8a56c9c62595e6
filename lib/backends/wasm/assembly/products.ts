// The three products of a dense layer, and which of the three ways computes each.
import { blockedProduct, scratchStart } from "./blocked";
import { rowProduct, streamedProduct } from "./rows";

/** Up to so many numbers (32 KB) a matrix lies in the first cache and is read there row by row, without packing. */
const SMALL: i32 = 8192;

/** From so many numbers on (256 KB) it should be read once, in the order in which it lies in memory. */
const LARGE: i32 = 65536;

/** Fewer rows than this are not worth the packing of the other matrix. */
const FEW: i32 = 8;

/** Rows [from, to) of Z = X W + b: X [rows, inputs], W [inputs, outputs], b [outputs], Z [rows, outputs]. */
export function affine(
  from: i32,
  to: i32,
  x: usize,
  w: usize,
  b: usize,
  z: usize,
  inputs: i32,
  outputs: i32,
): void {
  const m = to - from;
  x += (from * inputs) << 2;
  z += (from * outputs) << 2;
  if (m < FEW && outputs >= 64 && inputs * outputs >= LARGE) {
    streamedProduct(m, outputs, inputs, x, inputs, w, outputs, z, outputs, b);
  } else if (m < FEW || inputs * outputs <= SMALL) {
    rowProduct(m, outputs, inputs, x, inputs, 1, w, outputs, z, outputs, b);
  } else {
    blockedProduct(m, outputs, inputs, x, inputs, 1, w, outputs, 1, z, outputs, b);
  }
}

/** Rows [from, to) of dW = Xᵀ dZ: X [rows, inputs], dZ [rows, outputs], dW [inputs, outputs]. */
export function weightGradient(
  from: i32,
  to: i32,
  x: usize,
  dz: usize,
  dw: usize,
  inputs: i32,
  outputs: i32,
  rows: i32,
): void {
  const m = to - from;
  x += from << 2;
  dw += (from * outputs) << 2;
  if (rows == 1) {
    outerProduct(m, outputs, x, dz, dw);
  } else if (rows * outputs <= SMALL) {
    rowProduct(m, outputs, rows, x, 1, inputs, dz, outputs, dw, outputs, 0);
  } else {
    blockedProduct(m, outputs, rows, x, 1, inputs, dz, outputs, 1, dw, outputs, 0);
  }
}

/** Row k of dW [m, n] = x[k] · dz: the weights' gradient for a batch of one. */
function outerProduct(m: i32, n: i32, x: usize, dz: usize, dw: usize): void {
  const vectors = <usize>(n & ~3) << 2;
  const all = <usize>n << 2;
  for (let k = 0; k < m; k++) {
    const factor = v128.load32_splat(x + (k << 2));
    let j: usize = 0;
    for (; j < vectors; j += 16) v128.store(dw + j, f32x4.mul(factor, v128.load(dz + j)));
    for (; j < all; j += 4) store<f32>(dw + j, f32x4.extract_lane(factor, 0) * load<f32>(dz + j));
    dw += all;
  }
}

/**
 * Rows [from, to) of dX = dZ Wᵀ: dZ [rows, outputs], W [inputs, outputs], dX [rows, inputs]. Few rows are summed up in
 * another order than many, so it is the rows of the whole batch that decide.
 */
export function inputGradient(
  from: i32,
  to: i32,
  dz: usize,
  w: usize,
  dx: usize,
  inputs: i32,
  outputs: i32,
  rows: i32,
): void {
  const m = to - from;
  dz += (from * outputs) << 2;
  dx += (from * inputs) << 2;
  if (rows < 4) {
    dots(m, dz, w, dx, inputs, outputs);
  } else if (inputs * outputs <= SMALL) {
    const turned = scratchStart();
    for (let k = 0; k < inputs; k++) {
      for (let j = 0; j < outputs; j++) {
        store<f32>(turned + ((j * inputs + k) << 2), load<f32>(w + ((k * outputs + j) << 2)));
      }
    }
    rowProduct(m, inputs, outputs, dz, outputs, 1, turned, inputs, dx, inputs, 0);
  } else {
    blockedProduct(m, inputs, outputs, dz, outputs, 1, w, 1, outputs, dx, inputs, 0);
  }
}

/** dX entry by entry, as the product of a row of dZ with a row of W. */
function dots(m: i32, dz: usize, w: usize, dx: usize, inputs: i32, outputs: i32): void {
  const vectors = outputs & ~3;
  for (let i = 0; i < m; i++) {
    const row = dz + ((i * outputs) << 2);
    for (let k = 0; k < inputs; k++) {
      const weights = w + ((k * outputs) << 2);
      let sums = f32x4.splat(0);
      let j = 0;
      for (; j < vectors; j += 4) {
        sums = f32x4.add(sums, f32x4.mul(v128.load(row + (j << 2)), v128.load(weights + (j << 2))));
      }
      let sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
      sum += f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
      for (; j < outputs; j++) sum += load<f32>(row + (j << 2)) * load<f32>(weights + (j << 2));
      store<f32>(dx + ((i * inputs + k) << 2), sum);
    }
  }
}

/** db = the sum of the rows of dZ [rows, outputs]. Returns 1 where all of db is finite, else 0. */
export function biasGradient(dz: usize, db: usize, rows: i32, outputs: i32): i32 {
  memory.fill(db, 0, outputs << 2);
  const vectors = outputs & ~3;
  for (let i = 0; i < rows; i++) {
    const row = dz + ((i * outputs) << 2);
    let j = 0;
    for (; j < vectors; j += 4) {
      const at = db + (j << 2);
      v128.store(at, f32x4.add(v128.load(at), v128.load(row + (j << 2))));
    }
    for (; j < outputs; j++) {
      const at = db + (j << 2);
      store<f32>(at, load<f32>(at) + load<f32>(row + (j << 2)));
    }
  }
  let check: f32 = 0;
  for (let j = 0; j < outputs; j++) check += load<f32>(db + (j << 2)) * 0;
  return check == 0 ? 1 : 0;
}
