import assert from "node:assert/strict";
import { test } from "node:test";
import { parseOptions } from "../../bench/options";

const known = { workloads: ["A", "B", "C", "D"], engines: ["wasm", "numpy"] };

test("without options everything is measured", () => {
  assert.deepEqual(parseOptions([], known), {
    json: undefined,
    quick: false,
    workloads: ["A", "B", "C", "D"],
    engines: [],
    parts: ["peers", "accuracy", "growth", "notebook"],
  });
});

test("who names workloads or engines gets those, and the comparison alone", () => {
  const options = parseOptions(["--only", "A,B", "--engines", "wasm", "--json", "x.json"], known);
  assert.deepEqual(options.workloads, ["A", "B"]);
  assert.deepEqual(options.engines, ["wasm"]);
  assert.deepEqual(options.parts, ["peers"]);
  assert.equal(options.json, "x.json");
  assert.deepEqual(parseOptions(["--parts", "growth", "--quick"], known).parts, ["growth"]);
});

test("an unknown name is told with those that there are", () => {
  assert.throws(() => parseOptions(["--only", "E"], known), /--only knows no E: there are A, B/);
  assert.throws(() => parseOptions(["--engines", "gpu"], known), /knows no gpu: .*wasm, numpy/);
  assert.throws(() => parseOptions(["--parts", "all"], known), /peers, accuracy/);
  assert.throws(() => parseOptions(["--fast"], known), /--fast/);
});
