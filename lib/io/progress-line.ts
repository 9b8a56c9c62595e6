import type { BatchLog, Callback, History } from "../core/model/callbacks";
import { progressText, timeText } from "./progress-text";

/** Where the line goes: process.stderr, or anything like it. */
export interface LineTarget {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const pause = 0.1; // seconds between two states of the line

/**
 * A callback for fit that shows one line in a terminal, rewritten as training goes on: epoch, percent, time spent and
 * time left, loss and accuracy (means since the line before). Silent where the output is no terminal, such as a file.
 */
export function progressLine(target: LineTarget = process.stderr): Callback {
  if (!target.isTTY) return {};
  let next = 0;
  let losses = 0;
  let accuracies = 0;
  let count = 0;
  let last = "";
  const write = (text: string) => {
    last = text.slice(0, (target.columns ?? 80) - 1);
    target.write(`\r\u001b[K${last}`);
  };
  return {
    onTrainBegin() {
      next = losses = accuracies = count = 0;
      last = "";
    },
    onBatch(log: BatchLog) {
      losses += log.loss;
      accuracies += log.accuracy;
      count++;
      if (log.seconds < next) return;
      next = log.seconds + pause;
      const part = (log.epoch - 1 + log.batch / log.batches) / log.epochs;
      const { epoch, epochs, seconds } = log;
      const means = { loss: losses / count, accuracy: accuracies / count };
      write(progressText({ epoch, epochs, part, seconds, ...means }));
      losses = accuracies = count = 0;
    },
    onTrainEnd(history: History) {
      const epochs = history.loss.length;
      const loss = history.loss[epochs - 1];
      const accuracy = history.accuracy[history.accuracy.length - 1];
      const words = [
        history.stopped ? "stopped" : "done",
        `${epochs} ${epochs === 1 ? "epoch" : "epochs"} in ${timeText(history.seconds)}`,
        ...(loss === undefined ? [] : [`loss ${loss.toPrecision(3)}`]),
        ...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
      ];
      write(words.join(" · "));
      target.write("\n");
    },
  };
}
