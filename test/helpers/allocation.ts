import { PerformanceObserver } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of a number in a box of its own, with something to spare. */
const BOX = 20;

interface Allocation {
  heap: number;
  arrays: number;
  collections: number;
}

/**
 * What many calls of a function allocate, in bytes, between two points without a collection: the least of up to twenty
 * measurements, since code that the machine has not compiled yet puts every number into a box of its own, and a busy
 * machine compiles late. One that finds no more than `enough` bytes a call is the last.
 */
export function allocatedBy(call: (i: number) => void, times: number, enough = BOX): Allocation {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < times; i++) call(i);
  let least = measure(call, times, collect);
  for (let i = 1; i < 20 && least.heap > enough * times; i++) {
    const one = measure(call, times, collect);
    if (one.heap < least.heap) least = one;
  }
  return least;
}

function measure(call: (i: number) => void, times: number, collect: () => void): Allocation {
  let collections = 0;
  const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
  collect();
  collect();
  observer.observe({ entryTypes: ["gc"] });
  const before = process.memoryUsage();
  for (let i = 0; i < times; i++) call(i);
  const after = process.memoryUsage();
  collections += observer.takeRecords().length;
  observer.disconnect();
  return {
    heap: after.heapUsed - before.heapUsed,
    arrays: after.arrayBuffers - before.arrayBuffers,
    collections,
  };
}

/** What is still in use after a collection at one step more than after one at another: at(step), then result(). */
export function keptBetween(first: number, last: number) {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let before = NaN;
  let after = NaN;
  return {
    at(step: number): void {
      if (step === first) before = used();
      else if (step === last) after = used();
    },
    result: () => after - before,
  };
}
