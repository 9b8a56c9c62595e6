import assert from "node:assert/strict";
import { test } from "node:test";
import { longestLink, readState, writeState } from "../../lib/playground/link";
import { readFields } from "../../lib/playground/state";
import { ownExample, ownValues } from "./own-example";

const linkOf = (json: string) => `#p1=${Buffer.from(json).toString("base64url")}`;

test("a link brings back the very state, with seed, weights and own data", () => {
  for (const given of [
    {},
    { data: "spiral", classes: 4, seed: 999_999, noise: 0.25 },
    { data: "sine", layers: [], learningRate: 0.00003 },
    { weights: Array.from({ length: 25 }, (_, i) => Math.fround(Math.sin(i)) * 10) },
    { data: "own", own: ownExample() },
    { data: "own", own: ownValues(), loss: "quadratic" },
  ] as const) {
    const state = readFields(given);
    const link = writeState(state);
    assert.match(link, /^#p1=[A-Za-z0-9_-]*$/, "it needs no escapes");
    assert.deepEqual(readState(link), state);
  }
});

test("an empty hash is the defaults", () => {
  assert.deepEqual(readState(""), readFields({}));
  assert.deepEqual(readState("#"), readFields({}));
});

test("the longest own data fit into a link", () => {
  const rows = Array.from({ length: 2000 }, (_, i) => [-1234.56 - i, 0.00123456 * i, i % 3]);
  const state = readFields({ data: "own", own: { ...ownExample(), rows } });
  assert.ok(writeState(state).length < longestLink, String(writeState(state).length));
  assert.deepEqual(readState(writeState(state)), state);
});

for (const [name, hash, words] of [
  ["other text", "#x=1", /does not hold a state/],
  ["script", "#<script>alert(1)</script>", /does not hold a state/],
  ["broken base64", "#p1=A", /damaged/],
  ["no JSON", linkOf("layers: [8]"), /damaged/],
  ["code in place of JSON", linkOf("(()=>{globalThis.hacked=1})()"), /damaged/],
  ["bytes that are no text", `#p1=${Buffer.from([0xff, 0xfe]).toString("base64url")}`, /damaged/],
  ["a number", linkOf("7"), /as an object/],
  ["deep lists", linkOf("[".repeat(100_000) + "]".repeat(100_000)), /as an object|damaged/],
  [
    "deep lists in a field",
    linkOf(`{"layers":${"[".repeat(90_000)}${"]".repeat(90_000)}}`),
    /layers/,
  ],
  ["too long", `#p1=${"A".repeat(longestLink)}`, /too long/],
  ["a prototype", linkOf('{"__proto__":{"polluted":true}}'), /knows no field "__proto__"/],
  ["a constructor", linkOf('{"constructor":{"prototype":{"polluted":1}}}'), /knows no field/],
  ["a huge net", linkOf('{"layers":[1e9,1e9]}'), /layers to be a number from 1 to 8/],
  ["endless points", linkOf('{"points":1e308}'), /points/],
  ["own rows that are none", linkOf('{"data":"own","own":{"rows":"x"}}'), /own.inputs/],
  [
    "an own class that is none",
    linkOf(
      JSON.stringify({
        data: "own",
        own: { ...ownExample(), rows: new Array(20).fill([1, 2, 9]) },
      }),
    ),
    /no class number 9/,
  ],
] as const) {
  test(`a link is refused with words, at once, and runs nothing: ${name}`, () => {
    const began = performance.now();
    assert.throws(() => readState(hash), words);
    assert.ok(performance.now() - began < 1000);
    assert.equal((globalThis as { hacked?: number }).hacked, undefined);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
}
