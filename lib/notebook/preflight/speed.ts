import { Network } from "../../core/model/network";
import { Random } from "../../core/random";
import type { CheckResult } from "./check";

/**
 * Images of random bytes a second that [784, 30, 10] learns from in batches of 10 on the backend wasm, on the machine on
 * which the times in the notebooks were measured (two cores of a server, Node 20).
 */
export const referenceSpeed = 110_000;

/** Measures this machine for about half a second, and says in words whether the times in the notebooks hold here. */
export function speedCheck(): CheckResult {
  return judgeSpeed(measureSpeed());
}

/** imagesPerSecond: of [784, 30, 10] in batches of 10. */
export function judgeSpeed(imagesPerSecond: number): CheckResult {
  const times = referenceSpeed / imagesPerSecond;
  const detail =
    `${(Math.round(imagesPerSecond / 100) * 100).toLocaleString("en")} images a second, ` +
    `about ${times < 10 ? times.toFixed(1) : Math.round(times)} times our reference time`;
  if (times <= 1.5) return { ok: true, detail: `${detail}: the times in the notebooks hold` };
  if (times <= 4) return { ok: true, detail: `${detail}: plan for that` };
  return {
    ok: true,
    detail,
    mend:
      "plug the laptop in, close other programs, and run this again; " +
      "if it stays so, take fewer epochs in notebook 04",
  };
}

/** Trains on made-up images: the best of a few short runs, since other programs only ever make it slower. */
export function measureSpeed(seconds = 0.4): number {
  const count = 10;
  const random = new Random(1);
  const data = Uint8Array.from({ length: count * 784 }, () => random.integer(256));
  const images = { data, shape: [count, 28, 28], scale: 1 / 255 } as const;
  const labels = Uint8Array.from({ length: count }, (_, i) => i);
  const net = new Network([784, 30, 10], { learningRate: 0.1, loss: "quadratic", seed: 1 });
  const end = performance.now() + 1000 * seconds;
  let best = 0;
  while (performance.now() < end) {
    const started = performance.now();
    let steps = 0;
    while (performance.now() - started < 100) {
      net.trainOnBatch(images, labels);
      steps++;
    }
    best = Math.max(best, (1000 * steps * count) / (performance.now() - started));
  }
  return best;
}
