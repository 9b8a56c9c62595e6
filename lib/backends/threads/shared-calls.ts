import type { KernelCalls, Ranged } from "../wasm/kernel-calls";
import type { Team } from "./team";

/** About so many multiplications take as long as sharing them costs; less is done by the caller alone. */
const WORTH_SHARING = 40_000;

/**
 * Which kernels are shared: where their parts may begin, and about how much work one entry or row of the range is.
 * widths names those of the numbers behind the range that the work of a row grows with, counted from 0.
 * Kernels of sparse gradients and their step keep a list for each part, so they are always cut in the same way.
 */
const SHARED: Readonly<
  Record<string, { grain: number; each: number; widths: readonly [number?, number?] }>
> = {
  affine: { grain: 4, each: 1, widths: [4, 5] },
  weightGradient: { grain: 4, each: 1, widths: [4, 5] },
  inputGradient: { grain: 4, each: 1, widths: [3, 4] },
  gatherBytes: { grain: 1, each: 0.5, widths: [3] },
  gatherFloats: { grain: 1, each: 0.5, widths: [3] },
  expandSpans: { grain: 1, each: 0.5, widths: [2] },
  sparseAffine: { grain: 4, each: 0.4, widths: [5, 6] },
  sparseWeightGradient: { grain: 4, each: 1, widths: [4] },
  sgdOfOne: { grain: 4, each: 0.2, widths: [5] },
  sgdActive: { grain: 4, each: 1, widths: [3] },
  sigmoidForward: { grain: 16, each: 4, widths: [] },
  sigmoidBackward: { grain: 16, each: 1, widths: [] },
  tanhForward: { grain: 16, each: 4, widths: [] },
  tanhBackward: { grain: 16, each: 1, widths: [] },
  reluForward: { grain: 16, each: 1, widths: [] },
  reluBackward: { grain: 16, each: 1, widths: [] },
  leakyReluForward: { grain: 16, each: 1, widths: [] },
  leakyReluBackward: { grain: 16, each: 1, widths: [] },
  softmaxForward: { grain: 1, each: 8, widths: [2] },
  softmaxBackward: { grain: 1, each: 2, widths: [3] },
  scaledDifference: { grain: 16, each: 1, widths: [] },
  probabilityDifference: { grain: 16, each: 2, widths: [] },
  dropout: { grain: 16, each: 3, widths: [] },
  columnMoments: { grain: 16, each: 3, widths: [1] },
  normalize: { grain: 16, each: 1, widths: [2] },
  normalizeBackward: { grain: 16, each: 4, widths: [3] },
  addPenaltyGradient: { grain: 16, each: 1, widths: [] },
  scale: { grain: 16, each: 0.5, widths: [] },
  clip: { grain: 16, each: 0.5, widths: [] },
  sgd: { grain: 16, each: 1, widths: [] },
  momentum: { grain: 16, each: 2, widths: [] },
  adagrad: { grain: 16, each: 4, widths: [] },
  rmsprop: { grain: 16, each: 4, widths: [] },
  adam: { grain: 16, each: 4, widths: [] },
  useScratch: { grain: 1, each: Infinity, widths: [] },
};

/** The kernels that are shared, in the order of their numbers. */
export const sharedNames = Object.keys(SHARED);

/** The calls of one net with the work of the large ones shared by the team. own: the kernels of the caller's thread. */
export function sharedCalls(team: Team, net: number, own: KernelCalls): KernelCalls {
  const calls: KernelCalls = { ...own };
  sharedNames.forEach((name, number) => {
    const kernel = own[name as keyof KernelCalls] as Ranged;
    const { grain, each, widths } = SHARED[name];
    const [first = -1, second = -1] = widths;
    // prettier-ignore
    const shared = (
      from: number, to: number, a: number, b: number, c: number, d: number, e: number, f: number, g: number,
      h: number, i: number, j: number, k: number, l: number, m: number, n: number,
    ): number =>
      (to - from) * each * pick(first, b, c, d, e, f, g, h) * pick(second, b, c, d, e, f, g, h) < WORTH_SHARING
        ? kernel(from, to, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
        : team.run(net, number, kernel, to, grain, a, b, c, d, e, f, g, h, i, j, k, l, m, n);
    Object.assign(calls, { [name]: shared });
  });
  return calls;
}

/** The number at that place, counted from 0 and of the second one on; 1 for a place below 0. */
// prettier-ignore
function pick(
  at: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number,
): number {
  return at < 0 ? 1 : at === 1 ? b : at === 2 ? c : at === 3 ? d : at === 4 ? e : at === 5 ? f : at === 6 ? g : h;
}
