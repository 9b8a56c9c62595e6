// Built in notebook 03-any-shape (the loop) and 04-mnist (mini-batches, shuffling, stopping).
import type { BatchLog, Callback, EpochLog, History } from "./callbacks";
import type { Net } from "../engine/backend";
import { NotFinite } from "../errors";
import type { Feed } from "../engine/kernels";
import type { Loss } from "../losses/loss";
import { Pace } from "./pace";
import { hasAnswers, measureFeed } from "./passes";
import { Random } from "../random";
import type { Optimizer } from "../optimizers/optimizer";
import type { Sequential } from "./sequential";
import { StopSignals } from "./stop-signals";
import { TrainingState } from "./training-state";

export interface Training {
  model: Sequential;
  net: Net;
  loss: Loss;
  optimizer: Optimizer;
  data: Feed;
  epochs: number;
  batchSize: number;
  shuffle: boolean;
  seed: number;
  /** Epochs that earlier calls finished: the shuffling goes on from there. */
  epochsBefore: number;
  validation?: Feed;
  /** Whether right answers go into the history, where there are any to count. */
  counts: boolean;
  callbacks: readonly Callback[];
  /** When fit was called, in milliseconds: history and callbacks count from then. */
  started: number;
  /** Called after each finished epoch, before the callbacks, with how many all calls of fit have finished. */
  epochsDone: (epochs: number) => void;
}

/** Milliseconds of computing after which timers, the Stop button and the display have their turn. */
const TURN = 40;

/** Training: for each epoch an order of the examples, for each batch one step. */
export async function train(training: Training): Promise<History> {
  const { net, optimizer, data, epochs, batchSize, callbacks } = training;
  const { rows } = data;
  const batches = Math.ceil(rows / batchSize);
  const order = new Uint32Array(rows);
  net.prepare(optimizer);
  const kept = new TrainingState(net, optimizer);
  const history: History = {
    loss: [],
    accuracy: [],
    valLoss: [],
    valAccuracy: [],
    learningRate: [],
    stopped: false,
    seconds: 0,
  };
  const { started } = training;
  const seconds = () => (performance.now() - started) / 1000;
  const log: BatchLog = {
    epoch: 0,
    epochs,
    batch: 0,
    batches,
    step: 0,
    loss: NaN, // no whole number, so that JavaScript keeps room for every number
    accuracy: NaN,
    seconds: NaN,
  };
  const onBatch = callbacks.filter((c) => c.onBatch !== undefined);
  const stop = new StopSignals(callbacks);
  const pace = new Pace();
  let turn = performance.now();
  let step = 0;
  let rate = NaN;
  // Finite parameters may still have a loss that is not: a copy is good once a loss was computed with it.
  let keptIsGood = false;
  let finished = 0;

  try {
    for (const c of callbacks) c.onTrainBegin?.({ epochs, batches, model: training.model });
    await nextTurn();
    stop.look();
    net.begin();
    for (let epoch = 1; epoch <= epochs && !history.stopped; epoch++) {
      takeOrder(order, training, epoch);
      let lossSum = 0;
      let correct = 0;
      log.epoch = epoch;
      log.batch = 0;
      for (let start = 0; start < rows; start += batchSize) {
        if (stop.asked) {
          history.stopped = true;
          break;
        }
        const count = Math.min(batchSize, rows - start);
        step++;
        if (start + batchSize >= rows) rate = optimizer.learningRate;
        net.backward(training.loss, data, start, count);
        keptIsGood = true;
        net.update(optimizer);
        lossSum += net.batchLoss * count;
        correct += net.batchCorrect;
        const look = pace.step();
        const now = look ? performance.now() : turn;
        if (onBatch.length > 0) {
          log.batch++;
          log.step = step;
          log.loss = net.batchLoss;
          log.accuracy = net.batchCorrect / count;
          if (look) log.seconds = (now - started) / 1000;
          for (let i = 0; i < onBatch.length; i++) onBatch[i].onBatch?.(log);
        }
        if (look && now - turn > TURN) {
          await nextTurn();
          stop.look();
          turn = performance.now();
        }
      }
      if (history.stopped) break;
      kept.keep();
      keptIsGood = false;
      training.epochsDone(training.epochsBefore + ++finished);
      finishEpoch(training, history, {
        epoch,
        epochs,
        loss: lossSum / rows,
        accuracy: correct / rows,
        learningRate: rate,
        seconds: seconds(),
      });
    }
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    const { learningRate } = optimizer;
    kept.restore(keptIsGood ? "last" : "previous");
    if (!keptIsGood && finished > 0) training.epochsDone(training.epochsBefore + finished - 1);
    throw new Error(
      `fit: ${error.message}, at step ${step} (epoch ${log.epoch} of ${epochs}): the steps were too large. ` +
        `Divide the learning rate (now ${learningRate}) by ten, and check that the inputs are scaled to about −1 … 1. ` +
        `The parameters of the last finite epoch are kept.`,
      { cause: error },
    );
  } finally {
    stop.end();
    history.seconds = seconds();
    for (const c of callbacks) c.onTrainEnd?.(history);
  }
  return history;
}

function takeOrder(
  order: Uint32Array,
  { data, shuffle, seed, epochsBefore }: Training,
  epoch: number,
): void {
  if (!shuffle) return;
  for (let i = 0; i < order.length; i++) order[i] = i;
  data.setOrder(new Random(seed, epochsBefore + epoch).shuffle(order));
}

function finishEpoch(
  { net, loss, data, validation, counts, callbacks }: Training,
  history: History,
  log: EpochLog & { accuracy?: number },
): void {
  history.loss.push(log.loss);
  history.learningRate.push(log.learningRate);
  if (counts && hasAnswers(data)) history.accuracy.push(log.accuracy as number);
  else delete log.accuracy;
  if (validation) {
    const measured = measureFeed(net, loss, validation);
    history.valLoss.push((log.valLoss = measured.loss));
    if (counts && measured.accuracy !== undefined)
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
