import { PerformanceObserver } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What many calls of a function allocated, in bytes: measured between two points without a collection. */
export function allocatedBy(
  call: (i: number) => void,
  times: number,
): { heap: number; arrays: number; collections: number } {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < times; i++) call(i); // compiled and warm
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
