// Built in notebook 03-any-shape (the loop) and 04-mnist (mini-batches, shuffling, stopping).
import type { BatchLog, Callback, EpochLog, History } from "./callbacks";
import { NotFinite, type Chain } from "./chain";
import type { Examples } from "./examples";
import type { Loss } from "./losses";
import { Random } from "./random";
import type { Optimizer } from "./sgd";
import { Snapshot } from "./snapshot";
import type { Targets } from "./targets";

export interface Training {
  chain: Chain;
  loss: Loss;
  optimizer: Optimizer;
  X: Examples;
  y: Targets;
  epochs: number;
  batchSize: number;
  shuffle: boolean;
  seed: number;
  /** Epochs that earlier calls finished: the shuffling goes on from there. */
  epochsBefore: number;
  validation?: { X: Examples; y: Targets };
  callbacks: readonly Callback[];
  /** Called after each finished epoch, before the callbacks. */
  epochDone: () => void;
}

/** Milliseconds of computing after which timers, the Stop button and the display have their turn. */
const TURN = 40;

/** Training: for each epoch an order of the examples, for each batch one step. */
export async function train(training: Training): Promise<History> {
  const { chain, optimizer, X, y, epochs, batchSize, callbacks } = training;
  const batches = Math.ceil(X.rows / batchSize);
  const order = new Uint32Array(X.rows);
  const kept = new Snapshot(chain.parameters);
  const history: History = {
    loss: [],
    accuracy: [],
    valLoss: [],
    valAccuracy: [],
    stopped: false,
    seconds: 0,
  };
  const log: BatchLog = {
    epoch: 0,
    epochs,
    batch: 0,
    batches,
    step: 0,
    loss: 0,
    accuracy: 0,
    seconds: 0,
  };
  const onBatch = callbacks.filter((c) => c.onBatch !== undefined);
  // A signal may come into being with the training, so whoever can have one is asked again and again.
  const signals = callbacks.filter((c) => "signal" in c);
  const stopAsked = () => signals.some((c) => c.signal?.aborted);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let turn = started;
  let step = 0;
  // Finite parameters may still have a loss that is not: a copy is good once a loss was computed with it.
  let keptIsGood = false;

  try {
    for (const c of callbacks) c.onTrainBegin?.({ epochs, batches });
    await nextTurn();
    for (let epoch = 1; epoch <= epochs && !history.stopped; epoch++) {
      takeOrder(order, training, epoch);
      let lossSum = 0;
      let correct = 0;
      log.epoch = epoch;
      for (let start = 0; start < X.rows; start += batchSize) {
        if (stopAsked()) {
          history.stopped = true;
          break;
        }
        const count = Math.min(batchSize, X.rows - start);
        step = log.step + 1;
        chain.backward(training.loss, X, y, order, start, count);
        keptIsGood = true;
        optimizer.step(chain.parameters, chain.engine);
        lossSum += chain.batchLoss * count;
        correct += chain.batchCorrect;
        log.step = step;
        const now = performance.now();
        if (onBatch.length > 0) {
          log.batch = start / batchSize + 1;
          log.loss = chain.batchLoss;
          log.accuracy = chain.batchCorrect / count;
          log.seconds = (now - started) / 1000;
          for (let i = 0; i < onBatch.length; i++) onBatch[i].onBatch?.(log);
        }
        if (now - turn > TURN) {
          await nextTurn();
          turn = performance.now();
        }
      }
      const broken = kept.broken();
      if (broken) throw new NotFinite(`${broken} holds a number that is not finite`);
      if (history.stopped) break;
      kept.keep();
      keptIsGood = false;
      training.epochDone();
      finishEpoch(training, history, epoch, lossSum / X.rows, correct / X.rows, seconds());
    }
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    kept.restore(keptIsGood ? "last" : "previous");
    throw new Error(
      `fit: ${error.message}, at step ${step} (epoch ${log.epoch} of ${epochs}): the steps were too large. ` +
        `Divide the learning rate (now ${optimizer.learningRate}) by ten, and check that the inputs are scaled to about −1 … 1. ` +
        `The parameters of the last finite epoch are kept.`,
      { cause: error },
    );
  } finally {
    history.seconds = seconds();
    for (const c of callbacks) c.onTrainEnd?.(history);
  }
  return history;
}

function takeOrder(
  order: Uint32Array,
  { shuffle, seed, epochsBefore }: Training,
  epoch: number,
): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (shuffle) new Random(seed, epochsBefore + epoch).shuffle(order);
}

function finishEpoch(
  { chain, loss, optimizer, y, epochs, validation, callbacks }: Training,
  history: History,
  epoch: number,
  meanLoss: number,
  accuracy: number,
  seconds: number,
): void {
  const log: EpochLog = {
    epoch,
    epochs,
    loss: meanLoss,
    learningRate: optimizer.learningRate,
    seconds,
  };
  history.loss.push(meanLoss);
  if (y.kind !== "values") history.accuracy.push((log.accuracy = accuracy));
  if (validation) {
    const measured = chain.measure(loss, validation.X, validation.y);
    history.valLoss.push((log.valLoss = measured.loss));
    if (measured.accuracy !== undefined)
      history.valAccuracy.push((log.valAccuracy = measured.accuracy));
  }
  for (const c of callbacks) c.onEpoch?.(log);
}

/** Waits until timers, input and output of the host had their turn. */
function nextTurn(): Promise<void> {
  const host = globalThis as { setImmediate?: (resume: () => void) => unknown };
  return new Promise((resolve) => {
    if (host.setImmediate) host.setImmediate(() => resolve());
    else setTimeout(resolve, 0);
  });
}
