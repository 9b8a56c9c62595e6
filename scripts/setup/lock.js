"use strict";

// Two starts at once must not set up the same folder. The first one holds a lock file with its process id and renews it
// every two seconds; the second one waits. A lock whose holder is gone is taken over.

const fs = require("fs");
const path = require("path");

const renewEvery = 2000;
const staleAfter = 30000;
const leftoverAfter = 300000;

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function read(file) {
  try {
    const text = fs.readFileSync(file, "utf8");
    const age = Date.now() - fs.statSync(file).mtimeMs;
    let owner;
    try {
      owner = JSON.parse(text);
    } catch {
      owner = {};
    }
    return { text, age, pid: owner.pid, child: owner.child, mtime: fs.statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/**
 * Whether a lock still counts. `still`: milliseconds for which we have seen it unchanged.
 * A holder that was killed may have left npm or pip running: they are waited for, up to five minutes.
 */
function isHeld(lock, still) {
  if (isAlive(lock.pid)) return still < staleAfter;
  if (isAlive(lock.child)) return lock.age < leftoverAfter;
  return lock.pid === undefined && still < renewEvery;
}

/** Takes a stale lock away, unless somebody else was faster and a new one stands there. */
function takeAway(file, text) {
  const aside = file + "." + process.pid + ".stale";
  try {
    fs.renameSync(file, aside);
    if (fs.readFileSync(aside, "utf8") !== text) fs.linkSync(aside, file);
  } catch {
    return;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** Not the recursive kind, which on a read-only disk gives the wrong reason. */
function makeFolder(folder) {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/** Waits for the lock and holds it: resolves to { child(pid), release() }. */
async function acquire(file, say) {
  makeFolder(path.dirname(file));
  let seen;
  let since = Date.now();
  let told = false;
  for (;;) {
    try {
      fs.writeFileSync(file, JSON.stringify({ pid: process.pid }), { flag: "wx" });
      return hold(file);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const lock = read(file);
    if (!lock) continue;
    const key = lock.text + lock.mtime;
    if (key !== seen) {
      seen = key;
      since = Date.now();
    }
    if (!isHeld(lock, Date.now() - since)) {
      takeAway(file, lock.text);
      continue;
    }
    if (!told)
      say("Another start (process " + lock.pid + ") is setting up this folder: waiting for it ...");
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function hold(file) {
  const owner = { pid: process.pid };
  const renew = () => {
    try {
      fs.writeFileSync(file, JSON.stringify(owner));
    } catch {
      // A full disk is reported by the step that needs the space.
    }
  };
  const timer = setInterval(renew, renewEvery);
  timer.unref();
  const release = () => {
    clearInterval(timer);
    process.removeListener("exit", release);
    fs.rmSync(file, { force: true });
  };
  process.on("exit", release);
  return {
    /** Notes the program that works for us just now, in case we are killed and it is not. */
    child(pid) {
      owner.child = pid;
      renew();
    },
    release,
  };
}

module.exports = { acquire, isAlive, isHeld };
