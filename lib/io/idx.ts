// Built in notebook 04-mnist: the file format of MNIST.
import { gunzipSync } from "node:zlib";

/** Bytes with the shape that the file's head names, such as [60000, 28, 28]. */
export interface IdxArray {
  readonly data: Uint8Array;
  readonly shape: readonly number[];
}

/** Unpacks gzip; bytes that are not gzip come back as they are. Throws Error where the packing is cut or broken. */
export function gunzipIfPacked(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new Error(
      `${name} is a gzip file that cannot be unpacked (${bytes.length} bytes, perhaps cut off): delete it and fetch it again`,
      { cause },
    );
  }
}

/**
 * Reads the IDX format: two zero bytes, a type (8: bytes), the number of dimensions, each dimension as a
 * big-endian 32-bit number, then the data. name is used in messages only.
 * Throws Error where the head is foreign or the length does not fit it.
 * Source: LeCun, Cortes and Burges, The MNIST database, "File formats".
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const expected = `${name}: expected an IDX file of bytes`;
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    throw new Error(`${expected} (it begins with 0, 0, 8) but got ${beginning(bytes)}`);
  }
  if (bytes[2] !== 8) {
    throw new Error(
      `${expected} (type 8) but got type ${bytes[2]}: other number types are not read`,
    );
  }
  const dimensions = bytes[3];
  const head = 4 + 4 * dimensions;
  if (dimensions === 0 || bytes.length < head) {
    throw new Error(
      `${expected} but its head of ${dimensions} dimensions is cut off after ${bytes.length} bytes`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const length = shape.reduce((product, n) => product * n, 1);
  if (bytes.length !== head + length) {
    throw new Error(
      `${expected} of shape [${shape.join(", ")}], ${head + length} bytes, but got ${bytes.length}: ` +
        `the file is ${bytes.length < head + length ? "cut off" : "too long"}; delete it and fetch it again`,
    );
  }
  return { data: bytes.subarray(head), shape };
}

/** The first bytes of something foreign, in words. */
function beginning(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const text = Buffer.from(bytes.subarray(0, 40)).toString("latin1");
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return "a web page (HTML)";
  return `a file that begins with ${Array.from(bytes.subarray(0, 4)).join(", ")}`;
}
