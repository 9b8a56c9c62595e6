import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeNpy, encodeNpy, type NpyArray, type NpyValue } from "../../lib/io/npy";

/** A file put together byte by byte, as NumPy's format description says. */
function file(head: string, body: Uint8Array | number[] = [], version = 1): Uint8Array {
  const text = new TextEncoder().encode(head);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length, 0, 0, 0];
  return Uint8Array.of(
    0x93,
    ...new TextEncoder().encode("NUMPY"),
    version,
    0,
    ...length,
    ...text,
    ...body,
  );
}

const head = (descr: string, shape: string, fortran = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;

test("the bytes of a small array are these", () => {
  const bytes = encodeNpy({ data: Float32Array.of(1, -2), shape: [2] });
  assert.equal(Buffer.from(bytes.subarray(0, 8)).toString("latin1"), "\x93NUMPY\x01\x00");
  assert.equal(bytes[8] + 256 * bytes[9], 128 - 10, "head and padding fill 128 bytes");
  const text = Buffer.from(bytes.subarray(10, 128)).toString("latin1");
  assert.equal(text.trimEnd(), "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
  assert.ok(text.endsWith("\n"));
  assert.deepEqual([...bytes.subarray(128)], [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

const arrays: NpyArray[] = [
  { data: Float32Array.of(1.5, -2, 3, 4, 5, 6), shape: [2, 3] },
  { data: Float64Array.of(0.1, -1e300, NaN, Infinity), shape: [4] },
  { data: Uint8Array.of(0, 255, 3, 4), shape: [2, 1, 2] },
  { data: Int32Array.of(-1, 2 ** 31 - 1), shape: [1, 2] },
  { data: Float64Array.of(7), shape: [] },
  { data: new Float32Array(0), shape: [0, 3] },
];
for (const value of arrays) {
  test(`${value.data.constructor.name} of shape [${value.shape}] comes back as it was`, () => {
    const again = decodeNpy(encodeNpy(value), "x") as NpyArray;
    assert.equal(again.data.constructor, value.data.constructor);
    assert.deepEqual(again, value);
  });
}

test("texts come back as they were, with every kind of letter", () => {
  for (const text of ["abc", "η → ∂L/∂w", "数字 🙂", '{"a":[1,2]}', ""]) {
    assert.equal(decodeNpy(encodeNpy(text), "x"), text);
  }
});

test("a part of a larger array is written as that part", () => {
  const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  assert.deepEqual(decodeNpy(encodeNpy({ data: part, shape: [2] }), "x"), {
    data: Float32Array.of(2, 3),
    shape: [2],
  });
});

test("every head ends at a multiple of 64 bytes, for every length of shape", () => {
  for (let digits = 1; digits < 60; digits++) {
    const shape = [...new Array<number>(digits).fill(1), 0];
    const bytes = encodeNpy({ data: new Float32Array(0), shape });
    assert.equal(bytes.length % 64, 0);
    assert.deepEqual((decodeNpy(bytes, "x") as NpyArray).shape, shape);
  }
});

test("a file may lie anywhere in a larger buffer, Node's Buffer included", () => {
  const bytes = encodeNpy({ data: Float64Array.of(1, 2), shape: [2] });
  const larger = Buffer.alloc(bytes.length + 3, 9);
  larger.set(bytes, 3);
  const again = decodeNpy(larger.subarray(3), "x") as NpyArray;
  assert.deepEqual(again, { data: Float64Array.of(1, 2), shape: [2] });
  larger.fill(0);
  assert.equal(again.data[0], 1, "the numbers are the caller's own");
});

// NumPy stores [[1, 2, 3], [4, 5, 6]] in Fortran order as 1, 4, 2, 5, 3, 6.
test("Fortran order is turned into rows", () => {
  const bytes = file(head("|u1", "(2, 3)", "True"), [1, 4, 2, 5, 3, 6]);
  assert.deepEqual(decodeNpy(bytes, "x"), {
    data: Uint8Array.of(1, 2, 3, 4, 5, 6),
    shape: [2, 3],
  });
  const flat = file(head("|u1", "(3,)", "True"), [1, 2, 3]);
  assert.deepEqual((decodeNpy(flat, "x") as NpyArray).data, Uint8Array.of(1, 2, 3));
  const cube = file(head("|u1", "(1, 2, 1)", "True"), [1, 2]);
  assert.throws(() => decodeNpy(cube, "x"), /up to two dimensions: save numpy\.ascontiguousarray/);
});

test("version 2 of the format has a longer head", () => {
  assert.deepEqual(decodeNpy(file(head("|u1", "(2,)"), [7, 8], 2), "x"), {
    data: Uint8Array.of(7, 8),
    shape: [2],
  });
});

test("foreign, cut-off and odd files are refused with their name", () => {
  const good = encodeNpy({ data: Float32Array.of(1, 2, 3), shape: [3] });
  const refused = (bytes: Uint8Array, message: RegExp) => {
    assert.throws(
      () => decodeNpy(bytes, "a.npz, dense_1/bias"),
      (error: Error) => {
        assert.ok(error.message.startsWith("a.npz, dense_1/bias: "), error.message);
        assert.match(error.message, message);
        return true;
      },
    );
  };
  refused(new Uint8Array(0), /expected a \.npy array .* but got ""/);
  refused(new TextEncoder().encode("<html><body>"), /expected a \.npy array .* but got "<html>"/);
  refused(good.subarray(0, 8), /head of this \.npy array is cut off after 8 bytes: save/);
  refused(good.subarray(0, 60), /head of this \.npy array is cut off after 60 bytes/);
  refused(good.subarray(0, good.length - 1), /means 12 bytes but the file holds 11: it is cut off/);
  refused(Uint8Array.of(...good, 0), /means 12 bytes but the file holds 13/);
  refused(file("{'shape': (2,), }\n"), /the head of this \.npy array is not understood/);
  refused(
    file(head("<i8", "(1,)"), new Uint8Array(8)),
    /type <i8 are not read, .*astype\("float32"\)/,
  );
  refused(file(head(">f4", "(1,)"), new Uint8Array(4)), /numbers of type >f4 are not read/);
  refused(file(head("|b1", "(1,)"), [1]), /numbers of type \|b1 are not read/);
  refused(file(head("|O", "(1,)"), [1, 2, 3]), /numbers of type \|O are not read/);
});

test("a shape that does not fit is refused before anything is written", () => {
  const wrong: NpyValue = { data: Float32Array.of(1, 2), shape: [3] };
  assert.throws(() => encodeNpy(wrong), {
    name: "RangeError",
    message: "encodeNpy: shape [3] means 3 numbers but data holds 2",
  });
});
