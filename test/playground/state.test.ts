import assert from "node:assert/strict";
import { test } from "node:test";
import { dataSets } from "../../lib/playground/data-sets";
import {
  bounds,
  changed,
  classesOf,
  defaults,
  outputsOf,
  parametersOf,
  readFields,
} from "../../lib/playground/state";
import { ownExample } from "./own-example";

test("no fields give the defaults, and fields are taken over them", () => {
  assert.deepEqual(readFields({}), defaults);
  const state = readFields({ data: "spiral", classes: 3, layers: [8, 8, 8], seed: 7 });
  assert.deepEqual(
    [state.data, state.classes, state.layers, state.seed],
    ["spiral", 3, [8, 8, 8], 7],
  );
  assert.equal(state.optimizer, defaults.optimizer);
});

test("data that are values bring a loss for values and the features that they have", () => {
  const state = readFields({ data: "sine" });
  assert.deepEqual([state.loss, state.features], ["meanSquaredError", ["x1"]]);
  assert.throws(() => readFields({ data: "sine", loss: "crossEntropy" }), /a loss for classes/);
  assert.throws(() => readFields({ data: "sine", features: ["x2"] }), /features of x2 do not fit/);
});

test("features come in one order, each once", () => {
  assert.deepEqual(readFields({ features: ["x2", "x1", "x2"] }).features, ["x1", "x2"]);
  assert.throws(() => readFields({ features: [] }), /at least one feature/);
});

for (const [given, words] of [
  [{ data: "mnist" }, /data to be one of circles, .* but got "mnist"/],
  [{ data: "__proto__" }, /data to be one of/],
  [{ classes: 7 }, /classes to be a whole number|classes to be a number from 2 to 6/],
  [{ data: "xor", classes: 3 }, /xor has at most 2 classes/],
  [{ points: 1e9 }, /points to be a number from 60 to 2000 but got 1000000000/],
  [{ noise: NaN }, /noise to be a number from 0 to 0.5 but got NaN/],
  [{ noise: "0.1" }, /noise .* but got "0.1"/],
  [{ trainShare: 0 }, /trainShare/],
  [{ layers: [100000] }, /layers to be a number from 1 to 8 but got 100000/],
  [{ layers: [2.5] }, /layers to be a whole number/],
  [{ layers: new Array(7).fill(2) }, /layers to be a list of at most 6 but got a list of 7/],
  [{ layers: { length: 2 } }, /layers to be a list/],
  [{ activation: "eval" }, /activation to be one of/],
  [{ learningRate: Infinity }, /learningRate to be a number from 0.00001 to 10|learningRate/],
  [{ learningRate: null }, /learningRate .* but got null/],
  [{ batchSize: 0 }, /batchSize/],
  [{ seed: -1 }, /seed/],
  [{ seed: 1.5 }, /seed to be a whole number/],
  [{ weights: [1, 2] }, /this net has 25 weights and biases, but the state brings 2/],
  [{ weights: new Array(25).fill(NaN) }, /weights to be a number/],
  [{ weights: new Array(5000).fill(0) }, /weights to be a list of at most 1000/],
  [{ data: "own" }, /data "own" needs the rows in own/],
  [{ own: [] }, /own to be an object/],
  [{ toString: 1 }, /knows no field "toString"/],
  [JSON.parse('{"__proto__": {"layers": [9]}}'), /knows no field "__proto__"/],
  [{ constructor: { prototype: {} } }, /knows no field "constructor"/],
  [[], /as an object/],
  ["x", /as an object/],
  [null, /as an object/],
] as const) {
  const name = JSON.stringify(given).slice(0, 60);
  test(`a state is refused with words that name the field: ${name}`, () => {
    assert.throws(() => readFields(given), words);
    assert.equal(({} as { layers?: unknown }).layers, undefined, "nothing got into other objects");
  });
}

test("an error shows what arrived cut short", () => {
  assert.throws(
    () => readFields({ data: "<script>".repeat(10_000) }),
    (error: Error) => error.message.length < 300,
  );
});

test("the largest net that bounds allow stays small", () => {
  const largest = readFields({
    data: "circles",
    classes: 6,
    features: ["x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2"],
    layers: new Array(bounds.layers[1]).fill(bounds.units[1]),
  });
  assert.equal(parametersOf(largest), 8 * 8 + 5 * 9 * 8 + 9 * 6);
  assert.ok(parametersOf(largest) < 1000, "weights fit into a link");
});

test("two classes and values need one output, more classes one each", () => {
  const outputs = (given: object) => outputsOf(readFields(given));
  assert.deepEqual([outputs({}), outputs({ classes: 3 }), outputs({ data: "hills" })], [1, 3, 1]);
  const own = readFields({ data: "own", own: ownExample() });
  assert.deepEqual([classesOf(own), outputsOf(own)], [3, 3]);
});

test("after a change, what no longer fits follows", () => {
  const plane = readFields({ classes: 6, features: ["x1", "x2", "x1x2"] });
  const curve = changed(plane, { data: "sine" });
  assert.deepEqual([curve.loss, curve.features], ["meanSquaredError", ["x1"]]);
  const back = changed(curve, { data: "xor" });
  assert.deepEqual([back.loss, back.features, back.classes], ["crossEntropy", ["x1", "x2"], 2]);
  const kept = changed(readFields({ weights: new Array(25).fill(0.5) }), { learningRate: 0.1 });
  assert.equal(kept.weights?.length, 25);
  assert.equal(changed(kept, { layers: [3] }).weights, undefined, "weights of another net go");
});

test("every data set can be reached from every other", () => {
  const names = Object.keys(dataSets) as (keyof typeof dataSets)[];
  for (const from of names) {
    for (const to of names) {
      const state = changed(readFields({ data: from }), { data: to });
      assert.equal(state.data, to);
    }
  }
});
