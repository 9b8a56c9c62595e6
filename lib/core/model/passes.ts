// Built in notebook 04-mnist: through all examples without learning.
import type { Net } from "../engine/backend";
import type { Examples } from "../examples";
import type { Loss } from "../losses/loss";
import { Matrix, type DType } from "../matrix";
import type { Targets } from "../targets";
import type { Feed } from "../engine/kernels";

/** Rows that are computed at a time where nothing is learned. */
const CHUNK = 256;

/** What a model's loss and right answers are over some examples. */
export interface Measurement {
  loss: number;
  /** Share of right answers; missing where there is none to count. */
  accuracy?: number;
}

/** Outputs for all rows, [rows, outputs], a copy of the caller's own. */
export function predictAll(net: Net, X: Examples, dtype: DType): Matrix {
  const { outputs } = net;
  const out = Matrix.zeros(X.rows, outputs, dtype);
  const feed = net.feed(X);
  try {
    net.begin();
    for (let start = 0; start < X.rows; start += CHUNK) {
      const count = Math.min(CHUNK, X.rows - start);
      const A = net.forward(feed, start, count);
      out.data.set(A.data.subarray(0, count * outputs), start * outputs);
    }
  } finally {
    feed.release();
  }
  return out;
}

/** Loss and accuracy over all rows. */
export function measureAll(net: Net, loss: Loss, X: Examples, y: Targets): Measurement {
  const feed = net.feed(X, y);
  try {
    net.begin();
    return measureFeed(net, loss, feed);
  } finally {
    feed.release();
  }
}

/** Loss and accuracy over all rows of data that are ready. */
export function measureFeed(net: Net, loss: Loss, feed: Feed): Measurement {
  let lossSum = 0;
  let correct = 0;
  for (let start = 0; start < feed.rows; start += CHUNK) {
    const count = Math.min(CHUNK, feed.rows - start);
    net.evaluate(loss, feed, start, count);
    lossSum += net.batchLoss * count;
    correct += net.batchCorrect;
  }
  const mean = lossSum / feed.rows;
  return hasAnswers(feed) ? { loss: mean, accuracy: correct / feed.rows } : { loss: mean };
}

/** Whether answers can be right or wrong: classes, yes or no, or values with a tolerance. */
export function hasAnswers({ kind, tolerance }: Feed): boolean {
  return kind !== "values" || tolerance !== undefined;
}
