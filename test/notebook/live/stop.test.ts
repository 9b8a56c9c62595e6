import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { trainingDefaults } from "../../../lib/core/model/callbacks";
import { Network } from "../../../lib/core/model/network";
import { stopCallback, stopEveryFit, stoppable } from "../../../lib/notebook/live/stop";
import { openCell } from "../../helpers/fake-cell";

const X = [
  [0, 0],
  [1, 1],
];
const newNet = () => new Network([2, 2, 1], { loss: "quadratic", learningRate: 0.1, seed: 1 });
const endless = { epochs: 1e9, batchSize: 1 };
const press = () => process.emit("SIGINT");
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let closeCell: () => void;
const kernelListener = mock.fn();

beforeEach(async () => {
  closeCell = openCell([]); // each test is a cell of its own
  mock.method(console, "log", () => undefined);
  await later(1);
});

afterEach(() => {
  closeCell();
  mock.restoreAll();
  kernelListener.mock.resetCalls();
  trainingDefaults.callbacks.length = 0;
});

// The first listener there is becomes the one in whose place the library listens.
process.on("SIGINT", kernelListener);

test("a press ends a fit well: history.stopped is true, the net keeps what it learned and can go on", async () => {
  const net = newNet();
  const before = net.predict(X).toArray();
  setTimeout(press, 60);
  const history = await net.fit(X, [0, 1], { ...endless, callbacks: [stopCallback()] });
  assert.equal(history.stopped, true);
  assert.notDeepEqual(net.predict(X).toArray(), before);
  assert.equal(kernelListener.mock.callCount(), 0, "the kernel does not hear of it");
  closeCell();
  closeCell = openCell([]);
  const more = await net.fit(X, [0, 1], { epochs: 3, callbacks: [stopCallback()] });
  assert.deepEqual([more.stopped, more.loss.length], [false, 3]);
});

test("every fit of a notebook can be stopped, and asking for that twice changes nothing", async () => {
  stopEveryFit();
  stopEveryFit();
  assert.equal(trainingDefaults.callbacks.length, 1);
  setTimeout(press, 60);
  assert.equal((await newNet().fit(X, [0, 1], endless)).stopped, true);
});

test("two callbacks for Stop do not fight: one press is one press", async () => {
  stopEveryFit();
  setTimeout(press, 60);
  const history = await newNet().fit(X, [0, 1], { ...endless, callbacks: [stopCallback()] });
  assert.equal(history.stopped, true);
  assert.equal(kernelListener.mock.callCount(), 0);
});

test("what the cell begins after a press ends at once", async () => {
  stopEveryFit();
  setTimeout(press, 60);
  const net = newNet();
  await net.fit(X, [0, 1], endless);
  assert.deepEqual((await net.fit(X, [0, 1], endless)).loss, []);
});

test("a second press is passed on to the kernel, and a loop of fits ends with an error", async () => {
  stopEveryFit();
  setTimeout(press, 60);
  setTimeout(press, 120);
  const loop = async () => {
    for (;;) await newNet().fit(X, [0, 1], endless);
  };
  await assert.rejects(loop, /Stop was pressed twice/);
  assert.equal(kernelListener.mock.callCount(), 1);
});

test("a press while nothing can be stopped is the kernel's", async () => {
  stopEveryFit();
  await later(5);
  press();
  assert.equal(kernelListener.mock.callCount(), 1);
});

test("stoppable gives its work a signal, and returns what the work returns", async () => {
  setTimeout(press, 60);
  const steps = await stoppable(async (signal) => {
    let count = 0;
    while (!signal.aborted) {
      count++;
      await later(5);
    }
    return count;
  });
  assert.ok(steps > 3);
});

test("an error in stoppable work comes through", async () => {
  await assert.rejects(
    stoppable(async () => {
      throw new Error("mine");
    }),
    /mine/,
  );
});

test("outside a notebook fit is left alone, and stoppable lets a second Ctrl+C through", async () => {
  closeCell();
  stopEveryFit();
  assert.equal(trainingDefaults.callbacks.length, 0);
  const before = process.listenerCount("SIGINT");
  setTimeout(press, 30);
  const stopped = await stoppable(async (signal) => {
    while (!signal.aborted) await later(5);
    return process.listenerCount("SIGINT");
  });
  assert.ok(stopped <= before, "after one press nobody of ours listens any more");
});
