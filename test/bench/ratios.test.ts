import assert from "node:assert/strict";
import { test } from "node:test";
import { ratioOf, ratioTable } from "../../bench/ratios";
import { entries, type Row } from "../../bench/samples";
import { ratiosTable, speedTable } from "../../bench/tables";

const target = { workload: "A", threads: 1, numpy: 10, pytorch: 25, javascript: 45 };

function row(engine: string, kind: Row["kind"], speeds: number[], more: Partial<Row> = {}): Row {
  return {
    ...{ workload: "A", engine, title: engine, kind, threads: 1, speeds, cores: [1] },
    ...more,
  };
}

test("ratioOf compares within each repetition: a machine that slows down changes nothing", () => {
  assert.equal(ratioOf([100, 50, 10], [50, 25, 5]), 2);
  assert.equal(ratioOf([30, 10, 20], [10, 10, 10]), 2);
});

test("our fastest engine with that many threads is held against each peer and the best of JavaScript", () => {
  const rows = [
    row("plain", "ours", [10]),
    row("wasm", "ours", [400]),
    row("threads", "ours", [900], { threads: 2 }),
    row("numpy", "python", [40]),
    row("numpy", "python", [80], { threads: 2 }),
    row("brain.js", "javascript", [5]),
    row("jax-js", "javascript", [8]),
    row("jax-js", "javascript", [999], { workload: "B" }),
  ];
  const [one, two] = ratioTable(rows, [target, { ...target, threads: 2 }]);
  assert.equal(one.ours, "wasm");
  assert.deepEqual(one.numpy, { peer: "numpy", ratio: 10, target: 10 });
  assert.equal(one.pytorch, undefined);
  assert.deepEqual(one.javascript, { peer: "jax-js", ratio: 50, target: 45 });
  assert.equal(two.ours, "threads");
  assert.equal(two.numpy?.ratio, 900 / 80);
});

test("a target whose engine was not measured has no line", () => {
  assert.deepEqual(ratioTable([row("numpy", "python", [40])], [target]), []);
});

test("the tables show what was reached and what was not", () => {
  const rows = [row("wasm", "ours", [400, 300, 350]), row("numpy", "python", [40, 40, 40])];
  const text = ratiosTable(ratioTable(rows, [target]));
  assert.match(text, /\| A \| 1 \| wasm \| 8\.75 × \(≥ 10\) ✘ \| not measured \| not measured \|/);
  assert.match(speedTable(rows, ["A", "B"]), /\| wasm \| 1 \| 350 \(400\) \| – \|/);
});

test("the JSON has the median and the fastest", () => {
  assert.deepEqual(entries([row("wasm", "ours", [400, 300, 350])]), [
    {
      ...{ workload: "A", engine: "wasm", threads: 1 },
      ...{ imagesPerSecond: 350, fastest: 400, cores: 1 },
    },
  ]);
});
