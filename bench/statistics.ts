// Small sums over repeated measurements.

/** The middle value; the mean of the two middle ones where their number is even. Throws RangeError for an empty list. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("median expects at least one value but got none");
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** A number with about three digits that count, and with commas: 351,000; 5,480; 12.3. */
export function rounded(value: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)) - 2);
  if (step === 1 && Math.abs(value) < 100) return value.toPrecision(3);
  return (Math.round(value / step) * step).toLocaleString("en");
}
