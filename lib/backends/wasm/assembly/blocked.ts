// Built in notebook 11-faster: the large matrix product, blocked for registers and caches.
//
// C = A·B is computed in tiles of 4 × 8 numbers that stay in 8 of the processor's 16 vector registers while k runs:
// for each k, 2 loads of B and 4 of A feed 8 multiplications and 8 additions. So the arithmetic units, not the memory,
// set the pace. For that, B is copied ("packed") into panels of 8 columns and A into panels of 4 rows, each read from
// front to back; a transposed matrix is packed with its strides exchanged and never copied for itself. KC rows of a
// panel of B (12 KB) fit the first cache, MC rows of A (96 KB) the second.
// Source of the scheme: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.
// The effect, on 256 × 1024 × 1024 numbers and one core of the machine of bench/speed.md, as a share of what it can do
// with vectors of four: three nested loops in the order i, j, k reach 1 %, in the order i, k, j 8 %, the same with
// vectors a third, and these tiles nine tenths. Notebook 11 measures such steps again.

/** Depth, rows and columns of a block. */
const KC: i32 = 384;
const MC: i32 = 64;
const NC: i32 = 1024;

/** Where this thread packs; set by useScratch. */
let scratch: usize = 0;
let edge: usize = 0;

/** Thread t of [0, threads) packs at base + t · bytes; each instance is told its own t as `from`. */
export function useScratch(from: i32, to: i32, base: usize, bytes: i32): void {
  edge = base + <usize>(from * bytes);
  scratch = edge + 128;
}

/** The start of this thread's scratch memory, for other kernels that need some. */
export function scratchStart(): usize {
  return scratch;
}

/** Panels of 8 columns of B [kc, nc], each with its kc rows one after the other; missing columns are zeros. */
function packB(kc: i32, nc: i32, b: usize, rowStride: i32, colStride: i32, to: usize): void {
  for (let j = 0; j < nc; j += 8) {
    const width = min(8, nc - j);
    const from = b + ((j * colStride) << 2);
    if (width == 8 && colStride == 1) {
      for (let k = 0; k < kc; k++) {
        const p = from + ((k * rowStride) << 2);
        v128.store(to, v128.load(p));
        v128.store(to, v128.load(p, 16), 16);
        to += 32;
      }
    } else if (width == 8 && rowStride == 1) {
      packTransposed8(kc, from, colStride, to);
      to += kc << 5;
    } else {
      for (let k = 0; k < kc; k++) {
        const p = from + ((k * rowStride) << 2);
        for (let c = 0; c < 8; c++) {
          store<f32>(to + (c << 2), c < width ? load<f32>(p + ((c * colStride) << 2)) : 0);
        }
        to += 32;
      }
    }
  }
}

/** 8 columns that each lie together in memory, woven into rows of 8: four by four, in registers. */
function packTransposed8(kc: i32, from: usize, colStride: i32, to: usize): void {
  const step = <usize>(colStride << 2);
  let k = 0;
  for (; k + 4 <= kc; k += 4) {
    transpose4(from + (k << 2), step, to + (k << 5), 32);
    transpose4(from + (k << 2) + 4 * step, step, to + (k << 5) + 16, 32);
  }
  for (; k < kc; k++) {
    for (let c = 0; c < 8; c++) {
      store<f32>(to + (k << 5) + (c << 2), load<f32>(from + <usize>c * step + (k << 2)));
    }
  }
}

/** The 4 × 4 numbers whose rows lie `fromStep` bytes apart, written with rows and columns exchanged. */
// @ts-ignore: decorator
@inline
function transpose4(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + fromStep);
  const r2 = v128.load(from + 2 * fromStep);
  const r3 = v128.load(from + 3 * fromStep);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toStep, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toStep, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toStep, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** Panels of 4 rows of A [mc, kc], each with its kc columns one after the other; missing rows are zeros. */
function packA(mc: i32, kc: i32, a: usize, rowStride: i32, colStride: i32, to: usize): void {
  for (let i = 0; i < mc; i += 4) {
    const height = min(4, mc - i);
    const from = a + ((i * rowStride) << 2);
    if (height == 4 && rowStride == 1) {
      for (let k = 0; k < kc; k++) {
        v128.store(to, v128.load(from + ((k * colStride) << 2)));
        to += 16;
      }
    } else if (height == 4 && colStride == 1) {
      const step = <usize>(rowStride << 2);
      let k = 0;
      for (; k + 4 <= kc; k += 4) {
        transpose4(from + (k << 2), step, to, 16);
        to += 64;
      }
      for (; k < kc; k++) {
        for (let r = 0; r < 4; r++) {
          store<f32>(to + (r << 2), load<f32>(from + <usize>r * step + (k << 2)));
        }
        to += 16;
      }
    } else {
      for (let k = 0; k < kc; k++) {
        const p = from + ((k * colStride) << 2);
        for (let r = 0; r < 4; r++) {
          store<f32>(to + (r << 2), r < height ? load<f32>(p + ((r * rowStride) << 2)) : 0);
        }
        to += 16;
      }
    }
  }
}

/** One tile: c [4, 8] = start + panel of A · panel of B, where start is c itself, the bias, or zero. */
function tile(kc: i32, ap: usize, bp: usize, c: usize, step: usize, bias: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (add) {
    c00 = v128.load(c); c01 = v128.load(c, 16);
    c10 = v128.load(c + step); c11 = v128.load(c + step, 16);
    c20 = v128.load(c + 2 * step); c21 = v128.load(c + 2 * step, 16);
    c30 = v128.load(c + 3 * step); c31 = v128.load(c + 3 * step, 16);
  } else if (bias) {
    c00 = c10 = c20 = c30 = v128.load(bias);
    c01 = c11 = c21 = c31 = v128.load(bias, 16);
  }
  for (let k = 0; k < kc; k++) {
    const b0 = v128.load(bp), b1 = v128.load(bp, 16);
    const a0 = v128.load32_splat(ap);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0)); c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(ap, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0)); c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(ap, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0)); c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(ap, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0)); c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    ap += 16;
    bp += 32;
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + step, c10); v128.store(c + step, c11, 16);
  v128.store(c + 2 * step, c20); v128.store(c + 2 * step, c21, 16);
  v128.store(c + 3 * step, c30); v128.store(c + 3 * step, c31, 16);
}

/**
 * A tile that juts out: computed beside, of which what lies inside is copied. Its sums begin with what they are added
 * to, as those of a whole tile do, so that a number does not depend on where the tiles lie.
 */
function tileAtEdge(
  kc: i32, ap: usize, bp: usize, c: usize, step: usize, bias: usize, add: bool, height: i32, width: i32,
): void {
  memory.fill(edge, 0, 128);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      let start: f32 = 0;
      if (add) start = load<f32>(c + <usize>i * step + (j << 2));
      else if (bias) start = load<f32>(bias + (j << 2));
      store<f32>(edge + (i << 5) + (j << 2), start);
    }
  }
  tile(kc, ap, bp, edge, 32, 0, true);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      store<f32>(c + <usize>i * step + (j << 2), load<f32>(edge + (i << 5) + (j << 2)));
    }
  }
}

/**
 * C [m, n] = A·B + bias, where entry (i, k) of A lies at a + 4 (i·aRow + k·aCol), of B at b + 4 (k·bRow + j·bCol),
 * C has rows of ldc numbers, and bias is the address of n numbers or 0.
 */
export function blockedProduct(
  m: i32, n: i32, k: i32,
  a: usize, aRow: i32, aCol: i32,
  b: usize, bRow: i32, bCol: i32,
  c: usize, ldc: i32, bias: usize,
): void {
  const step = <usize>(ldc << 2);
  for (let j0 = 0; j0 < n; j0 += NC) {
    const nc = min(NC, n - j0);
    for (let k0 = 0; k0 < k; k0 += KC) {
      const kc = min(KC, k - k0);
      const add = k0 > 0;
      const panelsA = scratch + (((nc + 7) & ~7) * kc << 2);
      packB(kc, nc, b + ((k0 * bRow + j0 * bCol) << 2), bRow, bCol, scratch);
      for (let i0 = 0; i0 < m; i0 += MC) {
        const mc = min(MC, m - i0);
        packA(mc, kc, a + ((i0 * aRow + k0 * aCol) << 2), aRow, aCol, panelsA);
        for (let j = 0; j < nc; j += 8) {
          const bp = scratch + (j * kc << 2);
          const biasAt = bias ? bias + ((j0 + j) << 2) : 0;
          const width = min(8, nc - j);
          for (let i = 0; i < mc; i += 4) {
            const ap = panelsA + (i * kc << 2);
            const to = c + <usize>(i0 + i) * step + ((j0 + j) << 2);
            const height = min(4, mc - i);
            if (height == 4 && width == 8) tile(kc, ap, bp, to, step, biasAt, add);
            else tileAtEdge(kc, ap, bp, to, step, biasAt, add, height, width);
          }
        }
      }
    }
  }
}
