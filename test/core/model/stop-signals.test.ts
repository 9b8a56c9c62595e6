import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { StopSignals } from "../../../lib/core/model/stop-signals";

test("one aborted signal of several is heard at once", () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const stop = new StopSignals([{ signal: first.signal }, {}, { signal: second.signal }]);
  stop.look();
  assert.equal(stop.asked, false);
  second.abort();
  assert.equal(stop.asked, true);
});

test("a signal that was aborted before, or comes late, is heard by the next look", () => {
  const late: { signal?: AbortSignal } = {};
  const stop = new StopSignals([late]);
  stop.look();
  late.signal = AbortSignal.abort();
  assert.equal(stop.asked, false);
  stop.look();
  assert.equal(stop.asked, true);
});

test("a callback whose signal throws ends the training by its error", () => {
  const stop = new StopSignals([
    {
      get signal(): AbortSignal {
        throw new Error("pressed twice");
      },
    },
  ]);
  assert.throws(() => stop.look(), /pressed twice/);
});

test("nobody listens any more after the end", () => {
  const { signal } = new AbortController();
  const stop = new StopSignals([{ signal }]);
  stop.look();
  stop.look();
  assert.equal(getEventListeners(signal, "abort").length, 1);
  stop.end();
  assert.equal(getEventListeners(signal, "abort").length, 0);
});
