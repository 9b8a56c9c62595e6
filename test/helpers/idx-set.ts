import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { DataFile, IdxDataSet } from "../../lib/io/data-set";

function idx(shape: number[], data: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((n, i) => bytes.writeUInt32BE(n, 4 + 4 * i));
  bytes.set(Array.from(data), 4 + 4 * shape.length);
  return bytes;
}

const pixels = (n: number, seed: number) =>
  Uint8Array.from({ length: n * 6 }, (_, i) => (i * seed) % 256);

/** A data set small enough for a test: 5 + 3 pictures of 2 × 3. The bytes of its files by name, unpacked. */
export const smallFiles: Readonly<Record<string, Buffer>> = {
  "train-images": idx([5, 2, 3], pixels(5, 7)),
  "train-labels": idx([5], [0, 1, 2, 3, 4]),
  "test-images": idx([3, 2, 3], pixels(3, 11)),
  "test-labels": idx([3], [2, 1, 0]),
};

export const packed = (name: string): Buffer => gzipSync(smallFiles[name]);

const file = (name: string): DataFile => ({
  name,
  sha256: createHash("sha256").update(smallFiles[name]).digest("hex"),
});

export const smallSet: IdxDataSet = {
  name: "small",
  files: {
    trainImages: file("train-images"),
    trainLabels: file("train-labels"),
    testImages: file("test-images"),
    testLabels: file("test-labels"),
  },
  mirrors: ["http://127.0.0.1:9/nothing-listens-here/"],
};
