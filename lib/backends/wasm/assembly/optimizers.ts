// Changes of the parameters. Each returns 1 where all numbers that it wrote are finite, else 0: v − v is 0 for finite v
// and NaN for the others, and the bits of these differences are collected by "or", which waits for nothing (a sum of
// them would take three times as long as the step itself).

// Their numbers lie in memory, at `numbers`: as arguments from JavaScript each would be put into a box of its own.

/** p ← p − rate · g over entries [from, to). numbers: rate. */
export function sgd(from: i32, to: i32, p: usize, g: usize, numbers: usize): i32 {
  const factor = v128.load32_splat(numbers);
  let check = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const at = p + (i << 2);
    const v = f32x4.sub(v128.load(at), f32x4.mul(factor, v128.load(g + (i << 2))));
    v128.store(at, v);
    check = v128.or(check, f32x4.sub(v, v));
  }
  return v128.any_true(check) ? 0 : 1;
}

/**
 * The same for a batch of one and sparse inputs, without the gradient: row k of p [from, to) of it, less rate times the
 * k-th input times dZ, for the inputs that are listed. cols at a time: 32, in registers.
 */
export function sgdOfOne(
  from: i32, to: i32, spans: usize, entries: usize, dz: usize, p: usize, numbers: usize, cols: i32,
): i32 {
  const rate = load<f32>(numbers);
  let entry = entries + (<usize>load<u32>(spans) << 3);
  let end = entry + (<usize>load<u32>(spans, 4) << 3);
  while (entry < end && <i32>load<u32>(entry) < from) entry += 8;
  while (end > entry && <i32>load<u32>(end - 8) >= to) end -= 8;
  let check = f32x4.splat(0);
  for (let j = 0; j < cols; j += 32) {
    const width = min(32, cols - j);
    check = v128.or(check, stripOfOne(width, entry, end, dz + (j << 2), p + (j << 2), rate, cols << 2));
  }
  return v128.any_true(check) ? 0 : 1;
}

function stripOfOne(
  width: i32, entry: usize, end: usize, dz: usize, p: usize, rate: f32, step: usize,
): v128 {
  let check = f32x4.splat(0);
  if (width < 4) {
    for (; entry < end; entry += 8) {
      const row = p + <usize>load<u32>(entry) * step;
      for (let j: usize = 0; j < <usize>(width << 2); j += 4) {
        const v = load<f32>(row + j) - load<f32>(entry, 4) * (rate * load<f32>(dz + j));
        store<f32>(row + j, v);
        check = v128.or(check, f32x4.splat(v - v));
      }
    }
    return check;
  }
  // Whole vectors, and a last one that may overlap: it is computed before the others are written.
  const whole = (width - 1) >> 2;
  const lastAt = <usize>((width - 4) << 2);
  const r = f32x4.splat(rate);
  const a0 = f32x4.mul(r, v128.load(dz));
  const a1 = whole > 1 ? f32x4.mul(r, v128.load(dz, 16)) : a0, a2 = whole > 2 ? f32x4.mul(r, v128.load(dz, 32)) : a0;
  const a3 = whole > 3 ? f32x4.mul(r, v128.load(dz, 48)) : a0, a4 = whole > 4 ? f32x4.mul(r, v128.load(dz, 64)) : a0;
  const a5 = whole > 5 ? f32x4.mul(r, v128.load(dz, 80)) : a0, a6 = whole > 6 ? f32x4.mul(r, v128.load(dz, 96)) : a0;
  const aLast = f32x4.mul(r, v128.load(dz + lastAt));
  if (whole == 7) {
    // All registers in use, and no question left to ask: the widest strip is the one that most of the time goes into.
    for (; entry < end; entry += 8) {
      const x = v128.load32_splat(entry, 4);
      const row = p + <usize>load<u32>(entry) * step;
      const last = f32x4.sub(v128.load(row + lastAt), f32x4.mul(x, aLast));
      const c0 = subtract(row, x, a0), c1 = subtract(row + 16, x, a1);
      const c2 = subtract(row + 32, x, a2), c3 = subtract(row + 48, x, a3);
      check = v128.or(check, v128.or(v128.or(c0, c1), v128.or(c2, c3)));
      const c4 = subtract(row + 64, x, a4), c5 = subtract(row + 80, x, a5);
      const c6 = subtract(row + 96, x, a6);
      v128.store(row + lastAt, last);
      check = v128.or(check, v128.or(v128.or(c4, c5), v128.or(c6, f32x4.sub(last, last))));
    }
    return check;
  }
  for (; entry < end; entry += 8) {
    const x = v128.load32_splat(entry, 4);
    const row = p + <usize>load<u32>(entry) * step;
    const last = f32x4.sub(v128.load(row + lastAt), f32x4.mul(x, aLast));
    if (whole > 0) check = v128.or(check, subtract(row, x, a0));
    if (whole > 1) check = v128.or(check, subtract(row + 16, x, a1));
    if (whole > 2) check = v128.or(check, subtract(row + 32, x, a2));
    if (whole > 3) check = v128.or(check, subtract(row + 48, x, a3));
    if (whole > 4) check = v128.or(check, subtract(row + 64, x, a4));
    if (whole > 5) check = v128.or(check, subtract(row + 80, x, a5));
    if (whole > 6) check = v128.or(check, subtract(row + 96, x, a6));
    v128.store(row + lastAt, last);
    check = v128.or(check, f32x4.sub(last, last));
  }
  return check;
}

/** Subtracts x · a from the four numbers at p; returns zeros where the result is finite. */
// @ts-ignore: decorator
@inline
function subtract(p: usize, x: v128, a: v128): v128 {
  const v = f32x4.sub(v128.load(p), f32x4.mul(x, a));
  v128.store(p, v);
  return f32x4.sub(v, v);
}

/** p ← p − rate · g over those rows of [from, to) that active lists: the gradient of the others is zero. */
export function sgdActive(
  from: i32,
  to: i32,
  p: usize,
  g: usize,
  numbers: usize,
  cols: i32,
  active: usize,
  activeCount: usize,
): i32 {
  const rate = load<f32>(numbers);
  const factor = f32x4.splat(rate);
  const found = load<u32>(activeCount + (from << 2));
  const list = active + (from << 2);
  const lastAt = <usize>(max(0, cols - 4) << 2);
  let check = f32x4.splat(0);
  for (let t: u32 = 0; t < found; t++) {
    const row = <usize>((load<u32>(list + (t << 2)) * cols) << 2);
    const pRow = p + row;
    const gRow = g + row;
    if (cols < 4) {
      for (let j: usize = 0; j < <usize>(cols << 2); j += 4) {
        const v = load<f32>(pRow + j) - rate * load<f32>(gRow + j);
        store<f32>(pRow + j, v);
        check = v128.or(check, f32x4.splat(v - v));
      }
      continue;
    }
    // The last vector overlaps the one before it, so it is computed before that one is written.
    const last = changed(pRow + lastAt, gRow + lastAt, factor);
    let j: usize = 0;
    for (; j + 16 < lastAt; j += 32) {
      const v = changed(pRow + j, gRow + j, factor);
      const w = changed(pRow + j + 16, gRow + j + 16, factor);
      v128.store(pRow + j, v);
      v128.store(pRow + j, w, 16);
      check = v128.or(check, v128.or(f32x4.sub(v, v), f32x4.sub(w, w)));
    }
    if (j < lastAt) {
      const v = changed(pRow + j, gRow + j, factor);
      v128.store(pRow + j, v);
      check = v128.or(check, f32x4.sub(v, v));
    }
    v128.store(pRow + lastAt, last);
    check = v128.or(check, f32x4.sub(last, last));
  }
  return v128.any_true(check) ? 0 : 1;
}

// @ts-ignore: decorator
@inline
function changed(p: usize, g: usize, factor: v128): v128 {
  return f32x4.sub(v128.load(p), f32x4.mul(factor, v128.load(g)));
}

/**
 * v ← μ v + g, p ← p − rate · v, or rate · μ v + rate · g where nesterov is 1, over entries [from, to). numbers: rate, μ.
 */
export function momentum(
  from: i32, to: i32, p: usize, g: usize, v: usize, numbers: usize, nesterov: i32,
): i32 {
  const rate = v128.load32_splat(numbers);
  const kept = v128.load32_splat(numbers, 4);
  let check = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const o = <usize>(i << 2);
    const gi = v128.load(g + o);
    const vi = f32x4.add(f32x4.mul(kept, v128.load(v + o)), gi);
    v128.store(v + o, vi);
    let step = f32x4.mul(rate, nesterov ? f32x4.mul(kept, vi) : vi);
    if (nesterov) step = f32x4.add(step, f32x4.mul(rate, gi));
    const pi = f32x4.sub(v128.load(p + o), step);
    v128.store(p + o, pi);
    check = v128.or(check, f32x4.sub(pi, pi));
  }
  return v128.any_true(check) ? 0 : 1;
}

/** s ← s + g², p ← p − rate · g / (√s + ε) over entries [from, to). numbers: rate, ε. */
export function adagrad(from: i32, to: i32, p: usize, g: usize, s: usize, numbers: usize): i32 {
  const rate = v128.load32_splat(numbers);
  const small = v128.load32_splat(numbers, 4);
  let check = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const o = <usize>(i << 2);
    const gi = v128.load(g + o);
    const si = f32x4.add(v128.load(s + o), f32x4.mul(gi, gi));
    v128.store(s + o, si);
    check = v128.or(check, scaledStep(p + o, gi, si, rate, small));
  }
  return v128.any_true(check) ? 0 : 1;
}

/** s ← ρ s + (1 − ρ) g², p ← p − rate · g / (√s + ε) over entries [from, to). numbers: rate, ε, ρ, 1 − ρ. */
export function rmsprop(from: i32, to: i32, p: usize, g: usize, s: usize, numbers: usize): i32 {
  const rate = v128.load32_splat(numbers);
  const small = v128.load32_splat(numbers, 4);
  const kept = v128.load32_splat(numbers, 8);
  const rest = v128.load32_splat(numbers, 12);
  let check = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const o = <usize>(i << 2);
    const gi = v128.load(g + o);
    const si = f32x4.add(f32x4.mul(kept, v128.load(s + o)), f32x4.mul(f32x4.mul(rest, gi), gi));
    v128.store(s + o, si);
    check = v128.or(check, scaledStep(p + o, gi, si, rate, small));
  }
  return v128.any_true(check) ? 0 : 1;
}

/** Takes rate · g / (√s + ε) off the four numbers at p; returns zeros where these and s are finite. */
// @ts-ignore: decorator
@inline
function scaledStep(p: usize, g: v128, s: v128, rate: v128, small: v128): v128 {
  // Divided first: a quotient of about 1 leaves a large rate in the range of float32.
  const step = f32x4.mul(rate, f32x4.div(g, f32x4.add(f32x4.sqrt(s), small)));
  const v = f32x4.sub(v128.load(p), step);
  v128.store(p, v);
  // An infinite s would make every later step 0, in silence.
  return v128.or(f32x4.sub(v, v), f32x4.sub(s, s));
}

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − stepSize · m / (√v · rootCorrection + ε),
 * with stepSize = rate / (1 − β₁ᵗ) and rootCorrection = 1 / √(1 − β₂ᵗ), over entries [from, to).
 * numbers: stepSize, β₁, β₂, rootCorrection, ε, 1 − β₁, 1 − β₂.
 */
export function adam(
  from: i32,
  to: i32,
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  numbers: usize,
): i32 {
  const b1 = v128.load32_splat(numbers, 4),
    b2 = v128.load32_splat(numbers, 8),
    rest1 = v128.load32_splat(numbers, 20),
    rest2 = v128.load32_splat(numbers, 24);
  const size = v128.load32_splat(numbers),
    root = v128.load32_splat(numbers, 12),
    small = v128.load32_splat(numbers, 16);
  let check = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const o = <usize>(i << 2);
    const gi = v128.load(g + o);
    const mi = f32x4.add(f32x4.mul(b1, v128.load(m + o)), f32x4.mul(rest1, gi));
    const vi = f32x4.add(f32x4.mul(b2, v128.load(v + o)), f32x4.mul(rest2, f32x4.mul(gi, gi)));
    v128.store(m + o, mi);
    v128.store(v + o, vi);
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(vi), root), small);
    const pi = f32x4.sub(v128.load(p + o), f32x4.div(f32x4.mul(size, mi), below));
    v128.store(p + o, pi);
    // An infinite v would make every later step 0, in silence.
    check = v128.or(check, v128.or(f32x4.sub(pi, pi), f32x4.sub(vi, vi)));
  }
  return v128.any_true(check) ? 0 : 1;
}
