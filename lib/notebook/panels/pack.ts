import { base64, quantize } from "../touch/quantize";

/** Rows of equally many numbers, one row a moment, as text for the page. */
export interface Packed {
  /** Base64: whole numbers of 8 or 16 bits, or float32. */
  values: string;
  bits: 8 | 16 | 32;
  /** One scale a moment: value ≈ whole number × scale; empty for float32. */
  scales: number[];
  /** Numbers in one row. */
  length: number;
}

/**
 * Packs rows of numbers. At 8 or 16 bits each row is rounded by its own largest size, so an error is at most a 254th or a
 * 65,534th of it. Throws RangeError where rows differ in length or a number is not finite.
 */
export function pack(what: string, rows: readonly ArrayLike<number>[], bits: 8 | 16 | 32): Packed {
  const length = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== length);
  if (odd >= 0) {
    throw new RangeError(
      `${what} expects as many numbers of every moment, ${length}, but got ${rows[odd].length} of moment ${odd}`,
    );
  }
  if (bits === 32) {
    const all = new Float32Array(rows.length * length);
    rows.forEach((row, i) => all.set(Array.from(row), i * length));
    return { values: base64(all), bits, scales: [], length };
  }
  const whole = rows.map((row) => quantize(row, bits));
  const bytes = Buffer.concat(whole.map(({ values }) => Buffer.from(values, "base64")));
  return {
    values: bytes.toString("base64"),
    bits,
    scales: whole.map(({ scales }) => Number(scales[0].toPrecision(7))),
    length,
  };
}
