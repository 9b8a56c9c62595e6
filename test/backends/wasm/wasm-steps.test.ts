// The kernels between gradients and parameters, prices, limits and steps, against the loops of core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { toExamples } from "../../../lib/core/examples";
import { Matrix, type Kernels, type Parameter } from "../../../lib/core/index";
import { agree, inputs } from "../../helpers/backends";
import { makeKernels, normals, placed } from "../../helpers/wasm";

const SIZES = [1, 2, 3, 4, 5, 15, 16, 17, 100, 1000];

type Make = (matrix: Matrix) => Matrix;
/** Works on a value, a gradient and two further matrices (a sum of squares among them); returns what it tells. */
type Work = (kernels: Kernels, parameter: Parameter, first: Matrix, squares: Matrix) => unknown;

const works: Record<string, Work> = {
  "p − rate · g": (k, p) => k.sgd(p, 0.3),
  momentum: (k, p, v) => k.momentum(p, v, { rate: 0.3, momentum: 0.9, nesterov: false }),
  "momentum by Nesterov": (k, p, v) =>
    k.momentum(p, v, { rate: 0.3, momentum: 0.99, nesterov: true }),
  Adagrad: (k, p, _v, s) => k.adagrad(p, s, { rate: 0.3, epsilon: 1e-10 }),
  "Adagrad with a large ε": (k, p, _v, s) => k.adagrad(p, s, { rate: 1e20, epsilon: 0.1 }),
  RMSProp: (k, p, _v, s) => k.rmsprop(p, s, { rate: 0.3, rho: 0.9, epsilon: 1e-8 }),
  "RMSProp that keeps long": (k, p, _v, s) =>
    k.rmsprop(p, s, { rate: 1e-3, rho: 0.999, epsilon: 1e-8 }),
  Adam: (k, p, m, v) =>
    k.adam(p, m, v, {
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      stepSize: 0.01,
      rootCorrection: 1.5,
    }),
  "an l1 price": (k, p) => k.penalty(p.value, { l1: 0.1, l2: 0 }),
  "an l2 price": (k, p) => k.penalty(p.value, { l1: 0, l2: 0.1 }),
  "both prices": (k, p) => k.penalty(p.value, { l1: 0.3, l2: 0.1 }),
  "no price": (k, p) => k.penalty(p.value, { l1: 0, l2: 0 }),
  "the gradient of an l1 price": (k, p) => k.addPenaltyGradient(p, { l1: 0.1, l2: 0 }),
  "the gradient of an l2 price": (k, p) => k.addPenaltyGradient(p, { l1: 0, l2: 0.1 }),
  "the gradient of both prices": (k, p) => k.addPenaltyGradient(p, { l1: 0.3, l2: 0.1 }),
  "the sum of squares": (k, p) => k.sumOfSquares(p.gradient),
  scaling: (k, p) => k.scale(p.gradient, 0.3),
  "scaling by very little": (k, p) => k.scale(p.gradient, 1e-41),
  clipping: (k, p) => k.clip(p.gradient, 0.5),
};

/** What a work makes of numbers, and what it tells. */
function done(kernels: Kernels, make: Make, work: Work, numbers: readonly Matrix[]) {
  const [value, gradient, first, squares] = numbers.map(make);
  squares.data.forEach((x: number, i: number) => (squares.data[i] = x * x));
  const told = work(kernels, { name: "p", value, gradient }, first, squares);
  return { told, value, gradient, first, squares };
}

const copy: Make = ({ rows, cols, data }) => new Matrix(rows, cols, Float32Array.from(data));

const both = (work: Work, numbers: readonly Matrix[]) => {
  const { heap, kernels } = makeKernels();
  return [
    done(kernels, (matrix) => placed(heap, matrix), work, numbers),
    done(new PlainKernels("float32"), copy, work, numbers),
  ];
};

for (const [name, work] of Object.entries(works)) {
  test(`${name}: as in core, for any number of entries`, () => {
    for (const n of SIZES) {
      const [got, expected] = both(
        work,
        [1, 2, 3, 4].map((seed) => normals(seed, 1, n)),
      );
      const { told } = expected;
      if (typeof told === "number") agree([got.told as number], [told], `${n} entries`, 1e-12);
      else assert.equal(got.told, told, `${n} entries`);
      for (const which of ["value", "gradient", "first", "squares"] as const) {
        agree(got[which].data, expected[which].data, `${which} of ${n} entries`, 1e-6, 1e-44);
      }
    }
  });

  test(`${name}: NaN, ∞, zeros and the ends of float32 as in core, wherever they are`, () => {
    // Adam's kernel takes 1 − β₂ from a β₂ in float32, which has 1.3e-5 of it left.
    const relative = name === "Adam" ? 2e-5 : 1e-6;
    for (const bad of [NaN, Infinity, -Infinity, 0, -0, 1e-45, -1e-30, 1e-20, 3e38, -3e30, 1e19]) {
      for (const n of [1, 3, 4, 5, 17]) {
        for (let which = 0; which < 4; which++) {
          for (const at of [0, n - 1]) {
            const numbers = [1, 2, 3, 4].map((seed) => normals(seed, 1, n));
            numbers[which].data[at] = bad;
            const [got, expected] = both(work, numbers);
            const what = `${bad} in ${which}, entry ${at} of ${n}`;
            if (typeof expected.told === "number" && Number.isFinite(expected.told)) {
              agree([got.told as number], [expected.told], what, 1e-12);
            } else assert.equal(got.told, expected.told, what);
            for (const [k, of] of (["value", "gradient", "first", "squares"] as const).entries()) {
              got[of].data.forEach((x: number, i: number) => {
                const e = expected[of].data[i];
                // A difference is as right as what it is made of: a value's step comes from all numbers.
                const parts = of === "value" ? numbers : [numbers[k]];
                const ofParts = parts.map(({ data }) => Math.abs(data[i])).filter((n) => n < 10);
                const size = ofParts.reduce((sum, n) => sum + n, Math.abs(e));
                const near = Math.abs(x - e) <= relative * size + 3e-45;
                assert.ok(Object.is(x, e) || near, `${what}: ${of} ${i} is ${x}, not ${e}`);
              });
            }
          }
        }
      }
    }
  });
}

test("an ε that float32 cannot hold lets parameters without a gradient stay", () => {
  const epsilon = 1e-60;
  const steps: Work[] = [
    (k, p, _v, s) => k.adagrad(p, s, { rate: 0.1, epsilon }),
    (k, p, _v, s) => k.rmsprop(p, s, { rate: 0.1, rho: 0.9, epsilon }),
    (k, p, m, v) =>
      k.adam(p, m, v, { beta1: 0.9, beta2: 0.9, epsilon, stepSize: 0.1, rootCorrection: 1 }),
  ];
  for (const work of steps) {
    const zeros = Matrix.zeros(1, 5, "float32");
    const [got, expected] = both(work, [normals(1, 1, 5), zeros, zeros, zeros]);
    assert.equal(got.told, true);
    assert.deepEqual(got.value.data, expected.value.data);
  }
});

const SPARSE_WORKS = Object.entries(works).filter(
  ([name]) => !["an l1 price", "an l2 price", "both prices", "no price"].includes(name),
);

test("a gradient of sparse inputs, noted or listed, is the whole gradient for every kernel", () => {
  for (const [name, work] of SPARSE_WORKS) {
    for (const rows of [1, 3]) {
      const X = inputs(1, rows, 40, 0.8);
      const dZ = normals(3, rows, 9);
      const run = (kernels: Kernels, make: Make) => {
        const feed = kernels.feed(toExamples("test", X));
        const x = kernels.matrix(rows, 40);
        const parameter = {
          name: "p",
          value: make(normals(2, 40, 9)),
          gradient: kernels.gradient(40, 9),
        };
        const [db, dz] = [kernels.gradient(1, 9), make(dZ)];
        const [first, squares] = [make(normals(4, 40, 9)), make(normals(5, 40, 9))];
        squares.data.forEach((x: number, i: number) => (squares.data[i] = x * x));
        const told: unknown[] = [];
        // Price and limit first, then the step, twice: the second gradient is written over the first.
        for (let i = 0; i < 2; i++) {
          kernels.discardGradients();
          feed.inputs(0, rows, x, true);
          kernels.parameterGradients(x, dz, parameter.gradient, db, rows);
          told.push(work(kernels, parameter, first, squares));
          told.push(kernels.sgd(parameter, 0.1));
        }
        return { told, value: parameter.value, gradient: parameter.gradient };
      };
      const { heap, kernels } = makeKernels();
      const got = run(kernels, (matrix) => placed(heap, matrix));
      const expected = run(new PlainKernels("float32"), copy);
      const what = `${name}, ${rows} rows`;
      got.told.forEach((x, i) => {
        const e = expected.told[i];
        if (typeof e === "number") agree([x as number], [e], what, 1e-6);
        else assert.equal(x, e, what);
      });
      agree(got.value.data, expected.value.data, `${what}: value`, 1e-6);
      agree(got.gradient.data, expected.gradient.data, `${what}: gradient`, 1e-6);
    }
  }
});
