// What the processor can do with 128-bit vectors when it waits for nothing.

/**
 * `times` rounds of 12 multiplications and 12 additions of four float32 each, all in registers: 96 operations a round.
 * The twelve chains do not wait for each other. Returns their sum, so that no compiler leaves the work out.
 */
export function multiplyAdd(times: i32): f32 {
  const x = f32x4.splat(0.999),
    y = f32x4.splat(0.001);
  let a = f32x4.splat(0.01),
    b = f32x4.splat(0.02),
    c = f32x4.splat(0.03),
    d = f32x4.splat(0.04);
  let e = f32x4.splat(0.05),
    f = f32x4.splat(0.06),
    g = f32x4.splat(0.07),
    h = f32x4.splat(0.08);
  let i = f32x4.splat(0.09),
    j = f32x4.splat(0.11),
    k = f32x4.splat(0.12),
    l = f32x4.splat(0.13);
  for (; times > 0; times--) {
    a = f32x4.add(f32x4.mul(a, x), y);
    b = f32x4.add(f32x4.mul(b, x), y);
    c = f32x4.add(f32x4.mul(c, x), y);
    d = f32x4.add(f32x4.mul(d, x), y);
    e = f32x4.add(f32x4.mul(e, x), y);
    f = f32x4.add(f32x4.mul(f, x), y);
    g = f32x4.add(f32x4.mul(g, x), y);
    h = f32x4.add(f32x4.mul(h, x), y);
    i = f32x4.add(f32x4.mul(i, x), y);
    j = f32x4.add(f32x4.mul(j, x), y);
    k = f32x4.add(f32x4.mul(k, x), y);
    l = f32x4.add(f32x4.mul(l, x), y);
  }
  const sum = f32x4.add(
    f32x4.add(
      f32x4.add(f32x4.add(a, b), f32x4.add(c, d)),
      f32x4.add(f32x4.add(e, f), f32x4.add(g, h)),
    ),
    f32x4.add(f32x4.add(i, j), f32x4.add(k, l)),
  );
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 3);
}
