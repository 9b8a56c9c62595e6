import type { BatchLog, EpochLog, TrainInfo } from "../../core/model/callbacks";
import type { Sequential } from "../../core/model/sequential";
import type { Curve, Run } from "../panels/panel";
import { RunningCurve } from "./running-curve";

/** Places in a list of sums. */
const LOSS = 0;
const ACCURACY = 1;
const COUNT = 2;

/** Most places of a curve of validation: up to so many epochs each has its own. */
const most = 400;

/** The curves of a training, as it goes: means over blocks of batches, in few places however long it takes. */
export class RunLog {
  readonly epochs: number;
  readonly #model: Sequential;
  readonly #block: number; // batches whose mean is one value of the curves
  readonly #loss = new RunningCurve();
  readonly #accuracy = new RunningCurve();
  readonly #rate = new RunningCurve();
  readonly #valLoss = new RunningCurve(most);
  readonly #valAccuracy = new RunningCurve(most);
  // sums of [loss, accuracy, batches]: since the last recent(), and for the next value of the curves
  readonly #since = new Float64Array(3);
  readonly #inBlock = new Float64Array(3);

  constructor({ epochs, batches, model }: TrainInfo) {
    this.epochs = epochs;
    this.#model = model;
    this.#block = Math.ceil((epochs * batches) / 2000);
    this.#rate.add(0, model.learningRate);
  }

  /** Called for every batch, which for a small net takes less than a microsecond: so it does very little. */
  batch(log: BatchLog): void {
    const sums = this.#inBlock;
    sums[LOSS] += log.loss;
    sums[ACCURACY] += log.accuracy;
    if (++sums[COUNT] >= this.#block) this.endBlock(log);
  }

  /** Values that are not finite are left out, as in all curves. */
  epoch({ epoch, valLoss, valAccuracy }: EpochLog): void {
    this.#valLoss.add(epoch, valLoss ?? NaN);
    this.#valAccuracy.add(epoch, valAccuracy ?? NaN);
  }

  /** Brings what is not yet in the curves into them. */
  endBlock(log: BatchLog): void {
    const sums = this.#inBlock;
    if (sums[COUNT] === 0) return;
    const x = log.epoch - 1 + log.batch / log.batches;
    this.#loss.add(x, sums[LOSS] / sums[COUNT]);
    this.#accuracy.add(x, sums[ACCURACY] / sums[COUNT]);
    this.#rate.add(x, this.#model.learningRate);
    for (let i = 0; i < sums.length; i++) this.#since[i] += sums[i];
    sums.fill(0);
  }

  /** Means since this was last asked. */
  recent(log: BatchLog): { loss: number; accuracy: number } {
    this.endBlock(log);
    const [loss, accuracy, count] = this.#since;
    this.#since.fill(0);
    return { loss: loss / count, accuracy: accuracy / count };
  }

  /** The curves so far, on an axis that ends at this epoch. */
  run(steps: readonly number[], trajectory: readonly Float32Array[], end = this.epochs): Run {
    const own = (curve: RunningCurve): Curve => curve.points;
    return {
      ...{ unit: "epoch", steps, end, trajectory },
      ...{ loss: own(this.#loss), accuracy: own(this.#accuracy) },
      ...{ valLoss: own(this.#valLoss), valAccuracy: own(this.#valAccuracy) },
      learningRate: own(this.#rate),
    };
  }
}
