"use strict";

// What every command shares: a failure is printed as one that the reader can mend, and Ctrl-C during the set-up says that
// nothing is lost.

const { asFailure } = require("./failure");

const say = (text) => console.log(text);

/** Runs `work(args, say)`, which resolves to an exit code. */
async function command(work, args) {
  try {
    process.exitCode = (await work(args, say)) || 0;
  } catch (error) {
    console.error(asFailure(error).print());
    process.exitCode = 1;
  }
}

/** While `work` runs, a signal ends this process with a word; what holds the lock lets go of it by itself. */
async function interruptible(work) {
  const onSignal = () => {
    console.log("\nInterrupted. Run the same command again: it goes on where it stopped.");
    process.exit(130);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

module.exports = { command, interruptible };
