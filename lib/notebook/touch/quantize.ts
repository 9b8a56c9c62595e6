/** Numbers as small whole numbers with one scale per column, in base64: half or a quarter of float32's size. */
export interface Quantized {
  values: string;
  bits: 8 | 16;
  /** One scale per column: value ≈ whole number × scale. */
  scales: number[];
}

/**
 * Rounds a row-major matrix to whole numbers of 8 or 16 bits, each column by its own largest size:
 * q = round(v / s), s = max |v| / (2^(bits−1) − 1). The error of a value is at most s / 2.
 * columns: the matrix's columns (1 for one scale for all). Throws RangeError for a value that is not finite.
 */
export function quantize(values: ArrayLike<number>, bits: 8 | 16, columns = 1): Quantized {
  const most = 2 ** (bits - 1) - 1;
  const largest = new Array<number>(columns).fill(0);
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (!Number.isFinite(size)) {
      throw new RangeError(
        `a figure expects finite numbers but value ${i} of ${values.length} is ${values[i]}: did the training diverge?`,
      );
    }
    if (size > largest[i % columns]) largest[i % columns] = size;
  }
  const scales = largest.map((size) => (size || 1) / most);
  const whole = bits === 8 ? new Int8Array(values.length) : new Int16Array(values.length);
  for (let i = 0; i < values.length; i++) whole[i] = Math.round(values[i] / scales[i % columns]);
  return { values: base64(whole), bits, scales };
}

/** The bytes of a typed array in base64. */
export function base64(array: Int8Array | Int16Array | Uint8Array | Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}

/** The size that 99.5 % of the numbers stay under: one stray weight must not make all the others pale. 1 where all are 0. */
export function colourLimit(numbers: readonly number[]): number {
  const sizes = numbers.map(Math.abs).sort((p, q) => p - q);
  return sizes[Math.floor((sizes.length - 1) * 0.995)] || 1;
}
