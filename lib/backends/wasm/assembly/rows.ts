// A row of the product at a time: for small matrices, which fit the first cache as they are, and for sparse rows.
//
// 32 columns of the output row stay in 8 vector registers while k runs. Where the width is no multiple of 4, the last
// vectors overlap: they compute the same numbers twice and need no loop for what is left over.

/** Byte offset of vector t of a row of `width` numbers (at least 4): the last ones lie against the row's end. */
// @ts-ignore: decorator
@inline
function at(t: i32, width: i32): usize {
  return <usize>(min(t << 2, width - 4) << 2);
}

/** start, or zeros where its address is 0. */
// @ts-ignore: decorator
@inline
function startOf(bias: usize, offset: usize): v128 {
  return bias ? v128.load(bias + offset) : f32x4.splat(0);
}

// @ts-ignore: decorator
@inline
function step(sum: v128, factor: v128, address: usize): v128 {
  return f32x4.add(sum, f32x4.mul(factor, v128.load(address)));
}

/**
 * c [width] = bias + Σ over k of a[k] · row k of B. The numbers of a lie aStep bytes apart, the rows of B bStep bytes;
 * width is from 4 to 32.
 */
export function denseRow(
  width: i32, k: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, bias: usize,
): void {
  const o1 = at(1, width), o2 = at(2, width), o3 = at(3, width);
  let s0 = startOf(bias, 0), s1 = startOf(bias, o1), s2 = startOf(bias, o2), s3 = startOf(bias, o3);
  if (width <= 16) {
    for (; k > 0; k--) {
      const x = v128.load32_splat(a);
      s0 = step(s0, x, b); s1 = step(s1, x, b + o1); s2 = step(s2, x, b + o2); s3 = step(s3, x, b + o3);
      a += aStep;
      b += bStep;
    }
  } else {
    const o4 = at(4, width), o5 = at(5, width), o6 = at(6, width), o7 = at(7, width);
    let s4 = startOf(bias, o4), s5 = startOf(bias, o5), s6 = startOf(bias, o6), s7 = startOf(bias, o7);
    for (; k > 0; k--) {
      const x = v128.load32_splat(a);
      s0 = step(s0, x, b); s1 = step(s1, x, b + o1); s2 = step(s2, x, b + o2); s3 = step(s3, x, b + o3);
      s4 = step(s4, x, b + o4); s5 = step(s5, x, b + o5); s6 = step(s6, x, b + o6); s7 = step(s7, x, b + o7);
      a += aStep;
      b += bStep;
    }
    v128.store(c + o4, s4); v128.store(c + o5, s5); v128.store(c + o6, s6); v128.store(c + o7, s7);
  }
  v128.store(c, s0); v128.store(c + o1, s1); v128.store(c + o2, s2); v128.store(c + o3, s3);
}

/** The same with only those k that are listed: c = bias + Σ over `count` entries (k, x) of x · row k of B; any width to 32. */
export function sparseRow(
  width: i32, count: i32, entry: usize, b: usize, bStep: usize, c: usize, bias: usize,
): void {
  if (width < 4) {
    for (let j: usize = 0; j < <usize>(width << 2); j += 4) {
      let sum: f32 = bias ? load<f32>(bias + j) : 0;
      for (let t: usize = 0; t < <usize>count << 3; t += 8) {
        sum += load<f32>(entry + t, 4) * load<f32>(b + <usize>load<u32>(entry + t) * bStep + j);
      }
      store<f32>(c + j, sum);
    }
    return;
  }
  const o1 = at(1, width), o2 = at(2, width), o3 = at(3, width);
  const end = entry + (<usize>count << 3);
  let s0 = startOf(bias, 0), s1 = startOf(bias, o1), s2 = startOf(bias, o2), s3 = startOf(bias, o3);
  if (width <= 16) {
    for (; entry < end; entry += 8) {
      const x = v128.load32_splat(entry, 4);
      const row = b + <usize>load<u32>(entry) * bStep;
      s0 = step(s0, x, row); s1 = step(s1, x, row + o1); s2 = step(s2, x, row + o2); s3 = step(s3, x, row + o3);
    }
  } else {
    const o4 = at(4, width), o5 = at(5, width), o6 = at(6, width), o7 = at(7, width);
    let s4 = startOf(bias, o4), s5 = startOf(bias, o5), s6 = startOf(bias, o6), s7 = startOf(bias, o7);
    for (; entry < end; entry += 8) {
      const x = v128.load32_splat(entry, 4);
      const row = b + <usize>load<u32>(entry) * bStep;
      s0 = step(s0, x, row); s1 = step(s1, x, row + o1); s2 = step(s2, x, row + o2); s3 = step(s3, x, row + o3);
      s4 = step(s4, x, row + o4); s5 = step(s5, x, row + o5); s6 = step(s6, x, row + o6); s7 = step(s7, x, row + o7);
    }
    v128.store(c + o4, s4); v128.store(c + o5, s5); v128.store(c + o6, s6); v128.store(c + o7, s7);
  }
  v128.store(c, s0); v128.store(c + o1, s1); v128.store(c + o2, s2); v128.store(c + o3, s3);
}

/** For `count` entries (k, x): row k of C = x · a, over `width` columns (up to 32); the rows of C lie cStep bytes apart. */
export function scaledRows(
  width: i32, count: i32, entry: usize, a: usize, c: usize, cStep: usize,
): void {
  if (width < 4) {
    for (let t: usize = 0; t < <usize>count << 3; t += 8) {
      const row = c + <usize>load<u32>(entry + t) * cStep;
      for (let j: usize = 0; j < <usize>(width << 2); j += 4) {
        store<f32>(row + j, load<f32>(entry + t, 4) * load<f32>(a + j));
      }
    }
    return;
  }
  const o1 = at(1, width), o2 = at(2, width), o3 = at(3, width);
  const end = entry + (<usize>count << 3);
  const a0 = v128.load(a), a1 = v128.load(a + o1), a2 = v128.load(a + o2), a3 = v128.load(a + o3);
  if (width <= 16) {
    for (; entry < end; entry += 8) {
      const x = v128.load32_splat(entry, 4);
      const row = c + <usize>load<u32>(entry) * cStep;
      v128.store(row, f32x4.mul(x, a0)); v128.store(row + o1, f32x4.mul(x, a1));
      v128.store(row + o2, f32x4.mul(x, a2)); v128.store(row + o3, f32x4.mul(x, a3));
    }
    return;
  }
  const o4 = at(4, width), o5 = at(5, width), o6 = at(6, width), o7 = at(7, width);
  const a4 = v128.load(a + o4), a5 = v128.load(a + o5), a6 = v128.load(a + o6), a7 = v128.load(a + o7);
  for (; entry < end; entry += 8) {
    const x = v128.load32_splat(entry, 4);
    const row = c + <usize>load<u32>(entry) * cStep;
    v128.store(row, f32x4.mul(x, a0)); v128.store(row + o1, f32x4.mul(x, a1));
    v128.store(row + o2, f32x4.mul(x, a2)); v128.store(row + o3, f32x4.mul(x, a3));
    v128.store(row + o4, f32x4.mul(x, a4)); v128.store(row + o5, f32x4.mul(x, a5));
    v128.store(row + o6, f32x4.mul(x, a6)); v128.store(row + o7, f32x4.mul(x, a7));
  }
}

/** C [m, n] = A·B + bias for any n, row by row; arguments as in blockedProduct, B with its columns side by side. */
export function rowProduct(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aCol: i32, b: usize, ldb: i32, c: usize, ldc: i32, bias: usize,
): void {
  if (n < 4) {
    narrowProduct(m, n, k, a, aRow, aCol, b, ldb, c, ldc, bias);
    return;
  }
  for (let j = 0; j < n; j += 32) {
    // A last strip of less than four columns starts further left, over columns that are done already.
    const from = min(j, n - 4);
    const width = min(32, n - from);
    const biasAt = bias ? bias + (from << 2) : 0;
    for (let i = 0; i < m; i++) {
      denseRow(
        width, k, a + ((i * aRow) << 2), aCol << 2, b + (from << 2), ldb << 2, c + ((i * ldc + from) << 2), biasAt,
      );
    }
  }
}

/** Columns that streamedProduct works on at a time: for up to 7 rows of C they stay in the first cache. */
const STRIP: i32 = 1024;

/**
 * The same for few rows and a large B: B is read once, from front to back, four rows of it for each pass over C. Each
 * number of C is summed up in the order of k, as everywhere.
 */
export function streamedProduct(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, b: usize, ldb: i32, c: usize, ldc: i32, bias: usize,
): void {
  for (let i = 0; i < m; i++) {
    const to = c + ((i * ldc) << 2);
    if (bias) memory.copy(to, bias, n << 2);
    else memory.fill(to, 0, n << 2);
  }
  const rowStep = <usize>(ldb << 2);
  for (let j = 0; j < n; j += STRIP) {
    const width = min(STRIP, n - j);
    let p = 0;
    for (; p + 4 <= k; p += 4) {
      const rows = b + ((p * ldb + j) << 2);
      for (let i = 0; i < m; i++) {
        addFourRows(width, a + ((i * aRow + p) << 2), rows, rowStep, c + ((i * ldc + j) << 2));
      }
    }
    for (; p < k; p++) {
      for (let i = 0; i < m; i++) {
        const x = load<f32>(a + ((i * aRow + p) << 2));
        for (let t = 0; t < width; t++) {
          const to = c + ((i * ldc + j + t) << 2);
          store<f32>(to, load<f32>(to) + x * load<f32>(b + ((p * ldb + j + t) << 2)));
        }
      }
    }
  }
}

/** c [width] += a[0] · row 0 + … + a[3] · row 3, where the rows lie step bytes apart. */
function addFourRows(width: i32, a: usize, row: usize, step: usize, c: usize): void {
  const x0 = v128.load32_splat(a), x1 = v128.load32_splat(a, 4);
  const x2 = v128.load32_splat(a, 8), x3 = v128.load32_splat(a, 12);
  const end = c + ((width & ~3) << 2);
  for (; c < end; c += 16) {
    let sum = f32x4.add(v128.load(c), f32x4.mul(x0, v128.load(row)));
    sum = f32x4.add(sum, f32x4.mul(x1, v128.load(row + step)));
    sum = f32x4.add(sum, f32x4.mul(x2, v128.load(row + 2 * step)));
    v128.store(c, f32x4.add(sum, f32x4.mul(x3, v128.load(row + 3 * step))));
    row += 16;
  }
  for (let left = width & 3; left > 0; left--) {
    let sum = load<f32>(c) + load<f32>(a) * load<f32>(row);
    sum += load<f32>(a, 4) * load<f32>(row + step);
    sum += load<f32>(a, 8) * load<f32>(row + 2 * step);
    store<f32>(c, sum + load<f32>(a, 12) * load<f32>(row + 3 * step));
    c += 4;
    row += 4;
  }
}

function narrowProduct(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aCol: i32, b: usize, ldb: i32, c: usize, ldc: i32, bias: usize,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f32 = bias ? load<f32>(bias + (j << 2)) : 0;
      for (let p = 0; p < k; p++) {
        sum += load<f32>(a + ((i * aRow + p * aCol) << 2)) * load<f32>(b + ((p * ldb + j) << 2));
      }
      store<f32>(c + ((i * ldc + j) << 2), sum);
    }
  }
}
