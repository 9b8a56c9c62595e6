import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { strToU8, unzipSync, zipSync } from "fflate";
import { loadNpz, saveNpz } from "../../lib/io/npz";
import { listing, temporaryFolder } from "../helpers/folder";
import { python, withoutNumpy } from "../helpers/python";

const entries = {
  "dense_1/weights": { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] },
  steps: { data: Float64Array.of(0.1, 0.2), shape: [2] },
  text: "η = 0.5",
};

test("named arrays and texts come back as they were", async (t) => {
  const folder = temporaryFolder(t);
  await saveNpz(join(folder, "a.npz"), entries);
  assert.deepEqual(await loadNpz(join(folder, "a.npz")), entries);
  assert.deepEqual(listing(folder), ["a.npz"]);
});

test("the same arrays give the same bytes: the time in the file is always 1 January 1980", async (t) => {
  const folder = temporaryFolder(t);
  await saveNpz(join(folder, "a.npz"), entries);
  await saveNpz(join(folder, "b.npz"), entries);
  const bytes = readFileSync(join(folder, "a.npz"));
  assert.deepEqual(bytes, readFileSync(join(folder, "b.npz")));
  assert.deepEqual([bytes.readUInt16LE(10), bytes.readUInt16LE(12)], [0, (1 << 5) | 1]);
});

test("an array that cannot be written leaves the old file as it was", async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "a.npz");
  await saveNpz(path, entries);
  const before = readFileSync(path);
  await assert.rejects(saveNpz(path, { bad: { data: Float32Array.of(1), shape: [2] } }), {
    name: "RangeError",
  });
  assert.deepEqual(readFileSync(path), before);
  assert.deepEqual(listing(folder), ["a.npz"]);
});

test("a missing file is refused with its path and the cause", async (t) => {
  const path = join(temporaryFolder(t), "none.npz");
  await assert.rejects(loadNpz(path), (error: Error) => {
    assert.ok(error.message.startsWith(`could not read ${path}: ENOENT`));
    assert.equal((error.cause as NodeJS.ErrnoException).code, "ENOENT");
    return true;
  });
});

test("a folder in the place of the file is refused", async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  mkdirSync(path);
  await assert.rejects(loadNpz(path), /could not read .*a\.npz: /);
});

async function refusal(path: string, bytes: Uint8Array | string): Promise<string> {
  writeFileSync(path, bytes);
  const error = await loadNpz(path).then(
    () => new Error("was read"),
    (e: Error) => e,
  );
  assert.ok(error.message.startsWith(path), error.message);
  return error.message;
}

test("foreign files are refused: empty, a web page, gzip, a zip of something else", async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  const foreign =
    /expected a \.npz file \(a zip of arrays\) but it cannot be unpacked \(\d+ bytes\)/;
  assert.match(await refusal(path, ""), foreign);
  assert.match(await refusal(path, "<!DOCTYPE html><html></html>".repeat(20)), foreign);
  assert.match(await refusal(path, Uint8Array.of(0x1f, 0x8b, 8, 0, 0)), foreign);
  const letter = zipSync({ "letter.txt": strToU8("Dear reader,") });
  assert.match(await refusal(path, letter), /a\.npz, letter\.txt: expected a \.npy array/);
});

test("a file cut off anywhere is refused", async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  await saveNpz(path, entries);
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length += 7) {
    assert.match(await refusal(path, whole.subarray(0, length)), /foreign, cut off or damaged/);
  }
});

test("a single damaged byte in the numbers is noticed", async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  await saveNpz(path, { a: { data: new Float32Array(1000).map(() => 0.1), shape: [1000] } });
  const packed = readFileSync(path);
  const npy = unzipSync(packed)["a.npy"];
  // Not compressed, as numpy.savez writes it, no unpacking can fail: only the checksum tells.
  for (const zip of [packed, zipSync({ "a.npy": npy }, { level: 0 })]) {
    writeFileSync(path, zip);
    await loadNpz(path);
    zip[Math.floor(zip.length / 2)] ^= 0x10;
    assert.match(await refusal(path, zip), /damaged/);
  }
});

test("NumPy reads what saveNpz wrote", { skip: withoutNumpy }, async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  await saveNpz(path, {
    ...entries,
    bytes: { data: Uint8Array.of(0, 255), shape: [2, 1] },
    whole: { data: Int32Array.of(-5), shape: [] },
  });
  const code = `
import json, sys, numpy
with numpy.load(sys.argv[1]) as file:
    print(json.dumps({name: [file[name].tolist(), str(file[name].dtype)] for name in file.files}))`;
  assert.deepEqual(JSON.parse(python(code, path)), {
    "dense_1/weights": [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      "float32",
    ],
    steps: [[0.1, 0.2], "float64"],
    text: ["η = 0.5", "<U7"],
    bytes: [[[0], [255]], "uint8"],
    whole: [-5, "int32"],
  });
});

for (const save of ["savez", "savez_compressed"]) {
  test(`loadNpz reads what numpy.${save} wrote`, { skip: withoutNumpy }, async (t) => {
    const path = join(temporaryFolder(t), "a.npz");
    const code = `
import sys, numpy as np
a = np.arange(6).reshape(2, 3)
np.${save}(sys.argv[1], f4=a.astype("f4") / 4, f8=a / 3, u1=a.astype("u1"), i4=-a.astype("i4"),
    fortran=np.asfortranarray(a / 3), turned=(a / 3).T, scalar=np.float64(2.5), empty=np.zeros((0, 4), "f4"),
    text=np.array("η = 0.5"), cube=np.arange(24, dtype="u1").reshape(2, 3, 4))`;
    python(code, path);
    const values = await loadNpz(path);
    const a = [0, 1, 2, 3, 4, 5];
    const thirds = Float64Array.from(a, (x) => x / 3);
    assert.deepEqual(values, {
      f4: { data: Float32Array.from(a, (x) => x / 4), shape: [2, 3] },
      f8: { data: thirds, shape: [2, 3] },
      u1: { data: Uint8Array.from(a), shape: [2, 3] },
      i4: { data: Int32Array.from(a, (x) => (x === 0 ? 0 : -x)), shape: [2, 3] },
      fortran: { data: thirds, shape: [2, 3] },
      turned: { data: Float64Array.from([0, 3, 1, 4, 2, 5], (x) => x / 3), shape: [3, 2] },
      scalar: { data: Float64Array.of(2.5), shape: [] },
      empty: { data: new Float32Array(0), shape: [0, 4] },
      text: "η = 0.5",
      cube: { data: Uint8Array.from({ length: 24 }, (_, i) => i), shape: [2, 3, 4] },
    });
  });
}

test("types that are not read are named, with the cure", { skip: withoutNumpy }, async (t) => {
  const path = join(temporaryFolder(t), "a.npz");
  for (const [array, message] of [
    ["np.arange(3)", /a\.npz, a: numbers of type <i8 are not read, .*astype\("float32"\)/],
    ["np.array([1, 'x'], dtype=object)", /a\.npz, a: numbers of type \|O are not read/],
    [
      "np.zeros(2, dtype=[('x', 'f4')])",
      /a\.npz, a: the head of this \.npy array is not understood/,
    ],
  ] as const) {
    python(`import sys, numpy as np\nnp.savez(sys.argv[1], a=${array})`, path);
    await assert.rejects(loadNpz(path), message);
  }
});
