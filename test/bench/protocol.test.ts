import assert from "node:assert/strict";
import { test } from "node:test";
import { lineCutter, parseLine } from "../../bench/protocol";

test("a peer's line is read as who it is, as a speed, or as the reason why there is none", () => {
  const ready = { engine: "NumPy", version: "2.4", threads: 1, workloads: ["A"], about: "" };
  assert.deepEqual(parseLine(JSON.stringify({ ready })), { ready });
  assert.deepEqual(parseLine('{"imagesPerSecond": 12.5, "cores": 1}'), {
    imagesPerSecond: 12.5,
    cores: 1,
  });
  assert.deepEqual(parseLine('{"error": "it does not learn"}'), { error: "it does not learn" });
});

test("what a library prints for itself is no message", () => {
  assert.equal(parseLine("Hi, looks like you are running in Node.js."), undefined);
  assert.equal(parseLine(""), undefined);
});

test("a damaged message is an error that shows it", () => {
  assert.throws(() => parseLine('{"imagesPerSecond": 12'), /no JSON: \{"imagesPerSecond": 12/);
  assert.throws(() => parseLine('{"imagesPerSecond": 0}'), /above 0.*imagesPerSecond": 0/);
  assert.throws(() => parseLine('{"speed": 3}'), /this one said \{"speed": 3\}/);
});

test("lines are put together from pieces, whatever ends a line", () => {
  const lines: string[] = [];
  const cut = lineCutter((line) => lines.push(line));
  cut('{"a"');
  cut(': 1}\n{"b": 2}\r\n{"c"');
  assert.deepEqual(lines, ['{"a": 1}', '{"b": 2}']);
  cut(": 3}\n");
  assert.equal(lines[2], '{"c": 3}');
});
