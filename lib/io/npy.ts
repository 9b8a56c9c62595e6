// Built in notebook 04-mnist: what NumPy reads.

/** Numbers with a shape, or one text, as NumPy's .npy files hold them. */
export type NpyValue = NpyArray | string;

export interface NpyArray {
  readonly data: Float32Array | Float64Array | Uint8Array | Int32Array;
  readonly shape: readonly number[];
}

const MAGIC = "\x93NUMPY";

/** Bytes of one number of each type that is read. */
const SIZES: Readonly<Record<string, number>> = { "<f4": 4, "<f8": 8, "<i4": 4, "|u1": 1 };

/**
 * The bytes of a .npy file (version 1.0) for an array or a text.
 * Source: NumPy, numpy.lib.format.
 */
export function encodeNpy(value: NpyValue): Uint8Array {
  if (typeof value === "string") {
    const points = Uint32Array.from(value, (character) => character.codePointAt(0) ?? 0);
    return assemble(`<U${points.length}`, [], new Uint8Array(points.buffer));
  }
  const { data, shape } = value;
  const length = shape.reduce((product, n) => product * n, 1);
  if (length !== data.length) {
    throw new RangeError(
      `encodeNpy: shape [${shape.join(", ")}] means ${length} numbers but data holds ${data.length}`,
    );
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return assemble(descriptionOf(data), shape, bytes);
}

/**
 * Reads a .npy file. name is used in messages only.
 * Throws Error where the file is foreign, cut off, or holds a type other than f4, f8, u1, i4 or a text.
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyValue {
  const text = (from: number, to: number) =>
    Buffer.from(bytes.subarray(from, to)).toString("latin1");
  if (text(0, 6) !== MAGIC) {
    throw new Error(
      `${name}: expected a .npy array (it begins with \\x93NUMPY) but got ${JSON.stringify(text(0, 6))}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] >= 2;
  const start = wide ? 12 : 10;
  const headLength =
    bytes.length < start ? Infinity : wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (bytes.length < start + headLength) {
    throw new Error(
      `${name}: the head of this .npy array is cut off after ${bytes.length} bytes: save the file again`,
    );
  }
  const head = text(start, start + headLength);
  const descr = /'descr':\s*'([^']+)'/.exec(head)?.[1];
  const fortran = /'fortran_order':\s*(True|False)/.exec(head)?.[1];
  const shapeText = /'shape':\s*\(([^)]*)\)/.exec(head)?.[1];
  if (descr === undefined || fortran === undefined || shapeText === undefined) {
    throw new Error(`${name}: the head of this .npy array is not understood: ${head.trim()}`);
  }
  const shape = shapeText
    .split(",")
    .filter((part) => part.trim())
    .map(Number);
  const length = shape.reduce((product, n) => product * n, 1);
  const itemSize = /^<U\d+$/.test(descr) ? 4 * Number(descr.slice(2)) : SIZES[descr];
  if (itemSize === undefined) {
    throw new Error(
      `${name}: numbers of type ${descr} are not read, only <f4, <f8, <i4 and |u1: convert with array.astype("float32")`,
    );
  }
  const body = new Uint8Array(bytes.subarray(start + headLength));
  if (body.length !== length * itemSize) {
    throw new Error(
      `${name}: shape [${shape.join(", ")}] of ${descr} means ${length * itemSize} bytes but the file holds ${body.length}: it is cut off or damaged`,
    );
  }
  if (descr.startsWith("<U")) {
    const points = Array.from(new Uint32Array(body.buffer)).filter((point) => point !== 0);
    return points.map((point) => String.fromCodePoint(point)).join("");
  }
  const data = numbers(descr, body);
  return { data: fortran === "True" ? toRowMajor(data, shape, name) : data, shape };
}

function descriptionOf(data: NpyArray["data"]): string {
  if (data instanceof Float32Array) return "<f4";
  if (data instanceof Float64Array) return "<f8";
  return data instanceof Int32Array ? "<i4" : "|u1";
}

function numbers(descr: string, body: Uint8Array): NpyArray["data"] {
  if (descr === "<f4") return new Float32Array(body.buffer);
  if (descr === "<f8") return new Float64Array(body.buffer);
  return descr === "<i4" ? new Int32Array(body.buffer) : body;
}

/** A matrix that NumPy stored column by column, row by row. */
function toRowMajor(
  data: NpyArray["data"],
  shape: readonly number[],
  name: string,
): NpyArray["data"] {
  if (shape.length < 2) return data;
  if (shape.length > 2) {
    throw new Error(
      `${name}: arrays in Fortran order are read up to two dimensions: save numpy.ascontiguousarray(array)`,
    );
  }
  const [rows, cols] = shape;
  const turned = data.slice();
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) turned[i * cols + j] = data[j * rows + i];
  return turned;
}

function assemble(descr: string, shape: readonly number[], body: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const head = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const padded = head.padEnd(Math.ceil((10 + head.length + 1) / 64) * 64 - 11) + "\n";
  const bytes = new Uint8Array(10 + padded.length + body.length);
  bytes.set(Buffer.from(MAGIC, "latin1"));
  bytes.set([1, 0, padded.length & 255, padded.length >> 8], 6);
  bytes.set(Buffer.from(padded, "latin1"), 10);
  bytes.set(body, 10 + padded.length);
  return bytes;
}
