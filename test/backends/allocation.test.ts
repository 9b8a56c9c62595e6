// No memory is allocated inside a training step, whatever backend, optimizer, batch size and inputs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toExamples } from "../../lib/core/examples";
import { losses } from "../../lib/core/index";
import { toTargets } from "../../lib/core/targets";
import { allocatedBy } from "../helpers/allocation";
import {
  backendNamed,
  bareNet,
  classes,
  inputs,
  optimizers,
  readyBackends,
} from "../helpers/backends";

const ready = readyBackends();
const ROWS = 40;

/** Steps of a net of these sizes through the data, again and again. */
async function measured(
  backend: string,
  sizes: readonly number[],
  Optimizer: (typeof optimizers)[number][1],
  batchSize: number,
  zeros: number,
  steps: number,
) {
  await ready;
  const net = bareNet(backendNamed(backend), sizes);
  const X = toExamples("test", inputs(1, ROWS, sizes[0], zeros));
  const outputs = sizes[sizes.length - 1];
  const feed = net.feed(X, toTargets("test", classes(ROWS, outputs), outputs, ROWS));
  feed.setOrder(Uint32Array.from({ length: ROWS }, (_, i) => ROWS - 1 - i));
  const optimizer = new Optimizer({ learningRate: 0.01 });
  net.begin();
  return allocatedBy((i) => {
    net.backward(losses.quadratic, feed, (i * batchSize) % ROWS, batchSize);
    net.update(optimizer);
  }, steps);
}

// A single small array in a step would be 200 bytes and more; boxed numbers of 12 bytes are let pass.
const ALLOWED = 64;

for (const backend of ["plain", "wasm", "threads"]) {
  for (const [name, Optimizer] of optimizers) {
    for (const batchSize of [1, 10]) {
      for (const zeros of [0, 0.8]) {
        const what = `${name}, batches of ${batchSize}, ${zeros ? "sparse" : "dense"}`;
        test(`10,000 steps on ${backend} allocate nothing: ${what}`, async () => {
          const about = [backend, [12, 8, 4], Optimizer, batchSize, zeros] as const;
          const { heap, arrays, collections } = await measured(...about, 10_000);
          assert.equal(collections, 0, "no garbage was collected meanwhile");
          assert.ok(heap < ALLOWED * 10_000, `${heap / 10_000} bytes a step`);
          assert.ok(arrays <= 0, `${arrays} bytes in array buffers`);
        });
      }
    }
  }
}

test("a step that threads share allocates nothing either", async () => {
  for (const [, Optimizer] of optimizers) {
    for (const zeros of [0, 0.8]) {
      const about = ["threads", [784, 64, 10], Optimizer, 10, zeros] as const;
      const { heap, arrays } = await measured(...about, 400);
      assert.ok(heap < ALLOWED * 400, `${heap / 400} bytes a step`);
      assert.ok(arrays <= 0, `${arrays} bytes in array buffers`);
    }
  }
});
