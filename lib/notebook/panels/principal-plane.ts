/** The plane in the space of parameters that shows most of a path through it. */
export interface PrincipalPlane {
  /** Two directions of length 1 at right angles, [parameters] each. */
  directions: [Float64Array, Float64Array];
  /** Of each direction: the share of the path's variance that lies along it, 0 to 1. */
  shares: [number, number];
  /** Each moment's place on the plane; the last moment is [0, 0]. */
  places: [number, number][];
}

/** Most moments that the directions are computed from; of more, some are left out. */
const mostMoments = 60;

/**
 * The first two principal directions of a path θ₁ … θ_m, of n parameters each.
 * With the differences from the mean as rows of D [m, n], the principal directions are the eigenvectors of DᵀD [n, n], which
 * is far too large. But where DDᵀ v = λ v, then DᵀD (Dᵀv) = λ (Dᵀv): so the small Gram matrix G = DDᵀ [m, m] of dot products
 * has the same eigenvalues, and u = Dᵀv / √λ is the direction. The share of the variance along it is λ / Σ λ = λ / trace G.
 * Each direction's sign is such that the path comes from its negative side. A path that is straight has no second direction:
 * then one at right angles is made up, with share 0. Returns undefined where the path has not moved.
 * Source: Li, Xu, Taylor, Studer, Goldstein, "Visualizing the Loss Landscape of Neural Nets", 2018, section 7.
 */
export function principalPlane(path: readonly ArrayLike<number>[]): PrincipalPlane | undefined {
  const last = path[path.length - 1];
  const count = last?.length ?? 0;
  const every = Math.ceil(path.length / mostMoments);
  const chosen = path.filter((_, i) => (path.length - 1 - i) % every === 0);
  const mean = new Float64Array(count);
  for (const point of chosen) for (let k = 0; k < count; k++) mean[k] += point[k] / chosen.length;
  const D = chosen.map((point) => Float64Array.from(mean, (center, k) => point[k] - center));
  const G = D.map((a) => D.map((b) => dot(a, b)));
  const trace = G.reduce((sum, row, i) => sum + row[i], 0);
  if (!(trace > 0)) return undefined;
  const { values, vectors } = eigen(G);
  const directions = [0, 1].map((k) => {
    const u = new Float64Array(count);
    if (values[k] > 1e-10 * trace) {
      D.forEach((row, i) => add(u, row, vectors[k][i] / Math.sqrt(values[k])));
    }
    return u;
  }) as [Float64Array, Float64Array];
  if (dot(directions[1], directions[1]) < 0.5) directions[1] = acrossFrom(directions[0]);
  for (const u of directions) {
    const from = path.map((point) => along(point, last, u));
    const furthest = from.reduce((a, b) => (Math.abs(b) > Math.abs(a) * (1 + 1e-9) ? b : a));
    if (furthest > 0) u.forEach((value, k) => (u[k] = -value));
  }
  const places = path.map(
    (point) => directions.map((u) => along(point, last, u)) as [number, number],
  );
  const shares = [0, 1].map((k) => Math.max(0, values[k] ?? 0) / trace) as [number, number];
  return { directions, shares, places };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function add(to: Float64Array, row: Float64Array, factor: number): void {
  for (let k = 0; k < to.length; k++) to[k] += factor * row[k];
}

/** (point − from) · u */
function along(point: ArrayLike<number>, from: ArrayLike<number>, u: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += (point[k] - from[k]) * u[k];
  return sum;
}

/** A direction of length 1 at right angles to u: the axis that u has least of, less its part along u. Of one parameter: none. */
function acrossFrom(u: Float64Array): Float64Array {
  const made = new Float64Array(u.length);
  if (u.length < 2) return made;
  const least = u.reduce((best, value, k) => (Math.abs(value) < Math.abs(u[best]) ? k : best), 0);
  made[least] = 1;
  add(made, u, -u[least]);
  const length = Math.sqrt(dot(made, made));
  return made.map((value) => value / length);
}

/**
 * Eigenvalues of a symmetric matrix, largest first, with their eigenvectors. Jacobi's method: turn two axes so that the
 * entry between them becomes 0, again and again, until nothing is left beside the diagonal.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.5.
 */
export function eigen(symmetric: readonly (readonly number[])[]): {
  values: number[];
  vectors: Float64Array[];
} {
  const n = symmetric.length;
  const A = symmetric.map((row) => Float64Array.from(row));
  const V = A.map((_, i) => Float64Array.from(A, (_, j) => Number(i === j)));
  const size = Math.sqrt(A.reduce((sum, row) => sum + row.reduce((s, x) => s + x * x, 0), 0));
  for (let sweep = 0; sweep < 50; sweep++) {
    let beside = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        beside = Math.max(beside, Math.abs(A[p][q]));
        if (Math.abs(A[p][q]) <= 1e-13 * size) continue;
        const theta = (A[q][q] - A[p][p]) / (2 * A[p][q]);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const row = A[k];
          const x = row[p];
          const y = row[q];
          row[p] = c * x - s * y;
          row[q] = s * x + c * y;
        }
        turn(A[p], A[q], c, s);
        turn(V[p], V[q], c, s);
      }
    }
    if (beside <= 1e-13 * size) break;
  }
  const order = A.map((_, i) => i).sort((a, b) => A[b][b] - A[a][a]);
  return { values: order.map((i) => A[i][i]), vectors: order.map((i) => V[i]) };
}

/** Turns two rows into each other: x ← c x − s y, y ← s x + c y. */
function turn(xs: Float64Array, ys: Float64Array, c: number, s: number): void {
  for (let k = 0; k < xs.length; k++) {
    const x = xs[k];
    const y = ys[k];
    xs[k] = c * x - s * y;
    ys[k] = s * x + c * y;
  }
}
