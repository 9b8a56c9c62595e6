import assert from "node:assert/strict";
import { test } from "node:test";
import { trainingDefaults, type Callback } from "../../../lib/core/model/callbacks";
import { Network } from "../../../lib/core/model/network";

const X = [[0], [1]];
const y = [0, 1];

test("what a host puts into trainingDefaults looks on at every fit, anew for each", async (t) => {
  let made = 0;
  const seen: string[] = [];
  trainingDefaults.callbacks.push(() => {
    const name = `host ${++made}`;
    return { onEpoch: () => seen.push(name) };
  });
  t.after(() => trainingDefaults.callbacks.pop());
  const net = new Network([1, 1]);
  await net.fit(X, y, { onEpoch: () => seen.push("own") });
  await net.fit(X, y);
  assert.deepEqual(seen, ["host 1", "own", "host 2"]);
});

test("a default's signal stops training like the caller's own", async (t) => {
  trainingDefaults.callbacks.push(() => ({ signal: AbortSignal.abort() }));
  t.after(() => trainingDefaults.callbacks.pop());
  const history = await new Network([1, 1]).fit(X, y, { epochs: 3 });
  assert.deepEqual([history.stopped, history.loss], [true, []]);
});

test("lookers-on are called as methods, in the order of the list", async () => {
  const seen: string[] = [];
  class Looker implements Callback {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
    onTrainBegin() {
      seen.push(`${this.name} begin`);
    }
    onBatch() {
      seen.push(`${this.name} batch`);
    }
    onEpoch() {
      seen.push(`${this.name} epoch`);
    }
    onTrainEnd() {
      seen.push(`${this.name} end`);
    }
  }
  await new Network([1, 1]).fit(X, y, { callbacks: [new Looker("a"), new Looker("b")] });
  assert.deepEqual(seen, [
    ...["a begin", "b begin", "a batch", "b batch"],
    ...["a epoch", "b epoch", "a end", "b end"],
  ]);
});
