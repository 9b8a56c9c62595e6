import { trainingDefaults, type Callback } from "../../core/model/callbacks";
import { currentCell } from "../drawing/kernel";

/** One piece of work that the Stop button can end. */
interface Work {
  controller: AbortController;
  /** Stop was pressed a second time. */
  hard: boolean;
}

type Listener = NodeJS.SignalsListener;

const running = new Set<Work>();
let kernelListeners: Listener[] = []; // the kernel's own, in whose place onPress stands
let stoppedIn: unknown; // the cell in which Stop was pressed last

/**
 * Runs work that the Stop button ends well: the first press aborts the signal, the work should look at it and return
 * what it has, and the cell goes on from there. A second press in the same cell stops it hard, with an error.
 * The work must give way now and then, or no press can be noticed: `await new Promise(setImmediate)` every 20 to 100 ms.
 * Outside a notebook Ctrl+C does the same.
 *
 *     const steps = await stoppable(async (signal) => {
 *       let step = 0;
 *       while (!signal.aborted) { learn(); if (++step % 1000 === 0) await new Promise(setImmediate); }
 *       return step;
 *     });
 */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = begin();
  try {
    await new Promise((resolve) => setImmediate(resolve)); // until then nobody can listen to Stop
    return await work(own.controller.signal);
  } finally {
    end(own);
  }
}

/**
 * The same as a callback for fit: Stop ends the training after the current batch, the net keeps what it has learned, and
 * history.stopped is true. In a notebook every fit has one already.
 */
export function stopCallback(): Callback {
  let own: Work | undefined;
  return {
    onTrainBegin() {
      own = begin();
    },
    onTrainEnd() {
      if (own) end(own);
    },
    /** fit looks at the signal before every batch. After a second press it finds an error there, which ends the cell's loop too. */
    get signal() {
      if (own?.hard) throw new Error("stopped: Stop was pressed twice");
      return own?.controller.signal;
    },
  };
}

const mark = Symbol.for("neuronotes.stop");

/** Lets the Stop button end every fit of this notebook. Does nothing outside a notebook, or the second time. */
export function stopEveryFit(): void {
  if (!currentCell() || trainingDefaults.callbacks.some((maker) => mark in maker)) return;
  trainingDefaults.callbacks.push(Object.assign(() => stopCallback(), { [mark]: true }));
  listenSoon();
}

function begin(): Work {
  const work = { controller: new AbortController(), hard: false };
  running.add(work);
  // Stop means the cell: what it begins after a press ends at once
  if (stoppedIn !== undefined && stoppedIn === place()) work.controller.abort();
  listenSoon();
  return work;
}

function end(work: Work): void {
  running.delete(work);
  // in a program Ctrl+C ends the program again; in a kernel onPress stays, and passes the press on
  if (running.size === 0 && !currentCell()) process.off("SIGINT", onPress);
}

/**
 * While the synchronous part of a cell runs, Node has put all listeners aside; one added then could not be taken back and
 * nothing could stop the kernel. So wait for the event loop's next turn.
 */
function listenSoon(): void {
  setImmediate(() => {
    const others = process.listeners("SIGINT") as Listener[];
    if (others.includes(onPress) || (running.size === 0 && !currentCell())) return;
    process.on("SIGINT", onPress);
    if (!currentCell()) return;
    kernelListeners = others;
    for (const listener of others) process.off("SIGINT", listener);
  });
}

const onPress: Listener = (signal) => {
  const second = stoppedIn === place();
  stoppedIn = place();
  for (const work of running) {
    work.hard ||= second;
    work.controller.abort();
  }
  if (!currentCell()) {
    process.off("SIGINT", onPress); // so that a second Ctrl+C ends the program
  } else if (second || running.size === 0) {
    for (const listener of kernelListeners) listener(signal);
  } else {
    console.log("Stopping. What was done is kept. (A second Stop ends the cell at once.)");
  }
};

/** What a second press must have in common with the first: the cell, or the program. */
function place(): unknown {
  return currentCell() ?? process;
}
