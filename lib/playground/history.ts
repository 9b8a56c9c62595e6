// Both losses over the epochs, in a bounded number of points however long one plays.

export interface LossPoint {
  epoch: number;
  train: number;
  test: number;
}

/** Keeps at most `most` points: when it is full, every second one goes, and from then on every second one is taken. */
export class LossHistory {
  #points: LossPoint[] = [];
  #every = 1;
  #seen = 0;
  #last?: LossPoint;

  constructor(private readonly most = 400) {}

  /** All kept points, and the newest one. */
  get points(): readonly LossPoint[] {
    const last = this.#last;
    if (!last || this.#points[this.#points.length - 1] === last) return this.#points;
    return [...this.#points, last];
  }

  get last(): LossPoint | undefined {
    return this.#last;
  }

  add(point: LossPoint): void {
    this.#last = point;
    if (this.#seen++ % this.#every !== 0) return;
    this.#points.push(point);
    if (this.#points.length < this.most) return;
    this.#points = this.#points.filter((_, i) => i % 2 === 0);
    this.#every *= 2;
  }

  clear(): void {
    this.#points = [];
    this.#every = 1;
    this.#seen = 0;
    this.#last = undefined;
  }
}
