// The ratios that the library is to reach, on two cores with NumPy at 512-bit SIMD.

export interface Target {
  workload: string;
  threads: number;
  /** At least so many times as fast as this peer, with as many threads as it can use of these. */
  numpy: number;
  pytorch: number;
  javascript: number;
}

export const targets: readonly Target[] = [
  { workload: "A", threads: 1, numpy: 10, pytorch: 25, javascript: 45 },
  { workload: "B", threads: 1, numpy: 1.3, pytorch: 4, javascript: 14 },
  { workload: "C", threads: 1, numpy: 0.55, pytorch: 0.7, javascript: 2.8 },
  { workload: "C", threads: 2, numpy: 0.6, pytorch: 0.75, javascript: 5 },
  { workload: "D", threads: 1, numpy: 0.42, pytorch: 0.5, javascript: 1.8 },
];

/** The share of the core's measured multiply-add peak that D is to reach, by the wasm engine on one thread. */
export const peakShare = 0.8;
