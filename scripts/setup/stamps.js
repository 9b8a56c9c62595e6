"use strict";

// A stamp says that a step was finished, and for what: it is written after success, removed before the step begins, and
// compared with what the step would be done for now. So an interrupted step is always done again.

const { createHash } = require("crypto");
const fs = require("fs");
const path = require("path");

/** A short fingerprint of texts and buffers. */
function fingerprint(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 20);
}

/** The contents of a file, or an empty text where there is none. Line ends do not count. */
function contentsOf(file) {
  try {
    return fs.readFileSync(file, "utf8").replace(/\r\n/g, "\n");
  } catch {
    return "";
  }
}

/** Writes a file beside and renames it, so that nobody ever sees half of it. */
function writeWhole(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const beside = file + "." + process.pid + ".part";
  try {
    fs.writeFileSync(beside, text);
    fs.renameSync(beside, file);
  } finally {
    fs.rmSync(beside, { force: true });
  }
}

/** The stamps of a project, kept in its folder `.neuronotes`. */
function stampsIn(folder) {
  const file = (name) => path.join(folder, name + ".json");
  return {
    /** What the step was last finished for, or undefined. */
    read(name) {
      try {
        return JSON.parse(fs.readFileSync(file(name), "utf8"));
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      writeWhole(file(name), JSON.stringify(value) + "\n");
    },
    remove(name) {
      fs.rmSync(file(name), { force: true });
    },
  };
}

/**
 * How many files lie under a folder: a cheap way to see that a part of it is gone.
 * Caches, which come and go, are not counted. A folder that cannot be read counts as empty.
 */
function countFiles(folder) {
  let entries;
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0;
  }
  let count = 0;
  for (const entry of entries) {
    if (!entry.isDirectory()) count += entry.name.endsWith(".pyc") ? 0 : 1;
    else if (entry.name !== "__pycache__" && entry.name !== ".cache") {
      count += countFiles(path.join(folder, entry.name));
    }
  }
  return count;
}

module.exports = { contentsOf, countFiles, fingerprint, stampsIn, writeWhole };
