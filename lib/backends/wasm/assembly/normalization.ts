// Batch normalization of x [rows, cols]; formulas in core/layers/normalization.ts. The range is one of columns: what is
// written of a column follows from that column alone. Rows are read from front to back, two or four columns at a time, and
// what is gathered for each column lies in scratch memory.
import { scratchStart } from "./blocked";
import { pairAt } from "./gradients";

/** Mean and variance of columns [from, to), the sums in float64. */
export function columnMoments(
  from: i32, to: i32, x: usize, rows: i32, cols: i32, mean: usize, variance: usize,
): void {
  const n = to - from;
  const pairs = n & ~1;
  const middles = scratchStart();
  const squares = middles + (<usize>n << 3);
  const step = <usize>cols << 2;
  memory.fill(middles, 0, <usize>n << 4);
  x += from << 2;
  for (let i = 0, row = x; i < rows; i++, row += step) {
    let j = 0;
    for (; j < pairs; j += 2) {
      const at = middles + (j << 3);
      v128.store(at, f64x2.add(v128.load(at), pairAt(row + (j << 2))));
    }
    if (j < n) store<f64>(middles + (j << 3), load<f64>(middles + (j << 3)) + <f64>load<f32>(row + (j << 2)));
  }
  for (let j = 0; j < n; j++) {
    const middle = load<f64>(middles + (j << 3)) / rows;
    store<f64>(middles + (j << 3), middle);
    store<f32>(mean + ((from + j) << 2), <f32>middle);
  }
  for (let i = 0, row = x; i < rows; i++, row += step) {
    let j = 0;
    for (; j < pairs; j += 2) {
      const at = squares + (j << 3);
      const off = f64x2.sub(pairAt(row + (j << 2)), v128.load(middles + (j << 3)));
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(off, off)));
    }
    if (j < n) {
      const off = <f64>load<f32>(row + (j << 2)) - load<f64>(middles + (j << 3));
      store<f64>(squares + (j << 3), load<f64>(squares + (j << 3)) + off * off);
    }
  }
  for (let j = 0; j < n; j++) {
    store<f32>(variance + ((from + j) << 2), <f32>(load<f64>(squares + (j << 3)) / rows));
  }
}

/** a = γ (x − mean) / √(variance + ε) + β for columns [from, to). numbers: ε. */
export function normalize(
  from: i32, to: i32, x: usize, a: usize, rows: i32, cols: i32,
  mean: usize, variance: usize, gamma: usize, beta: usize, numbers: usize,
): void {
  const factors = scratchStart() - (from << 2);
  const small = <f64>load<f32>(numbers);
  for (let j = from; j < to; j++) {
    const root = sqrt(<f64>load<f32>(variance + (j << 2)) + small);
    store<f32>(factors + (j << 2), <f32>(<f64>load<f32>(gamma + (j << 2)) / root));
  }
  const vectors = from + ((to - from) & ~3);
  const step = <usize>cols << 2;
  for (let i = 0; i < rows; i++, x += step, a += step) {
    let j = from;
    for (; j < vectors; j += 4) {
      const o = <usize>(j << 2);
      const off = f32x4.sub(v128.load(x + o), v128.load(mean + o));
      v128.store(a + o, f32x4.add(f32x4.mul(off, v128.load(factors + o)), v128.load(beta + o)));
    }
    for (; j < to; j++) {
      const o = <usize>(j << 2);
      const off = load<f32>(x + o) - load<f32>(mean + o);
      store<f32>(a + o, off * load<f32>(factors + o) + load<f32>(beta + o));
    }
  }
}

/**
 * dβ = Σ da, dγ = Σ da x̂ and dx = γ / √(variance + ε) · (da − dβ / rows − x̂ dγ / rows) for columns [from, to), in
 * float64: where a batch is small, little is left of the differences. numbers: ε.
 */
export function normalizeBackward(
  from: i32, to: i32, x: usize, da: usize, dx: usize, rows: i32, cols: i32,
  mean: usize, variance: usize, gamma: usize, dGamma: usize, dBeta: usize, numbers: usize,
): void {
  const n = to - from;
  const pairs = n & ~1;
  const sums = scratchStart();
  const dots = sums + (<usize>n << 3);
  const factors = dots + (<usize>n << 3);
  const step = <usize>cols << 2;
  const columns = <usize>(from << 2);
  x += columns;
  da += columns;
  dx += columns;
  mean += columns;
  memory.fill(sums, 0, <usize>n << 4);
  for (let i = 0, at: usize = 0; i < rows; i++, at += step) {
    let j = 0;
    for (; j < pairs; j += 2) {
      const o = at + (j << 2);
      const d = pairAt(da + o);
      const off = f64x2.sub(pairAt(x + o), pairAt(mean + (j << 2)));
      const w = <usize>(j << 3);
      v128.store(sums + w, f64x2.add(v128.load(sums + w), d));
      v128.store(dots + w, f64x2.add(v128.load(dots + w), f64x2.mul(d, off)));
    }
    if (j < n) {
      const o = at + (j << 2);
      const d = <f64>load<f32>(da + o);
      const off = <f64>load<f32>(x + o) - <f64>load<f32>(mean + (j << 2));
      const w = <usize>(j << 3);
      store<f64>(sums + w, load<f64>(sums + w) + d);
      store<f64>(dots + w, load<f64>(dots + w) + d * off);
    }
  }
  const small = <f64>load<f32>(numbers);
  for (let j = 0; j < n; j++) {
    const o = columns + (j << 2);
    const w = <usize>(j << 3);
    const inverse = 1 / sqrt(<f64>load<f32>(variance + o) + small);
    const sum = load<f64>(sums + w);
    const dot = load<f64>(dots + w) * inverse;
    store<f32>(dBeta + o, <f32>sum);
    store<f32>(dGamma + o, <f32>dot);
    store<f64>(sums + w, sum / rows);
    store<f64>(dots + w, (inverse * dot) / rows);
    store<f64>(factors + w, <f64>load<f32>(gamma + o) * inverse);
  }
  for (let i = 0, at: usize = 0; i < rows; i++, at += step) {
    let j = 0;
    for (; j < pairs; j += 2) {
      const o = at + (j << 2);
      const w = <usize>(j << 3);
      const off = f64x2.sub(pairAt(x + o), pairAt(mean + (j << 2)));
      const left = f64x2.sub(f64x2.sub(pairAt(da + o), v128.load(sums + w)), f64x2.mul(off, v128.load(dots + w)));
      v128.store64_lane(dx + o, f32x4.demote_f64x2_zero(f64x2.mul(v128.load(factors + w), left)), 0);
    }
    if (j < n) {
      const o = at + (j << 2);
      const w = <usize>(j << 3);
      const off = <f64>load<f32>(x + o) - <f64>load<f32>(mean + (j << 2));
      const left = <f64>load<f32>(da + o) - load<f64>(sums + w) - off * load<f64>(dots + w);
      store<f32>(dx + o, <f32>(load<f64>(factors + w) * left));
    }
  }
}
