import assert from "node:assert/strict";
import { test } from "node:test";
import { scaledExamples } from "../../../lib/core/data/scaled-examples";
import { toExamples, type Examples } from "../../../lib/core/examples";
import { Chain } from "../../../lib/core/model/chain";
import {
  Dense,
  Random,
  SGD,
  losses,
  standardScaler,
  type MatrixLike,
} from "../../../lib/core/index";
import { placeLayers } from "../../../lib/core/layers/place-layers";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { toTargets, withTolerance } from "../../../lib/core/targets";
import { agree, classes, inputs } from "../../helpers/backends";
import { limitedMemory, makeKernels } from "../../helpers/wasm";

const ROWS = 3000;
const COLS = 70;

function chainOn(kernels: ConstructorParameters<typeof Chain>[1]): Chain {
  const layers = [
    new Dense({ units: 9, activation: "tanh" }),
    new Dense({ units: 4, activation: "softmax" }),
  ];
  placeLayers(layers, [COLS]);
  return new Chain({ layers, shape: [COLS], dtype: "float32", random: new Random(1) }, kernels);
}

/** A few steps through all rows, in an order. */
function learn(chain: Chain, X: MatrixLike): number[] {
  const feed = chain.feed(toExamples("test", X), toTargets("test", classes(ROWS, 4), 4, ROWS));
  feed.setOrder(new Random(2).shuffle(Uint32Array.from({ length: ROWS }, (_, i) => i)));
  chain.begin();
  const sums: number[] = [];
  const optimizer = new SGD({ learningRate: 0.1 });
  for (let start = 0; start < ROWS; start += 100) {
    chain.backward(losses.categoricalCrossentropy, feed, start, 100);
    sums.push(chain.batchLoss);
    chain.update(optimizer);
  }
  feed.release();
  return sums;
}

const forms: [string, MatrixLike][] = [0, 0.8].flatMap((zeros) => {
  const X = inputs(1, ROWS, COLS, zeros);
  const data = Uint8Array.from(X.data, (x) => Math.abs(50 * x));
  return [
    [`floats, ${zeros} zeros`, X],
    [`bytes, ${zeros} zeros`, { data, shape: [ROWS, COLS], scale: 0.02 }],
  ] as [string, MatrixLike][];
});

test("data that memory cannot hold are read batch by batch, to the same numbers", () => {
  for (const [form, X] of forms) {
    const expected = learn(chainOn(new PlainKernels("float32")), X);
    const outcomes: string[] = [];
    for (let pages = 1; pages <= 40; pages++) {
      const { kernels, memory } = makeKernels(limitedMemory(pages));
      try {
        agree(learn(chainOn(kernels), X), expected, `${form}, ${pages} pages`);
        outcomes.push("learned");
      } catch (error) {
        assert.match((error as Error).message, /WebAssembly memory could not grow/);
        outcomes.push("refused");
      }
      assert.ok(memory.buffer.byteLength <= pages * 65536);
    }
    assert.equal(outcomes[2], "learned", `${form}: three pages hold a batch but not the data`);
    assert.equal(outcomes[39], "learned", form);
  }
});

test("data without an array behind them are asked for their rows", () => {
  const X = inputs(3, ROWS, COLS);
  const { source, ...hidden } = toExamples("test", X);
  assert.ok(source);
  const { kernels } = makeKernels();
  const feed = kernels.feed(hidden as Examples);
  const out = kernels.matrix(5, COLS);
  feed.setOrder(Uint32Array.from({ length: ROWS }, (_, i) => ROWS - 1 - i));
  feed.inputs(10, 5, out, true);
  assert.deepEqual(out.row(0), X.row(ROWS - 11));
  assert.deepEqual(out.row(4), X.row(ROWS - 15));
});

test("inputs that are scaled as they are read come scaled, in the order asked for", () => {
  const X = inputs(5, ROWS, COLS, 0.8);
  const scaled = scaledExamples(toExamples("test", X), standardScaler.fit(X));
  assert.equal(scaled.source, undefined);
  const order = new Random(3).shuffle(Uint32Array.from({ length: ROWS }, (_, i) => i));
  for (const forProducts of [false, true]) {
    const { kernels } = makeKernels();
    const feed = kernels.feed(scaled);
    const out = kernels.matrix(6, COLS);
    out.data.fill(9);
    for (const [given, start] of [
      [undefined, 3],
      [order, 11],
    ] as const) {
      if (given) feed.setOrder(given);
      feed.inputs(start, 5, out, forProducts);
      const expected = new Float32Array(5 * COLS);
      scaled.gather(expected, given, start, 5);
      assert.deepEqual(out.data.slice(0, 5 * COLS), expected);
      assert.equal(out.data[5 * COLS], 9, "the row behind is as it was");
    }
    feed.release();
  }
});

test("a feed knows how near values have to be, where somebody asked", () => {
  const { kernels } = makeKernels();
  const X = toExamples("test", inputs(6, 8, 3));
  const y = toTargets("test", inputs(7, 8, 2), 2, 8);
  assert.equal(kernels.feed(X, y).tolerance, undefined);
  const { tolerance } = withTolerance(y);
  assert.ok(tolerance !== undefined && tolerance > 0);
  assert.equal(kernels.feed(X, withTolerance(y)).tolerance, tolerance);
  assert.equal(kernels.feed(X).tolerance, undefined);
});

test("what a feed held is free again once it is released", () => {
  for (const [form, X] of forms) {
    const { kernels, memory } = makeKernels();
    const chain = chainOn(kernels);
    // The second time the free blocks are cut otherwise than the first time.
    for (let i = 0; i < 3; i++) learn(chain, X);
    const after = memory.buffer.byteLength;
    for (let i = 0; i < 10; i++) learn(chain, X);
    assert.equal(memory.buffer.byteLength, after, form);
  }
});

test("what is changed in the caller's data while fit runs reaches no step", () => {
  const X = inputs(4, 20, 3);
  const { kernels } = makeKernels();
  const feed = kernels.feed(toExamples("test", X));
  const before = X.row(7);
  X.data.fill(NaN);
  const out = kernels.matrix(1, 3);
  feed.inputs(7, 1, out, true);
  assert.deepEqual(out.row(0), before);
});

test("after a batch too large for the memory a net goes on with smaller ones, to the same numbers", () => {
  for (const [form, X] of forms) {
    const examples = toExamples("test", X);
    const targets = toTargets("test", classes(ROWS, 4), 4, ROWS);
    const run = (one: Chain, rows: number) => {
      const feed = one.feed(examples, targets);
      try {
        one.begin();
        one.backward(losses.categoricalCrossentropy, feed, 0, rows);
      } finally {
        feed.release();
      }
    };
    const fits = (chain: Chain, rows: number): boolean => {
      try {
        run(chain, rows);
        return true;
      } catch (error) {
        assert.match((error as Error).message, /WebAssembly memory could not grow/);
        return false;
      }
    };
    let compared = 0;
    for (let pages = 2; pages < 40; pages++) {
      const { kernels } = makeKernels(limitedMemory(pages));
      const [chain, plain] = [chainOn(kernels), chainOn(new PlainKernels("float32"))];
      if (!fits(chain, 10)) continue;
      const refused = [100, 500, 1000, 2000].filter((rows) => !fits(chain, rows));
      for (const rows of [7, 10]) {
        if (!fits(chain, rows)) continue;
        run(plain, rows);
        const what = `${form}, ${pages} pages, ${rows} rows`;
        chain.parameters.forEach(({ name, value, gradient }, i) => {
          const expected = plain.parameters[i];
          agree(gradient.data, expected.gradient.data, `${what}: ${name}`);
          assert.deepEqual(value.data, expected.value.data, `${what}: ${name}`);
        });
        if (refused.length > 0) compared++;
      }
    }
    assert.ok(compared > 5, `${form}: ${compared} compared`);
  }
});
