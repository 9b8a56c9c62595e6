import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, BatchNormalization, Dense, Dropout, Random, Sequential } from "../../../lib/core";
import { liveView } from "../../../lib/notebook/live/live-view";
import { usualMoments } from "../../../lib/notebook/live/moments";
import type { Panel } from "../../../lib/notebook/panels/panel";

const random = new Random(1);
const X = Array.from({ length: 60 }, () => Array.from({ length: 16 }, () => random.uniform()));
const y = X.map((row) => (row[0] > 0.5 ? 1 : 0) + (row[1] > 0.7 ? 1 : 0));

async function trained(watched: boolean) {
  const model = new Sequential(
    [
      new Dense({ units: 8 }),
      new BatchNormalization(),
      new Dropout({ rate: 0.3 }),
      new Dense({ units: 3, activation: "softmax" }),
    ],
    { inputs: 16, seed: 3 },
  );
  model.compile({ optimizer: new Adam(), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const figures = ["network", "weights", "gallery", "confidence"] as const;
  const view = liveView({ X, y, figures, moments: 12 });
  await model.fit(X, y, { epochs: 3, batchSize: 20, callbacks: watched ? [view] : [] });
  return { model, view };
}

test("a training that panels look at gives the same numbers as one that nobody looks at", async () => {
  const [watched, alone] = [await trained(true), await trained(false)];
  const [seen, unseen] = [watched.model.state(), alone.model.state()];
  for (const name of Object.keys(unseen))
    assert.deepEqual(seen[name].data, unseen[name].data, name);
  assert.ok(watched.view.figure.moments >= 4);
});

test("a slider has 60 moments, fewer where each has many numbers, and never fewer than 10", () => {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1 });
  const panel = (numbers: number, bits: 8 | 16) =>
    ({ take: () => new Float32Array(numbers), bits }) as unknown as Panel;
  assert.equal(usualMoments([], model), 60);
  assert.equal(usualMoments([panel(100, 16)], model), 60);
  assert.equal(usualMoments([panel(10_000, 8)], model), 30);
  assert.equal(usualMoments([panel(5000, 8), panel(5000, 16)], model), 20);
  assert.equal(usualMoments([panel(1e6, 8)], model), 10);
});
