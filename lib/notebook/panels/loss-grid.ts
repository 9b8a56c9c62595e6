/** A loss over two numbers, as the page draws it. */
export interface LossGrid {
  /** From and to, from left to right. */
  xRange: [number, number];
  /** From and to, from bottom to top. */
  yRange: [number, number];
  /** Places along each side, the ends included. */
  n: number;
  /** [n · n] row by row, the first row at the lower end of yRange. */
  losses: number[];
  /** Heights and lines go by the logarithm of the loss… */
  log: boolean;
  /** …down to this one: what is lower is drawn as low. */
  floor: number;
}

/** A logarithmic height goes down to this share of the largest loss: below lie pits that hide all else. */
const deepest = 3e-4;

/**
 * A loss at n × n places. log: by the logarithm; unless told otherwise where it is nowhere below 0 and its largest value is
 * more than twenty times its smallest. Of a number that is not finite the largest finite one is drawn, as a plateau.
 * Throws RangeError where none is finite, or log is asked of a loss below 0.
 */
export function lossGrid(
  what: string,
  loss: (a: number, b: number) => number,
  { xRange, yRange, n, log }: Omit<LossGrid, "losses" | "log" | "floor"> & { log?: boolean },
): LossGrid {
  const at = ([from, to]: [number, number], k: number) => from + ((to - from) * k) / (n - 1);
  const losses = Array.from({ length: n * n }, (_, k) =>
    loss(at(xRange, k % n), at(yRange, Math.floor(k / n))),
  );
  const finite = losses.filter(Number.isFinite);
  if (finite.length === 0) {
    throw new RangeError(
      `${what}: the loss is finite nowhere on the plane, so there is nothing to draw: it gave ${losses[0]} first`,
    );
  }
  const [low, high] = [
    finite.reduce((a, b) => Math.min(a, b)),
    finite.reduce((a, b) => Math.max(a, b)),
  ];
  if (log && (low < 0 || high === 0)) {
    throw new RangeError(
      `${what} expects a loss above 0 for a logarithmic height but got ${low}: leave log out`,
    );
  }
  return {
    ...{ xRange, yRange, n, log: log ?? (low >= 0 && high > 20 * low) },
    floor: Number(Math.max(low, deepest * high).toPrecision(5)),
    losses: losses.map((value) => Number((Number.isFinite(value) ? value : high).toPrecision(5))),
  };
}
