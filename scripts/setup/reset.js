"use strict";

// Brings a notebook back as it was committed. What the reader made of it is copied first, under a name with the date and
// time that no file has yet, so at no moment can it be lost.

const fs = require("fs");
const path = require("path");
const { spawnSync } = require("child_process");
const { Failure } = require("./failure");
const { placesOf, projectRoot } = require("./paths");
const { runNow } = require("./run");
const { stampsIn } = require("./stamps");
const trust = require("./trust");

const usage = ["npm run reset 03", "npm run reset 03-any-shape"];

/** Runs git in the project and gives its answer as bytes; throws a Failure that says what is missing. */
function git(root, args) {
  const result = spawnSync("git", ["-C", root, ...args], { maxBuffer: 1 << 28, windowsHide: true });
  if (result.error && result.error.code === "ENOENT") {
    throw new Failure("git was not found; the fresh notebook is taken from it.", [
      "Install git from https://git-scm.com and run the command again,",
      "or download the one notebook from the project's page and put it beside yours.",
    ]);
  }
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Failure(
      "git could not give the committed notebook.",
      [
        "This folder must be a clone made by `git clone`; one that was unpacked from a .zip has no history to take it from.",
      ],
      String(result.stderr).trim(),
    );
  }
  return result.stdout;
}

/** The notebooks of the series as they were committed, by name. */
function committedNames(root) {
  const listed = git(root, ["ls-tree", "--name-only", "-z", "HEAD", "notebooks/"]).toString("utf8");
  return listed
    .split("\0")
    .map((name) => path.posix.basename(name))
    .filter((name) => name.endsWith(".ipynb"))
    .sort();
}

/** The one notebook that is meant by "3", "03", "03-any-shape" or its file name. */
function choose(names, wanted) {
  const name = path.basename(wanted).replace(/\.ipynb$/, "");
  const number = /^\d$/.test(name) ? "0" + name : name;
  const found = names.filter((file) => file === number + ".ipynb" || file.startsWith(number + "-"));
  if (found.length === 1) return found[0];
  const list = names.map((file) => "  " + file.replace(/\.ipynb$/, ""));
  const which = found.length ? "names more than one notebook" : "is no notebook of the series";
  throw new Failure("`" + wanted + "` " + which + ".", [
    "Choose one of these, by its number or its name:",
    ...list,
  ]);
}

/** 2026-11-20-1512, in local time. */
function timeStamp(now) {
  const two = (value) => String(value).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return day + "-" + two(now.getHours()) + two(now.getMinutes());
}

/** Copies a file under the first free name of that minute, and returns the name. */
function keep(file, now) {
  const stem = file.replace(/\.ipynb$/, "") + ".mine-" + timeStamp(now);
  for (let count = 1; ; count++) {
    const copy = stem + (count === 1 ? "" : "-" + count) + ".ipynb";
    try {
      fs.copyFileSync(file, copy, fs.constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

/** Does it in the project at `root`; returns { file, kept }, kept undefined where there was nothing to keep. */
function bringBack(root, wanted, now) {
  const name = choose(committedNames(root), wanted);
  const fresh = git(root, ["show", "HEAD:notebooks/" + name]);
  const file = path.join(root, "notebooks", name);
  const present = fs.existsSync(file);
  if (present && fs.readFileSync(file).equals(fresh)) return { file, kept: undefined, same: true };
  const kept = present ? keep(file, now) : undefined;
  const beside = path.join(root, "notebooks", "." + name + "." + process.pid + ".part");
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(beside, fresh);
    fs.renameSync(beside, file);
  } finally {
    fs.rmSync(beside, { force: true });
  }
  return { file, kept, same: false };
}

async function reset(args, say) {
  const wanted = args.filter((arg) => !arg.startsWith("-"));
  if (wanted.length === 0) throw new Failure("which notebook? Name it by its number.", usage);
  const places = placesOf(projectRoot);
  const names = committedNames(places.root);
  wanted.forEach((one) => choose(names, one)); // an unknown one is refused before the first is touched
  const all = wanted.map((one) => bringBack(places.root, one, new Date()));
  for (const done of all) {
    const name = path.basename(done.file);
    if (done.same) say(name + " is already as it was committed: nothing to do.");
    else say("notebooks/" + name + " is fresh again.");
    if (done.kept) say("Yours is kept as notebooks/" + path.basename(done.kept) + ".");
  }
  const changed = all.some((done) => !done.same);
  if (changed && fs.existsSync(places.python) && runNow("git", ["--version"]).code === 0) {
    const stamps = stampsIn(places.state);
    const found = trust.pending(places, stamps);
    if (found.names.length) await trust.sign(places, stamps, found, say);
    say("If it is open in JupyterLab: File, Reload Notebook from Disk.");
  }
  return 0;
}

module.exports = { bringBack, choose, reset, timeStamp };
