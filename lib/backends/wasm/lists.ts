import type { Examples } from "../../core/examples";
import type { Heap } from "./heap";
import type { KernelCalls } from "./kernel-calls";
import type { Lists } from "./sparse-inputs";

/** Inputs with at least this share of zeros are taken as lists of what is not zero. */
const SPARSE = 0.6;
/** So many rows, spread over the data, tell what share is zero. */
const SAMPLE = 200;
/** Numbers that are brought into the backend's memory at a time, to be listed there. */
const CHUNK = 2 ** 20;

/**
 * The rows of X as lists of what is not zero, in the backend's memory; undefined where zeros are too few for that to
 * pay, or the lists would take more than maxBytes. Throws Error where the memory does not grow.
 */
export function listsOf(
  heap: Heap,
  calls: KernelCalls,
  X: Examples,
  maxBytes: number,
): Lists | undefined {
  const { rows, cols, source } = X;
  const chunkRows = Math.min(rows, Math.max(1, Math.floor(CHUNK / cols)));
  const room = Math.ceil(rows * cols * (1 - SPARSE)) + chunkRows * cols;
  if (!source || 8 * room > maxBytes || shareOfZeros(X) < SPARSE) return undefined;
  const bytes = areBytes(source);
  const taken: number[] = [];
  const take = (size: number) => {
    const address = heap.allocate(size, false);
    taken.push(address);
    return address;
  };
  let done = 0;
  let used = 0;
  try {
    const starts = take(4 * (rows + 1));
    const entries = take(8 * (room + 1));
    const chunk = take(chunkRows * cols * (bytes ? 1 : 4));
    const { buffer } = heap.memory;
    new Uint32Array(buffer, starts, 1)[0] = 0;
    for (; done < rows && used + chunkRows * cols <= room; done += chunkRows) {
      const count = Math.min(chunkRows, rows - done);
      if (bytes) {
        const from = source.data as Uint8Array;
        const to = new Uint8Array(buffer, chunk, count * cols);
        to.set(from.subarray(done * cols, (done + count) * cols));
        used = calls.listBytes(chunk, count, cols, source.scale, starts, done, entries);
      } else {
        const to = new Float32Array(buffer, chunk, count * cols);
        for (let i = 0; i < to.length; i++) to[i] = source.data[done * cols + i] * source.scale;
        used = calls.listFloats(chunk, count, cols, starts, done, entries);
      }
    }
    heap.free(chunk);
    if (done < rows) throw new RangeError("there are fewer zeros than the sample told");
    heap.shrink(entries, 8 * (used + 1));
    return { starts, entries };
  } catch (error) {
    for (const address of taken) heap.free(address);
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function shareOfZeros({ rows, cols, source }: Examples): number {
  if (!source) return 0;
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  let zeros = 0;
  let seen = 0;
  for (let i = 0; i < rows; i += step) {
    for (let j = 0; j < cols; j++) if (source.data[i * cols + j] === 0) zeros++;
    seen += cols;
  }
  return zeros / seen;
}

/** Whether these are bytes that the kernels may scale: with a scale that float32 holds to all its digits. */
export function areBytes({ data, scale }: NonNullable<Examples["source"]>): boolean {
  const fits = Math.abs(scale) >= 2 ** -126 && Math.abs(scale) < 2 ** 127;
  return fits && (data instanceof Uint8Array || data instanceof Uint8ClampedArray);
}
