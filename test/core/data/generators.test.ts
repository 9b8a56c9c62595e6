import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blobs,
  checkerboard,
  circles,
  gaussianQuantiles,
  moons,
  spiral,
  xor,
  type LabelledData,
} from "../../../lib/core/index";

type Options = { samplesPerClass?: number; classes?: number; noise?: number; seed?: number };
type Generator = (options?: Options) => LabelledData;

const manyClasses: [string, Generator, number][] = [
  ["spiral", spiral, 3],
  ["moons", moons, 2],
  ["circles", circles, 2],
  ["blobs", blobs, 3],
  ["checkerboard", checkerboard, 2],
  ["gaussianQuantiles", gaussianQuantiles, 3],
];
const all: [string, Generator, number][] = [...manyClasses, ["xor", xor, 2]];
const noisy = all.filter(([name]) => !["blobs", "gaussianQuantiles"].includes(name));

for (const [name, make, classes] of all) {
  test(`${name} gives 100 points of each of ${classes} classes, in order, unless told otherwise`, () => {
    const { X, y } = make();
    assert.deepEqual(X.shape, [100 * classes, 2]);
    assert.equal(X.dtype, "float64");
    assert.ok(X.data.every((x: number) => Number.isFinite(x)));
    assert.ok(y instanceof Uint8Array);
    assert.deepEqual(
      Array.from(y),
      Array.from({ length: 100 * classes }, (_, i) => Math.floor(i / 100)),
    );
  });

  test(`${name} gives the same points for the same seed and others for another`, () => {
    const noise = name === "blobs" || name === "gaussianQuantiles" ? {} : { noise: 0.1 };
    const options = { samplesPerClass: 20, seed: 5, ...noise };
    assert.deepEqual(make(options), make({ ...options }));
    assert.notDeepEqual(make({ ...options, seed: 6 }).X.data, make(options).X.data);
    assert.deepEqual(make({ ...options, seed: undefined }), make({ ...options, seed: 0 }));
  });

  test(`${name} refuses counts, seeds and options that make no sense`, () => {
    for (const samplesPerClass of [0, -1, 2.5, NaN, "9" as unknown as number]) {
      assert.throws(() => make({ samplesPerClass }), {
        name: "RangeError",
        message: new RegExp(`^${name} expects samplesPerClass to be a whole number of at least 1`),
      });
    }
    assert.throws(() => make({ seed: -1 }), { name: "RangeError", message: /expects seed to be/ });
    assert.throws(() => make({ sample: 3 } as Options), {
      name: "TypeError",
      message: new RegExp(`^${name} knows no option "sample": it takes samplesPerClass, `),
    });
    assert.throws(() => make(null as unknown as Options), { name: "TypeError" });
    assert.throws(() => make(100 as unknown as Options), {
      name: "TypeError",
      message: new RegExp(`^${name} expects its options as .* but got 100`),
    });
  });
}

for (const [name, make] of manyClasses) {
  test(`${name} takes any number of classes, with one point each as well`, () => {
    for (const classes of [1, 5, 7]) {
      const { X, y } = make({ samplesPerClass: 3, classes });
      assert.equal(X.rows, 3 * classes);
      for (let c = 0; c < classes; c++) assert.equal(y.filter((k) => k === c).length, 3);
      assert.equal(make({ samplesPerClass: 1, classes }).X.rows, classes);
    }
    assert.throws(() => make({ classes: 0 }), {
      name: "RangeError",
      message: new RegExp(`^${name} expects classes to be a whole number of at least 1 but got 0`),
    });
  });
}

for (const [name, make] of noisy) {
  test(`${name} refuses a noise that is no deviation`, () => {
    for (const noise of [-0.1, NaN, Infinity, "1" as unknown as number]) {
      assert.throws(() => make({ noise }), {
        name: "RangeError",
        message: new RegExp(`^${name} expects noise to be a number of at least 0`),
      });
    }
  });
}

test("class numbers above 255 are kept", () => {
  assert.ok(spiral({ classes: 256, samplesPerClass: 1 }).y instanceof Uint8Array);
  const { y } = spiral({ classes: 300, samplesPerClass: 1 });
  assert.ok(y instanceof Uint32Array);
  assert.equal(y[299], 299);
});
