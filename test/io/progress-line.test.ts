import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../lib/core/model/network";
import { progressLine } from "../../lib/io/progress-line";

const X = [[0], [1]];

async function trained(target: { isTTY: boolean; columns?: number }, epochs = 3): Promise<string> {
  let written = "";
  const net = new Network([1, 2, 2], { loss: "quadratic", learningRate: 0.1, seed: 1 });
  const line = progressLine({ ...target, write: (text) => (written += text) });
  await net.fit(X, [0, 1], { epochs, callbacks: [line] });
  return written;
}

test("in a terminal one line is written over and over, and the last says what came out", async () => {
  const written = await trained({ isTTY: true, columns: 120 });
  const states = written.split("\r\u001b[K");
  assert.match(states[1], /^epoch 1 of 3 · 33 % · 0\.0 s.* · loss 0\.\d+ · accuracy \d+\.\d %$/);
  assert.match(states.at(-1) as string, /^done · 3 epochs in 0\.\d s · loss .* · accuracy .*\n$/);
  assert.equal(written.split("\n").length, 2);
});

test("the line is never wider than the terminal", async () => {
  const written = await trained({ isTTY: true, columns: 20 });
  for (const state of written.trimEnd().split("\r\u001b[K")) assert.ok(state.length < 20, state);
});

test("where there is no terminal nothing is written", async () => {
  assert.equal(await trained({ isTTY: false }), "");
});
