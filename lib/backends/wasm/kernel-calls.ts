/**
 * What the compiled kernels offer; their sources in assembly/ say what each does. Matrices are addresses.
 * Those that begin with a range (from, to) can be shared among threads, which is why they are called through this
 * interface: a backend may put its own functions in their place.
 */
export interface KernelCalls {
  affine: Ranged;
  weightGradient: Ranged;
  inputGradient: Ranged;
  gatherSpans: Ranged;
  expandSpans: Ranged;
  sparseAffine: Ranged;
  sparseWeightGradient: Ranged;
  gatherBytes: Ranged;
  gatherFloats: Ranged;
  gatherClasses: Ranged;
  linearForward: Ranged;
  linearBackward: Ranged;
  sigmoidForward: Ranged;
  sigmoidBackward: Ranged;
  tanhForward: Ranged;
  tanhBackward: Ranged;
  reluForward: Ranged;
  reluBackward: Ranged;
  leakyReluForward: Ranged;
  leakyReluBackward: Ranged;
  softmaxForward: Ranged;
  softmaxBackward: Ranged;
  scaledDifference: Ranged;
  probabilityDifference: Ranged;
  dropout: Ranged;
  /** Of columns. */
  columnMoments: Ranged;
  normalize: Ranged;
  normalizeBackward: Ranged;
  addPenaltyGradient: Ranged;
  scale: Ranged;
  clip: Ranged;
  /** These return 1 where all that was written is finite, else 0. */
  sgd: Ranged;
  sgdActive: Ranged;
  sgdOfOne: Ranged;
  momentum: Ranged;
  adagrad: Ranged;
  rmsprop: Ranged;
  adam: Ranged;
  /** Thread t packs at base + t · bytes; the range is that of the threads. */
  useScratch: Ranged;
  sparseOuterProduct(spans: number, entries: number, dz: number, dw: number, outputs: number): void;
  listBytes(
    data: number,
    rows: number,
    cols: number,
    scale: number,
    starts: number,
    first: number,
    entries: number,
  ): number;
  listFloats(
    data: number,
    rows: number,
    cols: number,
    starts: number,
    first: number,
    entries: number,
  ): number;
  biasGradient(dz: number, db: number, rows: number, outputs: number): number;
  squaredError(a: number, y: number, length: number): number;
  crossEntropyOfLogits(z: number, y: number, rows: number, outputs: number): number;
  binaryCrossEntropyOfLogits(z: number, y: number, length: number): number;
  binaryCrossEntropy(p: number, y: number, length: number): number;
  sumOfAbsolutes(x: number, length: number): number;
  sumOfSquares(x: number, length: number): number;
  correctClasses(a: number, y: number, rows: number, outputs: number): number;
  correctSides(a: number, y: number, rows: number, outputs: number): number;
  correctValues(a: number, y: number, length: number, tolerance: number): number;
  multiplyAdd(times: number): number;
}

/** At most sixteen numbers, the range counted. */
export type Ranged = (from: number, to: number, ...rest: number[]) => number;
