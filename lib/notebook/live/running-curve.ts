/**
 * Means of a long row of values, kept in few places: whenever there are too many, neighbours are joined. So a curve of
 * a million batches costs no more than one of a hundred.
 */
export class RunningCurve {
  private readonly xs: number[] = [];
  private readonly means: number[] = [];
  private perPlace = 1;
  private sum = 0;
  private count = 0;

  constructor(private readonly most = 200) {}

  /** x: where the value belongs, growing from call to call. Values that are not finite are left out. */
  add(x: number, value: number): void {
    if (!Number.isFinite(value)) return;
    this.sum += value;
    if (++this.count < this.perPlace) return;
    this.xs.push(x);
    this.means.push(this.sum / this.count);
    this.sum = this.count = 0;
    if (this.means.length >= this.most) this.join();
  }

  get points(): [number, number][] {
    return this.xs.map((x, i) => [x, this.means[i]]);
  }

  /** Two places become one: the mean of both, where the second was. */
  private join(): void {
    const half = this.means.length >> 1;
    for (let i = 0; i < half; i++) {
      this.xs[i] = this.xs[2 * i + 1];
      this.means[i] = (this.means[2 * i] + this.means[2 * i + 1]) / 2;
    }
    this.xs.length = this.means.length = half;
    this.perPlace *= 2;
  }
}
