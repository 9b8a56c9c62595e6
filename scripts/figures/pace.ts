/**
 * Of many moments of a training so many that about as much happens between each and the next: an animation of them is slow
 * where most happens. Each moment is a row of numbers, for instance what the net answers; the first and the last are taken.
 * Returns their numbers, growing.
 */
export function evenlyPaced(moments: readonly ArrayLike<number>[], count: number): number[] {
  const path = [0];
  for (let k = 1; k < moments.length; k++) {
    path.push(path[k - 1] + distance(moments[k], moments[k - 1]));
  }
  const whole = path[path.length - 1];
  const taken = Array.from({ length: count }, (_, i) =>
    path.findIndex((way) => way >= (whole * i) / (count - 1) - 1e-12),
  );
  return [...new Set([...taken.slice(0, -1), moments.length - 1])];
}

/** The square root of the sum of squared differences. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}
